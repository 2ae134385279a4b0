"""Undoing a settlement: for some hours what it ended can begin again, so long names and holders are kept.

After that the day is settled for good and people are forgotten. That cannot be undone: it waits for a certain clock.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.settled import Undo
from kiosk.hall.ticket import HallTicket, Outcome, State
from kiosk.hall.windows import line_of

BACK: dict[State, State] = {
    State.WAITING: State.WAITING,
    State.PARKED: State.PARKED,
    State.CALLED: State.WAITING,
    State.SERVING: State.PARKED,
}
"""Where a ticket begins again that was so when the day was settled: its window has been closed since, so who was called
is back in line, at the old place, and any window may go on with who was being served."""


ENDED = (State.CARRIED_OVER, State.LEFT_OPEN, State.FINISHED)


def reopen(records: HallRecords, hall: Hall, day: date, now: datetime) -> int:
    """Let the day that was settled last go on; how many wait again. Raises Refused (unknown_day, settled_for_good)."""
    if records.settlement(day) is None:
        raise Refused(Reason.UNKNOWN_DAY, f"{day} is not settled")
    undo = records.undo(day)
    if undo is None or records.last_settled() != day:
        raise Refused(Reason.SETTLED_FOR_GOOD)
    records.drop_settlement(day, now)
    ended = [ticket for ticket in records.tickets(day, ENDED) if _was_ended(ticket, undo)]
    for ticket in ended:
        _begin_again(records, hall, ticket, undo)
    records.unmiss_appointments(day)
    records.tell(Happening(What.REOPENED, now, detail=day.isoformat()))
    return len(ended)


def _was_ended(ticket: HallTicket, undo: Undo) -> bool:
    """Ended by the settlement, or handed in after it by a terminal that had been cut off."""
    return ticket.id in undo.ends or ticket.state is State.CARRIED_OVER


def _begin_again(records: HallRecords, hall: Hall, ticket: HallTicket, undo: Undo) -> HallTicket:
    was = undo.ends.get(ticket.id, State.WAITING)
    fields: dict[str, Any] = {"state": BACK[was], "ended_at": None}
    if was is State.SERVING:
        fields["outcome"] = Outcome.NONE
    if BACK[was] is State.WAITING:
        fields |= {"line": line_of(records, hall, ticket), "calls": 0, "window": 0, "clerk": 0}
    if was is State.CALLED:  # nobody was served: the wait goes on
        first = ticket.first_called_at if ticket.first_called_at != ticket.called_at else None
        fields |= {"called_at": None, "first_called_at": first}
    return records.change(ticket, **fields)


def forget_due(records: HallRecords, hall: Hall, now: datetime) -> list[date]:
    """Settle for good what can be undone no longer: names and holders are erased. A settlement that seems to lie ahead
    was made by a wrong clock."""
    lasts = timedelta(hours=hall.config.tickets.undo_hours)
    due = [undo for undo in records.undos() if not undo.until - lasts <= now < undo.until]
    for undo in due:
        forget(records, undo.day, now)
    return [undo.day for undo in due]


def forget(records: HallRecords, day: date, now: datetime) -> None:
    """From now on the day is settled for good."""
    settlement = records.settlement(day)
    records.forget_people(day)
    records.drop_undo(day)
    if settlement is not None and settlement.undo_until is not None:
        records.keep_settlement(replace(settlement, undo_until=None))
    records.tell(Happening(What.SETTLED, now, detail=f"{day} for good"))
