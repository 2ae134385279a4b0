"""The hall at one moment, as the pages of clerks and boards show it: read once, said to many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import msgspec
from fastapi import Request

from kiosk.hall import discipline
from kiosk.hall.hall import Hall
from kiosk.hall.ports import HallRecords
from kiosk.hall.ticket import HallTicket, State, window_line, window_of
from kiosk.hall.window import Window
from ui.hall.context import context_of
from ui.hall.shapes import WindowShown, ticket_for_clerk, window_for_clerk
from ui.hall.shared import Look, Shared

AT_WINDOWS = (State.CALLED, State.SERVING)
IN_LISTS = (State.WAITING, State.PARKED, State.NO_SHOW)
NO_WINDOW = 1000  # above every number: a window that nobody was sent to sees what every such window sees


@dataclass
class Present:
    """`tickets` are today's that have not ended, and the missed ones, in order of issue.

    What is said of a ticket, and of a line, is written once: two hundred pages show the same people.
    """

    hall: Hall
    now: datetime
    windows: dict[int, Window]
    tickets: list[HallTicket]
    _lines: dict[tuple[tuple[str, ...], int], msgspec.Raw] = field(default_factory=dict, repr=False)

    @cached_property
    def _told(self) -> dict[int, msgspec.Raw]:
        return {one.id: _raw(ticket_for_clerk(self.hall, one, self.now)) for one in self.tickets}

    @cached_property
    def _in_order(self) -> list[HallTicket]:
        """As they would be called now."""
        rules, at = self.hall.config.line, self.now.timestamp()
        waiting = [one for one in self.tickets if one.state is State.WAITING]
        return sorted(waiting, key=lambda ticket: discipline.turn(ticket.waiting, rules, at))

    @cached_property
    def _lines_with_people(self) -> frozenset[str]:
        return frozenset(one.line for one in self.tickets)

    @cached_property
    def waiting(self) -> dict[str, int]:
        """People waiting, by line."""
        return dict(Counter(one.line for one in self.tickets if one.state is State.WAITING))

    def window(self, number: int) -> WindowShown:
        window = self.windows[number]
        held = next((one for one in self.tickets if one.id == window.ticket), None) if window.ticket else None
        return window_for_clerk(self.hall, window, held, self.now)

    def line(self, themes: Iterable[str], window: int) -> msgspec.Raw:
        """A `LineShown`: who waits, as they would be called now; who is on hold; who was missed."""
        own = window if window_line(window) in self._lines_with_people else min(window, 1) * NO_WINDOW
        key = tuple(sorted(set(themes))), own
        if (known := self._lines.get(key)) is None:
            known = self._lines[key] = self._line(set(themes), own)
        return known

    def _line(self, themes: set[str], window: int) -> msgspec.Raw:
        def told(tickets: Iterable[HallTicket], state: State) -> list[msgspec.Raw]:
            return [self._told[one.id] for one in tickets if one.state is state and _belongs(one, themes, window)]

        return _raw({
            "waiting": told(self._in_order, State.WAITING),
            "parked": told(self.tickets, State.PARKED),
            "no_shows": told(self.tickets, State.NO_SHOW),
            "counts": self.waiting,
            "now": self.now.astimezone(self.hall.config.hall.zone),
        })  # fmt: skip

    def desk(self, number: int) -> dict[str, object]:
        """A `DeskShown`: a window, and who waits for it."""
        window = self.window(number)
        return {"window": window, "line": self.line(window.themes or window.able, number)}


def _raw(content: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(content))


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
