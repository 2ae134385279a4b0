"""Themes and windows that were taken out of the configuration while people are in them: nobody is left behind.

A theme's people go on in the theme that `[moved_themes]` names; a window's are put back into their lines.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import LIVE, HallTicket, State
from kiosk.hall.window import WindowState
from kiosk.hall.windows import line_of, vacate_window

MAY_COME = (*LIVE, State.NO_SHOW)


@dataclass(frozen=True)
class Stranded:
    """A theme that the configuration neither has nor says where it went: who is in it."""

    theme: str
    numbers: tuple[str, ...]
    booked: int


def stranded(records: HallRecords, hall: Hall, today: date) -> list[Stranded]:
    """Of every day that is not settled, and the appointments from `today` on."""
    known = {theme.code for theme in hall.config.themes} | set(hall.config.moved_themes)
    numbers: dict[str, list[str]] = {}
    for ticket in _here(records, LIVE):
        if ticket.topic not in known:
            numbers.setdefault(ticket.topic, []).append(ticket.number)
    booked = {theme: count for theme, count in records.booked_from(today).items() if theme not in known}
    return [Stranded(one, tuple(numbers.get(one, ())), booked.get(one, 0)) for one in sorted({*numbers, *booked})]


def carry_on(records: HallRecords, hall: Hall, now: datetime) -> int:
    """Let those whose theme or window is gone go on where the configuration says; how many were moved."""
    moved = 0
    for window in records.windows():
        gone = window.number not in hall.config.windows
        if gone and (window.state is not WindowState.CLOSED or window.ticket):
            vacate_window(records, hall, window, now)
    for ticket in _here(records, MAY_COME):
        line = line_of(records, hall, ticket)
        if line != ticket.line:
            on = records.change(ticket, line=line)
            records.tell(
                Happening(What.CARRIED_ON, now, on.number, on.topic, ticket=on.id, detail=f"from {ticket.line}")
            )
            moved += 1
    for theme, count in Counter(records.booked_from(hall.day(now))).items():
        if theme in hall.config.moved_themes:
            moved += count
            records.move_bookings(theme, hall.config.moved_themes[theme])
            records.tell(Happening(What.BOOKED, now, line=hall.config.moved_themes[theme], detail=f"from {theme}"))
    return moved


def _here(records: HallRecords, states: tuple[State, ...]) -> Iterator[HallTicket]:
    for day in records.unsettled_days():
        yield from records.tickets(day, states)
