"""One HTTP connection of the hall: uvicorn's, with an end to its patience. Knows bytes, not what is asked.

uvicorn waits for ever for the end of a request, takes a head of any length, and cuts a peer off in the middle of what
it sends, so that the refusal is lost on its way.
"""

import asyncio
from contextlib import suppress
from typing import Any, cast

from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from ui.hall.connections import Connections, Patience

HEAD_BYTES = 64 * 1024
BRIEF = "HTTP/1.1 {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
TOO_LATE = BRIEF.format("408 Request Timeout").encode()
TOO_LONG = BRIEF.format("431 Request Header Fields Too Large").encode()
TOO_MANY = BRIEF.format("503 Service Unavailable\r\nRetry-After: 5").encode()


class Parting:
    """A transport that does not close on a peer who is still sending: what comes is thrown away for a moment, until the
    peer has read the answer. Closed at once, the unread bytes would reset the line and the answer with it."""

    def __init__(self, transport: asyncio.Transport, connection: "HttpConnection") -> None:
        self._transport = transport
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._connection.parting:  # an answer that was under way when the peer lost its place
            self._transport.write(data)

    def is_closing(self) -> bool:
        return self._connection.parting or self._transport.is_closing()

    def close(self) -> None:
        if not self._connection.sends_still or self.is_closing():
            self._transport.close()
            return
        self._connection.part()
        with suppress(OSError):  # it may have gone meanwhile
            if self._transport.can_write_eof():
                self._transport.write_eof()
        self._connection.flow.resume_reading()


class HttpConnection(HttpToolsProtocol):
    """A `Peer` of `ui.hall.connections`."""

    def __init__(self, among: Connections, config: Config, server_state: ServerState, **more: Any) -> None:
        super().__init__(config, server_state, **more)
        self.address = ""
        self.waits_since: float | None = None
        self.parting = False
        self.sends_still = False  # the body of a request has not come to its end
        self._among = among
        self._in_head = True
        self._head = 0
        self._stuck_since: float | None = None
        self._ends_since: float | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, Parting(cast(asyncio.Transport, transport), self)))
        self.address = self.client[0] if self.client else ""
        self._wait()
        if not self._among.enter(self):
            self._say_and_close(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:
        self._among.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return  # uvicorn would answer what is still under way
        if self.waits_since is None and self._is_idle():
            self._wait()  # signs before a request, which the parser passes over, are no request
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > HEAD_BYTES:
                self.sends_still = True
                self._say_and_close(TOO_LONG)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head = True, 0
        if self.waits_since is None:
            self._wait()

    def on_headers_complete(self) -> None:
        self._in_head, self.sends_still = False, True
        self._wait()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self.sends_still = False
        self.waits_since = None

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._is_idle():
            self._in_head, self._head = True, 0
            self._wait()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stuck_since = self.loop.time()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stuck_since = None

    def overdue(self, now: float, patience: Patience) -> bool:
        if self.transport.is_closing():
            self._ends_since = self._ends_since or now
            return now - self._ends_since > patience.parting
        if self._stuck_since is not None and now - self._stuck_since > patience.answer:
            return True
        longest = patience.head if self._in_head else patience.body
        return self.waits_since is not None and now - self.waits_since > longest

    def cut(self) -> None:
        """A request that is not whole after its time gets an answer, where none has begun."""
        cycle = self.cycle
        answering = cycle is not None and cycle.response_started and not (cycle.response_complete and self._in_head)
        if self.transport.is_closing() or self._stuck_since is not None or answering:
            self.transport.abort()
        else:
            self._say_and_close(TOO_LATE)

    def part(self) -> None:
        """Somebody who has lost the place in line is not looked at any more, so this has an end of its own."""
        self.parting = True
        self.loop.call_later(self._among.patience.parting, self.transport.abort)

    def _is_idle(self) -> bool:
        return not self.pipeline and (self.cycle is None or self.cycle.response_complete)

    def _wait(self) -> None:
        self.waits_since = self.loop.time()

    def _say_and_close(self, answer: bytes) -> None:
        if self.cycle is not None:
            self.cycle.disconnected = True  # what is still being worked out is not said any more
            self.cycle.message_event.set()
        self.transport.write(answer)
        self.transport.close()
