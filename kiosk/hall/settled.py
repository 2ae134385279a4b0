"""A settled day: how many numbers were given and how each of them ended."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.hall.ticket import Rating, State


@dataclass(frozen=True)
class Undo:
    """What a settlement can be undone with, until when: the state before it of each ticket that it ended."""

    day: date
    until: datetime
    ends: dict[int, State]


@dataclass(frozen=True)
class ThemeFigures:
    """Counts of the numbers that a theme gave, by how they ended; times in minutes."""

    code: str
    name_zh: str
    issued: int
    served: int
    no_show: int
    cancelled: int
    carried_over: int
    unrecorded: int
    island: int
    mean_wait: float
    mean_service: float
    left_open: int = 0  # called, and nothing was noted by the end of the day

    @property
    def balanced(self) -> bool:
        return self.issued == self.served + self.no_show + self.cancelled + self.carried_over + self.left_open


@dataclass(frozen=True)
class Settlement:
    """`amended_at`: numbers came in later, which a terminal had given while it could not reach the hall. `undo_until`:
    so long the settlement can be undone (`kiosk.hall.reopening`); None: it is for good."""

    hall: str
    hall_name: str
    day: date
    settled_at: datetime
    themes: list[ThemeFigures]
    ratings: dict[Rating, int]
    asked: int
    missed_appointments: int
    amended_at: datetime | None = None
    undo_until: datetime | None = None

    @property
    def balanced(self) -> bool:
        """Issued = served + no-show + cancelled + carried over + left open, in every theme."""
        return all(theme.balanced for theme in self.themes)
