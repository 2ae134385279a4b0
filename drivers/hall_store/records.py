"""All that one transaction of one hall can see and change (`kiosk.hall.ports.HallRecords`)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from drivers.hall_store.diary import Diary
from drivers.hall_store.tables import closed_theme, hall, happening, window
from kiosk.hall.happening import Happening, What
from kiosk.hall.window import Window

OF_HALL = hall.c.hall == bindparam("of_hall")
ENTER = select(hall.c.last_happening).where(OF_HALL).with_for_update()
LEAVE = update(hall).where(OF_HALL).values(last_happening=bindparam("last"))
WINDOWS = select(*(column for column in window.c if column.name != "hall")).where(window.c.hall == bindparam("of_hall"))
SAVE_WINDOW = (
    update(window)
    .where(window.c.hall == bindparam("of_hall"), window.c.number == bindparam("of_number"))
    .values({name: bindparam(name) for name in ("state", "themes", "clerk", "clerk_name", "ticket", "rating", "since")})
)
WINDOW_FIELDS = ("number", "state", "themes", "clerk", "clerk_name", "ticket", "rating", "since")
HAPPENED = ("what", "at", "number", "line", "window", "ticket", "detail", "seq")
CLOSED = select(closed_theme.c.theme, closed_theme.c.reason).where(closed_theme.c.hall == bindparam("of_hall"))
AFTER = (
    select(*(happening.c[name] for name in HAPPENED))
    .where(happening.c.hall == bindparam("of_hall"), happening.c.seq > bindparam("after"))
    .order_by(happening.c.seq)
    .limit(bindparam("most"))
)
NOTIFY = text("SELECT pg_notify('hall', :of_hall)")


class Records(Diary):
    """A writer's transaction begins with `enter` and ends with `leave`; a reader's has neither."""

    def __init__(self, connection: Connection, hall_id: str) -> None:
        super().__init__(connection, hall_id)
        self._told: list[Happening] = []
        self._last = 0
        self._windows: tuple[Window, ...] | None = None
        self._closed: Mapping[str, str] | None = None

    def enter(self) -> None:
        """Be alone in this hall until the transaction ends."""
        last = self.connection.execute(ENTER, {"of_hall": self.hall_id}).scalar_one_or_none()
        self._last = self._first_time() if last is None else last

    def leave(self) -> None:
        """Number and write what was told, and wake everybody who listens (they hear it after the commit)."""
        if not self._told:
            return
        self.connection.execute(insert(happening), [self._row(told) for told in self._told])
        self.connection.execute(LEAVE, {"of_hall": self.hall_id, "last": self._last})
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(NOTIFY, {"of_hall": self.hall_id})

    def windows(self) -> tuple[Window, ...]:
        if self._windows is None:
            rows = self.connection.execute(WINDOWS.order_by(window.c.number), {"of_hall": self.hall_id})
            self._windows = tuple(Window(*row) for row in rows)
        return self._windows

    def save_window(self, new: Window) -> None:
        values = asdict(new)
        changed = self._change(SAVE_WINDOW, of_hall=self.hall_id, of_number=values.pop("number"), **values)
        if changed.rowcount == 0:
            self._change(insert(window), hall=self.hall_id, number=new.number, **values)
        self._windows = None

    def closed_themes(self) -> Mapping[str, str]:
        if self._closed is None:
            rows = self.connection.execute(CLOSED, {"of_hall": self.hall_id})
            self._closed = dict(rows.all())
        return self._closed

    def close_theme(self, theme: str, reason: str) -> None:
        self.open_theme(theme)
        self._change(insert(closed_theme), hall=self.hall_id, theme=theme, reason=reason)

    def open_theme(self, theme: str) -> None:
        self._change(delete(closed_theme).where(closed_theme.c.hall == self.hall_id, closed_theme.c.theme == theme))
        self._closed = None

    def tell(self, told: Happening) -> None:
        self._last += 1
        self.writes += 1
        self._told.append(replace(told, seq=self._last))

    def happenings(self, after: int, limit: int) -> list[Happening]:
        rows = self.connection.execute(AFTER, {"of_hall": self.hall_id, "after": after, "most": limit})
        return [Happening(*row) for row in rows]

    def calls(self, lines: Sequence[str], limit: int) -> list[Happening]:
        chosen = select(*(happening.c[name] for name in HAPPENED)).where(
            happening.c.hall == self.hall_id, happening.c.what.in_([What.CALLED, What.RECALLED])
        )
        if lines:
            chosen = chosen.where(happening.c.line.in_(lines))
        rows = self.connection.execute(chosen.order_by(happening.c.seq.desc()).limit(limit))
        return [Happening(*row) for row in rows]

    def last_happening(self) -> int:
        found = select(hall.c.last_happening).where(OF_HALL)
        return self.connection.execute(found, {"of_hall": self.hall_id}).scalar_one_or_none() or 0

    def _row(self, told: Happening) -> dict[str, Any]:
        return {"hall": self.hall_id, **{name: getattr(told, name) for name in HAPPENED}}

    def _first_time(self) -> int:
        """Two processes may open a new hall at the same moment: one of them writes the row, both then wait for it."""
        try:
            with self.connection.begin_nested():
                self.connection.execute(insert(hall), {"hall": self.hall_id})
        except IntegrityError:
            pass
        return int(self.connection.execute(ENTER, {"of_hall": self.hall_id}).scalar_one())
