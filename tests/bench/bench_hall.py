"""The hall beside a bare FastAPI handler with one INSERT (the floor), on both databases; growth, and memory."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median
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
from tests.bench.hall_boards import Boards, delays_p95
from tests.bench.hall_load import Measured, Request, request, run
from tests.bench.hall_servers import server
from tests.hallkit.postgres import postgres_server

CLIENTS = (1, 8, 64)
REQUESTS = 1920  # of each kind, over all clients
ROUNDS = 5  # floor and hall take turns: whatever else the machine does falls on both
WINDOWS = 64
THEMES = "ABCD"
GOAL = 0.5
BOARDS = 50
LIVE_GOAL = ""  # told alone: what holds on a busy machine has not been measured yet
KEYS = count(1)


def bench(short: bool = False) -> list[dict[str, Any]]:
    """Rows with name, ours, against, ratio, goal and unit."""
    rounds = 2 if short else ROUNDS
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, postgres_server(durable=True) as postgres:
        config = _config(Path(folder))
        for name in ("SQLite", "PostgreSQL"):
            urls = [f"sqlite:///{folder}/{n}.db" if name == "SQLite" else postgres.fresh() for n in range(4)]
            rows += _throughput(name, urls[:2], config, rounds)
            rows += _growth(name, urls[2:], config, rounds)
            rows += _boards(name, urls[:2], config, rounds)
    return rows


def _config(folder: Path) -> Path:
    path = folder / "hall.toml"
    themes = "\n".join(
        f'[[themes]]\ncode = "{code}"\nname_zh = "主题"\nname_en = "Theme"\nicon = "x"\n'
        f"windows = {list(range(1, WINDOWS + 1))}"
        for code in THEMES
    )
    rates = '[security]\npublic_rate = "1000000/minute"\nstreams_per_token = 1000\n[tickets]\nclosing_check = false\n'
    path.write_text(f'[hall]\nid = "bench"\nname_zh = "基准"\nname_en = "Bench"\n{rates}{themes}\n', encoding="utf-8")
    return path


def _throughput(name: str, urls: list[str], config: Path, rounds: int) -> list[dict[str, Any]]:
    terminal, clerks = _prepare(urls[0], config)
    rows = []
    with server("hall", urls[0], str(config)) as (hall, _), server("floor", urls[1]) as (floor, _):
        for clients in CLIENTS:
            rows += _against_the_floor(f"{clients} clients, {name}", clients, (hall, floor), (terminal, clerks), rounds)
    return rows


def _against_the_floor(
    name: str, clients: int, urls: tuple[str, str], tokens: tuple[str, list[str]], rounds: int
) -> list[dict[str, Any]]:
    hall, floor = urls
    terminal, clerks = tokens
    each = REQUESTS // clients // ROUNDS
    against, issue, calls = Measured(), Measured(), Measured()
    for _ in range(rounds):
        against.add(run(floor, clients, lambda _: _inserts(each)))
        issue.add(run(hall, clients, lambda _: _numbers(terminal, each)))
        calls.add(run(hall, clients, lambda n: _visits(clerks[n], n + 1, each // 3)))
    return [
        _rate(f"issue, {name}", issue, against, "issue"),
        _rate(f"call and serve, {name}", calls, against, "next"),
    ]


def _rate(name: str, ours: Measured, against: Measured, label: str) -> dict[str, Any]:
    waits = " / ".join(f"{ours.percentile(label, percent):.1f}" for percent in (50, 99))
    floor = " / ".join(f"{against.percentile('insert', percent):.1f}" for percent in (50, 99))
    return {
        "name": f"hall: {name} (p50/p99 {waits} ms, floor {floor} ms)",
        "ours": round(ours.per_second),
        "against": round(against.per_second),
        "ratio": round(ours.per_second / against.per_second, 2),
        "goal": f">= {GOAL}",
        "unit": "requests/s",
    }


def _inserts(times: int) -> Iterator[Request]:
    for _ in range(times):
        yield "insert", request("POST", "/insert", body=b'{"theme": "A", "number": "A001"}')


def _numbers(token: str, times: int) -> Iterator[Request]:
    for turn in range(times):
        person = next(KEYS)
        body = f'{{"theme": "{THEMES[turn % 4]}", "holder": {{"number": "1101011990{person:08}", "name": "测试"}}}}'
        yield "issue", request("POST", "/v1/tickets", token, body.encode(), **{"Idempotency-Key": f"key-{person:08}"})


def _visits(token: str, window: int, times: int) -> Iterator[Request]:
    path = f"/v1/windows/{window}"
    for _ in range(max(1, times)):
        yield "next", request("POST", f"{path}/next", token)
        yield "start", request("POST", f"{path}/start", token)
        yield "finish", request("POST", f"{path}/finish", token, b'{"outcome": "done"}')


def _looks(times: int) -> Iterator[Request]:
    for _ in range(times):
        yield "look", request("GET", "/v1/themes")


def _prepare(url: str, config: Path) -> tuple[str, list[str]]:
    """A migrated database with a terminal's token and a clerk at every window."""
    migrate(url)
    store = HallStore(url, read_config(config, HallConfig).hall.id)
    now = datetime.now(UTC)
    terminal, clerks = new_token(), [new_token() for _ in range(WINDOWS)]

    def work(records: HallRecords) -> None:
        records.add_grant(Grant(0, Role.TERMINAL, "bench", now), digest(terminal))
        for n, token in enumerate(clerks, 1):
            records.add_grant(Grant(0, Role.CLERK, f"clerk {n}", now, 0, n, now + timedelta(hours=9)), digest(token))
            records.save_window(Window(n, WindowState.OPEN, tuple(THEMES), n, f"clerk {n}"))
        records.tell(Happening(What.WINDOW, now))

    store.write(work).result()
    store.close()
    return terminal, clerks


def _growth(name: str, urls: list[str], config: Path, rounds: int) -> list[dict[str, Any]]:
    """Call-next with 100 and with 10,000 people waiting, in turns."""
    clerks = [_prepare(url, config)[1][0] for url in urls]
    for url, waiting in zip(urls, (100, 10_000), strict=True):
        _fill(url, config, waiting)
    halls = (Measured(), Measured())
    with server("hall", urls[0], str(config)) as (few, _), server("hall", urls[1], str(config)) as (many, _):
        for hall in (few, many):
            run(hall, 1, lambda _: _looks(300))  # meanwhile it forecasts the waits for the first time
        for _ in range(rounds):
            for measured, hall, clerk in zip(halls, (few, many), clerks, strict=True):
                measured.add(run(hall, 1, lambda _, clerk=clerk: _visits(clerk, 1, 18)))  # type: ignore[misc]
    medians = [measured.percentile("next", 50) for measured in halls]
    return [{
        "name": f"hall: next with 10,000 waiting beside 100, {name}",
        "ours": round(medians[1], 2),
        "against": round(medians[0], 2),
        "ratio": round(medians[1] / medians[0], 2),
        "goal": "<= 2",
        "unit": "ms (median)",
    }]  # fmt: skip


def _fill(url: str, config: Path, wanted: int) -> None:
    """Let `wanted` people wait today."""
    settings = read_config(config, HallConfig)
    store = HallStore(url, settings.hall.id)
    now = datetime.now(UTC)
    hall = hall_of(settings)
    day = hall.day(now)

    def work(records: HallRecords) -> None:
        for n in range(wanted - sum(records.waiting_counts(day).values())):
            theme = THEMES[n % 4]
            seq = records.next_seq(day, theme)
            ticket = HallTicket(
                0, day, theme, seq, number_text(hall, theme, seq), theme, Kind.ANONYMOUS, Standing.WALK_IN, Claim.NONE,
                State.WAITING, now, now, now, new_code(),
            )  # fmt: skip
            kept = records.add_ticket(ticket, f"fill-{new_code()}")
            records.tell(Happening(What.ISSUED, now, kept.number, theme, ticket=kept.id))

    store.write(work).result()
    store.close()


def _boards(name: str, urls: list[str], config: Path, rounds: int) -> list[dict[str, Any]]:
    """What open boards cost, and how soon they hear, beside bare streams of a bare handler."""
    url, bare = urls
    terminal, _ = _prepare(url, config)
    number = (content for _, content in _numbers(terminal, 10_000))
    sizes: list[float] = []
    with server("hall", url, str(config)) as (hall, pid), server("floor", bare) as (floor, _):
        run(hall, 1, lambda _: _numbers(terminal, 200))
        sizes.append(_megabytes(pid))
        here, there = (Boards(at, _board_token(url, config), BOARDS, at) for at in (hall, floor))
        rows = [_delay(f"on {BOARDS} boards, {name}", (here, lambda: next(number)), (there, _telling), rounds)]
        delays_p95(here, lambda: next(number), lambda: sizes.append(_megabytes(pid)), turns=1)
        if name == "PostgreSQL":
            with server("hall", url, str(config)) as (other, _), server("floor", bare) as (elsewhere, _):
                run(other, 1, lambda _: _numbers(terminal, 20))  # it reads the day once
                here, there = replace(here, asked=other), replace(there, asked=elsewhere)
                of_another = f"on {BOARDS} boards of another process, {name}"
                rows.append(_delay(of_another, (here, lambda: next(number)), (there, _telling), rounds))
    alone, crowded = sizes
    return [
        *rows,
        {
            "name": f"hall: memory with {BOARDS} boards beside none, {name}",
            "ours": round(crowded, 1),
            "against": round(alone, 1),
            "ratio": round(crowded / alone, 2),
            "goal": "",
            "unit": "MB",
        },
    ]


Asked = tuple[Boards, Callable[[], bytes]]  # boards, and what asks for a number


def _delay(name: str, hall: Asked, floor: Asked, rounds: int) -> dict[str, Any]:
    """In turns; the median of the rounds' 95th percentiles."""
    rounds = [[delays_p95(*one, lambda: None) for one in (hall, floor)] for _ in range(rounds)]
    ours, bare = (median(column) for column in zip(*rounds, strict=True))
    return {
        "name": f"hall: a new number {name}, 95th percentile",
        "ours": round(ours, 1),
        "against": round(bare, 1),
        "ratio": round(ours / bare, 2),
        "goal": LIVE_GOAL,
        "unit": "ms",
    }


def _telling() -> bytes:
    return request("POST", "/tell", body=b'{"theme": "A", "number": "A001"}')


def _board_token(url: str, config: Path) -> str:
    store = HallStore(url, read_config(config, HallConfig).hall.id)
    token, now = new_token(), datetime.now(UTC)
    store.write(lambda records: records.add_grant(Grant(0, Role.BOARD, "board", now), digest(token))).result()
    store.close()
    return token


def _megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6
