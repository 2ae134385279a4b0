"""What two hundred open pages cost the hall at one visit a second: 140 consoles, 20 boards, 40 phones; both databases.

Every window serves every theme, so that each number concerns every page: a hall's worst case.
"""

import asyncio
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

import psutil

from drivers.hall_store import HallStore, migrate
from kiosk.config import read_config
from kiosk.hall.access import Grant, Role
from kiosk.hall.config import HallConfig
from kiosk.hall.discipline import Standing
from kiosk.hall.hall import hall_of
from kiosk.hall.happening import Happening, What
from kiosk.hall.identity import digest, new_code, new_token
from kiosk.hall.ports import HallRecords
from kiosk.hall.reception import number_text
from kiosk.hall.ticket import Claim, HallTicket, Kind, State
from kiosk.hall.window import Window, WindowState
from tests.bench.hall_load import request, run
from tests.bench.hall_pages import Board, Console, Crowd, Door, Phone
from tests.bench.hall_servers import server
from tests.hallkit.postgres import postgres_server

CONSOLES, BOARDS, PHONES = 140, 20, 40
THEMES = "ABCDEFGH"
WAITING = 200  # people, before it begins
SECONDS = 25.0
VISITS_PER_SECOND = 1.0
CORE = 0.5
BUDGET_MS = 200.0
KEYS = count(1)


def bench() -> list[dict[str, Any]]:
    """Rows with name, ours, against, ratio, goal and unit."""
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as postgres:
        config = _config(Path(folder))
        for name in ("SQLite", "PostgreSQL"):
            urls = [f"sqlite:///{folder}/{n}.db" if name == "SQLite" else postgres.fresh() for n in range(2)]
            rows += _pages(name, urls, config)
    return rows


def _config(folder: Path) -> Path:
    path = folder / "hall.toml"
    themes = "\n".join(
        f'[[themes]]\ncode = "{code}"\nname_zh = "主题"\nname_en = "Theme"\nicon = "x"\n'
        f"windows = {list(range(1, CONSOLES + 1))}"
        for code in THEMES
    )
    head = '[hall]\nid = "bench"\nname_zh = "基准"\nname_en = "Bench"\n[tickets]\nclosing_check = false\n'
    path.write_text(f'{head}[security]\npublic_rate = "100000/minute"\n{themes}\n', encoding="utf-8")
    return path


def _pages(name: str, urls: list[str], config: Path) -> list[dict[str, Any]]:
    people = _prepare(urls[0], config)
    with server("hall", urls[0], str(config)) as (hall, pid), server("floor", urls[1]) as (floor, _):
        door = Door(hall)
        crowd = Crowd(
            door,
            [Console(door, n, token, THEMES) for n, token in enumerate(people.clerks, 1)],
            [
                *(Board(door, token, THEMES) for token in people.boards),
                *(Phone(door, code) for code in people.codes[-PHONES:]),
            ],
            lambda: _number(people.terminal),
        )
        meter = Meter(pid)
        over = threading.Event()
        beside = threading.Thread(target=_floor, args=(floor, over, meter))
        beside.start()
        try:
            asyncio.run(crowd.play(SECONDS, VISITS_PER_SECOND, meter.begin))
            core = meter.core()
        finally:
            over.set()
            beside.join()
    # On a machine with more to do than it can, everything waits for a processor: so does the budget.
    stretch = meter.stretch()
    p99, bare = (quantiles(times, n=100)[98] * 1000 for times in (door.asked, meter.floor))
    middle = quantiles(door.asked, n=100)[49] * 1000
    waits = f"p50 {middle:.1f} ms, {len(door.asked)} questions, machine {stretch:.1f}x busy"
    pages = CONSOLES + BOARDS + PHONES
    return [
        _row(f"{pages} pages at a visit a second, {name}: the hall's process", core, CORE, "cores"),
        _row(f"{pages} pages, {name}: questions, 99th percentile ({waits})", p99, BUDGET_MS * stretch + bare, "ms"),
    ]


def _row(name: str, ours: float, against: float, unit: str) -> dict[str, Any]:
    return {
        "name": f"hall: {name}",
        "ours": round(ours, 2),
        "against": round(against, 2),
        "ratio": round(ours / against, 2),
        "goal": "<= 1",
        "unit": unit,
    }


@dataclass
class Meter:
    """The processor time of a process, and how long a bare handler takes meanwhile."""

    pid: int
    floor: list[float] = field(default_factory=list)
    _begun: tuple[float, float] = (0.0, 0.0)
    _ran: tuple[float, float] = (0.0, 0.0)

    def begin(self) -> None:
        self._begun, self._ran = self._now(), self._queue()

    def stretch(self) -> float:
        """How much longer than on an idle machine the process needed: it ran, and it waited to run (schedstat)."""
        ran, waited = (now - before for now, before in zip(self._queue(), self._ran, strict=True))
        return (ran + waited) / ran

    def _queue(self) -> tuple[float, float]:
        ran, waited, _ = Path(f"/proc/{self.pid}/schedstat").read_text().split()
        return float(ran), float(waited)

    def core(self) -> float:
        used, at = self._now()
        return (used - self._begun[0]) / (at - self._begun[1])

    def _now(self) -> tuple[float, float]:
        times = psutil.Process(self.pid).cpu_times()
        return times.user + times.system, datetime.now(UTC).timestamp()


def _floor(url: str, over: threading.Event, meter: Meter) -> None:
    """A bare handler with one INSERT, asked five times a second."""
    body = b'{"theme": "A", "number": "A001"}'

    def script() -> Iterator[tuple[str, bytes]]:
        while not over.wait(0.2):
            yield "insert", request("POST", "/insert", body=body)

    meter.floor += run(url, 1, lambda _: script()).times["insert"]


def _number(token: str) -> bytes:
    person = next(KEYS)
    body = f'{{"theme": "{THEMES[person % len(THEMES)]}"}}'
    return request("POST", "/v1/tickets", token, body.encode(), **{"Idempotency-Key": f"key-{person:08}"})


@dataclass(frozen=True)
class People:
    """Everybody's token, and the codes of those who wait."""

    terminal: str
    clerks: list[str]
    boards: list[str]
    codes: list[str]


def _prepare(url: str, config: Path) -> People:
    migrate(url)
    settings = read_config(config, HallConfig)
    store, hall, now = HallStore(url, settings.hall.id), hall_of(settings, True), datetime.now(UTC)
    day = hall.day(now)
    people = People(
        new_token(),
        [new_token() for _ in range(CONSOLES)],
        [new_token() for _ in range(BOARDS)],
        [new_code() for _ in range(WAITING)],
    )

    def work(records: HallRecords) -> None:
        records.add_grant(Grant(0, Role.TERMINAL, "terminal", now), digest(people.terminal))
        for token in people.boards:
            records.add_grant(Grant(0, Role.BOARD, "board", now), digest(token))
        for n, token in enumerate(people.clerks, 1):
            records.add_grant(Grant(0, Role.CLERK, f"clerk {n}", now, 0, n, now + timedelta(hours=9)), digest(token))
            records.save_window(Window(n, WindowState.OPEN, tuple(THEMES), n, f"clerk {n}"))
        for n, code in enumerate(people.codes):
            theme = THEMES[n % len(THEMES)]
            seq = records.next_seq(day, theme)
            ticket = HallTicket(
                0, day, theme, seq, number_text(hall, theme, seq), theme, Kind.ANONYMOUS, Standing.WALK_IN, Claim.NONE,
                State.WAITING, now, now, now, code,
            )  # fmt: skip
            records.add_ticket(ticket, f"fill-{code}")
        records.tell(Happening(What.WINDOW, now))

    store.write(work).result()
    store.close()
    return people
