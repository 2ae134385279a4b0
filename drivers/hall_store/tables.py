"""The tables of one or many halls. Every row carries its hall; moments are microseconds since 1970 in UTC, which
SQLite and PostgreSQL order and compare in the same way."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

from kiosk.hall.access import Role
from kiosk.hall.appointment import Booking
from kiosk.hall.discipline import Standing
from kiosk.hall.happening import What
from kiosk.hall.ticket import Claim, Kind, Outcome, Rating, State
from kiosk.hall.window import WindowState

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, exact to the microsecond."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A calendar day as ISO text: short to read in both databases."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few short texts, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(json.loads(value)) if value else ()


class Name(TypeDecorator[StrEnum]):
    """One value of an enumeration, as its text; an empty column is None."""

    impl = String(20)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


metadata = MetaData()
Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts only INTEGER keys up by itself


def hall_column(**options: Any) -> Column[str]:
    return Column("hall", String(40), nullable=False, **options)


def index_some(of: Table, name: str, columns: Sequence[str], rows: TextClause, unique: bool = False) -> None:
    """An index of these rows alone. It serves a statement that holds the very text `rows`, not a bound value: neither
    database would see that a value yet to come keeps to them."""
    parts = (of.c[column] for column in columns)
    Index(f"{of.name}_{name}", *parts, unique=unique, sqlite_where=rows, postgresql_where=rows)


hall = Table(
    "hall",
    metadata,
    hall_column(primary_key=True),
    Column("last_happening", BigInteger, nullable=False, server_default="0"),
    Column("last_ticket", BigInteger, nullable=False, server_default="0"),
    Column("generation", String(16), nullable=False, server_default=""),
    Column("key_print", String(16), nullable=False, server_default=""),
    Column("copied_at", Moment),
    Column("pruned_at", Moment),
    Column("restored_ticket", BigInteger),
)
"""The row that a transaction locks: whoever holds it is alone in the hall. `generation` changes when a copy is restored
over it, and `restored_ticket` is the last ticket which that copy knew; `key_print` tells the key its identity hashes
were made with."""

ticket = Table(
    "ticket",
    metadata,
    hall_column(primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Day, nullable=False),
    Column("theme", String(1), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("number", String(8), nullable=False),
    Column("line", String(8), nullable=False),
    Column("kind", Name(Kind), nullable=False),
    Column("standing", Name(Standing), nullable=False),
    Column("claim", Name(Claim), nullable=False),
    Column("state", Name(State), nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("start", Moment, nullable=False),
    Column("arrived", Moment, nullable=False),
    Column("code", String(24), nullable=False),
    Column("holder", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("errands", Words, nullable=False),
    Column("island", Boolean, nullable=False),
    Column("origin", String(60), nullable=False),
    Column("window", Integer, nullable=False),
    Column("calls", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("called_at", Moment),
    Column("first_called_at", Moment),
    Column("served_at", Moment),
    Column("ended_at", Moment),
    Column("clerk", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("outcome", Name(Outcome), nullable=False),
    Column("rating", Name(Rating)),
    Column("rating_asked", Boolean, nullable=False),
    Column("appointment", BigInteger, nullable=False),
    Column("middle", Float, nullable=False),
    Column("spread", Float, nullable=False),
    Column("key", String(80), nullable=False),
    UniqueConstraint("hall", "day", "number", name="ticket_number"),
    UniqueConstraint("hall", "day", "key", name="ticket_key"),
    UniqueConstraint("code", name="ticket_code"),
)
WAITS = text("state = 'waiting'")
LIVE = text("holder <> '' AND state IN ('waiting', 'called', 'serving', 'parked')")
CLAIMS = text("state IN ('carried_over', 'left_open') AND holder <> ''")
KNOWN = text("holder <> ''")
FORECAST = text("spread > 0 AND first_called_at IS NOT NULL")
index_some(ticket, "line", ("hall", "day", "line", "standing", "start", "arrived", "id"), WAITS)
index_some(ticket, "live", ("hall", "holder", "day", "theme"), LIVE, unique=True)
index_some(ticket, "claim", ("hall", "holder", "theme"), CLAIMS)
index_some(ticket, "known", ("hall", "day"), KNOWN)
index_some(ticket, "forecast", ("hall", "id"), FORECAST)

window = Table(
    "window",
    metadata,
    hall_column(primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", Name(WindowState), nullable=False),
    Column("themes", Words, nullable=False),
    Column("clerk", Integer, nullable=False),
    Column("clerk_name", String(60), nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("rating", BigInteger, nullable=False),
    Column("since", Moment),
)

closed_theme = Table(
    "closed_theme",
    metadata,
    hall_column(primary_key=True),
    Column("theme", String(1), primary_key=True),
    Column("reason", Text, nullable=False),
)

happening = Table(
    "happening",
    metadata,
    hall_column(primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("what", Name(What), nullable=False),
    Column("at", Moment, nullable=False),
    Column("number", String(8), nullable=False),
    Column("line", String(8), nullable=False),
    Column("window", Integer, nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("detail", Text, nullable=False),
)
CALLS = text("what IN ('called', 'recalled')")
WINDOW_CHANGES = text("what = 'window'")
Index("happening_at", happening.c.hall, happening.c.at)
index_some(happening, "call", ("hall", "line", "seq"), CALLS)
index_some(happening, "window", ("hall", "at"), WINDOW_CHANGES)

clerk = Table(
    "clerk",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(),
    Column("login", String(20), nullable=False),
    Column("name", String(60), nullable=False),
    Column("pin_hash", String(200), nullable=False),
    Column("chief", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("hall", "login", name="clerk_login"),
)

token = Table(
    "token",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(),
    Column("role", Name(Role), nullable=False),
    Column("name", String(60), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("window", Integer, nullable=False),
    Column("clerk", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
)
"""Devices' tokens, which do not end by themselves, and, with a clerk, their sessions."""
OPEN = text("revoked_at IS NULL")
Index("token_end", token.c.hall, token.c.expires_at)
index_some(token, "open", ("hall", "clerk"), OPEN)

attempt = Table(
    "attempt",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(),
    Column("who", String(40), nullable=False),
    Column("at", Moment, nullable=False),
)
"""PINs that were tried, of the last minutes: every process of the hall counts the same ones."""
Index("attempt_who", attempt.c.hall, attempt.c.who, attempt.c.at)
Index("attempt_at", attempt.c.hall, attempt.c.at)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(),
    Column("theme", String(1), nullable=False),
    Column("day", Day, nullable=False),
    Column("begins", Moment, nullable=False),
    Column("code", String(12), nullable=False),
    Column("holder", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("state", Name(Booking), nullable=False),
    Column("key", String(80), nullable=False),
    Column("booked_at", Moment, nullable=False),
    UniqueConstraint("hall", "code", name="appointment_code"),
    UniqueConstraint("hall", "key", name="appointment_key"),
)
BOOKED = text("state = 'booked'")
Index("appointment_day", *(appointment.c[name] for name in ("hall", "day", "theme", "begins")))
index_some(appointment, "booked", ("hall", "holder"), BOOKED)
index_some(appointment, "known", ("hall", "day"), KNOWN)
Index("appointment_holder", *(appointment.c[name] for name in ("hall", "holder", "day")))

island_range = Table(
    "island_range",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(),
    Column("day", Day, nullable=False),
    Column("theme", String(1), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("terminal", BigInteger, nullable=False),
    Column("reserved_at", Moment, nullable=False),
    UniqueConstraint("hall", "day", "theme", "first", name="island_range_first"),
)

notice = Table(
    "notice",
    metadata,
    hall_column(primary_key=True),
    Column("ticket", BigInteger, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""Who wants a turn-is-near notice: deleted when it is sent, and when nobody waits for it any more."""

undo = Table(
    "undo",
    metadata,
    hall_column(primary_key=True),
    Column("day", Day, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("ends", Text, nullable=False),
)
"""Of each settlement that can be undone still: how the tickets that it ended were before, as JSON by their id."""

reopened_day = Table(
    "reopened_day",
    metadata,
    hall_column(primary_key=True),
    Column("day", Day, primary_key=True),
    Column("at", Moment, nullable=False),
)

settlement = Table(
    "settlement",
    metadata,
    hall_column(primary_key=True),
    Column("day", Day, primary_key=True),
    Column("settled_at", Moment, nullable=False),
    Column("figures", Text, nullable=False),
)
