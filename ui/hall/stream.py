"""Live updates: everything that happens, to every open board and console, as server-sent events.

A page that lost its connection says which number it saw last and gets what it missed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import StreamingResponse

from kiosk.hall.access import Grant, Right
from kiosk.hall.happening import Happening, What
from ui.hall.answers import FAULTS
from ui.hall.context import Context
from ui.hall.guard import Doorman, needs
from ui.hall.wishes import Themes

log = logging.getLogger(__name__)
router = APIRouter(prefix="/v1", tags=["live"], responses=FAULTS)
HEARTBEAT_SECONDS = 10.0
"""Silence longer than this means that the connection is lost: pages say so."""
MOST_WAITING = 1000  # happenings a page may be behind before it is cut off and has to come back
MISSED_LIMIT = 500
FOR_MANAGERS = frozenset({What.TOKENS, What.CLERKS})


@dataclass(eq=False)
class Listener:
    """One open page, for as long as its token or session is worth something. `themes` empty: everything."""

    themes: frozenset[str]
    grant: Grant
    lines: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def wants(self, told: Happening) -> bool:
        if told.what in FOR_MANAGERS and not self.grant.may(Right.MANAGE):
            return False
        return not self.themes or not told.line or told.line in self.themes

    def give(self, line: bytes | None) -> None:
        """A page that does not keep up is cut off; it comes back and asks for what it missed."""
        if self.lines.full():
            while not self.lines.empty():
                self.lines.get_nowait()
            line = None
        self.lines.put_nowait(line)


class Hub:
    """Hands happenings to the open pages. `post` may be called from any thread; all else runs on the loop."""

    def __init__(self, context: Context, doorman: Doorman) -> None:
        self._context = context
        self._doorman = doorman
        self._listeners: set[Listener] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self._checks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._context.store.listen(self.post)

    def post(self, news: list[Happening]) -> None:
        if not self._listeners and not _of_grants(news):
            return  # the loop has better things to do
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._spread, news)

    def end(self) -> None:
        """End every stream, so that the server can stop. Safe from any thread."""
        self._ended = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end_all)

    def _end_all(self) -> None:
        for listener in self._listeners:
            listener.give(None)

    def _spread(self, news: list[Happening]) -> None:
        if _of_grants(news):
            self._doorman.forget()
            check = asyncio.get_running_loop().create_task(self._check_grants(list(self._listeners)))
            self._checks.add(check)
            check.add_done_callback(self._checks.discard)
        for told in news:
            wanting = [listener for listener in self._listeners if listener.wants(told)]
            line = event_of(told) if wanting else b""
            for listener in wanting:
                listener.give(line)

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
                listener.give(None)

    async def stream(self, listener: Listener, last: int | None) -> AsyncIterator[bytes]:
        """Lines for one page, beginning after happening `last`."""
        self._listeners.add(listener)
        try:
            await self._check_grants([listener])  # taken back since the door was passed: nobody would tell it
            yield b"retry: 1000\n\n"
            seen = 0
            for told in await self._missed(last):
                seen = told.seq
                if listener.wants(told):
                    yield event_of(told)
            async for line in self._lines(listener, seen):
                yield line
        finally:
            self._listeners.discard(listener)

    async def _missed(self, last: int | None) -> Sequence[Happening]:
        if last is None:
            return ()
        return await self._context.read(lambda records: records.happenings(last, MISSED_LIMIT))

    async def _lines(self, listener: Listener, seen: int) -> AsyncIterator[bytes]:
        while not self._ended and listener.grant.holds(self._context.now()):
            try:
                line = await asyncio.wait_for(listener.lines.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                line = b"event: beat\ndata: {}\n\n"
            if line is None:
                return
            if not line.startswith(b"id: ") or _seq(line) > seen:
                yield line


def _of_grants(news: Sequence[Happening]) -> bool:
    return any(told.what in FOR_MANAGERS for told in news)


def event_of(told: Happening) -> bytes:
    return b"id: %d\nevent: happening\ndata: %s\n\n" % (told.seq, msgspec.json.encode(told))


def _seq(line: bytes) -> int:
    return int(line[4 : line.index(b"\n")])


@router.get("/events", summary="Everything that happens, as server-sent events (`happening`, and `beat` while quiet)")
async def events(
    request: Request,
    grant: Annotated[Grant, Depends(needs(Right.BOARD))],
    themes: Themes = "",
    last_event_id: Annotated[int | None, Header(ge=0, le=2**53)] = None,
    after: Annotated[int | None, Query(ge=0, le=2**53, description="As Last-Event-ID, for the first request")] = None,
) -> StreamingResponse:
    hub: Hub = request.app.state.hub
    listener = Listener(frozenset(filter(None, themes.split(","))), grant)
    last = last_event_id if last_event_id is not None else after
    return StreamingResponse(hub.stream(listener, last), media_type="text/event-stream")
