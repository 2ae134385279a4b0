"""A place in line: how many are ahead, and the range of time it will take."""

from dataclasses import dataclass

from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State
from kiosk.hall.window import Window, WindowState

SHORT_VISIT, LONG_VISIT = 4, 12  # minutes


@dataclass(frozen=True)
class Expectation:
    """What a visitor may expect. Minutes, the lower and the upper end."""

    ahead: int
    minutes: tuple[int, int]


def expectation(records: HallRecords, hall: Hall, ticket: HallTicket) -> Expectation:
    """Nobody is ahead of a ticket that no longer waits."""
    if ticket.state is not State.WAITING:
        return Expectation(0, (0, 0))
    ahead = records.ahead_of(ticket)
    return Expectation(ahead, wait_range(hall, ticket.line, ahead, records.windows(), ticket.standing))


def wait_range(
    hall: Hall, line: str, ahead: int, windows: tuple[Window, ...], standing: Standing = Standing.WALK_IN
) -> tuple[int, int]:
    """Minutes until a person with `ahead` before them is called.

    From the forecast; where no window is open yet, from the theme's mean with as many windows as it has.
    """
    foreseen = hall.foresight.minutes(line, standing, ahead)
    if foreseen is not None:
        return foreseen
    theme = hall.config.theme(line)
    if theme is None:  # one window's own line
        return ahead * SHORT_VISIT, (ahead + 1) * LONG_VISIT
    serving = sum(1 for window in windows if window.state is WindowState.OPEN and line in window.themes)
    mean = ahead * theme.mean_minutes / (serving or len(theme.windows))
    return int(mean * 0.6), int(mean * 1.5) + 1
