"""A terminal without devices: ports that write down what they were asked, and a clock that is moved by hand."""

import hashlib
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from kiosk.card import CardKind, IdCard, Sex
from kiosk.catalogue import Catalogue, Item
from kiosk.config import VisitSection
from kiosk.desk import Desk, Topic
from kiosk.ink import Dot, Stroke
from kiosk.paper import Paper, Text
from kiosk.picture import Corners, Frame, Quality, Scan
from kiosk.queue import Appointment, BookingWish, NumberWish, Theme, Ticket
from kiosk.terminal import Terminal
from kiosk.trouble import Trouble

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

CARD = IdCard(
    kind=CardKind.RESIDENT,
    name="测试甲",
    number="11010519491231002X",
    sex=Sex.FEMALE,
    birth=date(1949, 12, 31),
    valid_from=date(2010, 1, 1),
    valid_to=None,
    address="河北省沧州市运河区测试路1号",
)

OPEN = Theme("A", "综合窗口", "General", "house", open=True, waiting=3, wait_minutes=(10, 20))
CLOSED = Theme("B", "不动产", "Property", "house", open=False, waiting=0, wait_minutes=(0, 0), closed_reason="17:30")


def text(zh: str) -> dict[str, str]:
    return {"zh": zh, "en": zh.encode("unicode_escape").decode()}


def item(**changes: Any) -> Item:
    """A small item: two sections, one conditional paper, one deferrable paper, one promise."""
    data: dict[str, Any] = {
        "code": "130000000001",
        "name": text("测试事项"),
        "theme": text("主题"),
        "department": text("部门"),
        "icon": "house",
        "summary": text("说明"),
        "statutory": {"days": 20, "unit": "wd"},
        "promised": {"days": 5, "unit": "wd"},
        "fee": text("不收费"),
        "result": text("结果"),
        "sections": [
            {
                "id": "who",
                "title": text("您"),
                "fields": [
                    {"id": "name", "label": text("姓名"), "prefill": "name", "locked": True},
                    {"id": "phone", "label": text("手机"), "kind": "phone"},
                ],
            },
            {
                "id": "how",
                "title": text("方式"),
                "fields": [
                    {
                        "id": "home",
                        "label": text("住处"),
                        "kind": "choice",
                        "choices": [{"value": "own", "label": text("自有")}, {"value": "rent", "label": text("租")}],
                    },
                ],
            },
        ],
        "materials": [
            {"id": "form", "name": text("申请表"), "source": "form"},
            {"id": "licence", "name": text("证件"), "source": "scan", "max_pages": 2},
            {
                "id": "lease",
                "name": text("租约"),
                "source": "scan",
                "when": {"field": "home", "is": ["rent"]},
            },
            {"id": "later", "name": text("照片"), "source": "scan", "share": "deferrable"},
            {"id": "vow", "name": text("承诺书"), "source": "promise", "promise": text("我承诺")},
        ],
    }
    return msgspec.convert(data | changes, Item)


def scan(name: str = "page", verdict: str = "good", advice: Trouble | None = None) -> Scan:
    data = name.encode()
    return Scan(data, 10, 10, hashlib.sha256(data).hexdigest(), Quality(verdict, advice))  # type: ignore[arg-type]


def ticket(number: str = "A001") -> Ticket:
    return Ticket(number, OPEN, 3, (10, 20), NOW, NOW.date(), "测试大厅", "1-8", "http://localhost/t/x")


INK: tuple[Stroke, ...] = (
    (Dot(0.1, 0.5, 0), Dot(0.3, 0.2, 0.1), Dot(0.5, 0.6, 0.2)),
    (Dot(0.6, 0.2, 0.4), Dot(0.6, 0.7, 0.5)),
)


class ManualClock:
    """Moves only by `pass_time`; due actions run in order."""

    def __init__(self) -> None:
        self._now = NOW
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._cancelled: set[int] = set()
        self._ids = count()

    def now(self) -> datetime:
        return self._now

    def after(self, seconds: float, action: Callable[[], None]) -> Callable[[], None]:
        entry = next(self._ids)
        heapq.heappush(self._due, (self._now + timedelta(seconds=seconds), entry, action))
        return lambda: self._cancelled.add(entry)

    def pass_time(self, seconds: float) -> None:
        end = self._now + timedelta(seconds=seconds)
        while self._due and self._due[0][0] <= end:
            self._now, entry, action = heapq.heappop(self._due)
            if entry not in self._cancelled:
                action()
        self._now = end


@dataclass
class Recorder:
    """Every port at once: writes down each call as (name, *arguments)."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def _note(self, *call: Any) -> None:
        self.calls.append(call)

    def look(self, request: int) -> None:
        self._note("look", request)

    def rest(self) -> None:
        self._note("rest")

    def open(self, request: int) -> None:
        self._note("open", request)

    def close(self) -> None:
        self._note("close")

    def newest(self) -> Frame | None:
        return None

    def take_page(self, request: int) -> None:
        self._note("take_page", request)

    def flatten(self, request: int, corners: Corners) -> None:
        self._note("flatten", request, corners)

    def join(self, request: int, sides: tuple[Scan, ...]) -> None:
        self._note("join", request, sides)

    def forget(self) -> None:
        self._note("forget")

    def print(self, request: int, paper: Paper) -> None:
        self._note("print", request, paper)

    def copy(self, request: int, pages: tuple[Scan, ...]) -> None:
        self._note("copy", request, pages)

    def ask_themes(self, request: int) -> None:
        self._note("ask_themes", request)

    def take_ticket(self, request: int, key: str, wish: NumberWish) -> None:
        self._note("take_ticket", request, key, wish)

    def leave_phone(self, request: int, ticket: Ticket, phone: str) -> None:
        self._note("leave_phone", request, ticket, phone)

    def ask_slots(self, request: int, theme: str) -> None:
        self._note("ask_slots", request, theme)

    def book(self, request: int, key: str, wish: BookingWish) -> None:
        self._note("book", request, key, wish)

    def find_appointment(self, request: int, code: str) -> None:
        self._note("find_appointment", request, code)

    def ask_appointments(self, request: int, holder: IdCard) -> None:
        self._note("ask_appointments", request, holder)

    def move_appointment(self, request: int, code: str, begins: datetime) -> None:
        self._note("move_appointment", request, code, begins)

    def call_off(self, request: int, code: str) -> None:
        self._note("call_off", request, code)

    def ask_progress(self, request: int, acceptance_number: str) -> None:
        self._note("ask_progress", request, acceptance_number)

    def last(self, name: str) -> tuple[Any, ...]:
        """The arguments of the newest call of this name."""
        return next(call[1:] for call in reversed(self.calls) if call[0] == name)

    def count(self, name: str) -> int:
        return sum(call[0] == name for call in self.calls)


class FakeCamera:
    def __init__(self, recorder: Recorder) -> None:
        self.open, self.close, self.take = recorder.open, recorder.close, recorder.take_page
        self.newest = self.original = recorder.newest
        self.flatten, self.join, self.forget = recorder.flatten, recorder.join, recorder.forget


class FakePaperReader:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def read(self, request: int, scan: Scan) -> None:
        self._recorder._note("read_paper", request, scan)

    def forget(self) -> None:
        self._recorder._note("forget_papers")


class FakeOutbox:
    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def take(self, request: int, parcel: Any) -> None:
        self._recorder._note("take_parcel", request, parcel)

    def waiting(self) -> int:
        return 0


class PlainPapers:
    """Papers that say what they are, so that a test sees which one was printed."""

    def ticket(self, ticket: Ticket, masked_name: str, also: tuple[Theme, ...], language: str) -> Paper:
        further = "".join(theme.code for theme in also)
        return Paper("ticket", (Text(f"{ticket.number} {masked_name} {further}{language}"),))

    def appointment(self, appointment: Appointment, language: str) -> Paper:
        return Paper("appointment", (Text(f"{appointment.code} {language}"),))

    def needs(self, item: Item, answers: dict[str, str], language: str) -> Paper:
        return Paper("needs", (Text(f"{item.code} {language}"),))

    def receipt(self, visit: Any, language: str) -> Paper:
        return Paper("receipt", (Text(f"{visit.acceptance_number or visit.local_number} {language}"),))


@dataclass
class Rig:
    """A terminal at its ports."""

    terminal: Terminal
    ports: Recorder
    clock: ManualClock
    topics: list[Topic]

    @property
    def screen(self) -> str:
        return str(self.terminal.place.screen)


def rig(*items: Item, **settings: Any) -> Rig:
    """A terminal on the attract screen with these items (one small one by default)."""
    ports, clock = Recorder(), ManualClock()
    keys = count(1)
    desk = Desk(
        reader=ports,
        camera=FakeCamera(ports),
        printer=ports,
        queue=ports,
        outbox=FakeOutbox(ports),
        platform=ports,
        clock=clock,
        papers=PlainPapers(),
        settings=VisitSection(**settings),
        requests=count(1),
        new_key=lambda: f"key-{next(keys)}",
        copier=ports,
        copy_pages=3,
        paper_reader=FakePaperReader(ports),
    )
    topics: list[Topic] = []
    terminal = Terminal(desk, Catalogue("test", items or (item(),)), changed=topics.append)
    return Rig(terminal, ports, clock, topics)
