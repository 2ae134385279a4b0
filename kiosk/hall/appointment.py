"""One appointment, and a half hour that can still be booked."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Booking(StrEnum):
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Appointment:
    """`holder` is a keyed hash, `name` masked; `code` is for checking in without a card."""

    id: int
    theme: str
    day: date
    begins: datetime
    code: str = field(repr=False)
    holder: str = field(repr=False)
    name: str = field(repr=False)
    state: Booking
    booked_at: datetime


@dataclass(frozen=True)
class Slot:
    begins: datetime
    left: int
