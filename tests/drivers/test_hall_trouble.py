"""A database in trouble: everybody is answered, nothing is lost or done twice, and it goes on by itself."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from drivers.hall_store import HallStore, migrate
from drivers.hall_store.engines import open_writer
from drivers.hall_store.founding import found_hall, new_generation
from drivers.hall_store.trips import committing
from kiosk.hall.trouble import StoreFailedError, StoreTrouble
from tests.drivers.test_hall_store import DAY, a_ticket, wait_until
from tests.hallkit.house import WAIT
from tests.hallkit.laid import sqlite_url


@contextmanager
def opened(url: str, prepare: Callable[[Any], None] | None = None) -> Iterator[HallStore]:
    """`prepare` is given the writer's connection."""
    migrate(url)
    found_hall(url, "test")
    store = HallStore(url, "test")
    if prepare:
        event.listen(store._writer, "connect", lambda raw, _record: prepare(raw))
    with closing(store):
        yield store


def taken(store: HallStore, key: str) -> "Future[str]":
    return store.write(lambda records: a_ticket(records, key, note="x" * 5000).number)


def trouble_of(answer: "Future[Any]") -> StoreTrouble:
    error = answer.exception(WAIT)
    assert isinstance(error, StoreFailedError)
    return error.trouble


def kept(store: HallStore) -> list[str]:
    return [one.number for one in store.read(lambda records: records.tickets(DAY)).result(WAIT)]


@pytest.mark.logs("ERROR", "the database failed: store_full")
def test_a_full_disk_is_told_until_something_can_be_written_again(tmp_path: Path, caplog: Any) -> None:
    raws: list[sqlite3.Connection] = []
    with opened(sqlite_url(tmp_path), raws.append) as store:
        taken(store, "one").result(WAIT)
        limit(raws[-1], 0)
        full = [taken(store, f"full-{n}") for n in range(30)]
        assert {trouble_of(answer) for answer in full} == {StoreTrouble.FULL}
        assert kept(store) == ["A001"]
        store.write(lambda records: records.unsettled_days()).result(WAIT)  # writes nothing, so it proves nothing
        assert store.trouble() is StoreTrouble.FULL
        assert len([r for r in caplog.records if "store_full" in r.message]) == 1  # said once
        limit(raws[-1], 1000)
        store.prove().result(WAIT)
        assert store.trouble() is None
        assert taken(store, "full-7").result(WAIT) == "A002"
        assert kept(store) == ["A001", "A002"]


def limit(raw: sqlite3.Connection, more: int) -> None:
    """Let the file grow by so many pages, as a disk with so much left."""
    pages = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {pages + more}")


@pytest.mark.logs("ERROR", "the database failed: store_read_only")
def test_a_database_that_may_only_be_read_goes_on_when_it_may_be_written(database: str) -> None:
    raws: list[Any] = []
    with opened(database, raws.append) as store:
        taken(store, "one").result(WAIT)
        only_read(raws[-1], True)
        assert trouble_of(taken(store, "two")) is StoreTrouble.READ_ONLY
        assert kept(store) == ["A001"]
        only_read(raws[-1], False)
        assert taken(store, "two").result(WAIT) == "A002"
        assert store.trouble() is None


def only_read(raw: Any, on: bool) -> None:
    """As on a file system that was mounted anew after an error, or a PostgreSQL that stands by."""
    if isinstance(raw, sqlite3.Connection):
        raw.execute(f"PRAGMA query_only = {int(on)}")
    else:
        raw.execute(f"SET default_transaction_read_only = {'on' if on else 'off'}")


@pytest.mark.logs("ERROR", "the database failed: store_locked")
def test_a_locked_database_lets_many_wait_no_longer_than_one(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.hall_store.engines.SERVING_SECONDS", 1)
    with opened(database) as store:
        failures: list[Exception] = []
        real = store._failed
        monkeypatch.setattr(store, "_failed", lambda error: failures.append(error) or real(error))
        taken(store, "one").result(WAIT)
        other = open_writer(database)
        with other.begin() as connection:
            connection.execute(text("UPDATE hall SET last_ticket = last_ticket"))
            asked = [taken(store, f"key-{n}") for n in range(20)]
            assert {trouble_of(answer) for answer in asked} == {StoreTrouble.LOCKED}
        other.dispose()
        assert len(failures) <= 2  # the first, and all who came while it waited
        assert taken(store, "key-7").result(WAIT) == "A002"
        assert store.trouble() is None


@pytest.mark.logs("ERROR", "the database failed: store_away")
def test_a_file_that_was_taken_away_is_not_made_anew(tmp_path: Path) -> None:
    file, aside = tmp_path / "hall.db", tmp_path / "aside.db"
    with opened(sqlite_url(tmp_path)) as store:
        taken(store, "one").result(WAIT)
        move(file, aside)
        assert trouble_of(taken(store, "two")) is StoreTrouble.AWAY
        assert trouble_of(store.read(lambda records: records.tickets(DAY))) is StoreTrouble.AWAY
        assert not file.exists()
        move(aside, file)
        assert taken(store, "two").result(WAIT) == "A002"
        assert kept(store) == ["A001", "A002"]


def test_a_copy_that_was_put_in_its_place_is_gone_on_with(tmp_path: Path) -> None:
    """Yesterday's file was put back while the hall worked: its counts are lower than those that are remembered."""
    file, copy = tmp_path / "hall.db", tmp_path / "copy.db"
    heard: list[int] = []
    anew = threading.Event()
    with opened(sqlite_url(tmp_path)) as store:
        store.listen(lambda news: heard.extend(told.seq for told in news), anew.set)
        taken(store, "one").result(WAIT)
        with closing(sqlite3.connect(file)) as raw, closing(sqlite3.connect(copy)) as there:
            raw.backup(there)
        for n in range(5):
            taken(store, f"key-{n}").result(WAIT)
        wait_until(lambda: heard == [1, 2, 3, 4, 5, 6])
        copy.replace(file)
        for part in ("-wal", "-shm"):
            (tmp_path / f"hall.db{part}").unlink()
        assert taken(store, "other").result(WAIT) == "A002"
        assert kept(store) == ["A001", "A002"]
        assert anew.wait(WAIT)


def move(file: Path, to: Path) -> None:
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).rename(to.with_name(to.name + part))


def test_counts_that_have_gone_back_are_told_in_every_process(database: str) -> None:
    """As after a copy was restored over the hall."""
    heard: list[list[int]] = [[], []]
    with opened(database) as one, opened(database) as two:
        for store, seqs in zip((one, two), heard, strict=True):
            store.listen(
                lambda news, seqs=seqs: seqs.extend(told.seq for told in news),  # type: ignore[misc]
                lambda seqs=seqs: seqs.append(-1),  # type: ignore[misc]
            )
        for n in range(4):
            taken(one, f"key-{n}").result(WAIT)
        wait_until(lambda: heard == [[1, 2, 3, 4]] * 2)
        other = open_writer(database)
        with other.begin() as connection:
            connection.execute(text("DELETE FROM happening WHERE seq > 2"))
            connection.execute(text("DELETE FROM ticket WHERE id > 2"))
            counts = text("UPDATE hall SET last_happening = 2, last_ticket = 2, generation = :other")
            connection.execute(counts, {"other": new_generation()})
        other.dispose()
        wait_until(lambda: heard == [[1, 2, 3, 4, -1]] * 2)
        assert taken(two, "other").result(WAIT) == "A003"
        assert taken(one, "another").result(WAIT) == "A004"
        wait_until(lambda: heard == [[1, 2, 3, 4, -1, 3, 4]] * 2)


@pytest.mark.logs("ERROR", "the database failed: store_away")
def test_a_commit_whose_answer_was_lost_is_not_done_again(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(database) as store:

        @contextmanager
        def losing(connection: Any) -> Iterator[None]:
            with committing(connection):
                yield
            raise OperationalError(None, None, psycopg.OperationalError("the server closed the connection"))

        gate = threading.Event()
        held = store.write(lambda records: gate.wait(WAIT))
        asked = [taken(store, f"key-{n}") for n in range(3)]  # they go together
        monkeypatch.setattr("drivers.hall_store.records.committing", losing)
        gate.set()
        assert {trouble_of(answer) for answer in (held, *asked)} == {StoreTrouble.AWAY}
        monkeypatch.undo()
        assert kept(store) == ["A001", "A002", "A003"]
        again = store.write(lambda records: records.ticket_by_key(DAY, "key-1")).result(WAIT)
        assert again is not None
        assert taken(store, "key-3").result(WAIT) == "A004"
