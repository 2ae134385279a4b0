"""Making the hall's foresight from its records: who waits, which windows work, how long visits took."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import pairwise
from random import Random

from kiosk.hall.discipline import Standing, Waiting
from kiosk.hall.earlier import EarlierDays, calls_of, services_of
from kiosk.hall.experience import Experience, Kind, no_show_shares, to_come
from kiosk.hall.forecast import Calibration, Outcome, WaitRange, printed
from kiosk.hall.foresight import Foresight
from kiosk.hall.hall import Hall
from kiosk.hall.outlook import HallNow, Outlook, WindowNow
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State, window_line
from kiosk.hall.window import Window, WindowState

NEWEST_SERVICES = 60
NEWEST_CALLS = 1000
NEWEST_OUTCOMES = 1000
ASKED = (Standing.WALK_IN, Standing.PRIORITY, Standing.APPOINTMENT)


def foresee(
    records: HallRecords, hall: Hall, now: datetime, chance: Random, earlier: EarlierDays | None = None
) -> Foresight:
    """Takes some ten milliseconds, so it belongs outside the store's write transactions."""
    tickets = records.tickets(hall.day(now))
    waiting = [ticket for ticket in tickets if ticket.state is State.WAITING]
    moment = HallNow(
        now.timestamp(),
        [ticket.waiting for ticket in waiting],
        _windows(hall, records.windows(), tickets, now),
        _experience(hall, tickets, now, earlier or EarlierDays()),
    )
    outlook, calibration = Outlook(moment, hall.config.line), Calibration(outcomes(records))
    ranges: dict[tuple[str, Standing], WaitRange] = {}
    for theme in hall.config.themes:
        for standing in ASKED:
            mine = Waiting("", theme.code, standing, now.timestamp(), now.timestamp())
            if waits := outlook.waits(mine, chance):
                ranges[theme.code, standing] = printed(waits, calibration)
    return Foresight(ranges, Counter(ticket.line for ticket in waiting))


def outcomes(records: HallRecords) -> list[Outcome]:
    """What the newest forecasts were worth."""
    return [
        Outcome(ticket.middle, ticket.spread, waited)
        for ticket in records.forecast_tickets(NEWEST_OUTCOMES)
        if (waited := ticket.waited) is not None
    ]


def _windows(hall: Hall, windows: Iterable[Window], tickets: Iterable[HallTicket], now: datetime) -> list[WindowNow]:
    held = {ticket.id: ticket for ticket in tickets if ticket.state in (State.CALLED, State.SERVING)}
    breaks = _breaks(hall, now)
    found = []
    for window in windows:
        if window.state is WindowState.CLOSED:
            continue
        ticket = held.get(window.ticket)
        paused = window.state is WindowState.PAUSED and window.since
        found.append(
            WindowNow(
                themes=(*window.themes, window_line(window.number)),
                serving=ticket.topic if ticket else None,
                since=ticket.called_at.timestamp() if ticket and ticket.called_at else 0.0,
                paused_since=paused.timestamp() if paused else None,
                breaks=breaks,
            )
        )
    return found


def _breaks(hall: Hall, now: datetime) -> tuple[tuple[float, float], ...]:
    """Between the opening spans of the day no window calls anybody."""
    spans = hall.hours.spans(hall.day(now))
    return tuple((earlier.end.timestamp(), later.begin.timestamp()) for earlier, later in pairwise(spans))


def _experience(hall: Hall, tickets: Sequence[HallTicket], now: datetime, earlier: EarlierDays) -> Experience:
    services = {theme: list(times) for theme, times in earlier.services.items()}
    for theme, times in services_of(tickets).items():
        services.setdefault(theme, []).extend(times)
    for entry in hall.config.themes:  # until the hall has measured a theme, its configured mean stands for it
        services.setdefault(entry.code, [entry.mean_minutes * 60])
    newest = {theme: times[-NEWEST_SERVICES:] for theme, times in services.items()}
    shares = no_show_shares([*earlier.calls, *calls_of(tickets)][-NEWEST_CALLS:])
    return Experience(newest, shares, comers=_comers(hall, tickets, now, earlier))


def _comers(
    hall: Hall, tickets: Sequence[HallTicket], now: datetime, earlier: EarlierDays
) -> dict[Kind, list[tuple[float, float]]]:
    came: Counter[Kind] = Counter((ticket.theme, ticket.standing) for ticket in tickets)
    midnight = datetime.combine(hall.day(now), time(), hall.config.hall.zone).timestamp()
    spans = hall.hours.spans(hall.day(now))
    opened = spans[0].begin.timestamp() if spans else midnight
    return to_come(earlier.comers, came, now.timestamp(), midnight, opened)
