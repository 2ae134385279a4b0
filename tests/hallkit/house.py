"""A hall on a fixed Monday, its store, and its web application on a real server in a thread."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

import msgspec
import requests
from sqlalchemy.exc import DBAPIError

from drivers.hall_report import settlement_pdf
from drivers.hall_store import HallStore
from kiosk.hall.access import Grant, Role
from kiosk.hall.clock import HallClock, Proof
from kiosk.hall.config import HallConfig
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.identity import IdentitySeal, new_token
from kiosk.hall.tokens import hand_out
from tests.hallkit.laid import lay
from tests.harness.patience import PATIENCE
from ui.hall.app import create_app
from ui.hall.connections import Connections
from ui.hall.context import Context
from ui.hall.server import HallServer, listen
from ui.hall.server import config_of as server_config

CHINA = timezone(timedelta(hours=8))
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
WAIT = PATIENCE
TOML = """
[hall]
id = "test"
name_zh = "测试大厅"
name_en = "Test hall"

[[themes]]
code = "A"
name_zh = "综合受理"
name_en = "General intake"
icon = "general"
windows = [1, 2, 3]
mean_minutes = 10
appointments_per_half_hour = 2
area_zh = "一楼 A 区"

[[themes]]
code = "B"
name_zh = "不动产登记"
name_en = "Real estate"
icon = "property"
windows = [2, 3, 4]
mean_minutes = 20
cap_per_half_hour = 0
"""


def config_of(extra: str = "", text: str = TOML) -> HallConfig:
    """The test hall; `extra` is TOML that goes before it."""
    return msgspec.toml.decode((extra + text).encode(), type=HallConfig)


@dataclass
class Clock:
    """A computer's clocks (`kiosk.hall.clock.Timepiece`). Time stands until it is moved; `set_by` is how far somebody
    has set the computer's clock without any time going by."""

    at: datetime = MONDAY
    set_by: timedelta = timedelta()
    kept: bool = True  # a time server vouches for it

    def __call__(self) -> datetime:
        return self.at

    def ahead(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at

    def wall(self) -> datetime:
        return self.at + self.set_by

    def ticks(self) -> float:
        return self.at.timestamp()

    def synced(self) -> bool:
        return self.kept


AT_ONCE = Proof(0, 0)
"""A clock that nothing speaks against is believed as soon as the hall starts."""


@dataclass
class House:
    """A hall with its server. `ask` speaks to it as a device of some role does."""

    url: str
    hall: Hall
    store: HallStore
    clock: Clock
    context: Context
    tokens: dict[Role, str] = field(default_factory=dict)
    database: str = ""
    loop: asyncio.AbstractEventLoop | None = None

    def watch(self) -> None:
        """What the hall does by itself every few seconds and every minute."""
        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(self.context.settle_due(), self.loop).result(WAIT)

    def token(self, role: Role, window: int = 0) -> str:
        secret = new_token()
        grant = Grant(0, role, role.value, self.clock(), window)
        self.store.write(lambda records: hand_out(records, grant, secret)).result(WAIT)
        return secret

    def ask(self, method: str, path: str, role: Role | str | None = Role.TERMINAL, **more: Any) -> requests.Response:
        """`role`: a device's role, a token, or None for nobody."""
        headers = more.pop("headers", {})
        if isinstance(role, Role):
            role = self.tokens.setdefault(role, "") or self._remember(role)
        if role:
            headers = {"Authorization": f"Bearer {role}", **headers}
        return requests.request(method, self.url + path, headers=headers, timeout=WAIT, **more)

    def take(self, key: str, theme: str = "A", **wish: Any) -> requests.Response:
        return self.ask("POST", "/v1/tickets", headers={"Idempotency-Key": key}, json={"theme": theme, **wish})

    def _remember(self, role: Role) -> str:
        self.tokens[role] = self.token(role)
        return self.tokens[role]


@contextmanager
def serving(app: Any, port: int = 0, among: Connections | None = None) -> Iterator[str]:
    """Run an application on a free loopback port in a thread, as the hall's server does; its address."""
    on = listen("127.0.0.1", port)
    among = Connections(4000, 2000) if among is None else among
    ready = threading.Event()
    ending = app.state.hub.end if hasattr(app.state, "hub") else lambda: None
    server = HallServer(server_config(app, among), among, ready.set, ending)

    async def run() -> None:
        app.state.loop = asyncio.get_running_loop()
        await server.serve(sockets=[on])

    thread = threading.Thread(target=asyncio.run, args=(run(),), name="server")
    server.capture_signals = _no_signals  # type: ignore[method-assign]  # only the main thread may
    thread.start()
    assert ready.wait(WAIT)
    try:
        yield f"http://127.0.0.1:{on.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(2 * WAIT)
        on.close()
        assert not thread.is_alive()


@contextmanager
def _no_signals() -> Iterator[None]:
    yield


@contextmanager
def open_house(
    url: str,
    config: HallConfig | None = None,
    clock: Clock | None = None,
    port: int = 0,
    among: Connections | None = None,
    *,
    proof: Proof = AT_ONCE,
) -> Iterator[House]:
    lay(url)
    clock = clock or Clock()
    hall = hall_of(config or config_of())
    store = HallStore(url, hall.id)
    context = Context(hall, store, IdentitySeal(b"k" * 32), HallClock(clock, hall.hours, proof), settlement_pdf)
    try:
        app = create_app(context, (DBAPIError,))
        with serving(app, port, among) as address:
            context.address = address
            yield House(address, hall, store, clock, context, database=url, loop=app.state.loop)
    finally:
        store.close()
