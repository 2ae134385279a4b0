"""What a clerk does with tickets: each act checks the life cycle, changes ticket and window, and tells it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.hall import discipline
from kiosk.hall.hall import Hall
from kiosk.hall.happening import Happening, What
from kiosk.hall.lifecycle import Act, after
from kiosk.hall.ports import HallRecords
from kiosk.hall.refusal import Reason, Refused
from kiosk.hall.ticket import HallTicket, Outcome, window_line, window_of
from kiosk.hall.window import Window, WindowState
from kiosk.hall.windows import Seat, check_unsettled, line_of, own_window, window_at


def ticket_of(records: HallRecords, id_: int) -> HallTicket:
    """Raises Refused (unknown_ticket)."""
    ticket = records.ticket(id_)
    if ticket is None:
        raise Refused(Reason.UNKNOWN_TICKET)
    return ticket


def cancel(records: HallRecords, id_: int, now: datetime) -> HallTicket:
    """The visitor gives the number up; a window that was calling it is free again."""
    ticket = ticket_of(records, id_)
    state = after(ticket.state, Act.CANCEL)
    for window in records.windows():
        if window.ticket == id_:
            records.save_window(replace(window, ticket=0))
    return _move(records, ticket, What.CANCELLED, now, state=state, ended_at=now)


def come_back(records: HallRecords, hall: Hall, id_: int, now: datetime) -> HallTicket:
    """A missed person is there: back in line by the published rule.

    Raises Refused: too_late after too many returns or on another day, day_settled, has_another (its number is the
    detail).
    """
    check_unsettled(records, hall, now)
    ticket = ticket_of(records, id_)
    state = after(ticket.state, Act.RETURN)
    place = discipline.come_back(ticket.waiting, now.timestamp(), ticket.missed, hall.config.line)
    if place is None or ticket.day != hall.day(now):
        raise Refused(Reason.TOO_LATE, "a new number is needed")
    another = records.live_ticket(ticket.day, ticket.theme, ticket.holder) if ticket.holder else None
    if another is not None:
        raise Refused(Reason.HAS_ANOTHER, another.number)
    line = line_of(records, hall, ticket)
    fields = {"line": line, "standing": place.standing, "start": now, "arrived": now, "window": 0, "clerk": 0}
    return _move(records, ticket, What.RETURNED, now, state=state, calls=0, ended_at=None, **fields)


@dataclass(frozen=True)
class Desk:
    """One clerk at one window, at one moment. Every act raises Refused (window_closed, window_taken, wrong_state)."""

    records: HallRecords
    hall: Hall
    seat: Seat
    now: datetime

    def call_next(self) -> HallTicket:
        """Call whom the discipline puts first among this window's lines. Raises Refused (nobody_waiting)."""
        window = self._free_window()
        heads = self.records.heads(self.hall.day(self.now), (*window.themes, window_line(window.number)))
        by_number = {head.number: head for head in heads}
        chosen = discipline.first((head.waiting for head in heads), self.hall.config.line, self.now.timestamp())
        if chosen is None:
            raise Refused(Reason.NOBODY_WAITING)
        return self._call(window, by_number[chosen.number])

    def call_this(self, id_: int) -> HallTicket:
        """Call one ticket of this window's lines out of turn; the log says so. Raises Refused (theme_not_here)."""
        window = self._free_window()
        ticket = ticket_of(self.records, id_)
        if ticket.line not in (*window.themes, window_line(window.number)):
            raise Refused(Reason.THEME_NOT_HERE)
        return self._call(window, ticket, "out of turn")

    def recall(self) -> HallTicket:
        """Call the same number once more."""
        _, ticket = self._at_window()
        state = after(ticket.state, Act.RECALL)
        return self._move(ticket, What.RECALLED, state=state, calls=ticket.calls + 1)

    def miss(self) -> HallTicket:
        """Nobody came. Raises Refused (calls_left) before the hall's number of calls."""
        window, ticket = self._at_window()
        state, needed = after(ticket.state, Act.MISS), self.hall.config.tickets.calls
        if ticket.calls < needed:
            raise Refused(Reason.CALLS_LEFT, f"called {ticket.calls} of {needed} times")
        self._leave(window)
        return self._move(ticket, What.NO_SHOW, state=state, missed=ticket.missed + 1, ended_at=self.now)

    def start(self) -> HallTicket:
        """The person is at the window."""
        _, ticket = self._at_window()
        state = after(ticket.state, Act.START)
        return self._move(ticket, What.STARTED, state=state, served_at=ticket.served_at or self.now)

    def transfer(self, line: str, note: str, keep_place: bool) -> HallTicket:
        """Send the person on to a theme or to `window_line` of a window, with a note for the next clerk.

        Raises Refused (window_closed) where nobody sits at that window.
        """
        window, ticket = self._at_window()
        target = window_of(line)
        if target and window_at(self.records, self.hall, target).state is WindowState.CLOSED:
            raise Refused(Reason.WINDOW_CLOSED, f"window {target}")
        state = after(ticket.state, Act.TRANSFER)
        place = discipline.transfer(ticket.waiting, line, self.now.timestamp(), self.hall.config.line, keep_place)
        self._leave(window)
        begin = ticket.start if keep_place else self.now
        fields = {"line": line, "standing": place.standing, "start": begin, "note": note, "calls": 0, "window": 0}
        return self._move(ticket, What.TRANSFERRED, state=state, clerk=0, **fields)

    def park(self, note: str) -> HallTicket:
        """The person fetches something; the window is free for the next."""
        window, ticket = self._at_window()
        state = after(ticket.state, Act.PARK)
        self._leave(window)
        return self._move(ticket, What.PARKED, state=state, note=note)

    def resume(self, id_: int) -> HallTicket:
        """The person is back: go on at this window, whichever parked the ticket."""
        window = self._free_window()
        ticket = ticket_of(self.records, id_)
        state = after(ticket.state, Act.RESUME)
        self.records.save_window(replace(window, ticket=ticket.id))
        return self._move(ticket, What.RESUMED, state=state, window=window.number, clerk=window.clerk)

    def finish(self, outcome: Outcome, note: str) -> HallTicket:
        """The visit at this window is over."""
        window, ticket = self._at_window()
        state = after(ticket.state, Act.FINISH)
        self._leave(window)
        return self._move(ticket, What.FINISHED, state=state, outcome=outcome, note=note, ended_at=self.now)

    def _free_window(self) -> Window:
        window = own_window(self.records, self.hall, self.seat)
        if window.state is not WindowState.OPEN:
            raise Refused(Reason.WINDOW_CLOSED, "the window is paused")
        if window.ticket:
            raise Refused(Reason.WINDOW_BUSY)
        return window

    def _at_window(self) -> tuple[Window, HallTicket]:
        window = own_window(self.records, self.hall, self.seat)
        if not window.ticket:
            raise Refused(Reason.WRONG_STATE, "no ticket is at this window")
        return window, ticket_of(self.records, window.ticket)

    def _call(self, window: Window, ticket: HallTicket, detail: str = "") -> HallTicket:
        state = after(ticket.state, Act.CALL)
        moments = {"called_at": self.now, "first_called_at": ticket.first_called_at or self.now}
        fields = {"state": state, "window": window.number, "clerk": window.clerk, "calls": 1}
        called = self.records.change(ticket, **fields, **moments)
        self.records.save_window(replace(window, ticket=ticket.id, rating=0))
        tell(self.records, What.CALLED, called, self.now, detail)
        return called

    def _leave(self, window: Window) -> None:
        self.records.save_window(replace(window, ticket=0))

    def _move(self, ticket: HallTicket, what: What, **fields: Any) -> HallTicket:
        return _move(self.records, ticket, what, self.now, **fields)


def _move(records: HallRecords, ticket: HallTicket, what: What, now: datetime, **fields: Any) -> HallTicket:
    moved = records.change(ticket, **fields)
    tell(records, what, moved, now)
    return moved


def tell(records: HallRecords, what: What, ticket: HallTicket, now: datetime, detail: str = "") -> None:
    """Who waits for one window alone concerns that window: it hears of it by the detail."""
    detail = detail or (ticket.line if window_of(ticket.line) else "")
    records.tell(Happening(what, now, ticket.number, ticket.topic, ticket.window, ticket.id, detail))
