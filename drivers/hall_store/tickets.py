"""Tickets in the database, inside one transaction (`kiosk.hall.ports.TicketRecords`)."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, tuple_, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from drivers.hall_store.tables import counter, ticket
from kiosk.hall.discipline import Standing
from kiosk.hall.ticket import LIVE, HallTicket, State

FIELDS = tuple(field.name for field in fields(HallTicket))
COLUMNS = tuple(ticket.c[name] for name in FIELDS)
PLACE = (ticket.c.start, ticket.c.arrived, ticket.c.id)
HALL = ticket.c.hall == bindparam("hall")
DAY = ticket.c.day == bindparam("of_day")
WAITS = ticket.c.state.in_([State.WAITING])

BY_ID = select(*COLUMNS).where(HALL, ticket.c.id == bindparam("wanted"))
BY_KEY = select(*COLUMNS).where(HALL, ticket.c.key == bindparam("wanted"))
BY_CODE = select(*COLUMNS).where(HALL, ticket.c.code == bindparam("wanted"))
BY_NUMBER = select(*COLUMNS).where(HALL, DAY, ticket.c.number == bindparam("wanted"))
LIVE_OF = select(*COLUMNS).where(
    HALL, DAY, ticket.c.theme == bindparam("of_theme"), ticket.c.holder == bindparam("wanted"), ticket.c.state.in_(LIVE)
)
ADD = ticket.insert().returning(ticket.c.id)
COUNTS = select(ticket.c.line, func.count()).where(HALL, DAY, WAITS).group_by(ticket.c.line)
AHEAD = select(func.count()).where(
    HALL,
    DAY,
    WAITS,
    ticket.c.line == bindparam("of_line"),
    tuple_(*PLACE)
    < tuple_(
        bindparam("b_start", type_=ticket.c.start.type),
        bindparam("b_arrived", type_=ticket.c.arrived.type),
        bindparam("b_id"),
    ),
)
ISSUED = select(func.count()).where(
    HALL, DAY, ticket.c.theme == bindparam("of_theme"), ticket.c.issued_at >= bindparam("since")
)


def _count_up(insert: Any) -> Any:
    """Insert 1, or add 1 to what stands there."""
    start = insert(counter).values(hall=bindparam("hall"), day=bindparam("of_day"), theme=bindparam("of_theme"), last=1)
    return start.on_conflict_do_update(
        index_elements=["hall", "day", "theme"], set_={"last": counter.c.last + 1}
    ).returning(counter.c.last)


COUNT_UP = {"sqlite": _count_up(sqlite.insert), "postgresql": _count_up(postgresql.insert)}


class Tickets:
    """`writes` counts the statements that changed something."""

    def __init__(self, connection: Connection, hall_id: str) -> None:
        self.connection = connection
        self.hall_id = hall_id
        self.writes = 0

    def ticket(self, id_: int) -> HallTicket | None:
        return self._one(BY_ID, wanted=id_)

    def ticket_by_key(self, key: str) -> HallTicket | None:
        return self._one(BY_KEY, wanted=key)

    def ticket_by_code(self, code: str) -> HallTicket | None:
        return self._one(BY_CODE, wanted=code)

    def ticket_by_number(self, day: date, number: str) -> HallTicket | None:
        return self._one(BY_NUMBER, of_day=day, wanted=number)

    def live_ticket(self, day: date, theme: str, holder: str) -> HallTicket | None:
        return self._one(LIVE_OF, of_day=day, of_theme=theme, wanted=holder)

    def next_seq(self, day: date, theme: str) -> int:
        statement = COUNT_UP[self.connection.dialect.name]
        return int(self._change(statement, hall=self.hall_id, of_day=day, of_theme=theme).scalar_one())

    def add_ticket(self, new: HallTicket, key: str) -> HallTicket:
        values = {name: getattr(new, name) for name in FIELDS if name != "id"}
        id_ = self._change(ADD, **values, hall=self.hall_id, key=key).scalar_one()
        return replace(new, id=id_)

    def change(self, old: HallTicket, **values: Any) -> HallTicket:
        self._change(update(ticket).where(ticket.c.id == old.id).values(**values))
        return replace(old, **values)

    def heads(self, day: date, lines: Sequence[str]) -> list[HallTicket]:
        """One index look-up for each line and standing, whatever the length of the lines."""
        firsts = [self._head(line, standing) for line in lines for standing in Standing]
        return self._all(union_all(*firsts), of_day=day) if firsts else []

    def _head(self, line: str, standing: Standing) -> Select[Any]:
        first = (
            select(*COLUMNS)
            .where(HALL, DAY, ticket.c.line == line, ticket.c.standing == standing, WAITS)
            .order_by(*PLACE)
            .limit(1)
        )
        return select(first.subquery())

    def waiting(self, day: date, lines: Sequence[str] | None = None) -> list[HallTicket]:
        chosen = select(*COLUMNS).where(HALL, DAY, WAITS).order_by(*PLACE)
        return self._all(chosen if lines is None else chosen.where(ticket.c.line.in_(lines)), of_day=day)

    def waiting_counts(self, day: date) -> Mapping[str, int]:
        rows = self.connection.execute(COUNTS, {"hall": self.hall_id, "of_day": day})
        return dict(rows.all())

    def ahead_of(self, one: HallTicket) -> int:
        place = {"b_start": one.start, "b_arrived": one.arrived, "b_id": one.id}
        bound = {"hall": self.hall_id, "of_day": one.day, "of_line": one.line, **place}
        return int(self.connection.execute(AHEAD, bound).scalar_one())

    def tickets(self, day: date, states: Sequence[State] = ()) -> list[HallTicket]:
        chosen = select(*COLUMNS).where(HALL, DAY).order_by(ticket.c.issued_at, ticket.c.id)
        return self._all(chosen.where(ticket.c.state.in_(states)) if states else chosen, of_day=day)

    def issued_since(self, day: date, theme: str, begin: datetime) -> int:
        bound = {"hall": self.hall_id, "of_day": day, "of_theme": theme, "since": begin}
        return int(self.connection.execute(ISSUED, bound).scalar_one())

    def _one(self, chosen: Any, **bound: Any) -> HallTicket | None:
        row = self.connection.execute(chosen, {"hall": self.hall_id, **bound}).first()
        return HallTicket(*row) if row else None

    def _all(self, chosen: Any, **bound: Any) -> list[HallTicket]:
        rows = self.connection.execute(chosen, {"hall": self.hall_id, **bound})
        return [HallTicket(*row) for row in rows]

    def _change(self, statement: Any, **bound: Any) -> Any:
        self.writes += 1
        return self.connection.execute(statement, bound)
