"""How a change of the hall reaches its database quickly: few round trips, and statements that are made once.

PostgreSQL gets two trips: one begins and locks, one writes and commits. Asked one by one they are six or more, and a
lock that is held for so long lets the hall's other processes wait. SQLAlchemy looks for each statement's answer before
the next is sent, and building that costs more than the statement: these go to the driver. Knows no table.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError

Values = Mapping[str, Any]
SQLITE = sqlite.dialect(paramstyle="named")
ECHO = "error ignored terminating"
"""psycopg's warning of what follows the first error of a trip. The first one is raised: nobody need read this."""
logging.getLogger("psycopg").addFilter(lambda record: not record.getMessage().startswith(ECHO))


@dataclass(frozen=True)
class Ready:
    """A statement as the driver takes it, and how the values of its columns are written."""

    text: str
    written: Mapping[str, Callable[[Any], Any]]

    def values(self, bound: Values) -> dict[str, Any]:
        written = self.written
        return {name: written[name](value) if name in written else value for name, value in bound.items()}


def begin_locked(connection: Connection, lock: Executable, bound: Values) -> Any:
    """Begin the transaction of an engine that `open_locker` made; the row that `lock` locks, None where there is none.

    Raises OperationalError.
    """
    raw: Any = connection.connection.driver_connection
    ready = _ready(lock, connection.dialect)
    with _errors_as_usual(connection):
        if not isinstance(raw, psycopg.Connection):
            connection.begin()
            return raw.execute(ready.text, ready.values(bound)).fetchone()
        with raw.pipeline():
            raw.execute("BEGIN")
            cursor = raw.execute(ready.text, ready.values(bound))
        return cursor.fetchone()


def carry_out(connection: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    """A statement that answers nothing, for each of these rows: psycopg's `executemany` would wait before and after
    them, in the middle of a trip. Raises OperationalError."""
    raw: Any = connection.connection.driver_connection
    ready = _ready(statement, connection.dialect)
    with _errors_as_usual(connection):
        for row in rows:
            raw.execute(ready.text, ready.values(row))


@contextmanager
def committing(connection: Connection) -> Iterator[None]:
    """What is carried out inside and the COMMIT after it go in one trip; their errors come at the end.

    It is committed when this ends without an error: a COMMIT behind a statement that failed is not carried out.
    Raises OperationalError.
    """
    raw = _postgres(connection)
    with _errors_as_usual(connection), nullcontext() if raw is None else raw.pipeline():
        yield
        if raw is not None:
            raw.execute("COMMIT")
    connection.commit()  # PostgreSQL has it already: only SQLAlchemy must know


def _postgres(connection: Connection) -> psycopg.Connection | None:
    raw = connection.connection.driver_connection
    return raw if isinstance(raw, psycopg.Connection) else None


@contextmanager
def _errors_as_usual(connection: Connection) -> Iterator[None]:
    """As SQLAlchemy raises them. A connection that is lost is not given back to its pool."""
    try:
        yield
    except connection.dialect.loaded_dbapi.Error as error:
        raw = _postgres(connection)
        if raw is not None and raw.closed:
            connection.invalidate()
        raise OperationalError(None, None, error, hide_parameters=True) from error


@cache
def _ready(statement: Any, dialect: Dialect) -> Ready:
    dialect = SQLITE if dialect.name == "sqlite" else dialect  # which would otherwise count its values
    compiled = statement.compile(dialect=dialect)
    written = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    return Ready(str(compiled), {name: process for name, process in written.items() if process is not None})
