"""What goes again: rows that are older than they are kept, some at a time, oldest first; PINs that were tried."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, text, update

from drivers.hall_store.past import Past
from drivers.hall_store.tables import (
    appointment,
    attempt,
    hall,
    happening,
    island_range,
    metadata,
    settlement,
    ticket,
    token,
)
from kiosk.hall.keeping import Kept
from kiosk.hall.lifecycle import SETTLED

OF_HALL: Any = bindparam("of_hall")
ATTEMPTS = select(func.count()).where(
    attempt.c.hall == OF_HALL,
    attempt.c.who == bindparam("by"),
    attempt.c.at > bindparam("since"),
    attempt.c.at <= bindparam("until"),
)
UPKEEP = select(hall.c.last_happening, hall.c.last_ticket, hall.c.copied_at, hall.c.pruned_at).where(
    hall.c.hall == OF_HALL
)
PAGES = ("page_count", "page_size")
SIZE = text(
    "SELECT sum(pg_total_relation_size(to_regclass(quote_ident(name)))) FROM unnest(CAST(:names AS text[])) AS name"
)


class Keeping(Past):
    def attempts(self, who: str, since: datetime, until: datetime) -> int:
        bound = {"of_hall": self.hall_id, "by": who, "since": since, "until": until}
        return int(self.connection.execute(ATTEMPTS, bound).scalar_one())

    def add_attempt(self, who: str, at: datetime) -> None:
        self._change(attempt.insert(), hall=self.hall_id, who=who, at=at)

    def drop_attempts(self, until: datetime, now: datetime) -> None:
        outside = or_(attempt.c.at <= until, attempt.c.at > now)
        self._change(delete(attempt).where(attempt.c.hall == self.hall_id, outside))

    def forgive_attempts(self, who: str) -> None:
        self._change(delete(attempt).where(attempt.c.hall == self.hall_id, attempt.c.who == who))

    def settled_days(self, limit: int) -> list[date]:
        chosen = select(settlement.c.day).where(settlement.c.hall == self.hall_id).order_by(settlement.c.day.desc())
        return list(self.connection.execute(chosen.limit(limit)).scalars())

    def kept(self) -> Kept:
        last = self.connection.execute(UPKEEP, {"of_hall": self.hall_id}).one()
        return Kept(
            self._oldest(happening, happening.c.at),
            self._oldest(ticket, ticket.c.day),
            self._oldest(settlement, settlement.c.day),
            self._oldest(appointment, appointment.c.day),
            self._about(happening, happening.c.seq, last.last_happening),
            self._about(ticket, ticket.c.id, last.last_ticket),
            self._size(),
            last.copied_at,
            last.pruned_at,
        )

    def note_pruned(self, now: datetime) -> None:
        self._change(update(hall).where(hall.c.hall == self.hall_id).values(pruned_at=now))

    def _about(self, table: Any, number: Any, last: int) -> int:
        """They are counted without gaps, and the oldest go first: counting the rows would take longer every day."""
        first = self._oldest(table, number)
        return 0 if first is None else max(0, int(last - first) + 1)

    def _size(self) -> int:
        """Of all halls that are in the database, in bytes."""
        if self.connection.dialect.name == "sqlite":
            pages, page = (self.connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in PAGES)
            return int(pages * page)
        return int(self.connection.execute(SIZE, {"names": list(metadata.tables)}).scalar_one())

    def _oldest(self, table: Any, column: Any) -> Any:
        chosen = select(column).where(table.c.hall == self.hall_id).order_by(column).limit(1)
        return self.connection.execute(chosen).scalar()

    def drop_happenings(self, before: datetime, limit: int) -> int:
        return self._drop(happening, happening.c.seq, happening.c.at, before, limit)

    def drop_tickets(self, before: date, limit: int) -> int:
        """One that has not ended stays, whatever its day."""
        return self._drop(ticket, ticket.c.id, ticket.c.day, before, limit, ticket.c.state.in_(SETTLED))

    def drop_appointments(self, before: date, limit: int) -> int:
        return self._drop(appointment, appointment.c.id, appointment.c.day, before, limit)

    def drop_ranges(self, before: date, limit: int) -> int:
        return self._drop(island_range, island_range.c.id, island_range.c.day, before, limit)

    def drop_settlements(self, before: date, limit: int) -> int:
        return self._drop(settlement, settlement.c.day, settlement.c.day, before, limit)

    def drop_grants(self, before: datetime, limit: int) -> int:
        """Sessions by their end; devices' tokens, which have none, once they were taken back."""
        gone = self._drop(token, token.c.id, token.c.expires_at, before, limit)
        taken_back = (token.c.hall == self.hall_id, token.c.expires_at.is_(None), token.c.revoked_at < before)
        return gone or int(self._change(delete(token).where(*taken_back)).rowcount)

    def _drop(self, table: Any, key: Any, age: Any, before: Any, limit: int, *more: Any) -> int:
        """The oldest rows by an index of their age; each is then found by its key. Where that is an id in all halls,
        the hall is not named again: SQLite would look through all that the hall has."""
        chosen = select(key).where(table.c.hall == self.hall_id, age < before, *more).order_by(age).limit(limit)
        old = list(self.connection.execute(chosen).scalars())
        if old:
            mine = () if key.table.primary_key.columns.keys() == [key.name] else (table.c.hall == self.hall_id,)
            self._change(delete(table).where(*mine, key.in_(old)))
        return len(old)
