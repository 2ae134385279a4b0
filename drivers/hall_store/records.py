"""All that one transaction of one hall can see and change (`kiosk.hall.ports.HallRecords`)."""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, text, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from drivers.hall_store.founding import new_hall
from drivers.hall_store.keeping import Keeping
from drivers.hall_store.memory import Memory
from drivers.hall_store.tables import CALLS, WINDOW_CHANGES, closed_theme, hall, happening, ticket, window
from drivers.hall_store.tickets import OF_DAY
from drivers.hall_store.trips import begin_locked, carry_out, committing
from kiosk.hall.happening import Happening, What
from kiosk.hall.ticket import HallTicket
from kiosk.hall.window import Window

OF_LOG = happening.c.hall == bindparam("of_hall")
OF_HALL = hall.c.hall == bindparam("of_hall")
ENTER = select(hall.c.last_happening, hall.c.last_ticket, hall.c.generation).where(OF_HALL).with_for_update()
LEAVE = update(hall).where(OF_HALL).values(last_happening=bindparam("last"), last_ticket=bindparam("last_ticket"))
TELL = insert(happening)
WINDOW_FIELDS = tuple(field.name for field in fields(Window))
WINDOWS = (
    select(*(window.c[name] for name in WINDOW_FIELDS))
    .where(window.c.hall == bindparam("of_hall"))
    .order_by(window.c.number)
)
MOST_NEWS = 500
WHOLE_DAY = (What.SETTLED, What.REOPENED, What.CLOCK, What.RESTORED)  # they change more tickets than they name
NOBODYS, PROOF_BYTES = 0, 131_072  # tickets count from 1
SOME_OF_DAY = OF_DAY.where(ticket.c.id.in_(bindparam("ids", expanding=True)))
HAPPENED = ("what", "at", "number", "line", "window", "ticket", "detail", "seq")
CLOSED = select(closed_theme.c.theme, closed_theme.c.reason).where(closed_theme.c.hall == bindparam("of_hall"))
AFTER = (
    select(*(happening.c[name] for name in HAPPENED))
    .where(OF_LOG, happening.c.seq > bindparam("after"))
    .order_by(happening.c.seq)
    .limit(bindparam("most"))
)
NEWEST = select(*(happening.c[name] for name in HAPPENED)).where(OF_LOG).order_by(happening.c.seq.desc()).limit(1)
LAST_BEFORE = (
    select(happening.c.seq).where(OF_LOG, happening.c.at < bindparam("since")).order_by(happening.c.at.desc()).limit(1)
)
CHANGES = select(*(happening.c[name] for name in HAPPENED)).where(
    OF_LOG, WINDOW_CHANGES, happening.c.at >= bindparam("begin"), happening.c.at < bindparam("end")
)
CALLED = (
    select(*(happening.c[name] for name in HAPPENED))
    .where(OF_LOG, CALLS, happening.c.seq > bindparam("after"), happening.c.at >= bindparam("since"))
    .order_by(happening.c.seq.desc())
    .limit(bindparam("most", type_=happening.c.seq.type))
)


def _called_in(lines: int) -> Select[Any]:
    """The newest calls of so many lines (`line_0` ...): each from its own end of the index."""
    each = [CALLED.where(happening.c.line == bindparam(f"line_{n}")).subquery() for n in range(lines)]
    return union_all(*(select(one) for one in each))  # type: ignore[return-value]


def _of_whole_days(news: Sequence[Happening]) -> bool:
    return any(told.what in WHOLE_DAY for told in news)


def _save_window(dialect_insert: Any) -> Any:
    start = dialect_insert(window)
    new = {name: start.excluded[name] for name in WINDOW_FIELDS if name != "number"}
    return start.on_conflict_do_update(index_elements=["hall", "number"], set_=new)


SAVE_WINDOW = {"sqlite": _save_window(sqlite.insert), "postgresql": _save_window(postgresql.insert)}
NOTIFY = text("SELECT pg_notify('hall', :news)")


class Records(Keeping):
    """A writer's transaction begins with `enter` and ends with `leave`; a reader's has neither."""

    def __init__(self, connection: Connection, hall_id: str, memory: Memory | None = None) -> None:
        super().__init__(connection, hall_id, memory)
        self.told: list[Happening] = []
        self._moved: dict[int, Window] = {}

    def enter(self) -> None:
        """Be alone in this hall until the transaction ends, and know what others have done meanwhile."""
        memory = self._writer
        found = begin_locked(self.connection, ENTER, {"of_hall": self.hall_id})
        last_happening, last_ticket, generation = found or self._first_time()
        if last_happening < memory.seen or generation != memory.generation:  # a copy of the hall was put in its place
            memory.drop()
            memory.generation = generation
        if (memory.seen, memory.last_ticket) != (last_happening, last_ticket):
            self._catch_up(memory)
            memory.seen, memory.last_ticket = last_happening, last_ticket

    def leave(self, sender: str) -> None:
        """Write what changed, and commit; everybody who listens then hears of it, and by whom."""
        if self.touched and not self.told:
            raise RuntimeError("tickets or windows changed, and nobody was told")
        with committing(self.connection):
            self.flush()
            if self.told:
                self._tell_all(sender)

    def _tell_all(self, sender: str) -> None:
        memory, connection = self._writer, self.connection
        last = {"of_hall": self.hall_id, "last": memory.seen, "last_ticket": memory.last_ticket}
        carry_out(connection, TELL, [self._happened(told) for told in self.told])
        carry_out(connection, LEAVE, [last])
        if connection.dialect.name == "postgresql":
            carry_out(connection, NOTIFY, [{"news": f"{self.hall_id} {sender}"}])

    def flush(self) -> None:
        super().flush()
        if self._moved:
            rows = [{"hall": self.hall_id, **asdict(moved)} for moved in self._moved.values()]
            self._moved = {}
            carry_out(self.connection, SAVE_WINDOW[self.connection.dialect.name], rows)

    def windows(self) -> tuple[Window, ...]:
        memory = self._memory
        if memory is None or memory.windows is None:
            rows = self.connection.execute(WINDOWS, {"of_hall": self.hall_id})
            found = {row.number: Window(*row) for row in rows}
            if memory is None:
                return tuple(found.values())
            memory.windows = found
        return tuple(sorted(memory.windows.values(), key=lambda one: one.number))

    def save_window(self, new: Window) -> None:
        self.writes += 1
        self.touched = True
        self.windows()
        self._moved[new.number] = new
        if self._writer.windows is not None:
            self._writer.windows[new.number] = new

    def closed_themes(self) -> Mapping[str, str]:
        memory = self._memory
        if memory is not None and memory.closed is not None:
            return memory.closed
        found = dict(self.connection.execute(CLOSED, {"of_hall": self.hall_id}).all())
        if memory is not None:
            memory.closed = found
        return found

    def close_theme(self, theme: str, reason: str) -> None:
        self.open_theme(theme)
        self._change(insert(closed_theme), hall=self.hall_id, theme=theme, reason=reason)

    def open_theme(self, theme: str) -> None:
        self._change(delete(closed_theme).where(closed_theme.c.hall == self.hall_id, closed_theme.c.theme == theme))
        self._writer.closed = None

    def tell(self, told: Happening) -> None:
        self.writes += 1
        memory = self._writer
        memory.seen += 1
        self.told.append(replace(told, seq=memory.seen))
        memory.mark = self.told[-1].mark

    def touch(self) -> None:
        """More than any work of the hall writes: on a full disk a little has room for long."""
        self.keep_notice(NOBODYS, secrets.token_bytes(PROOF_BYTES))
        self.drop_notice(NOBODYS)

    def happenings(self, after: int, limit: int) -> list[Happening]:
        rows = self.connection.execute(AFTER, {"of_hall": self.hall_id, "after": after, "most": limit})
        return [Happening(*row) for row in rows]

    def calls(self, lines: Sequence[str], since: datetime, limit: int) -> list[Happening]:
        """The log's order is that of `seq`, whatever the clock did: `since` only says how far back to look."""
        bound = {"of_hall": self.hall_id, "since": since}
        before = self.connection.execute(LAST_BEFORE, bound).scalar() or 0
        bound |= {"after": before, "most": limit, **{f"line_{n}": line for n, line in enumerate(lines)}}
        rows = self.connection.execute(_called_in(len(lines)) if lines else CALLED, bound)
        found = sorted((Happening(*row) for row in rows), key=lambda told: told.seq, reverse=True)
        return found[:limit]

    def window_changes(self, begin: datetime, end: datetime) -> list[Happening]:
        rows = self.connection.execute(CHANGES, {"of_hall": self.hall_id, "begin": begin, "end": end})
        return sorted((Happening(*row) for row in rows), key=lambda told: told.seq)

    def last_happening(self) -> int:
        found = select(hall.c.last_happening).where(OF_HALL)
        return self.connection.execute(found, {"of_hall": self.hall_id}).scalar_one_or_none() or 0

    def newest_happening(self) -> Happening | None:
        if self.told:
            return self.told[-1]
        row = self.connection.execute(NEWEST, {"of_hall": self.hall_id}).first()
        return Happening(*row) if row else None

    def _catch_up(self, memory: Memory) -> None:
        """Read again what others have changed; everything, where that is much, a day was settled, or the log is not the
        one that is remembered."""
        news = self.happenings(memory.seen - 1, MOST_NEWS) if memory.today else []
        memory.look_again()
        known = bool(news) and news[0].mark == memory.mark
        if memory.today is None or not known or len(news) == MOST_NEWS or _of_whole_days(news[1:]):
            memory.drop()
        else:
            memory.mark = news[-1].mark
            ids = {told.ticket for told in news[1:] if told.ticket}
            bound = {"of_hall": self.hall_id, "of_day": memory.today.day, "ids": list(ids)}
            for *row, key in self.connection.execute(SOME_OF_DAY, bound) if ids else ():
                memory.today.take_in(HallTicket(*row), key)

    def _happened(self, told: Happening) -> dict[str, Any]:
        return {"hall": self.hall_id, **{name: getattr(told, name) for name in HAPPENED}}

    def _first_time(self) -> Any:
        """Two processes may open a new hall at the same moment: one of them writes the row, both then wait for it."""
        with suppress(IntegrityError), self.connection.begin_nested():
            self.connection.execute(insert(hall), new_hall(self.hall_id))
        return self.connection.execute(ENTER, {"of_hall": self.hall_id}).one()
