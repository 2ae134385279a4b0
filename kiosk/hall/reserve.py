"""A range of numbers that is kept for one terminal on one day."""

from dataclasses import dataclass
from datetime import date, datetime

LAST = 9999
"""Numbers from `island_first` to here are kept for terminals: 16 ranges of each theme, as the hall comes."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """`first` to `last`, both included. `terminal` is the id of its token."""

    day: date
    theme: str
    first: int
    last: int
    terminal: int
    reserved_at: datetime
