"""Opening, pausing and closing a window, and whose it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kiosk.hall.days import is_settled
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, State, window_line, window_of
from kiosk.hall.window import Window, WindowState

BACK_SOON = timedelta(minutes=5)
"""A clerk whose session ended, as with a new PIN, may sign in again for so long and go on at the window."""


@dataclass(frozen=True)
class Seat:
    """A clerk at a window: who acts, and where."""

    window: int
    clerk: int
    name: str


def check_window(hall: Hall, number: int) -> None:
    """Raises Refused (unknown_window)."""
    if number not in hall.config.windows:
        raise Refused(Reason.UNKNOWN_WINDOW, f"no window {number}")


def window_at(records: HallRecords, hall: Hall, number: int) -> Window:
    """Raises Refused (unknown_window)."""
    check_window(hall, number)
    return next((window for window in records.windows() if window.number == number), Window(number))


def own_window(records: HallRecords, hall: Hall, seat: Seat) -> Window:
    """The open or paused window of this clerk. Raises Refused (window_closed, window_taken)."""
    window = window_at(records, hall, seat.window)
    if window.state is WindowState.CLOSED:
        raise Refused(Reason.WINDOW_CLOSED)
    if window.clerk != seat.clerk:
        raise Refused(Reason.WINDOW_TAKEN)
    return window


def check_unsettled(records: HallRecords, hall: Hall, now: datetime) -> None:
    """A settled day's counts stand: nothing may begin again. Raises Refused (day_settled)."""
    if is_settled(records, hall.day(now)):
        raise Refused(Reason.DAY_SETTLED)


def open_window(records: HallRecords, hall: Hall, seat: Seat, themes: Sequence[str], now: datetime) -> Window:
    """Open it for these themes (none: all it can serve), or go on after a pause. A clerk sits at one window only.

    Settling closes every window, so no act of a desk can change a settled day.
    """
    check_unsettled(records, hall, now)
    window = window_at(records, hall, seat.window)
    able = hall.config.themes_of(seat.window)
    if not set(themes) <= set(able):
        raise Refused(Reason.THEME_NOT_HERE, f"window {seat.window} serves {', '.join(able)}")
    if window.state is not WindowState.CLOSED and window.clerk != seat.clerk:
        raise Refused(Reason.WINDOW_TAKEN)
    for other in records.windows():
        if other.clerk == seat.clerk and other.number != seat.window and other.state is not WindowState.CLOSED:
            close_window(records, hall, replace(seat, window=other.number), now)
    chosen = tuple(theme for theme in able if theme in themes) or able
    opened = replace(window, state=WindowState.OPEN, themes=chosen, clerk=seat.clerk, clerk_name=seat.name, since=now)
    return _save(records, opened, now)


def pause_window(records: HallRecords, hall: Hall, seat: Seat, now: datetime) -> Window:
    """Call nobody for a while. A ticket that is being served goes on."""
    window = own_window(records, hall, seat)
    return _save(records, replace(window, state=WindowState.PAUSED, since=now), now)


def close_window(records: HallRecords, hall: Hall, seat: Seat, now: datetime) -> Window:
    """Leave the window. Who was called and not yet served, or waits for this window alone, goes back to the line of
    their theme and keeps the place. Raises Refused (window_busy) while a ticket is served."""
    window = own_window(records, hall, seat)
    ticket = records.ticket(window.ticket) if window.ticket else None
    if ticket is not None and ticket.state is State.SERVING:
        raise Refused(Reason.WINDOW_BUSY)
    return _leave(records, hall, window, ticket, now)


def vacate(records: HallRecords, hall: Hall, number: int, now: datetime) -> None:
    """Close a window whose clerk has left it: a number that was being served is on hold for any other window."""
    vacate_window(records, hall, window_at(records, hall, number), now)


def vacate_window(records: HallRecords, hall: Hall, window: Window, now: datetime) -> None:
    """The same for one that the configuration may have no more."""
    ticket = records.ticket(window.ticket) if window.ticket else None
    if ticket is not None and ticket.state is State.SERVING:
        held = records.change(ticket, state=after(ticket.state, Act.PARK))
        records.tell(Happening(What.PARKED, now, held.number, held.topic, window.number, held.id))
    if window.state is not WindowState.CLOSED:
        _leave(records, hall, window, ticket, now)


def vacate_windows_of(records: HallRecords, hall: Hall, clerk: int, now: datetime) -> None:
    """This clerk is at no window any more."""
    for window in records.windows():
        if window.clerk == clerk:
            vacate(records, hall, window.number, now)


def vacate_absent(records: HallRecords, hall: Hall, now: datetime) -> None:
    """Close the windows of clerks whose session has ended, unless that was a moment ago."""
    here = records.clerks_since(now - BACK_SOON)
    for window in records.windows():
        if window.state is not WindowState.CLOSED and window.clerk not in here:
            vacate(records, hall, window.number, now)


def _leave(records: HallRecords, hall: Hall, window: Window, ticket: HallTicket | None, now: datetime) -> Window:
    if ticket is not None and ticket.state is State.CALLED:
        _put_back(records, hall, ticket, window.number, now)
    for waiting in _own_line(records, hall, window, now):
        _put_back(records, hall, waiting, window.number, now)
    return _save(records, Window(window.number, since=now), now)


def line_of(records: HallRecords, hall: Hall, ticket: HallTicket) -> str:
    """Where it may wait: its line, but its theme's where that is the own line of a window that has closed, or is gone;
    of a theme that is gone, where its people went."""
    own = window_of(ticket.line)
    here = own in hall.config.windows and window_at(records, hall, own).state is not WindowState.CLOSED
    return ticket.line if here else hall.goes_to(ticket.theme if own else ticket.line)


def _own_line(records: HallRecords, hall: Hall, window: Window, now: datetime) -> list[HallTicket]:
    line, day = window_line(window.number), hall.day(now)
    if not records.waiting_counts(day).get(line):
        return []
    return [ticket for ticket in records.tickets(day, (State.WAITING,)) if ticket.line == line]


def _put_back(records: HallRecords, hall: Hall, ticket: HallTicket, number: int, now: datetime) -> None:
    """Into line, but not that of the window itself, which nobody will call."""
    line = hall.goes_to(ticket.theme) if window_of(ticket.line) == number else ticket.line
    fields = {"state": after(ticket.state, Act.PUT_BACK), "line": line, "calls": 0, "window": 0, "clerk": 0}
    if ticket.state is State.CALLED:  # nobody was served: the wait goes on
        first = ticket.first_called_at if ticket.first_called_at != ticket.called_at else None
        fields |= {"called_at": None, "first_called_at": first}
    back = records.change(ticket, **fields)
    records.tell(Happening(What.PUT_BACK, now, back.number, back.topic, number, back.id))


def _save(records: HallRecords, window: Window, now: datetime) -> Window:
    records.save_window(window)
    records.tell(Happening(What.WINDOW, now, window=window.number, detail=window.state.value))
    return window
