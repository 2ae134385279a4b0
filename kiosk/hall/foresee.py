"""Making the hall's foresight from its records: who waits, which windows work, how long visits took."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import pairwise
from random import Random
from typing import TypeVar

from kiosk.hall.discipline import Standing, Waiting
from kiosk.hall.earlier import EarlierDays, calls_of, measured, services_of
from kiosk.hall.experience import Experience, Kind, no_show_shares, pace_of, to_come
from kiosk.hall.forecast import WaitRange, printed
from kiosk.hall.foresight import LEADS, Foresight
from kiosk.hall.habits import Habits, WindowHabits
from kiosk.hall.hall import Hall
from kiosk.hall.outcomes import calibration_of
from kiosk.hall.outlook import HallNow, Outlook, WindowNow
from kiosk.hall.ports import PastRecords
from kiosk.hall.ticket import HallTicket, State, window_line
from kiosk.hall.window import Window, WindowState

NEWEST_SERVICES = 60
NEWEST_CALLS = 1000
OWN = 20  # so many, at most, are told a range of their own
ASKED = (Standing.WALK_IN, Standing.PRIORITY, Standing.RETURNED)  # who comes back begins anew, as who comes does
Key = TypeVar("Key")


def foresee(
    records: PastRecords, hall: Hall, now: datetime, chance: Random, earlier: EarlierDays | None = None
) -> Foresight:
    """Takes up to 5 ms for each range, so it belongs outside the store's write transactions."""
    tickets, known = records.tickets(hall.day(now)), earlier or EarlierDays()
    moment = _moment(records, hall, tickets, now, known)
    outlook, calibration = Outlook(moment, hall.config.line), calibration_of(known.outcomes, tickets, now)

    def range_for(mine: Waiting) -> WaitRange | None:
        waits = outlook.waits(mine, chance)
        return printed(waits, calibration, mine.standing) if waits else None

    def range_of(theme: str, standing: Standing, lead: float = 0.0) -> WaitRange | None:
        return range_for(newcomer(theme, standing, now, lead))

    themes = [theme.code for theme in hall.config.themes]
    ranges = {(code, standing): range_of(code, standing) for code in themes for standing in ASKED}
    booking = [theme.code for theme in hall.config.themes if theme.appointments_per_half_hour]
    booked = {(code, lead): range_of(code, Standing.APPOINTMENT, lead) for code in booking for lead in LEADS}
    own = {one.number: range_for(one) for one in _again(tickets)}
    here = Counter(one.theme for one in moment.waiting if one.number)
    return Foresight(
        *(_known(ranges), here, _known(booked), moment.experience.comers, booked_at_of(moment)), own=_known(own)
    )


def _again(tickets: Iterable[HallTicket]) -> list[Waiting]:
    """Who waits after a call: back from a missed one, or sent on with the points of a wait that is over. No newcomer's
    range fits them."""
    again = (one.waiting for one in tickets if one.state is State.WAITING and one.first_called_at)
    return sorted(again, key=lambda one: one.order)[:OWN]


def booked_at_of(moment: HallNow) -> dict[str, list[float]]:
    """When those come who have an appointment and are not here yet, by theme."""
    found: dict[str, list[float]] = {}
    for one in moment.waiting:
        if not one.number:
            found.setdefault(one.theme, []).append(one.arrived)
    return found


def newcomer(theme: str, standing: Standing, now: datetime, lead: float = 0.0) -> Waiting:
    """Somebody who takes a number now; with an appointment, whose half hour begins `lead` seconds from now."""
    return Waiting("", theme, standing, now.timestamp() + lead, now.timestamp())


def _known(ranges: Mapping[Key, WaitRange | None]) -> dict[Key, WaitRange]:
    return {key: found for key, found in ranges.items() if found is not None}


def moment_of(records: PastRecords, hall: Hall, now: datetime, earlier: EarlierDays) -> HallNow:
    """All that the hall knows now of how its lines will go on."""
    return _moment(records, hall, records.tickets(hall.day(now)), now, earlier)


def _moment(
    records: PastRecords, hall: Hall, tickets: Sequence[HallTicket], now: datetime, earlier: EarlierDays
) -> HallNow:
    waiting = [ticket.waiting for ticket in tickets if ticket.state is State.WAITING]
    return HallNow(
        now.timestamp(),
        [*waiting, *_booked(records, hall, tickets, now)],
        _windows(hall, records.windows(), tickets, now, earlier.habits),
        _experience(hall, tickets, now, earlier),
    )


def _booked(records: PastRecords, hall: Hall, tickets: Iterable[HallTicket], now: datetime) -> Iterator[Waiting]:
    """Appointments that are still to come, expected at their time. Who is here early has a ticket that begins then."""
    here = Counter((one.theme, one.start) for one in tickets if one.standing is Standing.APPOINTMENT)
    for theme in hall.config.themes:
        if not theme.appointments_per_half_hour:
            continue
        for begins, count in records.booked_counts(theme.code, hall.day(now)).items():
            at = begins.timestamp()
            if begins > now:
                missing = count - here[theme.code, begins]
                yield from (Waiting("", theme.code, Standing.APPOINTMENT, at, at) for _ in range(missing))


def _windows(
    hall: Hall, windows: Iterable[Window], tickets: Iterable[HallTicket], now: datetime, habits: Habits
) -> list[WindowNow]:
    """Those that are open, and those that are expected to be: before they open in the morning, and at lunch."""
    held = {ticket.id: ticket for ticket in tickets if ticket.state in (State.CALLED, State.SERVING)}
    closed = _closed(hall, now)
    known = {window.number: window for window in windows}
    found = []
    for number in sorted({*known, *habits.windows}):
        window = known.get(number, Window(number))
        seen = _window(hall, window, held.get(window.ticket), now, habits.windows.get(number))
        if seen is not None:
            found.append(replace(seen, breaks=(*closed, *seen.breaks)))
    return found


def _window(
    hall: Hall, window: Window, ticket: HallTicket | None, now: datetime, habits: WindowHabits | None
) -> WindowNow | None:
    midnight, at = _midnight(hall, now), now.timestamp()
    due = _due(window, habits, midnight, at)
    if window.state is WindowState.CLOSED and due is None:
        return None
    lunch = tuple((midnight + begin, midnight + end) for begin, end in habits.breaks) if habits else ()
    late = due is not None and due < at
    paused = window.state is WindowState.PAUSED and (due is None or late)
    themes = window.themes or hall.config.themes_of(window.number)
    return WindowNow(
        themes=(*themes, window_line(window.number)),
        serving=ticket.topic if ticket else None,
        since=ticket.called_at.timestamp() if ticket and ticket.called_at else 0.0,
        paused_since=window.since.timestamp() if paused and window.since else None,
        breaks=lunch if due is None or late else (*lunch, (at, due)),
        late_since=due if late else None,
    )


def _due(window: Window, habits: WindowHabits | None, midnight: float, at: float) -> float | None:
    """When a window that is not open usually is; None where that is not known."""
    if habits is None or window.state is WindowState.OPEN:
        return None
    gone = window.since.timestamp() - midnight if window.since else -math.inf
    due = habits.due(at - midnight, gone)
    return None if due is None else midnight + due


def _closed(hall: Hall, now: datetime) -> tuple[tuple[float, float], ...]:
    """Before the day's first opening span and between spans no window calls anybody."""
    spans = hall.hours.spans(hall.day(now))
    early = [(_midnight(hall, now), spans[0].begin.timestamp())] if spans else []
    between = [(earlier.end.timestamp(), later.begin.timestamp()) for earlier, later in pairwise(spans)]
    return (*early, *between)


def _midnight(hall: Hall, now: datetime) -> float:
    return datetime.combine(hall.day(now), time(), hall.config.hall.zone).timestamp()


def _experience(hall: Hall, tickets: Sequence[HallTicket], now: datetime, earlier: EarlierDays) -> Experience:
    today = services_of(tickets)
    pace = pace_of(earlier.services, _spent(tickets, now))
    services = {theme: [seconds * pace for seconds in times] for theme, times in earlier.services.items()}
    for theme, times in today.items():
        services.setdefault(theme, []).extend(times)
    for entry in hall.config.themes:  # until the hall has measured a theme, its configured mean stands for it
        services.setdefault(entry.code, [entry.mean_minutes * 60])
    newest = {theme: times[-NEWEST_SERVICES:] for theme, times in services.items()}
    shares = no_show_shares([*earlier.calls, *calls_of(tickets)][-NEWEST_CALLS:])
    habits = earlier.habits
    return Experience(
        newest,
        shares,
        comers=_comers(hall, tickets, now, earlier),
        pauses=habits.pauses,
        pauses_per_hour=habits.pauses_per_hour,
        sent_on=earlier.sent_on,
        returned=earlier.returned,
    )


def _spent(tickets: Iterable[HallTicket], now: datetime) -> Iterator[tuple[str, float, float]]:
    """Of today's visits, as `pace_of` wants them: theme, seconds it lasted so far, seconds since its call."""
    for ticket in tickets:
        if ticket.called_at and (ticket.state in (State.CALLED, State.SERVING) or measured(ticket)):
            age = (now - ticket.called_at).total_seconds()
            lasted = (ticket.ended_at - ticket.called_at).total_seconds() if ticket.ended_at else age
            yield ticket.topic, lasted, age


def _comers(
    hall: Hall, tickets: Sequence[HallTicket], now: datetime, earlier: EarlierDays
) -> dict[Kind, list[tuple[float, float]]]:
    """Without appointments: they come as they are booked."""
    asked = ((ticket.theme, ticket.standing) for ticket in tickets)
    came: Counter[Kind] = Counter(kind for kind in asked if kind[1] is not Standing.APPOINTMENT)
    midnight = _midnight(hall, now)
    usual = {kind: counts for kind, counts in earlier.comers.items() if kind[1] is not Standing.APPOINTMENT}
    spans = hall.hours.spans(hall.day(now))
    opened = spans[0].begin.timestamp() if spans else midnight
    return to_come(usual, came, now.timestamp(), midnight, opened)
