"""What a step may use: the ports, the clock, the papers, and the two words it may say to the terminal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.catalogue import Item
from kiosk.config import VisitSection
from kiosk.paper import Paper
from kiosk.ports import Camera, CardReader, Clock, Copier, Outbox, PaperReader, Platform, Printer, Queue
from kiosk.queue import Appointment, Theme, Ticket
from kiosk.visit import Visit


class Topic(StrEnum):
    """What has changed, so that a face redraws no more than it must."""

    PLACE = "place"  # another page, or another visit
    VISIT = "visit"  # something on the present page
    SIGHT = "sight"  # what the camera sees: up to 15 times a second
    IDLE = "idle"
    DEVICES = "devices"
    MODE = "mode"  # language, large mode


class Papers(Protocol):
    """Everything that is printed, in the visitor's language ("zh" or "en")."""

    def ticket(self, ticket: Ticket, masked_name: str, also: tuple[Theme, ...], language: str) -> Paper: ...

    def appointment(self, appointment: Appointment, language: str) -> Paper: ...

    def needs(self, item: Item, answers: dict[str, str], language: str) -> Paper: ...

    def receipt(self, visit: Visit, language: str) -> Paper: ...


@dataclass(frozen=True)
class Desk:
    """The ports of one terminal. `requests` numbers every question, `new_key` makes idempotency keys."""

    reader: CardReader
    camera: Camera
    printer: Printer
    queue: Queue
    outbox: Outbox
    platform: Platform
    clock: Clock
    papers: Papers
    settings: VisitSection
    requests: Iterator[int]
    new_key: Callable[[], str]
    copier: Copier | None = None  # None: this terminal makes no copies
    copy_pages: int = 0  # as many in one visit
    paper_reader: PaperReader | None = None  # None: what stands on papers is not read
