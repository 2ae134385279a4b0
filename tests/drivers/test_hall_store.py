"""The store itself: its form and the way there and back, work that fails, and a plug that is pulled."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import requests
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, event, inspect, update
from sqlalchemy.exc import DBAPIError

from drivers.hall_store import HallStore, migrate
from drivers.hall_store.engines import open_reader
from drivers.hall_store.follower import Follower
from drivers.hall_store.tables import hall, happening, metadata, ticket
from kiosk.hall.discipline import Standing
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import Claim, HallTicket, Kind, State
from kiosk.hall.window import Window
from tests.hallkit.house import MONDAY, WAIT
from tests.hallkit.postgres import PostgresServer

DAY = MONDAY.date()
LATER = MONDAY + timedelta(minutes=1)


def a_ticket(
    records: HallRecords, key: str, on: date = DAY, at: datetime = MONDAY, theme: str = "A", **fields: object
) -> HallTicket:
    seq = records.next_seq(on, theme)
    new = HallTicket(
        0, on, theme, seq, f"{theme}{seq:03}", theme, Kind.CARD, Standing.WALK_IN, Claim.NONE, State.WAITING,
        MONDAY, MONDAY, MONDAY, f"code-{key}",
    )  # fmt: skip
    new = replace(new, **fields)  # type: ignore[arg-type]
    kept = records.add_ticket(new, key)
    records.tell(Happening(What.ISSUED, at, kept.number, theme, ticket=kept.id))
    return kept


@pytest.fixture
def store(database: str) -> Iterator[HallStore]:
    made = HallStore(database, "test")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.fresh()


def test_the_migrations_make_what_the_code_expects_and_take_it_away(empty: str) -> None:
    migrate(empty)
    migrate(empty)
    engine = open_reader(empty)
    with engine.begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    migrate(empty, "base")
    with engine.begin() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate(empty)
    with engine.begin() as connection:
        assert "ticket" in inspect(connection).get_table_names()
    engine.dispose()


def test_first_calls_are_taken_over_where_they_are_known(empty: str) -> None:
    """From a hall that kept last calls alone: of a number that was called again the first is not made up."""
    migrate(empty)
    called = MONDAY + timedelta(minutes=7)
    kinds: dict[str, dict[str, object]] = {
        "plain": {},
        "waiting": {"called_at": None},
        "missed": {"missed": 1},
        "sent on": {"line": "B"},
        "sent on and back": {"standing": Standing.TRANSFERRED},
    }
    with closing(HallStore(empty, "test")) as store:
        for key, fields in kinds.items():
            values = {"called_at": called, **fields}
            store.write(lambda records, key=key, values=values: a_ticket(records, key, **values)).result(WAIT)
    migrate(empty, "0002")
    migrate(empty)
    with closing(HallStore(empty, "test")) as store:
        kept = store.read(lambda records: records.tickets(DAY)).result(WAIT)
    assert {one.code: one.first_called_at for one in kept} == {
        f"code-{key}": called if key == "plain" else None for key in kinds
    }


def test_a_days_changes_of_windows_are_told_apart(store: HallStore) -> None:
    def happen(records: HallRecords) -> None:
        a_ticket(records, "key")
        for at in (MONDAY - timedelta(days=1), MONDAY, MONDAY + timedelta(hours=2), MONDAY + timedelta(days=1)):
            records.tell(Happening(What.WINDOW, at, window=3, detail="open"))

    store.write(happen).result(WAIT)
    found = store.read(lambda records: records.window_changes(MONDAY, MONDAY + timedelta(days=1))).result(WAIT)
    assert [(one.at, one.window, one.detail) for one in found] == [
        (MONDAY, 3, "open"),
        (MONDAY + timedelta(hours=2), 3, "open"),
    ]


def test_several_processes_may_migrate_at_once(empty: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrate(empty), range(4)))


def test_a_ticket_comes_back_as_it_was_kept(store: HallStore) -> None:
    kept = store.write(lambda records: a_ticket(records, "key", holder="h", name="张*", errands=("甲", "乙"))).result(
        WAIT
    )
    found = store.read(lambda records: records.ticket(kept.id)).result(WAIT)
    assert found == kept
    assert store.read(lambda records: records.ticket_by_key(DAY, "key")).result(WAIT) == kept
    assert store.read(lambda records: records.live_ticket(DAY, "A", "h")).result(WAIT) == kept
    assert store.read(lambda records: records.heads(DAY, ["A"])).result(WAIT) == [kept]
    assert kept.issued_at == MONDAY


def test_memory_and_database_answer_alike(store: HallStore) -> None:
    def fill(records: HallRecords) -> None:
        for n in range(30):
            ticket = a_ticket(records, f"key-{n}", holder=f"h{n}")
            begin = MONDAY + timedelta(minutes=(n * 7) % 30)
            standing = list(Standing)[n % 3]
            records.change(ticket, line="AB"[n % 2], standing=standing, start=begin, arrived=begin)
        records.tell(Happening(What.THEME, MONDAY))

    def look(records: HallRecords) -> tuple[object, ...]:
        heads = sorted(ticket.id for ticket in records.heads(DAY, ["A", "B", "@1"]))
        some = [records.ticket_by_number(DAY, f"A{n:03}") for n in (3, 11, 30)]
        ahead = [records.ahead_of(ticket) for ticket in some if ticket]
        return heads, dict(records.waiting_counts(DAY)), ahead, records.windows()

    store.write(fill).result(WAIT)
    assert store.write(look).result(WAIT) == store.read(look).result(WAIT)


def test_the_days_with_numbers_before_a_day_newest_first(store: HallStore) -> None:
    assert store.read(lambda records: records.days_before(DAY, 5)).result(WAIT) == []
    tuesday, friday = DAY + timedelta(days=1), DAY + timedelta(days=4)
    for n, day in enumerate((DAY, DAY, tuesday, friday)):
        store.write(lambda records, n=n, day=day: a_ticket(records, f"key-{n}", on=day)).result(WAIT)  # type: ignore[misc]
    assert store.read(lambda records: records.days_before(friday, 5)).result(WAIT) == [tuesday, DAY]
    assert store.read(lambda records: records.days_before(friday, 1)).result(WAIT) == [tuesday]


def test_work_that_is_refused_changes_nothing_even_after_it_began(store: HallStore) -> None:
    def torn(records: HallRecords) -> None:
        a_ticket(records, "key")
        raise Refused(Reason.NUMBERS_OUT)

    with pytest.raises(Refused):
        store.write(torn).result(WAIT)
    assert store.read(lambda records: records.tickets(DAY)).result(WAIT) == []
    assert store.write(lambda records: a_ticket(records, "key")).result(WAIT).number == "A001"


def test_one_that_fails_does_not_spoil_the_others_of_its_batch(store: HallStore) -> None:
    def broken(records: HallRecords) -> None:
        a_ticket(records, "broken")
        raise ZeroDivisionError

    def numbers() -> list[object]:
        asked = [store.write(broken if n == 5 else lambda r, n=n: a_ticket(r, f"key-{n}")) for n in range(12)]  # type: ignore[misc]
        return [one.exception(WAIT) or one.result().number for one in asked]

    answers = numbers()
    assert isinstance(answers[5], ZeroDivisionError)
    assert [one for one in answers if isinstance(one, str)] == [f"A{n:03}" for n in range(1, 12)]


def test_a_statement_that_fails_undoes_everything_that_went_with_it(store: HallStore) -> None:
    kept = store.write(lambda records: a_ticket(records, "key")).result(WAIT)
    with pytest.raises(DBAPIError):
        store.write(lambda records: (a_ticket(records, "other"), a_ticket(records, "key"))).result(WAIT)
    assert store.read(lambda records: records.tickets(DAY)).result(WAIT) == [kept]
    assert store.write(lambda records: a_ticket(records, "other")).result(WAIT).number == "A002"
    assert [told.seq for told in store.read(lambda records: records.happenings(0, 10)).result(WAIT)] == [1, 2]


def test_a_quiet_writer_gives_its_connection_back_and_goes_on(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drivers.hall_store.store.QUIET_SECONDS", 0.01)
    given_back = threading.Event()
    store = HallStore(database, "test")
    event.listen(store._writer, "checkin", lambda *_: given_back.set())
    for n in range(1, 3):
        given_back.clear()
        assert store.write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT).seq == n  # type: ignore[misc]
        assert given_back.wait(WAIT)
    store.close()


def test_a_process_is_not_woken_by_its_own_news(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looks, heard = count(), list[int]()
    monkeypatch.setattr(Follower, "_news", lambda _: next(looks) and [])
    store = HallStore(database, "test")
    store.listen(lambda news: heard.extend(told.seq for told in news))
    begin = time.monotonic()
    for n in range(40):
        store.write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT)  # type: ignore[misc]
    assert heard == list(range(1, 41))
    assert next(looks) <= time.monotonic() - begin + 1  # the clock's own looks
    store.close()


def test_what_nobody_is_told_of_is_not_kept(store: HallStore) -> None:
    with pytest.raises(RuntimeError, match="nobody was told"):
        store.write(lambda records: records.save_window(Window(1))).result(WAIT)
    assert store.read(lambda records: records.windows()).result(WAIT) == ()


def test_happenings_are_told_in_order_and_once_to_every_process(database: str) -> None:
    with two_stores(database) as stores:
        heard: list[list[int]] = [[], []]
        for store, seqs in zip(stores, heard, strict=True):
            store.listen(lambda news, seqs=seqs: seqs.extend(told.seq for told in news))  # type: ignore[misc]
        for n in range(40):
            stores[n % 2].write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT)  # type: ignore[misc]
        wait_until(lambda: all(len(seqs) >= 40 for seqs in heard))
        assert heard == [list(range(1, 41))] * 2


class TestRestored:
    """The database is put back from a copy under running processes, and goes on."""

    def test_a_lower_log_is_noticed_and_followed(self, database: str) -> None:
        with two_stores(database) as (here, there):
            heard, anew = list[int](), list[int]()
            here.listen(lambda news: heard.extend(told.seq for told in news), lambda: anew.append(here.known()))
            for n in range(5):
                here.write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT)  # type: ignore[misc]
            put_back(database, 2)
            wait_until(lambda: anew == [2])
            there.write(lambda records: a_ticket(records, "later")).result(WAIT)
            wait_until(lambda: heard == [1, 2, 3, 4, 5, 3])

    def test_a_log_that_has_overtaken_is_noticed_too(self, database: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("drivers.hall_store.follower.LOOK_SECONDS", 600.0)
        with two_stores(database) as (here, there):
            heard, anew = list[int](), list[int]()
            here.listen(lambda news: heard.extend(told.seq for told in news), lambda: anew.append(here.known()))
            for n in range(5):
                here.write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT)  # type: ignore[misc]
            put_back(database, 2)
            for n in range(5, 9):
                there.write(lambda records, n=n: a_ticket(records, f"key-{n}", at=LATER)).result(WAIT)  # type: ignore[misc]
            here._follower._awake.set()
            wait_until(lambda: bool(anew))
            last = here.write(lambda records: a_ticket(records, "last") and records.last_happening()).result(WAIT)
            wait_until(lambda: heard[-1] == last + 1)

    def test_the_writer_forgets_what_is_not_there_any_more(self, database: str) -> None:
        with two_stores(database) as (here, there):
            for n in range(5):
                here.write(lambda records, n=n: a_ticket(records, f"key-{n}")).result(WAIT)  # type: ignore[misc]
            put_back(database, 2)
            assert here.write(lambda records: a_ticket(records, "key-3")).result(WAIT).number == "A003"
            put_back(database, 1)
            for n in range(10, 14):  # the others have overtaken what `here` remembers
                there.write(lambda records, n=n: a_ticket(records, f"key-{n}", at=LATER)).result(WAIT)  # type: ignore[misc]
            assert here.write(lambda records: a_ticket(records, "next")).result(WAIT).number == "A006"
            assert here.write(lambda records: records.ticket_by_key(DAY, "key-3")).result(WAIT) is None


def put_back(url: str, last: int) -> None:
    """As a copy that was made after happening `last`: every ticket of these tests is one happening."""
    engine = open_reader(url)
    with engine.begin() as connection:
        connection.execute(delete(happening).where(happening.c.seq > last))
        connection.execute(delete(ticket).where(ticket.c.id > last))
        connection.execute(update(hall).values(last_happening=last, last_ticket=last))
    engine.dispose()


@contextmanager
def two_stores(url: str) -> Iterator[list[HallStore]]:
    stores = [HallStore(url, "test") for _ in range(2)]
    yield stores
    for store in stores:
        store.close()


def wait_until(condition: Callable[[], bool]) -> None:
    end, pause = time.monotonic() + WAIT, threading.Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.01)


def test_pulling_the_plug_loses_nothing_that_was_acknowledged(database: str, tmp_path: Path) -> None:
    with running_hall(database, tmp_path) as (process, url, token):
        given: dict[str, str] = {}
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(take, url, token, f"key-{n:08}") for n in range(400)]
            for one in asked[:60]:
                one.result(WAIT)
            os.kill(process.pid, signal.SIGKILL)
            for n, one in enumerate(asked):
                if one.exception(WAIT) is None:
                    given[f"key-{n:08}"] = one.result()
        assert len(given) >= 60
    with running_hall(database, tmp_path) as (_, url, token):
        again = {key: take(url, token, key) for key in given}
        assert again == given
        last = take(url, token, "key-after-all-of-it")
    numbers = [int(number[1:]) for number in (*given.values(), last)]
    assert len(set(numbers)) == len(numbers)
    store = HallStore(database, "cangzhou")
    kept = store.read(lambda records: records.tickets(records.unsettled_days()[-1])).result(WAIT)
    store.close()
    assert [one.seq for one in kept] == list(range(1, len(kept) + 1))


def take(url: str, token: str, key: str) -> str:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
    answer = requests.post(f"{url}/v1/tickets", json={"theme": "A"}, headers=headers, timeout=WAIT)
    answer.raise_for_status()
    return str(answer.json()["number"])


@contextmanager
def running_hall(url: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """`kiosk hall` as a process of its own, its address, and a terminal's token."""
    env = {**os.environ, "XDG_STATE_HOME": str(folder)}
    base = [sys.executable, "-m", "kiosk", "hall", "--database", url]
    subprocess.run([*base, "migrate"], env=env, check=True, capture_output=True, timeout=30)
    token = subprocess.run(
        [*base, "token", "create", "--kind", "terminal"],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        timeout=WAIT,
    ).stdout.strip()
    process = subprocess.Popen(
        [*base, "--port", "0", "--always-open"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().removeprefix("listening on ").strip(), token
    finally:
        process.terminate()
        process.wait(WAIT)
        process.stdout.close()
