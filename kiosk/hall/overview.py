"""The day at a glance for the manager: counts and times, of nobody in particular."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import fmean

from kiosk.hall.clock import ClockState
from kiosk.hall.earlier import EarlierDays
from kiosk.hall.foresee import moment_of
from kiosk.hall.hall import Hall
from kiosk.hall.line import wait_range
from kiosk.hall.ports import HallRecords
from kiosk.hall.reception import closed_because
from kiosk.hall.ticket import HallTicket, Rating, State
from kiosk.hall.until_closing import UntilClosing, until_closing
from kiosk.hall.window import Window, WindowState


@dataclass(frozen=True)
class ThemeDay:
    """Minutes; `closed` is the reason why no numbers are given, empty where they are, and `closed_note` what the staff
    said about it. `expected_wait` is None where no window is open. `coming` will probably still come today; `forecast`
    of them and of those waiting will be served."""

    code: str
    name_zh: str
    name_en: str
    closed: str
    closed_note: str
    waiting: int
    longest_wait: int
    expected_wait: tuple[int, int] | None
    issued: int
    served: int
    no_show: int
    cancelled: int
    parked: int
    mean_service: float
    mean_wait: float
    windows_open: int
    coming: int
    forecast: int


@dataclass(frozen=True)
class WindowDay:
    number: int
    state: WindowState
    clerk_name: str
    themes: tuple[str, ...]
    ticket: str
    since: datetime | None
    served: int
    mean_service: float


@dataclass(frozen=True)
class Overview:
    """`ratings` counts each level, and `asked` how many visitors were asked. `clock`: how far `now` can be believed."""

    now: datetime
    open: bool
    closes_at: datetime | None
    themes: list[ThemeDay]
    windows: list[WindowDay]
    ratings: dict[Rating, int]
    asked: int
    clock: ClockState


def overview(records: HallRecords, hall: Hall, clock: ClockState, earlier: EarlierDays | None = None) -> Overview:
    now = clock.now
    tickets = records.tickets(hall.day(now))
    windows = {window.number: window for window in records.windows()}
    ends = until_closing(hall, moment_of(records, hall, now, earlier or EarlierDays()), now)
    rated = Counter(ticket.rating for ticket in tickets)
    return Overview(
        now=now.astimezone(hall.config.hall.zone),
        open=hall.hours.is_open(now),
        closes_at=hall.hours.closes_at(now),
        themes=[
            _theme_day(records, hall, entry.code, tickets, now, end=ends[entry.code]) for entry in hall.config.themes
        ],
        windows=[_window_day(windows.get(n, Window(n)), tickets) for n in hall.config.windows],
        ratings={level: rated[level] for level in Rating},
        asked=sum(ticket.rating_asked for ticket in tickets),
        clock=replace(clock, says=clock.says.astimezone(hall.config.hall.zone)),
    )


def _theme_day(
    records: HallRecords, hall: Hall, code: str, tickets: Sequence[HallTicket], now: datetime, *, end: UntilClosing
) -> ThemeDay:
    entry = hall.theme(code)
    mine = [ticket for ticket in tickets if ticket.topic == code]
    counts = Counter(ticket.state for ticket in mine)
    waits = [minutes(ticket.arrived, now) for ticket in mine if ticket.state is State.WAITING]
    windows = [w for w in records.windows() if w.state is WindowState.OPEN and code in w.themes]
    reason = closed_because(records, hall, code, now)
    return ThemeDay(
        code=code,
        name_zh=entry.name_zh,
        name_en=entry.name_en,
        closed=reason.value if reason else "",
        closed_note=records.closed_themes().get(code, ""),
        waiting=len(waits),
        longest_wait=round(max(waits, default=0)),
        expected_wait=wait_range(hall, code, len(waits), records.windows(), now),
        issued=sum(ticket.theme == code for ticket in tickets),
        served=counts[State.FINISHED],
        no_show=counts[State.NO_SHOW],
        cancelled=counts[State.CANCELLED],
        parked=counts[State.PARKED],
        mean_service=mean_service(mine),
        mean_wait=mean_wait(ticket for ticket in tickets if ticket.theme == code),
        windows_open=len(windows),
        coming=end.coming,
        forecast=end.served,
    )


def _window_day(window: Window, tickets: Sequence[HallTicket]) -> WindowDay:
    here = [ticket for ticket in tickets if ticket.window == window.number]
    number = next((ticket.number for ticket in here if ticket.id == window.ticket), "")
    return WindowDay(
        window.number,
        window.state,
        window.clerk_name,
        window.themes,
        number,
        window.since,
        sum(ticket.state is State.FINISHED for ticket in here),
        mean_service(here),
    )


def mean_wait(tickets: Iterable[HallTicket]) -> float:
    """Minutes from taking a number to its call; 0 where none was called."""
    return mean(waited / 60 for ticket in tickets if (waited := ticket.waited) is not None)


def mean_service(tickets: Iterable[HallTicket]) -> float:
    """Minutes from the beginning of a visit to its end; 0 where none has ended."""
    return mean(minutes(t.served_at, t.ended_at) for t in tickets if t.state is State.FINISHED and t.served_at)


def minutes(begin: datetime | None, end: datetime | None) -> float:
    return (end - begin).total_seconds() / 60 if begin and end else 0.0


def mean(values: Iterable[float]) -> float:
    found = list(values)
    return round(fmean(found), 1) if found else 0.0
