"""Serves the hall on a socket until it is told to stop; says where it listens once it really does."""

import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn
from fastapi import FastAPI

GRACE_SECONDS = 5


class HallServer(uvicorn.Server):
    """uvicorn with two differences: `ready` is called when it listens, and SIGTERM is a clean end (exit code 0)."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()  # open event streams would otherwise hold the server back
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(_signal: int, _frame: FrameType | None) -> None:
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


def serve(
    app: FastAPI, on: socket.socket, tls: tuple[str, str], ready: Callable[[], None], ending: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT. `tls`: certificate and key, empty for none. Addresses are not logged: the code of
    a follow page is as good as the paper."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ssl_certfile=tls[0] or None,
        ssl_keyfile=tls[1] or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    HallServer(config, ready, ending).run(sockets=[on])
