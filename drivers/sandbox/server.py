"""Runs the sandbox as a real HTTP server on loopback: in a program's main thread, or on a thread of its own."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn

from drivers.sandbox.app import SandboxPlan, build_app, build_desk
from kiosk.address import address_of

GRACE_SECONDS = 2  # for requests under way when the server ends


class _Server(uvicorn.Server):
    """Tells when it is really listening."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._listening()


class SandboxServer:
    """One sandbox on `host`:`port` (0: a free one). `url` is known at once, `serve` blocks, `start` does not."""

    def __init__(self, plan: SandboxPlan, host: str = "127.0.0.1", port: int = 0) -> None:
        """Raises CatalogueError, OSError where data or port cannot be used."""
        self.desk = build_desk(plan)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        self._ready = threading.Event()
        self._told: Callable[[], None] = lambda: None
        options: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": GRACE_SECONDS}
        self._server = _Server(uvicorn.Config(build_app(self.desk), lifespan="off", **options), self._listening)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        host, port = self._socket.getsockname()[:2]
        return address_of("http", host, port)

    def serve(self, listening: Callable[[], None]) -> None:
        """Serve until SIGTERM, SIGINT or `close`; calls `listening` once requests are answered."""
        self._told = listening
        self._server.run(sockets=[self._socket])
        self.desk.holdings.close()

    def start(self) -> None:
        """Serve on a thread of its own; returns once requests are answered."""
        self._thread = threading.Thread(target=self.serve, args=(lambda: None,), name="sandbox", daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("the sandbox did not start")

    def close(self) -> None:
        """End, answering what is under way; returns once the port is free."""
        self.desk.faults.clear()
        self._server.should_exit = True
        if self._thread:
            self._thread.join()
        self._socket.close()

    def _listening(self) -> None:
        self._ready.set()
        self._told()
