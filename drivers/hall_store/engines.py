"""How the hall's database is opened. SQLite: write-ahead log, every commit on the disk before it is answered, one
writer at a time that waits for its turn. PostgreSQL: its defaults, which are just that (READ COMMITTED)."""

from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random

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


def _open(url: str, begin: str, **for_postgres: Any) -> Engine:
    """An error must not carry what was written: it may reach a log."""
    if not is_sqlite(url):
        return create_engine(url, pool_recycle=1800, hide_parameters=True, **for_postgres)
    waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.connection.driver_connection.execute(begin))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    _log_ahead(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
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
