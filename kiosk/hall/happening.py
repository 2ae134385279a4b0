"""What happened in the hall, in order, without personal data: boards live on it, and it is the audit log."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zlib import crc32

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


MARK = r"^\d{1,15}(-[0-9a-f]{8})?$"
"""A happening's mark, or its number alone, which is believed as long as there are as many."""


def seq_of(mark: str) -> int:
    return int(mark.partition("-")[0])


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
    LEFT_OPEN = "left_open"
    RATING_ASKED = "rating_asked"
    RATED = "rated"
    WINDOW = "window"  # opened, paused, closed
    THEME = "theme"  # opened or closed by the staff
    TOKENS = "tokens"  # handed out or revoked: everybody checks again
    CLERKS = "clerks"
    BOOKED = "booked"
    SETTLED = "settled"
    REOPENED = "reopened"  # a settlement was undone
    CLOCK = "clock"  # in doubt, certain, corrected
    RESTORED = "restored"  # the records are those of a copy: what came after it is gone
    CARRIED_ON = "carried_on"  # its theme or window was taken out of the configuration


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

    @property
    def mark(self) -> str:
        """Which happening this is, beyond its number: in a log that was restored from a copy the same number is soon
        another happening. "900-5f3c01ab"."""
        moment = (self.at - BEGINNING) // timedelta(microseconds=1)
        told = (self.what.value, moment, self.number, self.line, self.window, self.ticket, self.detail)
        return f"{self.seq}-{crc32(repr(told).encode()):08x}"
