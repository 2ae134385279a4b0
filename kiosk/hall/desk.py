"""What happens to a ticket: each act checks the life cycle, changes the ticket and tells what happened."""

from datetime import datetime

from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket


def ticket_of(records: HallRecords, id_: int) -> HallTicket:
    """Raises Refused (unknown_ticket)."""
    ticket = records.ticket(id_)
    if ticket is None:
        raise Refused(Reason.UNKNOWN_TICKET)
    return ticket


def cancel(records: HallRecords, id_: int, now: datetime) -> HallTicket:
    """The visitor gives the number up."""
    ticket = ticket_of(records, id_)
    changed = records.change(ticket, state=after(ticket.state, Act.CANCEL), ended_at=now)
    records.tell(Happening(What.CANCELLED, now, ticket.number, ticket.line, ticket.window, ticket.id))
    return changed
