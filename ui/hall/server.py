"""Serves the hall on a socket until it is told to stop; says where it listens once it really does."""

import asyncio
import contextlib
import resource
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from kiosk.hall.config import ServerSection
from ui.hall.connections import Connections
from ui.hall.http import HttpConnection
from ui.hall.reload import Certificate
from ui.hall.tls import Entrance

GRACE_SECONDS = 5
TICKS_TO_A_LOOK = 100  # uvicorn's ticks are a tenth of a second: the certificate's files are looked at every 10 s
MOST_CONNECTIONS = 8000
FILES_FOR_OURSELVES = 200  # database, pages, listening socket: a connection never takes the last descriptor


class HallServer(uvicorn.Server):
    """uvicorn with three differences: `ready` is called when it listens, SIGTERM is a clean end (exit code 0), and
    connections are counted from their first byte on, encrypted or not."""

    def __init__(
        self,
        config: uvicorn.Config,
        among: Connections,
        ready: Callable[[], None],
        ending: Callable[[], None],
        renew: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """`renew`: what SIGHUP asks for."""
        super().__init__(config)
        self._renew = renew
        self._renewal_due = False
        self._renewing: asyncio.Task[object] | None = None
        self._certificate: Certificate | None = None
        self._among = among
        self._ready = ready
        self._ending = ending
        self._entrances: list[Entrance] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        context = self.config.ssl
        if context is not None and self.config.ssl_certfile and self.config.ssl_keyfile:
            self._certificate = Certificate(context, Path(self.config.ssl_certfile), Path(self.config.ssl_keyfile))
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

    async def on_tick(self, counter: int) -> bool:
        if self._renewal_due and (self._renewing is None or self._renewing.done()):
            self._renewal_due = False
            self._renewing = asyncio.ensure_future(self._renew()) if self._renew else None
            counter = 0  # a renewed certificate is taken up as well
        if self._certificate is not None and counter % TICKS_TO_A_LOOK == 0:
            self._certificate.look()
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()  # open event streams would otherwise hold the server back
        self._among.close()
        for entrance in self._entrances:
            await entrance.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        def stop(_signal: int, _frame: FrameType | None) -> None:
            self.should_exit = True

        def renew(_signal: int, _frame: FrameType | None) -> None:
            self._renewal_due = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, renew)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises OSError.

    An answer's two parts leave at once: a plain event loop does not see to that for a socket which it has not made, and
    the second would wait 40 ms for the other side's word.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.create_server((host, port), family=family, backlog=2048)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # who is accepted there has it too
    return made


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


def serve(  # noqa: PLR0917 - what the composition root has to say, once
    app: FastAPI,
    on: socket.socket,
    tls: tuple[str, str],
    ready: Callable[[], None],
    ending: Callable[[], None],
    renew: Callable[[], Awaitable[object]] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; on SIGHUP, `renew`. `tls`: certificate and key, empty for none."""
    section = app.state.context.hall.config.server if hasattr(app.state, "context") else ServerSection()
    among = Connections(most_connections(), section.connections_per_address, section.trusted_proxies)
    HallServer(config_of(app, among, tls, section.trusted_proxies), among, ready, ending, renew).run(sockets=[on])
