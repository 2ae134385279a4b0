"""The day's live tickets in memory, as the hall's last transaction left them.

Whoever holds the hall's lock may trust it as long as nobody else has written meanwhile; a newer log of happenings
says which tickets to read again. Only the writer thread touches it.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from kiosk.hall.discipline import Standing
from kiosk.hall.ticket import LIVE, HallTicket, State

Place = tuple[datetime, datetime, int]
KEPT = (*LIVE, State.NO_SHOW)


def place_of(ticket: HallTicket) -> Place:
    """The order inside one line and standing (`kiosk.hall.discipline.Waiting.order`)."""
    return ticket.start, ticket.arrived, ticket.id


class Today:
    """Tickets of one day that have not ended, in line by line and standing; numbers and keys that are taken."""

    def __init__(self, day: date, restored: int | None = None) -> None:
        """`restored`: the last ticket of the copy that was put back, where numbers of this day may have been given
        since that nobody here knows of."""
        self.day = day
        self.last_seq: dict[str, int] = {}
        self._restored = restored
        self._counted: set[str] = set()
        self._tickets: dict[int, HallTicket] = {}
        self._by_key: dict[str, int] = {}
        self._by_holder: dict[tuple[str, str], int] = {}
        self._lines: dict[tuple[str, Standing], list[Place]] = {}

    def take_in(self, ticket: HallTicket, key: str = "") -> None:
        """As it stands now; a ticket that has ended leaves."""
        old = self._tickets.pop(ticket.id, None)
        if old is not None:
            self._leave(old)
        if key:
            self._by_key[key] = ticket.id
            if not ticket.island:
                self.last_seq[ticket.theme] = max(ticket.seq, self.last_seq.get(ticket.theme, 0))
                if self._restored is not None and ticket.id > self._restored:
                    self._counted.add(ticket.theme)
        if ticket.state in KEPT:
            self._tickets[ticket.id] = ticket
            self._join(ticket)

    def is_unsure(self, theme: str) -> bool:
        """Whether numbers of this theme may be in somebody's hand that are not known here."""
        return self._restored is not None and theme not in self._counted

    def _join(self, ticket: HallTicket) -> None:
        if ticket.holder and ticket.state in LIVE:
            self._by_holder[ticket.theme, ticket.holder] = ticket.id
        if ticket.state is State.WAITING:
            insort(self._lines.setdefault((ticket.line, ticket.standing), []), place_of(ticket))

    def _leave(self, ticket: HallTicket) -> None:
        if self._by_holder.get((ticket.theme, ticket.holder)) == ticket.id:
            del self._by_holder[ticket.theme, ticket.holder]
        if ticket.state is State.WAITING:
            line = self._lines[ticket.line, ticket.standing]
            del line[bisect_left(line, place_of(ticket))]

    def ticket(self, id_: int) -> HallTicket | None:
        return self._tickets.get(id_)

    def id_of_key(self, key: str) -> int | None:
        return self._by_key.get(key)

    def live_ticket(self, theme: str, holder: str) -> HallTicket | None:
        return self._tickets.get(self._by_holder.get((theme, holder), 0))

    def heads(self, lines: Iterable[str]) -> list[HallTicket]:
        """The first of each line and standing."""
        return [self._tickets[places[0][2]] for line in lines for _, places in self._of(line) if places]

    def counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for (line, _), places in self._lines.items():
            if places:
                counts[line] = counts.get(line, 0) + len(places)
        return counts

    def ahead_of(self, ticket: HallTicket) -> int:
        return sum(bisect_left(places, place_of(ticket)) for _, places in self._of(ticket.line))

    def count_before(self, ticket: HallTicket, limits: Mapping[Standing, datetime]) -> int:
        return sum(
            bisect_left(places, (limits[standing], ticket.arrived, ticket.id))
            for standing, places in self._of(ticket.line)
        )

    def _of(self, line: str) -> Iterator[tuple[Standing, list[Place]]]:
        for standing in Standing:
            places = self._lines.get((line, standing))
            if places:
                yield standing, places
