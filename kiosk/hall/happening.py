"""What happened in the hall, in order, without personal data: boards live on it, and it is the audit log."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class What(StrEnum):
    ISSUED = "issued"
    CALLED = "called"
    RECALLED = "recalled"
    NO_SHOW = "no_show"
    RETURNED = "returned"
    STARTED = "started"
    TRANSFERRED = "transferred"
    PUT_BACK = "put_back"
    PARKED = "parked"
    RESUMED = "resumed"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried_over"
    RATING_ASKED = "rating_asked"
    RATED = "rated"
    WINDOW = "window"  # opened, paused, closed
    THEME = "theme"  # opened or closed by the staff
    TOKENS = "tokens"  # handed out or revoked: everybody checks again
    CLERKS = "clerks"
    BOOKED = "booked"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Happening:
    """`seq` counts a hall's happenings without gaps; 0 until it is written. `line` is the theme waited in."""

    what: What
    at: datetime
    number: str = ""
    line: str = ""
    window: int = 0
    ticket: int = 0
    detail: str = ""
    seq: int = 0
