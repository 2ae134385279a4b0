"""The hall's queue as a terminal sees it. How the hall decides who is next is in `kiosk.hall`."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.card import IdCard

PRIORITY_AGE = 60  # 老年人权益保障法 2: sixty and over


class Priority(StrEnum):
    """The stated reason for going first (绿色通道); the values are the hall's own."""

    AGE_60 = "age_60"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SOLDIER = "soldier"


@dataclass(frozen=True)
class Theme:
    """One queue of one-window classified intake (一窗分类受理): what visitors choose, not a department."""

    code: str  # one capital letter: the ticket's prefix
    name_zh: str
    name_en: str
    icon: str  # a name in assets/icons
    open: bool
    waiting: int | None  # None: nobody knows, the hall is out of reach
    wait_minutes: tuple[int, int]  # an honest range
    closed_reason: str = ""  # shown where it is not open
    closed_reason_en: str = ""
    closed_code: str = ""  # the same as a stable code (kiosk.hall.refusal.Reason)
    opens_at: datetime | None = None  # when windows serve next, where the hall is shut
    kinds: tuple[str, ...] = ("card", "phone", "anonymous")  # the ways a number is given here
    books: bool = False  # appointments can be booked
    no_window: bool = False  # no window is open for it: nobody can say how long it takes


@dataclass(frozen=True)
class NumberWish:
    """What is asked for. Nothing but the theme: an anonymous number. `priority` None: the hall goes by the age."""

    theme: str
    holder: IdCard | None = field(default=None, repr=False)
    phone: str = field(default="", repr=False)
    priority: Priority | None = None
    priority_declined: bool = False  # old enough, and would rather wait like everybody
    errands: tuple[str, ...] = ()  # several in one visit (一件事), in words a clerk reads
    appointment: str = field(default="", repr=False)  # its code: check in


@dataclass(frozen=True)
class Slot:
    """A half hour of a theme that can be booked; `left` places, none where it is full."""

    begins: datetime
    left: int


@dataclass(frozen=True)
class BookingWish:
    """Appointments are for somebody: a card or a telephone number."""

    theme: str
    begins: datetime
    holder: IdCard | None = field(default=None, repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True)
class Appointment:
    """One that stands. The code alone is enough to check in, to move it, to cancel it."""

    code: str = field(repr=False)
    theme: str
    name_zh: str
    name_en: str
    begins: datetime
    state: str = "booked"  # or "checked_in": its number can be printed again


@dataclass(frozen=True)
class Ticket:
    """One number. `follow_url` holds a random code and nothing personal. `ahead` to `ahead_most` people are called
    before: who earns points faster may come yet."""

    number: str  # theme code and three digits: A001
    theme: Theme
    ahead: int
    wait_minutes: tuple[int, int]
    issued_at: datetime
    day: date
    hall_name: str
    windows: str  # where to go, as on the signs: "1-8 号窗口"
    follow_url: str = field(repr=False)
    reprint: bool = False  # the same person asked again
    windows_en: str = ""  # the same in English; empty where the hall does not say
    island: bool = False  # given by the terminal itself while the hall could not be reached; the paper says so
    notice: bool = False  # the hall sends a message to the telephone number when the turn is near
    notice_offered: bool = False  # it could: a number may be left for that
    ahead_most: int | None = None  # None: not told, as `ahead`
    no_window: bool = False  # no window is open for it: `wait_minutes` says nothing

    @property
    def ahead_range(self) -> str:
        """ "3", or "3-5"."""
        return str(self.ahead) if self.ahead_most in {None, self.ahead} else f"{self.ahead}-{self.ahead_most}"
