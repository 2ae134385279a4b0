"""What the tests of platform, outbox and sandbox share: a running sandbox, a cable to it, a parcel, posted events."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import requests

from drivers.platform.client import PlatformAccess, PlatformClient
from drivers.sandbox.app import SandboxPlan
from drivers.sandbox.faults import FaultOrder
from drivers.sandbox.server import SandboxServer
from drivers.sim.network import Relay
from kiosk.contract import MaterialRow, Submission
from kiosk.events import Event
from kiosk.parcel import Material, Parcel
from kiosk.picture import Quality, Scan
from tests.harness.patience import PATIENCE

E = TypeVar("E")
TERMINAL, SECRET = "T-01", "a secret"
CODE = "000133099000"
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
WAIT = PATIENCE

ITEM = """
code = "{code}"
icon = "badge"
materials = [{{ id = "photo", name = {{ zh = "照片", en = "Photograph" }}, source = "scan" }}]
name = {{ zh = "测试事项", en = "A test item" }}
theme = {{ zh = "社保", en = "Insurance" }}
department = {{ zh = "人社局", en = "Social security" }}
summary = {{ zh = "测试", en = "A test" }}
statutory = {{ days = 20, unit = "wd" }}
promised = {{ days = 5, unit = "wd" }}
fee = {{ zh = "不收费", en = "Free" }}
result = {{ zh = "证书", en = "A certificate" }}

[[sections]]
id = "who"
title = {{ zh = "申请人", en = "Applicant" }}
fields = [{{ id = "name", label = {{ zh = "姓名", en = "Name" }} }}]
"""


def write_item(folder: Path, code: str = CODE) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{code}.toml"
    path.write_text(ITEM.format(code=code), encoding="utf-8")
    return path


def picture(seed: int, size: int = 2000) -> bytes:
    """Bytes that begin as a JPEG does, different for every seed."""
    return b"\xff\xd8\xff" + (f"page {seed} ".encode() * (size // 6))[: size - 3]


def sum_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def scan(seed: int, size: int = 2000) -> Scan:
    jpeg = picture(seed, size)
    return Scan(jpeg, 1240, 1754, sum_of(jpeg), Quality("good", None))


def parcel(key: str = "key-00000001", pages: int = 2, size: int = 2000, code: str = CODE) -> Parcel:
    """An errand of a person who does not exist; each key has pages of its own."""
    first = int(sum_of(key.encode())[:8], 16)
    scans = tuple(scan(first + number, size) for number in range(pages))
    return Parcel(
        key=key,
        item_code=code,
        item_name="测试事项",
        catalogue_version="bundled",
        applicant_name="测试甲乙丙",
        applicant_id_kind="resident",
        applicant_number="11010119900307999X",
        answers={"name": "测试甲乙丙"},
        materials=(Material("photo", "照片", "scan", scans),),
        signature_png=b"\x89PNG\r\n\x1a\n" + key.encode(),
        signed_hash="0" * 64,
        filled_at=NOW,
    )


def submission(*pages: bytes, signature: bytes = b"", code: str = CODE) -> Submission:
    return Submission(
        item_code=code,
        item_name="测试事项",
        catalogue_version="bundled",
        applicant_name="测试甲乙丙",
        applicant_id_kind="resident",
        applicant_number="11010119900307999X",
        answers={"name": "测试甲乙丙"},
        materials=[MaterialRow("photo", "照片", "scan", [sum_of(page) for page in pages])],
        signature=sum_of(signature or picture(0)),
        signed_hash="0" * 64,
        filled_at="2026-03-02T09:30:00+08:00",
        local_number="T-01-260302-001",
    )


def until(condition: Callable[[], bool | None]) -> None:
    """Wait until the condition holds: for what no event tells."""
    end = time.monotonic() + WAIT
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "it never came true"
        pause.wait(0.01)


class Inbox:
    """Collects posted events from any thread; waits for them instead of sleeping."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._changed = threading.Condition()

    def post(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def of(self, kind: type[E]) -> list[E]:
        return [event for event in self.events if isinstance(event, kind)]

    def wait_for(self, kind: type[E], count: int = 1, where: Callable[[E], bool] = lambda _: True) -> E:
        """The `count`-th event of this kind that fits."""

        def found() -> list[E]:
            return [event for event in self.of(kind) if where(event)]

        with self._changed:
            assert self._changed.wait_for(lambda: len(found()) >= count, WAIT), f"no {kind.__name__}: {self.events}"
            return found()[count - 1]


@dataclass
class City:
    """A running sandbox and the cable that leads to it."""

    server: SandboxServer
    relay: Relay
    plan: SandboxPlan

    def access(self, **times: float) -> PlatformAccess:
        """Through the cable, with all the time of a test."""
        patient = {"connect_seconds": WAIT, "answer_seconds": WAIT}
        return PlatformAccess(self.relay.url, TERMINAL, SECRET, **(patient | times))

    def client(self, **times: float) -> PlatformClient:
        return PlatformClient(self.access(**times))

    def fault(self, kind: Any, endpoint: Any = "any", times: int | None = 1, seconds: float = 3) -> None:
        self.server.desk.faults.add(FaultOrder(kind, endpoint, times, seconds))

    def errands(self) -> list[dict[str, Any]]:
        """What the platform holds, asked over HTTP."""
        found: list[dict[str, Any]] = requests.get(f"{self.server.url}/sandbox/errands", timeout=WAIT).json()
        return found


def open_city(folder: Path) -> City:
    write_item(folder / "catalogue")
    plan = SandboxPlan(folder / "platform", folder / "catalogue", {TERMINAL: SECRET}, now=lambda: NOW)
    server = SandboxServer(plan)
    server.start()
    address = urlsplit(server.url)
    relay = Relay(str(address.hostname), int(address.port or 0))
    relay.start()
    return City(server, relay, plan)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = open_city(tmp_path)
    yield made
    made.relay.close()
    made.server.close()


@pytest.fixture(scope="module")
def standing_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for all tests of a module, for those that leave nothing behind."""
    made = open_city(tmp_path_factory.mktemp("city"))
    yield made
    made.relay.close()
    made.server.close()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()
