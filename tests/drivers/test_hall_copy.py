"""Whole copies of a hall's records: made as it works, sealed against damage, put back whole or not at all."""

import errno
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import event, insert, select, text, update

from drivers.hall_copy import CopyError, CopyFault, Wanted, form, make_copy, manifest_of, opened, restore, restoring
from drivers.hall_store import HallStore, migrate
from drivers.hall_store.engines import open_writer
from drivers.hall_store.founding import NoHallError, found_hall
from drivers.hall_store.schema import AnotherFormError
from drivers.hall_store.tables import attempt, hall, island_range, metadata
from kiosk.hall.happening import What
from tests.drivers.test_hall_store import DAY, a_ticket
from tests.drivers.test_hall_trouble import limit
from tests.drivers.test_hall_trouble import opened as opened_store
from tests.hallkit.copies import KEY_PRINT, a_hall, everything
from tests.hallkit.fixtures import database, postgres
from tests.hallkit.house import MONDAY, WAIT
from tests.hallkit.laid import sqlite_url
from tests.hallkit.postgres import PostgresServer

__all__ = ["database", "postgres"]
TEST = Wanted("test", "", KEY_PRINT)


def put_back(file: Path, url: str, keep: Callable[[], None] | None = None, **other: Any) -> bool:
    migrate(url)
    found_hall(url, "test")
    with opened(file) as copy:
        return restore(copy, replace(TEST, url=url, **other), keep)


def fault_of(work: Callable[[], object]) -> CopyFault:
    with pytest.raises(CopyError) as told:
        work()
    return told.value.fault


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Of a small hall in SQLite."""
    (tmp_path / "first").mkdir()
    file = tmp_path / "hall.copy"
    make_copy(a_hall(sqlite_url(tmp_path / "first"), days=1), "test", file, MONDAY)
    return file


def in_folder(folder: Path) -> set[str]:
    """Without the marks of those who serve."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".serving")}


def test_from_sqlite_to_postgresql_and_back_every_row_is_the_same(tmp_path: Path, postgres: PostgresServer) -> None:
    first, second, third = a_hall(sqlite_url(tmp_path)), postgres.fresh(), f"sqlite:///{tmp_path}/third.db"
    before = everything(first)
    assert all(before[name] for name in ("hall", "ticket", "happening", "token", "notice", "window", "closed_theme"))
    for there, to in ((first, second), (second, third)):
        make_copy(there, "test", tmp_path / "copy", MONDAY)
        assert not put_back(tmp_path / "copy", to)
    assert everything(second) == before
    assert everything(third) == before


def test_a_hall_goes_on_where_it_was_put_back(copy: Path, database: str) -> None:
    put_back(copy, database)
    with opened_store(database) as store:
        told = store.read(lambda records: records.newest_happening()).result(WAIT)
        new = store.write(lambda records: a_ticket(records, "key-2")).result(WAIT)
        grant = store.write(lambda records: records.add_attempt("101", MONDAY)).result(WAIT)
        kept = store.read(lambda records: records.kept()).result(WAIT)
    assert told is not None
    assert (told.what, told.detail) == (What.RESTORED, "to what it was at 2026-03-02 09:00 +0800")
    assert (new.number, grant) == ("A101", None)
    assert kept.copied_at == MONDAY


def test_no_number_that_somebody_may_hold_is_given_again(copy: Path, database: str) -> None:
    """Since the copy: the hall knows neither how many were given nor on which day it was put back."""
    put_back(copy, database)
    tomorrow = DAY + timedelta(days=1)
    given = [("1", "A", DAY), ("2", "A", DAY), ("3", "B", DAY), ("4", "A", tomorrow), ("5", "C", tomorrow)]
    numbers = []
    for key, theme, day in given:
        with opened_store(database) as store:  # as after a restart each time
            new = store.write(partial(a_ticket, key=f"since-{key}", theme=theme, on=day)).result(WAIT)
            numbers.append(new.number)
    assert numbers == ["A101", "A102", "B101", "A001", "C001"]


def test_a_hall_restored_twice_leaves_out_no_more_than_once(copy: Path, database: str, tmp_path: Path) -> None:
    """What was left out is not taken for numbers that were given."""
    put_back(copy, database)
    for key, number in (("one", "A101"), ("two", "A201")):
        with opened_store(database) as store:
            assert store.write(partial(a_ticket, key=key)).result(WAIT).number == number
        make_copy(database, "test", tmp_path / key, MONDAY)
        put_back(tmp_path / key, database, lambda: None)


def test_the_gap_is_as_wide_as_the_themes_busiest_day(tmp_path: Path, database: str) -> None:
    url, file = a_hall(f"sqlite:///{tmp_path / 'first.db'}", days=1, each=3000), tmp_path / "hall.copy"
    make_copy(url, "test", file, MONDAY)
    put_back(file, database)
    busiest = max(row[4] for row in everything(database)["ticket"] if row[3] == "A")
    with opened_store(database) as store:
        new = store.write(lambda records: a_ticket(records, "since")).result(WAIT)
    assert busiest < new.seq - 1 <= busiest + 101


def test_ids_of_a_restored_hall_are_counted_on(copy: Path, database: str) -> None:
    put_back(copy, database)
    ids = [row[0] for row in everything(database)["island_range"]]
    engine = open_writer(database)
    new = {"hall": "test", "who": "101", "at": MONDAY}
    ranges = {"hall": "test", "day": DAY, "theme": "Z", "first": 1, "last": 2, "terminal": 3, "reserved_at": MONDAY}
    with engine.begin() as connection:
        assert connection.execute(insert(attempt).returning(attempt.c.id), new).scalar_one() > 0
        assert connection.execute(insert(island_range).returning(island_range.c.id), ranges).scalar_one() > max(ids)
    engine.dispose()


def test_what_is_copied_is_one_moment_while_numbers_are_taken(database: str, tmp_path: Path) -> None:
    a_hall(database)
    ended, began = threading.Event(), threading.Event()
    with opened_store(database) as store:

        def take() -> None:
            n = 0
            while not ended.is_set():
                n += 1
                store.write(lambda records, n=n: a_ticket(records, f"key-of-many-{n}")).result(WAIT)  # type: ignore[misc]
                began.set()

        taking = threading.Thread(target=take)
        taking.start()
        assert began.wait(WAIT)
        try:
            make_copy(database, "test", tmp_path / "copy", MONDAY)
        finally:
            ended.set()
            taking.join()
    with opened(tmp_path / "copy") as copy, closing(sqlite3.connect(copy.records)) as records:
        last_happening, last_ticket = records.execute("SELECT last_happening, last_ticket FROM hall").fetchone()
        assert records.execute("SELECT max(id), count(*) FROM ticket").fetchone() == (last_ticket, last_ticket)
        assert records.execute("SELECT max(seq), count(*) FROM happening").fetchone() == (last_happening,) * 2


def test_the_file_is_the_owners_alone_and_nothing_is_left_beside(copy: Path, tmp_path: Path) -> None:
    assert copy.stat().st_mode & 0o777 == 0o600
    assert in_folder(tmp_path) == {"first", "hall.copy"}
    with opened(copy) as found:
        assert found.records.stat().st_mode & 0o777 == 0o600
        assert found.records.parent.stat().st_mode & 0o777 == 0o700


def test_an_earlier_copy_is_replaced_and_anything_else_is_not(copy: Path, tmp_path: Path) -> None:
    first = sqlite_url(tmp_path / "first")
    make_copy(first, "test", copy, MONDAY + timedelta(hours=1))
    assert manifest_of(copy).made_at == MONDAY + timedelta(hours=1)
    found_hall(first, "other")
    assert fault_of(lambda: make_copy(first, "other", copy, MONDAY)) is CopyFault.OTHER_HALL
    database = tmp_path / "first" / "hall.db"
    before = database.read_bytes()
    assert fault_of(lambda: make_copy(first, "test", database, MONDAY)) is CopyFault.NO_COPY
    assert database.read_bytes() == before


def test_no_byte_can_change_unseen(copy: Path, tmp_path: Path) -> None:
    content, spoilt = copy.read_bytes(), tmp_path / "spoilt"
    bad = {CopyFault.DAMAGED, CopyFault.NO_COPY}

    def fault(changed: bytes) -> CopyFault:
        spoilt.write_bytes(changed)
        with pytest.raises(CopyError) as told, opened(spoilt):
            pass
        return told.value.fault

    for at in range(0, len(content), 5):
        assert fault(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]) in bad, at
    assert fault(content[:-1]) is CopyFault.DAMAGED
    assert fault(content[: len(content) // 2]) is CopyFault.DAMAGED
    assert fault(content + b"\0") is CopyFault.DAMAGED
    assert fault(b"") is CopyFault.NO_COPY


def resealed(copy: Path, folder: Path, change: Callable[[sqlite3.Connection], object] = id, **other: Any) -> Path:
    """A copy that says otherwise, as somebody else's program might have written it: sealed in order."""
    file = folder / "resealed"
    with opened(copy) as found:
        with closing(sqlite3.connect(found.records)) as records, records:
            change(records)
        told = {"sha256": form.sum_of(found.records)} | other
        form.write_copy(file, msgspec.structs.replace(found.manifest, **told), found.records)
    return file


def test_what_is_of_a_newer_edition_is_told_so(copy: Path, tmp_path: Path) -> None:
    for newer in ({"revision": "0999"}, {"form": form.FORM + 1}):
        file = resealed(copy, tmp_path, **newer)
        assert fault_of(lambda: put_back(file, sqlite_url(tmp_path))) is CopyFault.NEWER  # noqa: B023


def test_rows_that_do_not_agree_with_the_manifest_are_damage(copy: Path, tmp_path: Path) -> None:
    def lose(records: sqlite3.Connection) -> None:
        records.execute("DELETE FROM ticket WHERE id = 3")

    def strange(records: sqlite3.Connection) -> None:
        records.execute("UPDATE ticket SET hall = 'other' WHERE id = 3")

    for change in (lose, strange):
        file = resealed(copy, tmp_path, change)
        assert fault_of(lambda: put_back(file, sqlite_url(tmp_path))) is CopyFault.DAMAGED  # noqa: B023


def test_another_halls_copy_and_another_key_are_refused(copy: Path, database: str) -> None:
    assert fault_of(lambda: put_back(copy, database, hall="other")) is CopyFault.OTHER_HALL
    assert fault_of(lambda: put_back(copy, database, key_print="f" * 16)) is CopyFault.OTHER_KEY
    assert everything(database)["ticket"] == []
    put_back(copy, database, key_print=None)  # it is known to be lost
    assert everything(database)["ticket"] != []


@pytest.mark.parametrize("revision", ["0001", "0004", "0010"])
def test_a_copy_of_an_earlier_edition_is_brought_to_todays_form(
    database: str, tmp_path: Path, revision: str, request: pytest.FixtureRequest
) -> None:
    if "postgresql" in database:
        database = request.getfixturevalue("postgres").fresh()
    migrate(database, revision)
    engine = open_writer(database)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO hall (hall, last_happening, last_ticket) VALUES ('test', 7, 3)"))
        opens = "INSERT INTO closed_theme (hall, theme, reason) VALUES ('test', 'A', '停电')"
        connection.execute(text(opens))
    engine.dispose()
    manifest = make_copy(database, "test", tmp_path / "copy", MONDAY).manifest
    assert (manifest.revision, manifest.key_print) == (revision, "")
    there = f"sqlite:///{tmp_path}/there.db"
    put_back(tmp_path / "copy", there)
    assert everything(there)["closed_theme"] == [("test", "A", "停电")]


def test_where_there_is_no_such_hall_there_is_nothing_to_copy(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    with pytest.raises(NoHallError):
        make_copy(url, "test", tmp_path / "copy", MONDAY)
    assert in_folder(tmp_path) == set()
    migrate(url)
    found_hall(url, "other")
    with pytest.raises(NoHallError) as told:
        make_copy(url, "test", tmp_path / "copy", MONDAY)
    assert told.value.others == ("other",)
    engine = open_writer(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    engine.dispose()
    with pytest.raises(AnotherFormError):
        make_copy(url, "other", tmp_path / "copy", MONDAY)
    assert in_folder(tmp_path) == {"hall.db"}


def test_a_damaged_database_is_not_copied_as_if_it_were_whole(tmp_path: Path) -> None:
    """An index that has lost a row: nothing else would notice."""
    url = a_hall(sqlite_url(tmp_path))
    with closing(sqlite3.connect(tmp_path / "hall.db")) as database, database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = sql || ' WHERE seq > 3' WHERE name = 'happening_at'")
    assert fault_of(lambda: make_copy(url, "test", tmp_path / "copy", MONDAY)) is CopyFault.SOURCE_DAMAGED
    assert in_folder(tmp_path) == {"hall.db"}


def test_records_are_replaced_only_on_demand_and_kept_before(copy: Path, database: str, tmp_path: Path) -> None:
    a_hall(database, days=3)
    before = everything(database)
    assert fault_of(lambda: put_back(copy, database)) is CopyFault.NOT_EMPTY
    assert everything(database) == before
    aside = tmp_path / "aside"
    assert put_back(copy, database, lambda: aside.touch() or make_aside(database, aside))  # type: ignore[func-returns-value]
    assert everything(database) == everything(sqlite_url(tmp_path / "first"))
    assert put_back(aside, database, lambda: None)
    assert everything(database) == before


def make_aside(url: str, aside: Path) -> None:
    aside.unlink()
    make_copy(url, "test", aside, MONDAY)


def test_every_other_process_hears_that_the_hall_is_another_one(copy: Path, database: str) -> None:
    a_hall(database)
    before = generation(database)
    put_back(copy, database, lambda: None)
    assert generation(database) not in {before, ""}


def generation(url: str) -> str:
    engine = open_writer(url)
    with engine.begin() as connection:
        found: str = connection.execute(select(hall.c.generation)).scalar_one()
    engine.dispose()
    return found


def test_a_running_hall_is_not_replaced(copy: Path, database: str) -> None:
    migrate(database)
    found_hall(database, "test")
    with closing(HallStore(database, "test")) as store:
        store.listen(lambda news: None)
        wait_until_served(database)
        assert fault_of(lambda: put_back(copy, database)) is CopyFault.SERVED
    put_back(copy, database)


def wait_until_served(url: str) -> None:
    """On PostgreSQL the mark comes with the connection that listens."""
    from drivers.hall_store.serving import ServedError, nobody_serves
    from tests.drivers.test_hall_store import wait_until

    def served() -> bool:
        try:
            with nobody_serves(url, "test"):
                return False
        except ServedError:
            return True

    wait_until(served)


def test_a_hall_that_begins_meanwhile_waits_for_the_copy(copy: Path, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path)
    a_hall(url)
    began = threading.Event()
    with closing(HallStore(url, "test")) as store:
        starting = threading.Thread(target=lambda: (store.listen(lambda news: None), began.set()))

        def meanwhile() -> None:
            starting.start()
            assert not began.wait(0.05)

        put_back(copy, url, meanwhile)
        starting.join(WAIT)
        assert began.is_set()


def test_other_halls_of_the_database_are_left_alone(copy: Path, database: str) -> None:
    """Even where they have the same ids: those of the copy are counted on."""
    a_hall(database)
    engine = open_writer(database)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(update(table).values(hall="other"))
        connection.execute(text("UPDATE ticket SET code = code || 'x'"))
        connection.execute(text("UPDATE token SET digest = digest || 'x'"))
    engine.dispose()
    others = everything(database, "other")
    put_back(copy, database)
    assert everything(database, "other") == others
    found = everything(database)
    clerk = found["clerk"][0][0]
    assert clerk != others["clerk"][0][0]
    assert clerk in found["window"][0]
    assert {row[metadata.tables["token"].c.keys().index("clerk")] for row in found["token"]} >= {clerk}
    assert {len(found[name]) for name in ("ticket", "window", "clerk")} == {31, 1}


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from drivers.hall_copy import Wanted, make_copy, making, opened, restore, restoring

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

url, file = sys.argv[2:]
if sys.argv[1] == "making":
    making.sync = die
    make_copy(url, "test", Path(file), datetime.now(UTC))
restoring._begin_anew = die
with opened(Path(file)) as copy:
    restore(copy, Wanted("test", url, None), lambda: None)
"""


def killed(what: str, url: str, file: Path) -> None:
    """A process that dies in the midst of it, of nothing that it could notice."""
    done = subprocess.run([sys.executable, "-c", KILLED, what, url, str(file)], timeout=WAIT, check=False)
    assert done.returncode == -signal.SIGKILL


def test_a_copy_whose_maker_was_killed_is_not_there(tmp_path: Path) -> None:
    url, place = a_hall(sqlite_url(tmp_path)), tmp_path / "copies"
    place.mkdir()
    killed("making", url, place / "copy")
    left = in_folder(place)
    assert len(left) == 1
    assert "copy" not in left
    make_copy(url, "test", place / "copy", MONDAY)
    assert in_folder(place) == {"copy"}


def test_records_whose_replacing_was_killed_are_as_before(copy: Path, database: str) -> None:
    before = everything(a_hall(database))
    killed("restoring", database, copy)
    assert everything(database) == before


def test_on_a_full_disk_no_copy_is_there_and_the_one_before_stays(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = copy.read_bytes()

    def full(file: Path, *_: object) -> None:
        file.write_bytes(b"PK")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))

    monkeypatch.setattr("drivers.hall_copy.making.write_copy", full)
    with pytest.raises(OSError, match="No space left"):
        make_copy(sqlite_url(tmp_path / "first"), "test", copy, MONDAY)
    assert copy.read_bytes() == before
    assert in_folder(tmp_path) == {"first", "hall.copy"}


def test_sqlites_own_full_disk_is_told_as_the_systems(copy: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """While the copy is filled, and while it is put back: nothing is half there."""
    real, url = restoring.open_writer, sqlite_url(tmp_path)
    before = everything(a_hall(url, days=0))

    def small(address: str) -> Any:
        engine = real(address)
        event.listen(engine, "connect", lambda raw, _record: limit(raw, 2))
        return engine

    monkeypatch.setattr(restoring, "open_writer", small)
    with pytest.raises(OSError, match="No space left"):
        put_back(copy, url, lambda: None)
    assert everything(url) == before
    monkeypatch.setattr("drivers.hall_copy.making.put_rows", _disk_is_full)
    with pytest.raises(OSError, match="No space left"):
        make_copy(url, "test", tmp_path / "another", MONDAY)
    assert not (tmp_path / "another").exists()


def _disk_is_full(connection: Any, *_: object) -> int:
    limit(connection.connection.driver_connection, 0)
    connection.exec_driver_sql("CREATE TABLE more (x)")
    connection.exec_driver_sql("INSERT INTO more VALUES (zeroblob(9999999))")
    return 0


def test_a_day_of_many_numbers_is_as_it_was(database: str, tmp_path: Path) -> None:
    """More than a batch of each."""
    a_hall(database)
    engine = open_writer(database)
    again = """INSERT INTO happening SELECT hall, seq + :more, what, at, number, line, "window", ticket, detail
        FROM happening WHERE seq <= 100"""
    with engine.begin() as connection:
        for n in range(60):
            connection.execute(text(again), {"more": 1000 + 100 * n})
    engine.dispose()
    before = everything(database)
    make_copy(database, "test", tmp_path / "copy", MONDAY)
    put_back(tmp_path / "copy", database, lambda: None)
    assert everything(database) == before
    assert len(before["happening"]) > 6000
