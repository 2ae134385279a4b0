"""Closing the day (日清日结): every ticket gets an end, the counts must agree, and who it was is forgotten."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.overview import mean_service, mean_wait
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.settled import Settlement, ThemeFigures
from kiosk.hall.ticket import LIVE, HallTicket, Outcome, Rating, State
from kiosk.hall.window import WindowState
from kiosk.hall.windows import vacate

ENDS: dict[State, tuple[Act, What]] = {
    State.WAITING: (Act.CARRY_OVER, What.CARRIED_OVER),
    State.PARKED: (Act.CARRY_OVER, What.CARRIED_OVER),
    State.CALLED: (Act.MISS, What.NO_SHOW),
    State.SERVING: (Act.FINISH, What.FINISHED),
}
"""How a ticket ends that nobody ended: served visits count as served, with the outcome `unrecorded`."""


def settle(records: HallRecords, hall: Hall, day: date, now: datetime) -> Settlement:
    """Settle a day, or give its settlement if that was done before. Raises Refused (still_open, unknown_day)."""
    done = records.settlement(day)
    if done is not None:
        return done
    today = hall.day(now)
    if day > today:
        raise Refused(Reason.UNKNOWN_DAY, f"{day} has not begun")
    if day == today and not _over(hall, now):
        raise Refused(Reason.STILL_OPEN, "numbers are still to be given on this day")
    if day < today and day not in records.unsettled_days():
        raise Refused(Reason.UNKNOWN_DAY, f"no numbers were given on {day}")
    for earlier in records.unsettled_days():  # so that no day is left behind a settled one
        if earlier < day:
            settle(records, hall, earlier, now)
    for ticket in records.tickets(day, LIVE):
        _end(records, ticket, now)
    _close_windows(records, hall, day, now)
    missed = records.miss_appointments(day)
    settlement = _figures(hall, day, now, records.tickets(day), missed)
    records.forget_people(day)
    records.keep_settlement(settlement)
    records.tell(Happening(What.SETTLED, now, detail=day.isoformat()))
    return settlement


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
    records.keep_settlement(replace(figures, amended_at=now if done else None))
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
    """Settle what nobody has settled: days gone by, and today once the hall has been closed long enough."""
    today = hall.day(now)
    closes = hall.hours.closes_at(now)
    patience = timedelta(minutes=hall.config.tickets.settle_after_minutes)
    over = closes is not None and now >= closes + patience
    days = [day for day in records.unsettled_days() if day < today or (day == today and over)]
    return [settle(records, hall, day, now) for day in days]


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
        cancelled=counts[State.CANCELLED],
        carried_over=counts[State.CARRIED_OVER],
        unrecorded=sum(ticket.outcome is Outcome.UNRECORDED for ticket in mine),
        island=sum(ticket.island for ticket in mine),
        mean_wait=mean_wait(mine),
        mean_service=mean_service(mine),
    )
