"""Asking for a rating (好差评): voluntary, without a default, and nothing that a clerk is shown says who gave which."""

from dataclasses import replace
from datetime import datetime

from kiosk.hall.desk import ticket_of
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, Rating, State
from kiosk.hall.windows import Seat, own_window, window_at


def ask_rating(records: HallRecords, hall: Hall, seat: Seat, id_: int, now: datetime) -> HallTicket:
    """Wake the window's pad for a visit that this clerk has just finished. Once per ticket, as the rule is one
    rating per service. Raises Refused (wrong_state)."""
    window = own_window(records, hall, seat)
    ticket = ticket_of(records, id_)
    finished_here = ticket.state is State.FINISHED and ticket.clerk == seat.clerk and ticket.day == hall.day(now)
    if not finished_here or ticket.rating_asked:
        raise Refused(Reason.WRONG_STATE, "only a visit just finished here can be rated, and once")
    records.save_window(replace(window, rating=ticket.id))
    asked = records.change(ticket, rating_asked=True)
    records.tell(Happening(What.RATING_ASKED, now, ticket.number, ticket.topic, window.number, ticket.id))
    return asked


def rate(records: HallRecords, hall: Hall, window_number: int, level: Rating | None, now: datetime) -> None:
    """The visitor's answer on the pad; None: rather not. Raises Refused (wrong_state) where nobody was asked."""
    window = window_at(records, hall, window_number)
    if not window.rating:
        raise Refused(Reason.WRONG_STATE, "nobody is being asked at this window")
    ticket = ticket_of(records, window.rating)
    records.save_window(replace(window, rating=0))
    if level is not None:
        records.change(ticket, rating=level)
    records.tell(Happening(What.RATED, now, window=window.number))
