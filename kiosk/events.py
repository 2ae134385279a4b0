"""What drivers tell the core: frozen dataclasses, posted through one callable from any thread.

`request` is the generation number the core gave with its question; an answer to a question that is no longer
open is dropped by it, so a late answer can never land in the next person's visit.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.card import IdCard
from kiosk.catalogue import Catalogue
from kiosk.picture import Scan, Sight
from kiosk.queue import Appointment, Slot, Theme, Ticket
from kiosk.reading import Reading
from kiosk.trouble import Trouble


class Device(StrEnum):
    """Everything that may fail by itself: what hangs at a cable, the two servers, and the errands' store."""

    CARD_READER = "card_reader"
    CAMERA = "camera"
    PRINTER = "printer"
    SCANNER = "scanner"
    COPIER = "copier"
    HALL = "hall"
    PLATFORM = "platform"
    OUTBOX = "outbox"


class DeviceState(StrEnum):
    ABSENT = "absent"
    CONNECTING = "connecting"
    READY = "ready"
    BUSY = "busy"
    FAULTY = "faulty"


@dataclass(frozen=True)
class DeviceChanged:
    """Posted on every change, never repeated. A READY printer may carry PAPER_LOW."""

    device: Device
    state: DeviceState
    trouble: Trouble | None = None


@dataclass(frozen=True)
class CardFound:
    """A card lies on the plate and is being read (0.2 to 1 s): the screen may say so."""

    request: int


@dataclass(frozen=True)
class CardRead:
    request: int
    card: IdCard


@dataclass(frozen=True)
class CardFailed:
    """The reader goes on looking: the visitor may lay the card down again."""

    request: int
    trouble: Trouble


@dataclass(frozen=True)
class PageSeen:
    """At most 15 times a second while the camera is open."""

    request: int
    sight: Sight


@dataclass(frozen=True)
class PageTaken:
    request: int
    scan: Scan


@dataclass(frozen=True)
class PageFailed:
    request: int
    trouble: Trouble


@dataclass(frozen=True)
class PaperRead:
    """What stands on a page, as far as it could be read. `page` is that page, turned where it did not lie upright."""

    request: int
    reading: Reading
    page: Scan


@dataclass(frozen=True)
class ReadingFailed:
    """Nothing was read; the errand goes on without."""

    request: int
    trouble: Trouble


@dataclass(frozen=True)
class CodeScanned:
    """From the hand scanner, or from the camera."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Printed:
    """The printer has confirmed, after the last byte, that the paper is out and cut."""

    request: int


@dataclass(frozen=True)
class PrintFailed:
    """`perhaps_printed`: the trouble came after the first byte, so paper may have come out. Never retried by itself."""

    request: int
    trouble: Trouble
    perhaps_printed: bool


@dataclass(frozen=True)
class Copied:
    """The A4 printer says that every sheet is out."""

    request: int


@dataclass(frozen=True)
class CopyFailed:
    """Some sheets may have come out; the rest of the job was cancelled."""

    request: int
    trouble: Trouble


@dataclass(frozen=True)
class ThemesKnown:
    request: int
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class TicketIssued:
    request: int
    ticket: Ticket


@dataclass(frozen=True)
class NoticeKept:
    """`notice`: a message will come when the turn is near. False: it is near already."""

    request: int
    notice: bool


@dataclass(frozen=True)
class SlotsKnown:
    request: int
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class AppointmentsKnown:
    request: int
    appointments: tuple[Appointment, ...]


@dataclass(frozen=True)
class AppointmentKept:
    """Booked, moved or cancelled, as it was asked."""

    request: int
    appointment: Appointment


@dataclass(frozen=True)
class QueueFailed:
    request: int
    trouble: Trouble


@dataclass(frozen=True)
class CatalogueArrived:
    """A newer catalogue, from the platform. The visit in hand keeps the one it started with."""

    catalogue: Catalogue


@dataclass(frozen=True)
class ErrandTaken:
    """The parcel is on disk, durably: from now on it will reach the platform. Only now may the screen say "taken"."""

    request: int
    local_number: str


@dataclass(frozen=True)
class ErrandNotTaken:
    request: int
    trouble: Trouble


@dataclass(frozen=True)
class ErrandDelivered:
    """The platform holds the errand, every page included."""

    local_number: str
    acceptance_number: str


@dataclass(frozen=True)
class ErrandRefused:
    """The platform has said no for good. The parcel is kept for staff."""

    local_number: str
    reason: str


class Stage(StrEnum):
    """How far an errand is, in the four separated stages of 分段式审批 and the end."""

    RECEIVED = "received"  # 收件
    ACCEPTED = "accepted"  # 受理
    REVIEW = "review"  # 审查
    DECIDED = "decided"  # 决定
    DELIVERED = "delivered"  # 办结


@dataclass(frozen=True)
class ProgressKnown:
    request: int
    acceptance_number: str
    item_name: str
    stage: Stage
    remark: str = ""


@dataclass(frozen=True)
class ProgressFailed:
    request: int
    trouble: Trouble


Event = (
    DeviceChanged
    | CardFound
    | CardRead
    | CardFailed
    | PageSeen
    | PageTaken
    | PageFailed
    | PaperRead
    | ReadingFailed
    | CodeScanned
    | Printed
    | PrintFailed
    | Copied
    | CopyFailed
    | ThemesKnown
    | TicketIssued
    | NoticeKept
    | SlotsKnown
    | AppointmentsKnown
    | AppointmentKept
    | QueueFailed
    | CatalogueArrived
    | ErrandTaken
    | ErrandNotTaken
    | ErrandDelivered
    | ErrandRefused
    | ProgressKnown
    | ProgressFailed
)

Post = Callable[[Event], None]
"""Thread-safe and never blocks: a queued signal in the app, a deque's `append` in tests."""
