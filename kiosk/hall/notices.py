"""Turn-is-near notices (等候提醒短信): who asked for one, and whose turn is near. Knows no number in clear, no network.

A number is sealed when it comes in and leaves the store before it is used: a notice is sent once, and what has been
sent, or is not wanted any more, is nowhere.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kiosk.hall.ahead import ahead_now
from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State

WAITS = (State.WAITING, State.PARKED)
"""In any other state the person is at a window, or has gone: there is nothing to tell."""


@dataclass(frozen=True)
class Turn:
    """What the notice says; `sealed` is where it goes, as `Messages.seal` gave it."""

    number: str
    ahead: int
    theme: str
    windows: tuple[int, ...]
    hall: str
    sealed: bytes = field(repr=False)


class MessageError(Exception):
    """A notice could not be sent; the text names nobody."""


class Messages(Protocol):
    """The platform's SMS service."""

    def seal(self, phone: str) -> bytes:
        """The number as it may lie in a database."""

    def send(self, turn: Turn) -> None:
        """Blocks until the platform has it. Raises MessageError once trying again is no use."""


def ask_notice(records: HallRecords, hall: Hall, ticket: HallTicket, sealed: bytes, now: datetime) -> bool:
    """Keep the wish of the person who holds this number; False where the turn is near already."""
    if not is_far(records, hall, ticket, now):
        return False
    records.keep_notice(ticket.id, sealed)
    return True


def is_far(records: HallRecords, hall: Hall, ticket: HallTicket, now: datetime) -> bool:
    """Whether there is a turn to be told of, and time to tell it."""
    return ticket.state is State.WAITING and ahead_now(records, hall, ticket, now) > hall.config.notices.ahead


def due(records: HallRecords, hall: Hall, now: datetime) -> bool:
    """Whether `take_due` has anything to do; only reads."""
    return any(_is_due(records, hall, records.ticket(ticket), now) for ticket in records.notices())


def take_due(records: HallRecords, hall: Hall, now: datetime) -> list[Turn]:
    """Take the wishes of those whose turn is near out of the store, and of those who do not wait any more."""
    turns = []
    for id_, sealed in records.notices().items():
        ticket = records.ticket(id_)
        if not _is_due(records, hall, ticket, now):
            continue
        records.drop_notice(id_)
        if ticket is not None and ticket.state is State.WAITING:
            turns.append(_turn(records, hall, ticket, sealed, now))
    return turns


def _is_due(records: HallRecords, hall: Hall, ticket: HallTicket | None, now: datetime) -> bool:
    if ticket is None or ticket.state not in WAITS:
        return True
    return ticket.state is State.WAITING and not is_far(records, hall, ticket, now)


def _turn(records: HallRecords, hall: Hall, ticket: HallTicket, sealed: bytes, now: datetime) -> Turn:
    entry, names = hall.entry(ticket.topic), hall.config.hall
    count = ahead_now(records, hall, ticket, now)
    return Turn(ticket.number, count, entry.name_zh, entry.windows, names.name_zh, sealed)
