"""A hall with days of a year behind it beside one that has been open for a week: every question that terminals, phones,
consoles, boards, the office and a settlement ask, over HTTP, in turns. What a copy and a migration take is told."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import TypeVar

import requests

from drivers.hall_copy import Wanted, make_copy, opened, restore
from drivers.hall_store import migrate
from drivers.hall_store.engines import sqlite_file
from kiosk.hall.access import Role
from tests.bench.report import Row, beside
from tests.hallkit.house import MONDAY, WAIT, House, config_of, open_house
from tests.hallkit.people import ClerkAtWindow, clerk_at
from tests.hallkit.postgres import PostgresServer, postgres_server
from tests.hallkit.years import EACH, fill_days

Answer = TypeVar("Answer")
Pairs = tuple[list[float], list[float]]
WEEK = 6  # days: more than the forecast looks back on, so that both halls have all that is ever read of the past
DAYS, NUMBERS = 24, 300
YEAR_DAYS, YEAR_NUMBERS = 250, 3000
ROUNDS, SHORT_ROUNDS = 25, 11
GOAL = "<= 1.5"
BEFORE = "0004"  # the form of the tables before years were thought of
CALM = 'tickets = { closing_check = false }\nsecurity = { public_rate = "9999/second", follow_rate = "9999/second" }\n'
TODAY, YESTERDAY = MONDAY.date(), MONDAY.date() - timedelta(days=1)
HOLDER = {"number": "11010119900307999X", "name": "张测试"}
FRESH = {"Cache-Control": "no-cache"}


@dataclass
class Asker:
    """Whoever asks one of the halls, on a connection that stays."""

    house: House
    clerk: ClerkAtWindow
    tokens: Mapping[Role, str]
    session: requests.Session = field(default_factory=requests.Session)
    keys: Iterator[int] = field(default_factory=count)
    code: str = ""

    def ask(self, method: str, path: str, token: str = "", **more: object) -> requests.Response:
        headers = {**FRESH, **({"Authorization": f"Bearer {token}"} if token else {})}
        headers |= more.pop("headers", {})  # type: ignore[call-overload]
        answer = self.session.request(method, self.house.url + path, headers=headers, timeout=WAIT, **more)  # type: ignore[arg-type]
        answer.raise_for_status()
        return answer

    def terminal(self, method: str, path: str, **more: object) -> requests.Response:
        return self.ask(method, path, self.tokens[Role.TERMINAL], **more)

    def manager(self, method: str, path: str) -> requests.Response:
        return self.ask(method, path, self.tokens[Role.MANAGER])

    def act(self, what: str, **body: object) -> requests.Response:
        return self.ask("POST", f"/v1/windows/1/{what}", self.clerk.session, json=body)

    def take(self) -> None:
        key = {"Idempotency-Key": f"key-of-bench-{next(self.keys):06}"}
        told = self.terminal("POST", "/v1/tickets", headers=key, json={"theme": "A"}).json()
        self.code = told["follow_url"].rpartition("/")[2]

    def by_itself(self, what: str) -> None:
        """What the hall does every few seconds and minutes."""
        assert self.house.loop is not None
        work = getattr(self.house.context, what)()
        asyncio.run_coroutine_threadsafe(work, self.house.loop).result(WAIT)


QUESTIONS: Mapping[str, Callable[[Asker], object]] = {
    "terminal: a number": Asker.take,
    "terminal: themes": lambda a: a.terminal("GET", "/v1/themes"),
    "terminal: is the hall there": lambda a: a.ask("GET", "/v1/health"),
    "terminal: numbers for without the hall": lambda a: a.terminal("POST", "/v1/island/ranges", json={}),
    "terminal: free half hours": lambda a: a.terminal("GET", f"/v1/appointments/slots?theme=A&day={TODAY}"),
    "terminal: a person's appointments": lambda a: a.terminal("POST", "/v1/appointments/mine", json=HOLDER),
    "phone: where a number stands": lambda a: a.ask("GET", f"/t/{a.code}"),
    "board": lambda a: a.ask("GET", "/v1/board", a.tokens[Role.BOARD]),
    "console: the desk": lambda a: a.ask("GET", "/v1/windows/1/desk", a.clerk.session),
    "console: next": lambda a: a.act("next"),
    "console: start": lambda a: a.act("start"),
    "console: finish": lambda a: a.act("finish", outcome="done"),
    "office: the day": lambda a: a.manager("GET", "/v1/overview"),
    "office: devices": lambda a: a.manager("GET", "/v1/tokens"),
    "office: clerks": lambda a: a.manager("GET", "/v1/clerks"),
    "office: what is kept": lambda a: a.manager("GET", "/v1/kept"),
    "settlement: yesterday's figures": lambda a: a.manager("GET", f"/v1/settlements/{YESTERDAY}"),
    "settlement: yesterday's numbers": lambda a: a.manager("GET", f"/v1/settlements/{YESTERDAY}/tickets.csv"),
    "settlement: is one due": lambda a: a.by_itself("settle_due"),
    "by itself: the forecast": lambda a: a.by_itself("look_ahead"),
    "by itself: windows left alone": lambda a: a.by_itself("vacate_absent"),
    "by itself: anything too old": lambda a: a.by_itself("prune"),
}
ENDS: Mapping[str, Callable[[Asker], object]] = {
    "settlement: what it would end": lambda a: a.manager("GET", f"/v1/settlements/{TODAY}/open"),
    "settlement: settle today": lambda a: a.manager("POST", f"/v1/settlements/{TODAY}"),
    "settlement: undo it": lambda a: a.manager("POST", f"/v1/settlements/{TODAY}/reopen"),
}
"""After all else, once the hall is closed: they end what the others ask for."""


def bench(short: bool = False, year: bool = False) -> list[Row]:
    """`year`: a whole one of 3,000 numbers a day, in a quarter of an hour."""
    days, numbers = (YEAR_DAYS, YEAR_NUMBERS) if year else (DAYS, NUMBERS)
    rounds = SHORT_ROUNDS if short else ROUNDS
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder, postgres_server() as postgres:
        for name in ("SQLite", "PostgreSQL"):
            urls = [_database(name, Path(folder), postgres, of) for of in ("week", "days")]
            for url, filled in zip(urls, (WEEK, days), strict=True):
                migrate(url)
                fill_days(url, "test", TODAY, filled, numbers)
            rows += _questions(f"{days} days of {numbers}, {name}", (urls[0], urls[1]), rounds)
            rows += _care(name, urls[1], _database(name, Path(folder), postgres, "restored"), days * numbers * EACH)
    return rows


def _database(name: str, folder: Path, postgres: PostgresServer, of: str) -> str:
    return f"sqlite:///{folder}/{of}.db" if name == "SQLite" else postgres.fresh()


def _questions(name: str, urls: tuple[str, str], rounds: int) -> list[Row]:
    with ExitStack() as stack:
        week, days = (_asker(stack.enter_context(open_house(url, config_of(CALM)))) for url in urls)
        took = _in_turns(week, days, QUESTIONS, rounds)
        for asker in (week, days):
            asker.house.clock.ahead(hours=9)
        took |= _in_turns(week, days, ENDS, rounds // 2)
    return [_row(f"years: {question}, {name}", *pairs) for question, pairs in took.items()]


def _row(name: str, few: Sequence[float], many: Sequence[float]) -> Row:
    """The ratio is the median of the pairs': what else the machine does at a moment falls on both of one."""
    ratio = median(ours / against for against, ours in zip(few, many, strict=True))
    return Row(name, median(many), "ms (median)", median(few), ratio, GOAL)


def _asker(house: House) -> Asker:
    tokens = {role: house.token(role) for role in (Role.TERMINAL, Role.BOARD, Role.MANAGER)}
    asker = Asker(house, clerk_at(house, 1), tokens)
    for _ in range(50):  # a line that stays as it is
        asker.take()
    return asker


def _in_turns(
    week: Asker, days: Asker, questions: Mapping[str, Callable[[Asker], object]], rounds: int
) -> dict[str, Pairs]:
    """Of each question the milliseconds, in the hall with a week and in that with many days."""
    took: dict[str, Pairs] = {name: ([], []) for name in questions}
    for turn in range(rounds + 1):
        for name, question in questions.items():
            pair = (week, 0), (days, 1)
            for asker, place in pair if turn % 2 else reversed(pair):
                begun = time.perf_counter()
                question(asker)
                if turn:  # the first reads into memory what the others then have
                    took[name][place].append(1000 * (time.perf_counter() - begun))
        for asker in (week, days):
            asker.house.clock.ahead(seconds=20)
    return took


def _care(name: str, url: str, elsewhere: str, happenings: int) -> Iterator[Row]:
    """What a technician waits for; the copy beside SQLite's own of the whole file, which neither checks nor packs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "copy"
        took, copied = _timed(lambda: make_copy(url, "test", file, MONDAY))
        lots = copied.manifest.all_rows / 100_000
        if (database := sqlite_file(url)) is not None:
            bare, _ = _timed(lambda: _bare_copy(database, Path(folder) / "bare.db"))
            yield beside(f"years: a copy of 100,000 rows, {name}", took / lots, bare / lots, "s")
        else:
            yield Row(f"years: a copy of 100,000 rows, {name}", took / lots, "s")
        migrate(elsewhere)
        with opened(file) as copy:
            back, _ = _timed(lambda: restore(copy, Wanted("test", elsewhere, None)))
        yield Row(f"years: 100,000 rows put back, {name}", back / lots, "s")
        yield Row(f"years: a copy's size for 100,000 rows, {name}", copied.size / 1e6 / lots, "MB")
    migrate(url, BEFORE)
    took, _ = _timed(lambda: migrate(url))
    yield Row(f"years: tables of {happenings} happenings to today's form, {name}", took, "s")


def _bare_copy(database: Path, file: Path) -> None:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)


def _timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    begun = time.perf_counter()
    answer = work()
    return time.perf_counter() - begun, answer
