"""The hall at one moment, as the pages of clerks and boards show it: read once, said to many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request

from kiosk.hall import discipline
from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State, window_of
from kiosk.hall.window import Window
from ui.hall.context import context_of
from ui.hall.shapes import DeskShown, LineShown, WindowShown, ticket_for_clerk, window_for_clerk
from ui.hall.shared import Look, Shared

AT_WINDOWS = (State.CALLED, State.SERVING)
IN_LISTS = (State.WAITING, State.PARKED, State.NO_SHOW)


@dataclass(frozen=True)
class Present:
    """`tickets` are today's that have not ended, and the missed ones, in order of issue."""

    hall: Hall
    now: datetime
    windows: dict[int, Window]
    tickets: list[HallTicket]

    def held(self, window: Window) -> HallTicket | None:
        return next((one for one in self.tickets if one.id == window.ticket), None) if window.ticket else None

    def window(self, number: int) -> WindowShown:
        window = self.windows[number]
        return window_for_clerk(self.hall, window, self.held(window), self.now)

    def waiting(self) -> dict[str, int]:
        """People waiting, by line."""
        return dict(Counter(one.line for one in self.tickets if one.state is State.WAITING))

    def line(self, themes: Iterable[str], window: int) -> LineShown:
        """Who waits, as they would be called now; who is on hold; who was missed."""
        chosen = set(themes)
        mine = [one for one in self.tickets if one.state in IN_LISTS and _belongs(one, chosen, window)]
        by_state = {state: [one for one in mine if one.state is state] for state in IN_LISTS}
        rules, at = self.hall.config.line, self.now.timestamp()
        by_state[State.WAITING].sort(key=lambda ticket: discipline.turn(ticket.waiting, rules, at))
        shown = {state: [ticket_for_clerk(self.hall, one, self.now) for one in by_state[state]] for state in IN_LISTS}
        local = self.now.astimezone(self.hall.config.hall.zone)
        return LineShown(shown[State.WAITING], shown[State.PARKED], shown[State.NO_SHOW], self.waiting(), local)

    def desk(self, number: int) -> DeskShown:
        """A window, and who waits for it."""
        window = self.window(number)
        return DeskShown(window, self.line(window.themes or window.able, number))


def _belongs(ticket: HallTicket, themes: set[str], window: int) -> bool:
    """Whether this window may call it: of its themes, unless it waits for one window alone."""
    own = window_of(ticket.line)
    if own and window:
        return own == window
    return not themes or ticket.topic in themes


async def present(request: Request, after: int = 0) -> Look[Present]:
    """The hall now, shared by all who ask; a page that has changed something asks with `Cache-Control: no-cache`."""
    context = context_of(request)
    shared: Shared = request.app.state.shared

    def find(records: HallRecords) -> Present:
        hall, now = context.hall, context.now()
        open_ = {window.number: window for window in records.windows()}
        windows = {number: open_.get(number, Window(number)) for number in hall.config.windows}
        return Present(hall, now, windows, records.tickets(hall.day(now), (*AT_WINDOWS, *IN_LISTS)))

    return await shared.look("present", find, after, wants_fresh(request))


def wants_fresh(request: Request) -> bool:
    return "no-cache" in request.headers.get("cache-control", "")
