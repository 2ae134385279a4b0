"""Serves the hall on a socket until it is told to stop; says where it listens once it really does."""

import asyncio
import contextlib
import resource
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from kiosk.hall.config import ServerSection
from ui.hall.connections import Connections
from ui.hall.http import HttpConnection
from ui.hall.tls import Entrance

GRACE_SECONDS = 5
MOST_CONNECTIONS = 8000
FILES_FOR_OURSELVES = 200  # database, pages, listening socket: a connection never takes the last descriptor


class HallServer(uvicorn.Server):
    """uvicorn with three differences: `ready` is called when it listens, SIGTERM is a clean end (exit code 0), and
    connections are counted from their first byte on, encrypted or not."""

    def __init__(
        self, config: uvicorn.Config, among: Connections, ready: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._among = among
        self._ready = ready
        self._ending = ending
        self._entrances: list[Entrance] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        context = self.config.ssl
        await super().startup([] if context is not None else sockets)
        if context is not None:
            self._entrances = [Entrance(on, self._among, context, self._connection) for on in sockets or []]
            for entrance in self._entrances:
                entrance.open()
        if self.started:
            self._ready()

    def _connection(self) -> asyncio.Protocol:
        make: Any = self.config.http_protocol_class
        protocol: asyncio.Protocol = make(
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return protocol

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()  # open event streams would otherwise hold the server back
        for entrance in self._entrances:
            await entrance.close()
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


def most_connections() -> int:
    """So many as this process may have files, after that limit has been raised as far as it goes."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # a hard limit without end may be more than the kernel gives
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return max(soft // 2, min(MOST_CONNECTIONS, soft - FILES_FOR_OURSELVES))


def config_of(
    app: Any, among: Connections, tls: tuple[str, str] = ("", ""), proxies: Sequence[str] = ()
) -> uvicorn.Config:
    """Addresses are not logged: the code of a follow page is as good as the paper. What a proxy says of whom it speaks
    for is believed of `proxies` alone."""
    return uvicorn.Config(
        app,
        http=partial(HttpConnection, among),  # type: ignore[arg-type]
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        ssl_certfile=tls[0] or None,
        ssl_keyfile=tls[1] or None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def serve(
    app: FastAPI, on: socket.socket, tls: tuple[str, str], ready: Callable[[], None], ending: Callable[[], None]
) -> None:
    """Serve until SIGTERM or SIGINT. `tls`: certificate and key, empty for none."""
    section = app.state.context.hall.config.server if hasattr(app.state, "context") else ServerSection()
    among = Connections(most_connections(), section.connections_per_address, section.trusted_proxies)
    HallServer(config_of(app, among, tls, section.trusted_proxies), among, ready, ending).run(sockets=[on])
