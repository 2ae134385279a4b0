"""The hall's queue as a terminal sees it. How the hall decides who is next is in `kiosk.hall`."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Theme:
    """One queue of one-window classified intake (一窗分类受理): what visitors choose, not a department."""

    code: str  # one capital letter: the ticket's prefix
    name_zh: str
    name_en: str
    icon: str  # a name in assets/icons
    open: bool
    waiting: int
    wait_minutes: tuple[int, int]  # an honest range
    closed_reason: str = ""  # shown where it is not open
    closed_reason_en: str = ""
    closed_code: str = ""  # the same as a stable code (kiosk.hall.refusal.Reason)


@dataclass(frozen=True)
class Ticket:
    """One number. `follow_url` holds a random code and nothing personal."""

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
    island: bool = False  # given by the terminal itself while the hall could not be reached; the paper says so
