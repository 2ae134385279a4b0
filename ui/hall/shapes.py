"""What clerks, boards and managers are shown, as published in the contract."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.hall.discipline import Standing
from kiosk.hall.hall import Hall
from kiosk.hall.ticket import Claim, HallTicket, Kind, Outcome, State
from kiosk.hall.window import Window, WindowState


@dataclass(frozen=True)
class TicketShown:
    """For clerks: `name` is masked (张*), `errands` and `note` are what was said about the visit. No rating."""

    id: int
    number: str
    theme: str
    line: str
    kind: Kind
    standing: Standing
    claim: Claim
    state: State
    name: str
    errands: tuple[str, ...]
    note: str
    island: bool
    issued_at: datetime
    arrived: datetime
    waited_minutes: int
    window: int
    calls: int
    called_at: datetime | None
    served_at: datetime | None
    outcome: Outcome
    rating_asked: bool


@dataclass(frozen=True)
class WindowShown:
    """`rating`: the pad is asking a visitor at this moment. After `calls_needed` calls in vain it is a no-show."""

    number: int
    state: WindowState
    able: tuple[str, ...]
    themes: tuple[str, ...]
    clerk_name: str
    since: datetime | None
    ticket: TicketShown | None
    rating: bool
    calls_needed: int


@dataclass(frozen=True)
class LineShown:
    """Who waits, as they would be called now; who is parked; who was missed and may come back."""

    waiting: list[TicketShown]
    parked: list[TicketShown]
    no_shows: list[TicketShown]
    counts: dict[str, int]
    now: datetime


@dataclass(frozen=True)
class DeskShown:
    """All that a console shows: its window, and who waits for it. At least as new as `happening`."""

    window: WindowShown
    line: LineShown
    happening: int = 0


@dataclass(frozen=True)
class Call:
    """`again`: it had been called before."""

    number: str
    window: int
    theme: str
    at: datetime
    again: bool
    happening: int


@dataclass(frozen=True)
class WindowOnBoard:
    number: int
    state: WindowState
    themes: tuple[str, ...]
    ticket: str


@dataclass(frozen=True)
class ThemeOnBoard:
    """`area` is where its windows stand: a board hangs in one area. `no_window`: none is open for it."""

    code: str
    name_zh: str
    name_en: str
    area_zh: str
    area_en: str
    no_window: bool


@dataclass(frozen=True)
class BoardShown:
    """Everything a board needs to begin; from `happening` on, the events tell the rest (`mark` is which one it was)."""

    hall_zh: str
    hall_en: str
    now: datetime
    themes: list[ThemeOnBoard]
    calls: list[Call]
    waiting: dict[str, int]
    windows: list[WindowOnBoard]
    happening: int = 0
    mark: str = ""


def ticket_for_clerk(hall: Hall, ticket: HallTicket, now: datetime) -> TicketShown:
    """Times in the hall's own time zone."""
    zone = hall.config.hall.zone

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment else None

    until = now if ticket.state is State.WAITING else ticket.called_at or ticket.ended_at or now
    return TicketShown(
        id=ticket.id,
        number=ticket.number,
        theme=ticket.theme,
        line=ticket.line,
        kind=ticket.kind,
        standing=ticket.standing,
        claim=ticket.claim,
        state=ticket.state,
        name=ticket.name,
        errands=ticket.errands,
        note=ticket.note,
        island=ticket.island,
        issued_at=ticket.issued_at.astimezone(zone),
        arrived=ticket.arrived.astimezone(zone),
        waited_minutes=max(0, int((until - ticket.arrived).total_seconds() // 60)),
        window=ticket.window,
        calls=ticket.calls,
        called_at=local(ticket.called_at),
        served_at=local(ticket.served_at),
        outcome=ticket.outcome,
        rating_asked=ticket.rating_asked,
    )


def window_for_clerk(hall: Hall, window: Window, ticket: HallTicket | None, now: datetime) -> WindowShown:
    return WindowShown(
        number=window.number,
        state=window.state,
        able=hall.config.themes_of(window.number),
        themes=window.themes,
        clerk_name=window.clerk_name,
        since=window.since.astimezone(hall.config.hall.zone) if window.since else None,
        ticket=ticket_for_clerk(hall, ticket, now) if ticket else None,
        rating=bool(window.rating),
        calls_needed=hall.config.tickets.calls,
    )
