"""A place in line: how many are ahead, and the range of time it will take, where anybody can tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.hall.ahead import ahead
from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State, window_of
from kiosk.hall.window import Window, WindowState

SHORT_VISIT, LONG_VISIT = 4, 12  # minutes
OPENING = 15
"""Minutes: so long before closing nobody opens a window any more that was not open."""


@dataclass(frozen=True)
class Expectation:
    """What a visitor may expect. `ahead` are the fewest and the most people called before; `minutes` until the call the
    lower and the upper end, None where no window is open and nobody can say."""

    ahead: tuple[int, int]
    minutes: tuple[int, int] | None


def expectation(records: HallRecords, hall: Hall, ticket: HallTicket, now: datetime) -> Expectation:
    """Nobody is ahead of a ticket that no longer waits."""
    if ticket.state is not State.WAITING:
        return Expectation((0, 0), (0, 0))
    windows, earlier = records.windows(), records.ahead_of(ticket)
    lead = (ticket.start - now).total_seconds()
    own = hall.foresight.own.get(ticket.number)
    told = wait_range(hall, ticket.line, earlier, windows, now, ticket.standing, lead)
    minutes = (own.low, own.high) if own and told else told
    likely = minutes or _plain_range(hall, ticket.line, earlier, windows, now)
    return Expectation(ahead(records, hall, ticket, now, likely), minutes)


def wait_range(  # noqa: PLR0917 - a place in line is so much
    hall: Hall,
    line: str,
    earlier: int,
    windows: Iterable[Window],
    now: datetime,
    standing: Standing = Standing.WALK_IN,
    lead: float = 0.0,
) -> tuple[int, int] | None:
    """Minutes from now until a person before whom `earlier` came is called.

    From the forecast; where there is none, from the theme's mean, counted from when windows serve again. None while the
    hall is open and no window is: who would promise anything then.
    """
    windows = tuple(windows)
    foreseen = hall.foresight.minutes(line, standing, earlier, lead)
    if not is_served(hall, line, windows, now) and not (foreseen and _was_served_today(hall, line, windows, now)):
        return None
    return foreseen or _plain_range(hall, line, earlier, windows, now)


def is_served(hall: Hall, line: str, windows: Iterable[Window], now: datetime) -> bool:
    """Whether a window is there for this line; before the hall opens, and in its midday break, one will be."""
    if any(window.state is not WindowState.CLOSED and _serves(window, line) for window in windows):
        return True
    opens = hall.hours.opens_at(now)
    return not hall.hours.is_open(now) and opens is not None and hall.day(opens) == hall.day(now)


def shortest_wait(hall: Hall, line: str, waiting: int, windows: Iterable[Window], now: datetime) -> timedelta:
    """The shortest that is likely for a newcomer."""
    windows = tuple(windows)
    found = wait_range(hall, line, waiting, windows, now)
    least = OPENING + _plain_range(hall, line, waiting, windows, now)[0] if found is None else found[0]
    return timedelta(minutes=least)


def _serves(window: Window, line: str) -> bool:
    return line in window.themes or window_of(line) == window.number


def _was_served_today(hall: Hall, line: str, windows: Iterable[Window], now: datetime) -> bool:
    """A window that could serve it was closed today: its clerk may be at lunch."""
    able = (window for window in windows if line in hall.config.themes_of(window.number))
    return any(window.since is not None and hall.day(window.since) == hall.day(now) for window in able)


def _plain_range(hall: Hall, line: str, earlier: int, windows: Iterable[Window], now: datetime) -> tuple[int, int]:
    """By the theme's mean, with as many windows as are open, or as it has."""
    theme = hall.config.theme(line)
    if theme is None:  # one window's own line
        return earlier * SHORT_VISIT, (earlier + 1) * LONG_VISIT
    serving = sum(1 for window in windows if window.state is WindowState.OPEN and line in window.themes)
    mean = earlier * theme.mean_minutes / (serving or len(theme.windows))
    return _by_the_clock(hall, now, mean * 0.6), _by_the_clock(hall, now, mean * 1.5 + 1)


def _by_the_clock(hall: Hall, now: datetime, minutes: float) -> int:
    """So many minutes of service from now on, with the time before opening and the midday break. After closing those
    who are still served are served on."""
    served, opens = timedelta(minutes=minutes), hall.hours.opens_at(now)
    if opens is None or hall.day(opens) != hall.day(now):
        return int(minutes)
    shut = opens - now + hall.hours.closed_between(opens, opens + served)
    return int((shut + served) / timedelta(minutes=1))
