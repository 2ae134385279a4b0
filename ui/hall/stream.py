"""Live updates: what happens, to every open page that it concerns, as server-sent events.

A page that lost its connection says which happening it saw last, by its mark, and gets what it missed. Where that is
too much, or the happening is not in the log any more because the database was restored from a copy, it is told to begin
anew, as a page is that comes for the first time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
from fastapi import Depends, Header, Query, Request

from kiosk.hall.access import Grant, Right
from kiosk.hall.happening import MARK, Happening, What, seq_of
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import window_line
from ui.hall.answers import EventStream
from ui.hall.context import Context
from ui.hall.guard import Doorman, needs
from ui.hall.passing import passed
from ui.hall.phones import Phones
from ui.hall.routing import routes_of
from ui.hall.wishes import AtWindow, Themes

log = logging.getLogger(__name__)
router = routes_of("live", "/v1")
HEARTBEAT_SECONDS = 10.0
"""Silence longer than this means that the connection is lost: pages say so."""
MOST_WAITING = 1000  # happenings a page may be behind before it is cut off and has to come back
MISSED_LIMIT = 500
FOR_MANAGERS = frozenset({What.TOKENS, What.CLERKS})
BEAT = b"event: beat\ndata: {}\n\n"
REPLACED = b"event: replaced\ndata: {}\n\n"


@dataclass(eq=False)
class Listener:
    """One open page, for as long as its token or session is worth something.

    `themes` empty: everything. A console also names its `window`: what is done there, and who is sent there; a pad
    names nothing else.
    """

    themes: frozenset[str]
    grant: Grant
    window: int = 0
    lines: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def wants(self, told: Happening) -> bool:
        if told.what in FOR_MANAGERS and not self.grant.may(Right.MANAGE):
            return False
        if self.window:
            if told.window == self.window or told.detail == window_line(self.window):
                return True
            if not self.themes or (told.window and not told.line):
                return False
        return not self.themes or not told.line or told.line in self.themes

    def give(self, line: bytes | None) -> None:
        """A page that does not keep up is cut off; it comes back and asks for what it missed."""
        if self.lines.full():
            while not self.lines.empty():
                self.lines.get_nowait()
            line = None
        self.lines.put_nowait(line)

    def end(self, last: bytes | None = None) -> None:
        if last:
            self.give(last)
        self.give(None)


class Hub:
    """Hands happenings to the open pages. `post` and `anew` may be called from any thread; all else runs on the loop.

    Of one token's pages the newest `streams_per_token` stay.
    """

    def __init__(self, context: Context, doorman: Doorman, phones: Phones) -> None:
        self._context = context
        self._doorman = doorman
        self._phones = phones
        self._most = context.hall.config.security.streams_per_token
        self._listeners: dict[int, list[Listener]] = {}  # by token, the oldest first
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._context.store.listen(self.post, self.anew)
        self._do(self._beat())
        self._do(self._phones.run())

    def post(self, news: list[Happening]) -> None:
        if self._listeners or len(self._phones) or _of_grants(news):  # else the loop has better things to do
            self._call(self._spread, news)

    def anew(self) -> None:
        """The database was restored from a copy: nothing that was known of it is true."""
        self._call(self._begin_anew)

    def end(self) -> None:
        """End every stream, so that the server can stop. Safe from any thread."""
        self._ended = True
        self._call(self._end_all)

    def _call(self, work: Callable[..., None], *given: object) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(work, *given)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _everybody(self) -> list[Listener]:
        return [listener for mine in self._listeners.values() for listener in mine]

    def _end_all(self) -> None:
        for task in self._tasks:
            task.cancel()
        for listener in self._everybody():
            listener.end()
        self._phones.end()

    def _begin_anew(self) -> None:
        """Every page comes back at once, and is told then."""
        self._doorman.forget()
        for listener in self._everybody():
            listener.end()
        self._phones.begin_anew()

    def _spread(self, news: list[Happening]) -> None:
        self._phones.hear(news)
        if _of_grants(news):
            self._doorman.forget()
            self._do(self._check_grants(self._everybody()))
        everybody = self._everybody()
        for told in news:
            line = event_of(told)
            for listener in everybody:
                if listener.wants(told):
                    listener.give(line)

    async def _beat(self) -> None:
        while not self._ended:
            await passed(HEARTBEAT_SECONDS)
            now = self._context.now()
            self._phones.beat()
            for listener in self._everybody():
                if not listener.grant.holds(now):
                    listener.end()
                elif listener.lines.empty():
                    listener.give(BEAT)

    async def _check_grants(self, listeners: Sequence[Listener]) -> None:
        """End those of these pages whose token was taken back or whose clerk has signed out."""
        now = self._context.now()
        try:
            valid = await self._context.read(lambda records: records.valid_grants(now))
        except Exception as error:  # noqa: BLE001 - the border of a task
            log.error("the tokens of open pages could not be checked: %s", type(error).__name__)
            return
        for listener in listeners:
            if listener.grant.id not in valid:
                listener.end()

    def _enter(self, listener: Listener) -> None:
        mine = self._listeners.setdefault(listener.grant.id, [])
        mine.append(listener)
        while len(mine) > self._most:
            mine.pop(0).end(REPLACED)

    def _leave(self, listener: Listener) -> None:
        mine = self._listeners.get(listener.grant.id, [])
        if listener in mine:
            mine.remove(listener)
            if not mine:
                del self._listeners[listener.grant.id]

    async def stream(self, listener: Listener, last: str) -> AsyncIterator[bytes]:
        """Lines for one page, beginning after the happening with mark `last`."""
        self._enter(listener)
        try:
            await self._check_grants([listener])  # taken back since the door was passed: nobody would tell it
            yield b"retry: 1000\n\n"
            seen, missed = await self._context.read(lambda records: missed_since(records, last))
            if missed is None:
                yield anew_at(seen)
            for told in missed or ():
                if listener.wants(told):
                    yield event_of(told)
            async for line in self._lines(listener, seq_of(seen)):
                yield line
        finally:
            self._leave(listener)

    async def _lines(self, listener: Listener, seen: int) -> AsyncIterator[bytes]:
        """What came while the page was told what it had missed may stand in both."""
        while not self._ended and listener.grant.holds(self._context.now()):
            line = await listener.lines.get()
            if line is None:
                return
            if not line.startswith(b"id: ") or _seq_of(line) > seen:
                yield line


def missed_since(records: HallRecords, last: str) -> tuple[str, list[Happening] | None]:
    """The mark of the newest happening, and those after the one with mark `last`; None where a page must begin anew."""
    newest = records.newest_happening()
    mark = newest.mark if newest else "0"
    if not last or seq_of(last) > seq_of(mark):
        return mark, None
    told = records.happenings(seq_of(last) - 1, MISSED_LIMIT)
    if told and told[0].seq == seq_of(last):
        known, told = last in {told[0].mark, str(told[0].seq)}, told[1:]
    else:
        known = seq_of(last) == 0
    if not known or len(told) >= MISSED_LIMIT - 1:
        return mark, None
    return (told[-1].mark if told else mark), told


def _of_grants(news: Sequence[Happening]) -> bool:
    return any(told.what in FOR_MANAGERS for told in news)


def event_of(told: Happening) -> bytes:
    return b"id: %s\nevent: happening\ndata: %s\n\n" % (told.mark.encode(), msgspec.json.encode(told))


def anew_at(mark: str) -> bytes:
    return b"id: %s\nevent: anew\ndata: {}\n\n" % mark.encode()


def _seq_of(line: bytes) -> int:
    return seq_of(line[4 : line.index(b"\n")].decode())


@router.get(
    "/events",
    summary="What happens, as server-sent events: `happening`; `anew`: ask everything again; `beat` while quiet;"
    " `replaced`: too many pages of this token",
    response_class=EventStream,
)
async def events(  # noqa: PLR0917 - FastAPI gives them by name
    request: Request,
    grant: Annotated[Grant, Depends(needs(Right.BOARD))],
    themes: Themes = "",
    window: AtWindow = 0,
    last_event_id: Annotated[str | None, Header(pattern=MARK)] = None,
    after: Annotated[str | None, Query(pattern=MARK, description="As Last-Event-ID, for the first request")] = None,
) -> EventStream:
    hub: Hub = request.app.state.hub
    listener = Listener(frozenset(filter(None, themes.split(","))), grant, window)
    return EventStream(hub.stream(listener, last_event_id or after or ""))
