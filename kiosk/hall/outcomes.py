"""What the hall's forecasts were worth, from its tickets: all that were called, and above all today's."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kiosk.hall.discipline import Standing
from kiosk.hall.forecast import LATELY, Calibration, Outcome
from kiosk.hall.ticket import HallTicket, State

NEWEST = 2000  # outcomes are looked at
GIVEN = (Standing.WALK_IN, Standing.APPOINTMENT, Standing.PRIORITY)  # in which a number is given


def calibration_of(earlier: Iterable[Outcome], tickets: Iterable[HallTicket], now: datetime) -> Calibration:
    """`earlier` are of the days before, the newest last; `tickets` are today's."""
    foreseen = [ticket for ticket in tickets if ticket.spread > 0]
    return Calibration([*earlier, *outcomes_of(foreseen)][-NEWEST:], _lately(foreseen, now))


def outcomes_of(tickets: Iterable[HallTicket]) -> list[Outcome]:
    """Of tickets with a forecast that were called."""
    return [_outcome(ticket, waited) for ticket in tickets if (waited := ticket.waited) is not None]


def _lately(tickets: Iterable[HallTicket], now: datetime) -> Iterator[Outcome]:
    """Of each standing the newest that were called, and everybody who waits longer than was said, with the wait so
    far: on a day that goes badly they know it first."""
    called: dict[Standing, list[HallTicket]] = {}
    for ticket in tickets:
        so_far = (now - ticket.issued_at).total_seconds()
        if ticket.first_called_at is not None:
            called.setdefault(_given_as(ticket), []).append(ticket)
        elif ticket.state is State.WAITING and so_far > ticket.middle:
            yield _outcome(ticket, so_far)
    for some in called.values():
        yield from outcomes_of(sorted(some, key=lambda one: one.first_called_at or now)[-LATELY:])


def _outcome(ticket: HallTicket, waited: float) -> Outcome:
    return Outcome(ticket.middle, ticket.spread, waited, _given_as(ticket))


def _given_as(ticket: HallTicket) -> Standing:
    """The standing that its forecast was made for: who came back or was sent on may stand otherwise since."""
    if ticket.standing in GIVEN:
        return ticket.standing
    return Standing.APPOINTMENT if ticket.appointment else Standing.WALK_IN
