"""How the hall's database is opened. SQLite: write-ahead log, every commit on the disk before it is answered, one
writer at a time that waits for its turn. PostgreSQL: its defaults, which are just that."""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

BUSY_SECONDS = 30
"""Another process (`kiosk hall settle`) may hold SQLite's write lock; its transactions take milliseconds."""


def open_writer(url: str) -> Engine:
    """An engine whose transactions may write: on SQLite they take the write lock at once, so none fails half-way."""
    return _open(url, "BEGIN IMMEDIATE")


def open_reader(url: str) -> Engine:
    return _open(url, "BEGIN")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _open(url: str, begin: str) -> Engine:
    """An error must not carry what was written: it may reach a log."""
    if not is_sqlite(url):
        return create_engine(url, pool_recycle=1800, hide_parameters=True)
    waiting = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
