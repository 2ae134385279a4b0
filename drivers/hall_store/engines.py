"""How the hall's database is opened. SQLite: write-ahead log, every commit on the disk before it is answered, one
writer at a time that waits for its turn. PostgreSQL: its defaults, which are just that (READ COMMITTED)."""

import os
from contextlib import suppress
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random

from drivers.whole_file import OWNERS, keep_private

PRAGMAS = (
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",  # a name that is erased is overwritten
    "journal_size_limit = 67108864",  # a log that grew during a long copy is cut again
)
"""What is deleted leaves free pages, which the next day's rows take: the file stays as large as the days that are kept.
Giving them back (`auto_vacuum`) would move pages about after every deletion only to take them again."""
BUSY_SECONDS = 30
"""Another process (`kiosk hall settle`) may hold SQLite's write lock; its transactions take milliseconds."""


def open_writer(url: str) -> Engine:
    """An engine whose transactions may write: on SQLite they take the write lock at once, so none fails half-way."""
    return _open(url, "BEGIN IMMEDIATE")


def open_locker(url: str) -> Engine:
    """As `open_writer`, for transactions that `drivers.hall_store.trips` begins: on PostgreSQL nothing else does."""
    return _open(url, "BEGIN IMMEDIATE", isolation_level="AUTOCOMMIT")


def open_reader(url: str) -> Engine:
    """PostgreSQL shows every statement what is committed by then, in a transaction or not: BEGIN and COMMIT would be
    two round trips for nothing."""
    return _open(url, "BEGIN", isolation_level="AUTOCOMMIT")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for PostgreSQL, and where it names no plain file."""
    name = make_url(url).database or ""
    return Path(name) if is_sqlite(url) and name and not name.startswith((":", "file:")) else None


def name_of(url: str) -> str:
    """The address as people may see it: without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _open(url: str, begin: str, **for_postgres: Any) -> Engine:
    """An error must not carry what was written: it may reach a log."""
    if not is_sqlite(url):
        return create_engine(url, pool_recycle=1800, hide_parameters=True, **for_postgres)
    if (file := sqlite_file(url)) is not None:
        _own(file)
    waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.connection.driver_connection.execute(begin))
    return engine


def _own(file: Path) -> None:
    """Wherever it lies, nobody else may read it. SQLite gives its log and index the mode of the database."""
    with suppress(OSError):  # no folder, no right: what opens it says so
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, OWNERS))
    for part in ("", "-wal", "-shm"):
        keep_private(file.with_name(file.name + part))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    _log_ahead(connection)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


@retry(
    retry=retry_if_exception_type(OperationalError),
    stop=stop_after_delay(BUSY_SECONDS),
    wait=wait_random(0.002, 0.02),
    reraise=True,
)
def _log_ahead(connection: Any) -> None:
    """Once for a file. Of two processes that open a new one together, SQLite tells one "locked" without waiting."""
    connection.execute("PRAGMA journal_mode = WAL").close()
