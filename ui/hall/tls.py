"""The entrance to the hall for encrypted connections. asyncio counts one only after its handshake, and waits a minute
for it: here it is somebody who lets the hall wait from the moment on that it comes."""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

from ui.hall.connections import Connections, Patience
from ui.hall.passing import passed

log = logging.getLogger(__name__)
NO_ROOM_SECONDS = 1.0  # after an accept that failed: the process has too many files


class Greeting:
    """A `Peer` of `ui.hall.connections` until its handshake is over."""

    def __init__(self, line: socket.socket, address: str) -> None:
        self.address = address
        self.waits_since: float | None = asyncio.get_running_loop().time()
        self.line = line
        self.task: asyncio.Task[None] | None = None

    def overdue(self, now: float, patience: Patience) -> bool:
        return self.waits_since is not None and now - self.waits_since > patience.head

    def cut(self) -> None:
        if self.task is None:
            self.line.close()
        else:
            self.task.cancel()


class Entrance:
    """Lets in who comes to the listening socket `on`; after the handshake the line belongs to what `make` makes."""

    def __init__(
        self, on: socket.socket, among: Connections, context: ssl.SSLContext, make: Callable[[], asyncio.Protocol]
    ) -> None:
        self._on = on
        self._among = among
        self._context = context
        self._make = make
        self._greetings: set[asyncio.Task[None]] = set()
        self._accepting: asyncio.Task[None] | None = None

    def open(self) -> None:
        self._on.setblocking(False)
        self._accepting = asyncio.get_running_loop().create_task(self._accept())

    async def close(self) -> None:
        """Nobody is let in any more; who is inside stays."""
        tasks = [task for task in (self._accepting, *self._greetings) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                line, peer = await loop.sock_accept(self._on)
            except OSError as error:
                log.error("nobody can be let in: %s", error.strerror)
                await passed(NO_ROOM_SECONDS)
                continue
            greeting = Greeting(line, peer[0])
            if not self._among.enter(greeting):
                line.close()
                continue
            greeting.task = loop.create_task(self._greet(greeting))
            self._greetings.add(greeting.task)
            greeting.task.add_done_callback(self._greetings.discard)

    async def _greet(self, greeting: Greeting) -> None:
        try:
            with suppress(OSError, ssl.SSLError, asyncio.TimeoutError):  # no handshake: nobody to tell
                await asyncio.get_running_loop().connect_accepted_socket(
                    self._make,
                    greeting.line,
                    ssl=self._context,
                    ssl_handshake_timeout=self._among.patience.head,
                )
        finally:
            self._among.leave(greeting)
