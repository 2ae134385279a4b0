"""What the core needs of the world. Every call returns at once; the answer comes as an event with its `request`."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.card import IdCard
from kiosk.paper import Paper
from kiosk.parcel import Parcel
from kiosk.picture import Corners, Frame, Scan
from kiosk.queue import BookingWish, NumberWish, Ticket


class CardReader(Protocol):
    def look(self, request: int) -> None:
        """Look for a card until `rest`: CardFound, then CardRead or CardFailed, under this request."""

    def rest(self) -> None:
        """Stop looking; an answer under way is dropped."""


class Camera(Protocol):
    def open(self, request: int) -> None:
        """Deliver frames and PageSeen under this request until `close`."""

    def close(self) -> None:
        """Stop; forget the newest frame."""

    def newest(self) -> Frame | None:
        """The newest frame, or None. Safe from any thread, never blocks."""

    def take(self, request: int) -> None:
        """Take the page in sight: PageTaken or PageFailed. Its whole picture is held until `open` or `forget`."""

    def original(self) -> Frame | None:
        """The whole picture that is held, or None. Safe from any thread, never blocks."""

    def flatten(self, request: int, corners: Corners) -> None:
        """Take the page anew from the picture that is held, where `corners` say: PageTaken or PageFailed."""

    def join(self, request: int, sides: tuple[Scan, ...]) -> None:
        """The sides of a card on one sheet of A4: PageTaken or PageFailed."""

    def forget(self) -> None:
        """Let go of the picture that is held; a page that is being taken is dropped."""


class PaperReader(Protocol):
    def read(self, request: int, scan: Scan) -> None:
        """Read the print on this page: PaperRead or ReadingFailed, unless it is forgotten before."""

    def forget(self) -> None:
        """Pages that wait to be read are dropped; nobody answers for them."""


class Printer(Protocol):
    def print(self, request: int, paper: Paper) -> None:
        """Printed or PrintFailed, always exactly one of them."""


class Copier(Protocol):
    def copy(self, request: int, pages: tuple[Scan, ...]) -> None:
        """Print these pages on A4: Copied or CopyFailed, always exactly one of them."""


class Queue(Protocol):
    def ask_themes(self, request: int) -> None:
        """ThemesKnown or QueueFailed."""

    def take_ticket(self, request: int, key: str, wish: NumberWish) -> None:
        """TicketIssued or QueueFailed. The same `key` gives the same ticket, however often it is asked."""

    def leave_phone(self, request: int, ticket: Ticket, phone: str) -> None:
        """NoticeKept or QueueFailed: where the hall sends the message that the turn is near."""

    def ask_slots(self, request: int, theme: str) -> None:
        """SlotsKnown or QueueFailed: the half hours of the next days, full ones included."""

    def book(self, request: int, key: str, wish: BookingWish) -> None:
        """AppointmentKept or QueueFailed. The same `key` gives the same appointment."""

    def find_appointment(self, request: int, code: str) -> None:
        """AppointmentsKnown with one, or QueueFailed."""

    def ask_appointments(self, request: int, holder: IdCard) -> None:
        """AppointmentsKnown, perhaps with none, or QueueFailed."""

    def move_appointment(self, request: int, code: str, begins: datetime) -> None:
        """AppointmentKept or QueueFailed."""

    def call_off(self, request: int, code: str) -> None:
        """AppointmentKept, as it was, or QueueFailed."""


class Outbox(Protocol):
    def take(self, request: int, parcel: Parcel) -> None:
        """ErrandTaken once the parcel is durable, else ErrandNotTaken; later ErrandDelivered or ErrandRefused."""

    def waiting(self) -> int:
        """How many parcels are still to be delivered. Safe from any thread, never blocks."""


class Platform(Protocol):
    def ask_progress(self, request: int, acceptance_number: str) -> None:
        """ProgressKnown or ProgressFailed."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The wall clock, with time zone."""

    def after(self, seconds: float, action: Callable[[], None]) -> Callable[[], None]:
        """Call `action` once on the core's thread; the result cancels it."""
