"""One window: who sits there, for which themes, and which ticket it has."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WindowState(StrEnum):
    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Window:
    """`ticket` is the one called or served here, 0 for none. `rating` is the one whose visitor is being asked."""

    number: int
    state: WindowState = WindowState.CLOSED
    themes: tuple[str, ...] = ()
    clerk: int = 0
    clerk_name: str = ""
    ticket: int = 0
    rating: int = 0
    since: datetime | None = None
