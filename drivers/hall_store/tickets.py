"""Tickets in the database, inside one transaction (`kiosk.hall.ports.TicketRecords`).

A writer works on `Today` and writes what has changed in one go at the end; a reader asks the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, literal, or_, select, tuple_, union_all, update

from drivers.hall_store.memory import Memory
from drivers.hall_store.tables import FORECAST, LIVE, WAITS, hall, island_range, ticket
from drivers.hall_store.today import Today
from drivers.hall_store.trips import carry_out
from kiosk.hall.discipline import Standing
from kiosk.hall.reserve import NumberRange
from kiosk.hall.ticket import HallTicket, State

BUSY_DAYS = timedelta(days=60)
FIELDS = tuple(field.name for field in fields(HallTicket))
FIXED = ("id", "day", "theme", "seq", "number", "code", "island", "origin", "issued_at", "kind")
CHANGING = tuple(name for name in FIELDS if name not in FIXED)
COLUMNS = tuple(ticket.c[name] for name in FIELDS)
PLACE = (ticket.c.start, ticket.c.arrived, ticket.c.id)
HALL = ticket.c.hall == bindparam("of_hall")
DAY = ticket.c.day == bindparam("of_day")

BY_ID = select(*COLUMNS).where(HALL, ticket.c.id == bindparam("wanted"))
BY_KEY = select(*COLUMNS).where(HALL, DAY, ticket.c.key == bindparam("wanted"))
BY_CODE = select(*COLUMNS).where(ticket.c.code == bindparam("wanted"), HALL)
BY_NUMBER = select(*COLUMNS).where(HALL, DAY, ticket.c.number == bindparam("wanted"))
LIVE_OF = select(*COLUMNS).where(
    HALL, DAY, ticket.c.theme == bindparam("of_theme"), ticket.c.holder == bindparam("wanted"), LIVE
)
OF_DAY = select(*COLUMNS, ticket.c.key).where(HALL, DAY)
ADD = ticket.insert()
CHANGE = (
    update(ticket)
    .where(HALL, ticket.c.id == bindparam("of_id"))
    .values({name: bindparam(f"new_{name}", type_=ticket.c[name].type) for name in CHANGING})
)
COUNTS = select(ticket.c.line, func.count()).where(HALL, DAY, WAITS).group_by(ticket.c.line)
AHEAD = select(func.count()).where(
    HALL,
    DAY,
    WAITS,
    ticket.c.line == bindparam("of_line"),
    tuple_(*PLACE) < tuple_(*(bindparam(f"at_{column.name}", type_=column.type) for column in PLACE)),
)
DAY_BEFORE = select(ticket.c.day).where(HALL, ticket.c.day < bindparam("of_day")).order_by(ticket.c.day.desc()).limit(1)
"""One look-up for each day: a list of all days that there are would be read from all tickets that there are."""
FORECASTS = (
    select(*COLUMNS).where(HALL, FORECAST).order_by(ticket.c.id.desc()).limit(bindparam("most", type_=ticket.c.id.type))
)
LAST_SEQ = select(func.max(ticket.c.seq)).where(
    HALL, DAY, ticket.c.theme == bindparam("of_theme"), ticket.c.island.is_(False)
)
BUSIEST = (
    select(func.count())
    .where(HALL, ticket.c.day >= bindparam("since"), ticket.c.theme == bindparam("of_theme"))
    .group_by(ticket.c.day)
    .order_by(func.count().desc())
    .limit(1)
)
RESTORED = select(hall.c.restored_ticket).where(hall.c.hall == bindparam("of_hall"))
FIRST_SINCE = (
    select(ticket.c.day)
    .where(HALL, ticket.c.id > bindparam("restored"), ticket.c.island.is_(False))
    .order_by(ticket.c.id)
    .limit(1)
)
ISSUED = select(func.count()).where(
    HALL, DAY, ticket.c.theme == bindparam("of_theme"), ticket.c.issued_at >= bindparam("since")
)


RANGE_FIELDS = tuple(field.name for field in fields(NumberRange))
RANGES = (
    select(*(island_range.c[name] for name in RANGE_FIELDS))
    .where(
        island_range.c.hall == bindparam("of_hall"),
        island_range.c.day == bindparam("of_day"),
        island_range.c.theme == bindparam("of_theme"),
    )
    .order_by(island_range.c.first)
)


class Tickets:
    """`writes` counts what was changed. A writer's transaction has a memory, a reader's has none."""

    def __init__(self, connection: Connection, hall_id: str, memory: Memory | None = None) -> None:
        self.connection = connection
        self.hall_id = hall_id
        self.writes = 0
        self.touched = False  # a ticket or a window: other processes must hear of it
        self._memory = memory
        self._new: dict[int, str] = {}  # the keys of tickets that are not written yet
        self._changed: dict[int, HallTicket] = {}

    def ticket(self, id_: int) -> HallTicket | None:
        today = self._memory.today if self._memory else None
        known = self._changed.get(id_) or (today.ticket(id_) if today else None)
        return known or self._one(BY_ID, wanted=id_)

    def ticket_by_key(self, day: date, key: str) -> HallTicket | None:
        today = self._today(day)
        if today is None:
            return self._one(BY_KEY, of_day=day, wanted=key)
        id_ = today.id_of_key(key)
        return None if id_ is None else self.ticket(id_)

    def ticket_by_code(self, code: str) -> HallTicket | None:
        return self._one(BY_CODE, wanted=code)

    def ticket_by_number(self, day: date, number: str) -> HallTicket | None:
        return self._one(BY_NUMBER, of_day=day, wanted=number)

    def live_ticket(self, day: date, theme: str, holder: str) -> HallTicket | None:
        if today := self._today(day):
            return today.live_ticket(theme, holder)
        return self._one(LIVE_OF, of_day=day, of_theme=theme, wanted=holder)

    def next_seq(self, day: date, theme: str, behind: date | None = None) -> int:
        today = self._writing(day)
        if theme not in today.last_seq and behind is not None:
            bound = {"of_hall": self.hall_id, "of_day": behind, "of_theme": theme}
            today.last_seq[theme] = self.connection.execute(LAST_SEQ, bound).scalar_one_or_none() or 0
        last = today.last_seq.get(theme, 0)
        if today.is_unsure(theme):
            last = self._beyond(last, day, theme)
        today.last_seq[theme] = last + 1
        return today.last_seq[theme]

    def _beyond(self, last: int, day: date, theme: str) -> int:
        """Behind as many numbers as the theme had on its busiest day, up to a round hundred: A012 goes on as A101."""
        bound = {"of_hall": self.hall_id, "of_theme": theme, "since": day - BUSY_DAYS}
        busiest = self.connection.execute(BUSIEST, bound).scalar_one_or_none() or 0
        return (last + busiest) // 100 * 100 + 100

    def add_ticket(self, new: HallTicket, key: str) -> HallTicket:
        today, memory = self._writing(new.day), self._writer
        self.writes += 1
        self.touched = True
        memory.last_ticket += 1
        kept = replace(new, id=memory.last_ticket)
        self._new[kept.id] = key
        self._changed[kept.id] = kept
        today.take_in(kept, key)
        return kept

    def add_past_ticket(self, new: HallTicket, key: str) -> HallTicket:
        """Written at once: what a writer remembers is of the newest day, and of those who wait."""
        self.flush()
        memory = self._writer
        self.writes += 1
        self.touched = True
        memory.last_ticket += 1
        kept = replace(new, id=memory.last_ticket)
        self.connection.execute(ADD, self._row(kept, key))
        if memory.today is not None and memory.today.day == new.day:
            memory.today.take_in(kept, key)
        return kept

    def change(self, old: HallTicket, **values: Any) -> HallTicket:
        self.writes += 1
        self.touched = True
        changed = replace(old, **values)
        self._changed[old.id] = changed
        if today := self._today(old.day):
            today.take_in(changed)
        return changed

    def flush(self) -> None:
        """Write what has changed so far."""
        changed, new = self._changed, self._new
        self._changed, self._new = {}, {}
        moved = [_update(self.hall_id, one) for id_, one in changed.items() if id_ not in new]
        carry_out(self.connection, ADD, [self._row(changed[id_], key) for id_, key in new.items()])
        carry_out(self.connection, CHANGE, moved)

    def heads(self, day: date, lines: Sequence[str]) -> list[HallTicket]:
        """One index look-up for each line and standing, whatever the length of the lines."""
        if today := self._today(day):
            return today.heads(lines)
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

    def waiting_counts(self, day: date) -> Mapping[str, int]:
        if today := self._today(day):
            return today.counts()
        return dict(self.connection.execute(COUNTS, {"of_hall": self.hall_id, "of_day": day}).all())

    def ahead_of(self, one: HallTicket) -> int:
        if today := self._today(one.day):
            return today.ahead_of(one)
        place = {"at_start": one.start, "at_arrived": one.arrived, "at_id": one.id}
        bound = {"of_hall": self.hall_id, "of_day": one.day, "of_line": one.line, **place}
        return int(self.connection.execute(AHEAD, bound).scalar_one())

    def count_before(self, one: HallTicket, limits: Mapping[Standing, datetime]) -> int:
        if today := self._today(one.day):
            return today.count_before(one, limits)
        earlier = (
            (ticket.c.standing == standing) & (tuple_(*PLACE) < _place(limit, one.arrived, one.id))
            for standing, limit in limits.items()
        )
        line = (HALL, DAY, WAITS, ticket.c.line == one.line)
        bound = {"of_hall": self.hall_id, "of_day": one.day}
        return int(self.connection.execute(select(func.count()).where(*line, or_(*earlier)), bound).scalar_one())

    def tickets(self, day: date, states: Sequence[State] = ()) -> list[HallTicket]:
        chosen = select(*COLUMNS).where(HALL, DAY).order_by(ticket.c.issued_at, ticket.c.id)
        return self._all(chosen.where(ticket.c.state.in_(states)) if states else chosen, of_day=day)

    def days_before(self, day: date, limit: int) -> list[date]:
        days: list[date] = []
        while len(days) < limit and (before := self._first(DAY_BEFORE, of_day=days[-1] if days else day)):
            days.append(before)
        return days

    def forecast_tickets(self, limit: int) -> list[HallTicket]:
        return self._all(FORECASTS, most=limit)

    def issued_since(self, day: date, theme: str, begin: datetime) -> int:
        self.flush()
        bound = {"of_hall": self.hall_id, "of_day": day, "of_theme": theme, "since": begin}
        return int(self.connection.execute(ISSUED, bound).scalar_one())

    @property
    def _writer(self) -> Memory:
        if self._memory is None:
            raise RuntimeError("a reader's transaction changes nothing")
        return self._memory

    def ranges(self, day: date, theme: str) -> list[NumberRange]:
        bound = {"of_hall": self.hall_id, "of_day": day, "of_theme": theme}
        return [NumberRange(*row) for row in self.connection.execute(RANGES, bound)]

    def add_range(self, new: NumberRange) -> None:
        self._change(island_range.insert(), hall=self.hall_id, **asdict(new))

    def _writing(self, day: date) -> Today:
        """The memory of the day on which numbers are given: an earlier one too, where a clock was set back."""
        memory = self._writer
        if memory.today is None or memory.today.day != day:
            self.flush()
            memory.today = self._load(day)
        return memory.today

    def _today(self, day: date) -> Today | None:
        """What a writer remembers of this day; None for a reader, and for any day but the newest."""
        if self._memory is None:
            return None
        today = self._memory.today
        if today is None or today.day < day:
            today = self._writing(day)
        return today if today.day == day else None

    def _load(self, day: date) -> Today:
        today = Today(day, self._restored_on(day))
        for *row, key in self.connection.execute(OF_DAY, {"of_hall": self.hall_id, "of_day": day}):
            today.take_in(HallTicket(*row), key)
        return today

    def _restored_on(self, day: date) -> int | None:
        """The last ticket of the copy that was put back, where `day` is the first on which numbers are given since."""
        restored: int | None = self.connection.execute(RESTORED, {"of_hall": self.hall_id}).scalar_one_or_none()
        if restored is None:
            return None
        bound = {"of_hall": self.hall_id, "restored": restored}
        return restored if self.connection.execute(FIRST_SINCE, bound).scalar_one_or_none() in {None, day} else None

    def _one(self, chosen: Any, **bound: Any) -> HallTicket | None:
        self.flush()
        row = self.connection.execute(chosen, {"of_hall": self.hall_id, **bound}).first()
        return HallTicket(*row) if row else None

    def _first(self, chosen: Any, **bound: Any) -> Any:
        """The one value asked for; None where there is none."""
        self.flush()
        return self.connection.execute(chosen, {"of_hall": self.hall_id, **bound}).scalar()

    def _all(self, chosen: Any, **bound: Any) -> list[HallTicket]:
        self.flush()
        rows = self.connection.execute(chosen, {"of_hall": self.hall_id, **bound})
        return [HallTicket(*row) for row in rows]

    def _row(self, one: HallTicket, key: str) -> dict[str, Any]:
        return {"hall": self.hall_id, "key": key, **{name: getattr(one, name) for name in FIELDS}}

    def _change(self, statement: Any, **bound: Any) -> Any:
        self.writes += 1
        return self.connection.execute(statement, bound)


def _place(*values: datetime | int) -> Any:
    return tuple_(*(literal(value, column.type) for value, column in zip(values, PLACE, strict=True)))


def _update(hall_id: str, one: HallTicket) -> dict[str, Any]:
    return {"of_hall": hall_id, "of_id": one.id, **{f"new_{name}": getattr(one, name) for name in CHANGING}}
