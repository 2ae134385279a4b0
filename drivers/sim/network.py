"""A TCP relay on loopback between the terminal and a server: the network cable that can be cut and mended.

Knows bytes only. It fails the way networks do, so that the real clients run in every test and demonstration.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from enum import StrEnum
from typing import Any

PIECE = 16 * 1024
CABLE = 64 * 1024  # bytes under way at once: without a limit, loopback would swallow whole uploads in an instant
RESET = struct.pack("ii", 1, 0)  # SO_LINGER on, 0 s: closing sends RST instead of FIN


class Line(StrEnum):
    """The state of the cable."""

    OPEN = "open"
    REFUSED = "refused"  # nobody listens: connections are refused at once
    DROPPED = "dropped"  # connections are made and then reset
    STALLED = "stalled"  # connections are made, and no byte moves
    SLOW = "slow"  # `rate` bytes a second, each way


class Relay:
    """Forwards a free loopback port to a server. Every method returns once its effect is there; safe from any thread.

    Broken connections stay broken when the line is mended; new ones work.
    """

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._line = Line.OPEN
        self._rate = 0.0
        self._until_cut: int | None = None
        self._changed = asyncio.Event()
        self._connections: set[asyncio.StreamWriter] = set()
        self._listener: asyncio.Server | None = None
        self._port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="relay", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._run(self._listen())

    def close(self) -> None:
        """End every connection and the relay's thread."""
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def line(self) -> Line:
        return self._line

    def set_line(self, line: Line, rate: float = 16_000) -> None:
        """Cut or mend the cable; `rate` is in bytes a second, for SLOW."""
        self._run(self._set_line(line, rate))

    def cut_after(self, count: int) -> None:
        """Let `count` more bytes through to the server, then drop the line, in the middle of whatever it carries."""
        self._until_cut = count

    def _run(self, action: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(action, self._loop).result(10)

    async def _listen(self) -> None:
        if self._listener is None:
            door = socket.create_server(("127.0.0.1", self._port))
            door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, CABLE)
            self._listener = await asyncio.start_server(self._connected, sock=door, limit=CABLE)
            self._port = door.getsockname()[1]

    async def _deafen(self) -> None:
        if self._listener is not None:
            self._listener.close()
            self._listener = None

    async def _set_line(self, line: Line, rate: float) -> None:
        self._line, self._rate, self._until_cut = line, rate, None
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        if line in (Line.REFUSED, Line.DROPPED):
            self._reset_all()
        await (self._deafen() if line is Line.REFUSED else self._listen())

    async def _end(self) -> None:
        await self._set_line(Line.REFUSED, 0)
        ending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.gather(*ending, return_exceptions=True)

    def _reset_all(self) -> None:
        for writer in list(self._connections):
            _reset(writer)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            if self._line is Line.DROPPED:
                return
            far_reader, far_writer = await asyncio.open_connection(*self._server)
            self._connections.add(far_writer)
            try:
                await asyncio.gather(self._pump(reader, far_writer, True), self._pump(far_reader, writer, False))
            finally:
                self._connections.discard(far_writer)
                _reset(far_writer)
        except OSError:
            pass  # either end has gone: so does the other
        finally:
            self._connections.discard(writer)
            _reset(writer)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, to_server: bool) -> None:
        """Carry one direction until its end; an end at one side closes that direction at the other."""
        while data := await source.read(self._piece()):
            await self._let_through(len(data))
            if to_server and self._until_cut is not None:
                data = data[: self._until_cut]
                self._until_cut -= len(data)
            sink.write(data)
            await sink.drain()
            if self._until_cut == 0:
                await self._set_line(Line.DROPPED, 0)
        with suppress(OSError):
            sink.write_eof()

    def _piece(self) -> int:
        """How much is carried at once: on a slow line, what it carries in a fiftieth of a second."""
        return max(1, int(self._rate / 50)) if self._line is Line.SLOW else PIECE

    async def _let_through(self, count: int) -> None:
        """Wait as long as the line holds these bytes back."""
        while self._line is Line.STALLED:
            await self._changed.wait()
        if self._line is Line.SLOW:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), count / self._rate)


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST, as a cable that is cut and a machine that is gone look like from the other end."""
    sock = writer.get_extra_info("socket")
    with suppress(OSError):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    writer.transport.abort()
