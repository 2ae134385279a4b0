"""The hall's web pages without a browser, two hundred of them in one process: they hear and ask as `window.js`,
`board.js` and `follow.js` do. That they do so is asserted in `tests/ui/hall/web/test_questions.py`."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.bench.hall_load import request

SAME_AT_OTHERS = frozenset(
    {"started", "recalled", "finished", "rating_asked", "rated", "booked", "theme", "window"}
)  # fmt: skip  # as SAME in window.js
SAME_ON_BOARD = frozenset(
    {"started", "finished", "parked", "resumed", "rating_asked", "rated", "window", "theme", "booked"}
)  # fmt: skip  # as SAME in board.js
CONSOLE = (0.12, 0.5, 2.0)  # gather, spread, pause in seconds: as SOON in window.js
BOARD = (0.3, 1.2, 2.0)  # as in pulse.js


@dataclass(frozen=True)
class Door:
    """Where the hall is, and what is measured: the seconds of every question, and how many events came."""

    url: str
    asked: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        at = urlsplit(self.url)
        return await asyncio.open_connection(at.hostname, at.port)


class Line:
    """A page's connection for questions; kept open, as browsers do."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def ask(self, content: bytes) -> bytes:
        begin = time.perf_counter()
        async with self._turn:
            for last in (False, True):
                try:
                    body = await self._ask(content)
                    break
                except (ConnectionError, asyncio.IncompleteReadError):
                    self.close()  # the hall has closed an idle one
                    if last:
                        raise
        self._door.asked.append(time.perf_counter() - begin)
        return body

    async def _ask(self, content: bytes) -> bytes:
        self._line = self._line or await self._door.open()
        reader, writer = self._line
        writer.write(content)
        head = await reader.readuntil(b"\r\n\r\n")
        at = head.lower().find(b"content-length: ")
        body = await reader.readexactly(int(head[at + 16 : head.index(b"\r", at)])) if at >= 0 else b""
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{content[:60]!r}: {head[:40]!r} {body[:200]!r}")
        return body

    def close(self) -> None:
        if self._line is not None:
            self._line[1].close()
        self._line = None


class Pulse:
    """As in pulse.js: soon, together, and not too often."""

    def __init__(self, work: Callable[[int], Awaitable[None]], times: tuple[float, float, float]) -> None:
        self._work = work
        self._gather, self._spread, self._pause = times
        self._begun = 0.0
        self._after = 0
        self._due: asyncio.Task[None] | None = None

    def soon(self, after: int) -> None:
        self._after = max(self._after, after)
        if self._due is None or self._due.done():
            wait = max(
                self._gather + self._spread * random.random(),
                self._begun + self._pause - time.monotonic(),
            )
            self._due = asyncio.create_task(self._later(wait))

    async def _later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._begun = time.monotonic()
        self._due = None
        await self._work(self._after)

    def stop(self) -> None:
        if self._due is not None:
            self._due.cancel()


async def hear(door: Door, path: str, token: str, happened: Callable[[str, dict[str, object]], None]) -> None:
    """Every event of a stream, by its name; until cancelled."""
    reader, writer = await door.open()
    try:
        writer.write(request("GET", path, token))
        name = ""
        while line := await reader.readline():
            if line.startswith(b"event: "):
                name = line[7:].strip().decode()
            elif line.startswith(b"data: "):
                door.heard.append(time.perf_counter())
                happened(name, json.loads(line[6:]))
        raise RuntimeError(f"{path}: the stream has ended")
    finally:
        writer.close()


class Console:
    """A clerk's page at one window."""

    def __init__(self, door: Door, window: int, token: str, themes: Iterable[str]) -> None:
        self.window = window
        self._token = token
        self._line = Line(door)
        self._pulse = Pulse(self._again, CONSOLE)
        self._happening = 0
        self._busy = False
        query = f"themes={','.join(themes)}&window={window}"
        self.hearing = hear(door, f"/v1/events?{query}", token, self._happened)

    def _happened(self, name: str, told: dict[str, object]) -> None:
        if name == "anew":
            self._pulse.soon(0)
        if name != "happening" or self._busy or int(str(told["seq"])) <= self._happening:
            return
        here = told["window"] == self.window or told["detail"] == f"@{self.window}"
        if here or told["what"] not in SAME_AT_OTHERS:
            self._pulse.soon(int(str(told["seq"])))

    async def _again(self, after: int) -> None:
        if not after or after > self._happening:
            await self._load(after)

    async def _load(self, after: int, **headers: str) -> None:
        path = f"/v1/windows/{self.window}/desk?after={after}"
        told = json.loads(await self._line.ask(request("GET", path, self._token, **headers)))
        self._happening = told["happening"]

    async def serve(self) -> None:
        """One visit, from the call to its end."""
        for act, body in (("next", b"{}"), ("start", b"{}"), ("finish", b'{"outcome": "done", "note": ""}')):
            self._busy = True
            await self._line.ask(request("POST", f"/v1/windows/{self.window}/{act}", self._token, body))
            self._busy = False
            await self._load(0, **{"Cache-Control": "no-cache"})

    def close(self) -> None:
        self._pulse.stop()
        self._line.close()


class Board:
    """A television in one waiting area."""

    def __init__(self, door: Door, token: str, themes: Iterable[str]) -> None:
        self._token = token
        self._themes = ",".join(themes)
        self._line = Line(door)
        self._pulse = Pulse(self._load, BOARD)
        self.hearing = hear(door, f"/v1/events?themes={self._themes}", token, self._happened)

    def _happened(self, name: str, told: dict[str, object]) -> None:
        if name == "anew":
            self._pulse.soon(0)
        elif name == "happening" and told["what"] not in SAME_ON_BOARD | {"recalled"}:
            self._pulse.soon(int(str(told["seq"])))

    async def _load(self, after: int) -> None:
        await self._line.ask(request("GET", f"/v1/board?themes={self._themes}&after={after}", self._token))

    def close(self) -> None:
        self._pulse.stop()
        self._line.close()


class Phone:
    """A visitor's page: it is told, and asks nothing."""

    def __init__(self, door: Door, code: str) -> None:
        self.hearing = hear(door, f"/t/{code}/events?lang=zh", "", lambda _name, _told: None)

    def close(self) -> None: ...


Page = Console | Board | Phone


@dataclass(frozen=True)
class Crowd:
    """The pages of one hall, and the terminal that gives it visitors."""

    door: Door
    consoles: list[Console]
    others: list[Board | Phone]
    number: Callable[[], bytes]

    async def play(self, seconds: float, visits_per_second: float, begun: Callable[[], None]) -> None:
        """So long, after a warm-up of a fifth of it; `begun` is called when that is over."""
        pages: list[Page] = [*self.consoles, *self.others]
        hearing = [asyncio.create_task(page.hearing) for page in pages]  # type: ignore[arg-type]
        terminal = Line(self.door)
        visits: set[asyncio.Task[None]] = set()
        end = time.monotonic() + seconds * 1.2
        warm, turn = end - seconds, 0
        while (now := time.monotonic()) < end:
            if warm and now > warm:
                warm = 0.0
                self.door.asked.clear()
                self.door.heard.clear()
                begun()
            await terminal.ask(self.number())
            visit = asyncio.create_task(self.consoles[turn % len(self.consoles)].serve())
            visits.add(visit)
            turn += 1
            await asyncio.sleep(max(0.0, now + 1 / visits_per_second - time.monotonic()))
            for task in (*hearing, *visits):
                if task.done() and (error := task.exception()) is not None:
                    raise error
        terminal.close()
        for page in pages:
            page.close()
        for task in hearing:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*hearing, *visits, return_exceptions=True)
