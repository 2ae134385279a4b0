"""Closing the day (日清日结): every ticket gets an end, and the counts must agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.overview import mean_service, mean_wait
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.reopening import forget
from kiosk.hall.settled import Settlement, ThemeFigures, Undo
from kiosk.hall.ticket import LIVE, HallTicket, Outcome, Rating, State
from kiosk.hall.window import WindowState
from kiosk.hall.windows import vacate

ENDS: dict[State, tuple[Act, What]] = {
    State.WAITING: (Act.CARRY_OVER, What.CARRIED_OVER),
    State.PARKED: (Act.CARRY_OVER, What.CARRIED_OVER),
    State.CALLED: (Act.LEAVE_OPEN, What.LEFT_OPEN),
    State.SERVING: (Act.FINISH, What.FINISHED),
}
"""How a ticket ends that nobody ended: served visits count as served, with the outcome `unrecorded`; a number that was
called is left open, for only a clerk can say that nobody came."""


@dataclass(frozen=True)
class StillOpen:
    """What settling a day now would end, and until when it could be undone (None: not at all)."""

    day: date
    waiting: int
    called: int
    serving: int
    parked: int
    booked: int
    undo_until: datetime | None


def still_open(records: HallRecords, hall: Hall, day: date, now: datetime) -> StillOpen:
    """Changes nothing. Raises Refused as `settle`."""
    check_can_settle(records, hall, day, now)
    counts = Counter(ticket.state for ticket in records.tickets(day, LIVE))
    booked = sum(records.still_booked(day).values())
    waiting, called, serving, parked = (counts[state] for state in LIVE)
    return StillOpen(day, waiting, called, serving, parked, booked, _undo_until(hall, now))


def _undo_until(hall: Hall, now: datetime) -> datetime | None:
    hours = hall.config.tickets.undo_hours
    return now + timedelta(hours=hours) if hours else None


def settle(records: HallRecords, hall: Hall, day: date, now: datetime) -> Settlement:
    """Settle a day, or give its settlement if that was done before. Raises Refused (still_open, unknown_day).

    For some hours it can be undone (`kiosk.hall.reopening`); only then is forgotten who it was.
    """
    done = records.settlement(day)
    if done is not None:
        return done
    check_can_settle(records, hall, day, now)
    for earlier in records.unsettled_days():  # so that no day is left behind a settled one
        if earlier < day:
            settle(records, hall, earlier, now)
    ends = {ticket.id: ticket.state for ticket in records.tickets(day, LIVE)}
    for ticket in records.tickets(day, LIVE):
        _end(records, ticket, now)
    _close_windows(records, hall, day, now)
    missed = records.miss_appointments(day)
    settlement = replace(_figures(hall, day, now, records.tickets(day), missed), undo_until=_undo_until(hall, now))
    records.keep_settlement(settlement)
    records.tell(Happening(What.SETTLED, now, detail=day.isoformat()))
    if settlement.undo_until is None:
        forget(records, day, now)
    else:
        records.keep_undo(Undo(day, settlement.undo_until, ends))
    return settlement


def check_can_settle(records: HallRecords, hall: Hall, day: date, now: datetime) -> None:
    """Raises Refused (still_open, unknown_day)."""
    today = hall.day(now)
    if day > today:
        raise Refused(Reason.UNKNOWN_DAY, f"{day} has not begun")
    if day == today and not _over(hall, now):
        raise Refused(Reason.STILL_OPEN, "numbers are still to be given on this day")
    if day < today and day not in records.unsettled_days():
        raise Refused(Reason.UNKNOWN_DAY, f"no numbers were given on {day}")


def amend(records: HallRecords, hall: Hall, day: date, now: datetime) -> None:
    """Numbers of a day have come in that was over: its settlement counts them too, and says when it was amended.

    A day that nobody has settled yet is settled with them, unless a later one is: then it has its settlement here.
    """
    done = records.settlement(day)
    if done is None and day in records.unsettled_days():
        return
    tickets = records.tickets(day)
    figures = _figures(hall, day, done.settled_at if done else now, tickets, done.missed_appointments if done else 0)
    if done is not None and figures.themes == done.themes:
        return
    until = done.undo_until if done else None
    records.keep_settlement(replace(figures, amended_at=now if done else None, undo_until=until))
    records.tell(Happening(What.SETTLED, now, detail=day.isoformat()))


def day_to_settle(records: HallRecords, hall: Hall, now: datetime) -> date:
    """The last day that is over and not settled, else the last settled one. Raises Refused (unknown_day)."""
    last = hall.day(now) if _over(hall, now) else hall.day(now) - timedelta(days=1)
    days = [day for day in records.unsettled_days() if day <= last]
    found = days[-1] if days else records.last_settled()
    if found is None:
        raise Refused(Reason.UNKNOWN_DAY, "no day with numbers is over")
    return found


def _over(hall: Hall, now: datetime) -> bool:
    """Whether this day's last window has closed. Before it opens the day is still to come: no number could be given
    any more once it is settled."""
    closes = hall.hours.closes_at(now)
    return closes is None or now >= closes


def settle_due(records: HallRecords, hall: Hall, now: datetime) -> list[Settlement]:
    """Settle what nobody has settled: days gone by, and today once the hall has been closed long enough. A day that was
    opened again is left alone for as long. The clock must be certain."""
    today = hall.day(now)
    closes = hall.hours.closes_at(now)
    patience = timedelta(minutes=hall.config.tickets.settle_after_minutes)
    over = closes is not None and now >= closes + patience
    days = [day for day in records.unsettled_days() if day < today or (day == today and over)]
    reopened = records.reopened_days()
    rested = [day for day in days if day not in reopened or abs(now - reopened[day]) >= patience]
    return [settle(records, hall, day, now) for day in rested]


def _end(records: HallRecords, ticket: HallTicket, now: datetime) -> None:
    act, what = ENDS[ticket.state]
    outcome = Outcome.UNRECORDED if ticket.state is State.SERVING else ticket.outcome
    ended = records.change(ticket, state=after(ticket.state, act), outcome=outcome, ended_at=now)
    records.tell(Happening(what, now, ended.number, ended.topic, ended.window, ended.id, "settled"))


def _close_windows(records: HallRecords, hall: Hall, day: date, now: datetime) -> None:
    """Those left open since that day or before; where a clerk goes on, only the ended ticket leaves."""
    for window in records.windows():
        ticket = records.ticket(window.ticket) if window.ticket else None
        goes_on = ticket is not None and ticket.state in LIVE
        if goes_on or window.since is None:
            continue
        if window.state is not WindowState.CLOSED and hall.day(window.since) <= day:
            vacate(records, hall, window.number, now)
        elif window.ticket:
            records.save_window(replace(window, ticket=0))


def _figures(hall: Hall, day: date, now: datetime, tickets: Sequence[HallTicket], missed: int) -> Settlement:
    rated = Counter(ticket.rating for ticket in tickets)
    themes = [entry.code for entry in hall.config.themes]
    gone = sorted({ticket.theme for ticket in tickets} - set(themes))  # taken out of the configuration meanwhile
    return Settlement(
        hall=hall.id,
        hall_name=hall.config.hall.name_zh,
        day=day,
        settled_at=now,
        themes=[_theme_figures(hall, code, tickets) for code in [*themes, *gone]],
        ratings={level: rated[level] for level in Rating},
        asked=sum(ticket.rating_asked for ticket in tickets),
        missed_appointments=missed,
    )


def _theme_figures(hall: Hall, code: str, tickets: Sequence[HallTicket]) -> ThemeFigures:
    mine = [ticket for ticket in tickets if ticket.theme == code]
    counts = Counter(ticket.state for ticket in mine)
    entry = hall.config.theme(code)
    return ThemeFigures(
        code=code,
        name_zh=entry.name_zh if entry else "",
        issued=len(mine),
        served=counts[State.FINISHED],
        no_show=counts[State.NO_SHOW],
        left_open=counts[State.LEFT_OPEN],
        cancelled=counts[State.CANCELLED],
        carried_over=counts[State.CARRIED_OVER],
        unrecorded=sum(ticket.outcome is Outcome.UNRECORDED for ticket in mine),
        island=sum(ticket.island for ticket in mine),
        mean_wait=mean_wait(mine),
        mean_service=mean_service(mine),
    )
