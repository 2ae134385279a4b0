"""A place in line: how many are ahead, and the range of time it will take."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State
from kiosk.hall.window import Window, WindowState


@dataclass(frozen=True)
class Expectation:
    """What a visitor may expect. Minutes, the lower and the upper end."""

    ahead: int
    minutes: tuple[int, int]


def expectation(records: HallRecords, hall: Hall, ticket: HallTicket, now: datetime) -> Expectation:
    """Nobody is ahead of a ticket that no longer waits."""
    if ticket.state is not State.WAITING:
        return Expectation(0, (0, 0))
    ahead = records.ahead_of(ticket)
    return Expectation(ahead, wait_range(hall, ticket.line, ahead, records.windows()))


def wait_range(hall: Hall, line: str, ahead: int, windows: tuple[Window, ...]) -> tuple[int, int]:
    """Minutes until a person with `ahead` before them is called."""
    serving = sum(1 for window in windows if window.state is WindowState.OPEN and line in window.themes)
    theme = hall.theme(line)
    mean = ahead * theme.mean_minutes / (serving or len(theme.windows))
    return int(mean * 0.6), int(mean * 1.5) + 1
