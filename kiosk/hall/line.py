"""A place in line: how many are ahead, and the range of time it will take."""

from dataclasses import dataclass
from datetime import datetime, timedelta

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


def expectation(records: HallRecords, hall: Hall, ticket: HallTicket, now: datetime) -> Expectation:
    """Nobody is ahead of a ticket that no longer waits."""
    if ticket.state is not State.WAITING:
        return Expectation(0, (0, 0))
    ahead = records.ahead_of(ticket)
    lead = (ticket.start - now).total_seconds()
    return Expectation(ahead, wait_range(hall, ticket.line, ahead, records.windows(), now, ticket.standing, lead))


def wait_range(  # noqa: PLR0917 - a place in line is so much
    hall: Hall,
    line: str,
    ahead: int,
    windows: tuple[Window, ...],
    now: datetime,
    standing: Standing = Standing.WALK_IN,
    lead: float = 0.0,
) -> tuple[int, int]:
    """Minutes from now until a person with `ahead` before them is called.

    From the forecast; where no window is open, from the theme's mean with as many windows as it has, counted from when
    windows serve again.
    """
    foreseen = hall.foresight.minutes(line, standing, ahead, lead)
    if foreseen is not None:
        return foreseen
    theme = hall.config.theme(line)
    if theme is None:  # one window's own line
        return ahead * SHORT_VISIT, (ahead + 1) * LONG_VISIT
    serving = sum(1 for window in windows if window.state is WindowState.OPEN and line in window.themes)
    mean = ahead * theme.mean_minutes / (serving or len(theme.windows))
    return _by_the_clock(hall, now, mean * 0.6), _by_the_clock(hall, now, mean * 1.5 + 1)


def _by_the_clock(hall: Hall, now: datetime, minutes: float) -> int:
    """So many minutes of service from now on, with the time before opening and the midday break."""
    begins = hall.hours.opens_at(now) or now
    served = timedelta(minutes=minutes)
    shut = begins - now + hall.hours.closed_between(begins, begins + served)
    return int((shut + served) / timedelta(minutes=1))
