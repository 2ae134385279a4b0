"""How the hall's database is opened. SQLite: write-ahead log, every commit on the disk before it is answered, one
writer at a time that waits for its turn. PostgreSQL: its defaults, which are just that (READ COMMITTED)."""

import os
from contextlib import suppress
from pathlib import Path
from sqlite3 import OperationalError, connect
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
"""Another process (`kiosk hall settle`) may hold the write lock; its transactions take milliseconds."""
SERVING_SECONDS = 4
"""Who stands at a terminal or a window is told sooner: a terminal waits five seconds for an answer."""
PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A server that was unplugged says nothing: without these the hall would wait for it for a quarter of an hour."""


def open_writer(url: str) -> Engine:
    """An engine whose transactions may write: on SQLite they take the write lock at once, so none fails half-way."""
    return _open(url, "BEGIN IMMEDIATE")


def open_locker(url: str) -> Engine:
    """As `open_writer`, for transactions that `drivers.hall_store.trips` begins: on PostgreSQL nothing else does. The
    file must be there: it is not made."""
    return _open(url, "BEGIN IMMEDIATE", serving=True, isolation_level="AUTOCOMMIT")


def open_reader(url: str) -> Engine:
    """PostgreSQL shows every statement what is committed by then, in a transaction or not: BEGIN and COMMIT would be
    two round trips for nothing. The file must be there."""
    return _open(url, "BEGIN", serving=True, isolation_level="AUTOCOMMIT")


def open_snapshot(url: str) -> Engine:
    """Each transaction reads the database as it was at its first question, however long it takes, while others go on
    writing. The file must be there."""
    return _open(url, "BEGIN", serving=is_sqlite(url), isolation_level="REPEATABLE READ")


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite address; None for PostgreSQL, and where it names no plain file."""
    name = make_url(url).database or ""
    return Path(name) if is_sqlite(url) and name and not name.startswith((":", "file:")) else None


def name_of(url: str) -> str:
    """The address as people may see it: without its password."""
    return make_url(url).render_as_string(hide_password=True)


class FilePlace:
    """Whether an SQLite file is still the one that was opened: what is written to one that was taken away is lost."""

    def __init__(self, url: str) -> None:
        self._file = sqlite_file(url)
        self._inode = self._now()

    def moved(self) -> bool:
        """True once after each change: it was taken away, put back, or another one was put in its place."""
        before, self._inode = self._inode, self._now()
        return before != self._inode

    def _now(self) -> int:
        try:
            return self._file.stat().st_ino if self._file else 0
        except OSError:
            return -1


def _open(url: str, begin: str, serving: bool = False, **for_postgres: Any) -> Engine:
    """An error must not carry what was written: it may reach a log."""
    if not is_sqlite(url):
        return _open_postgres(url, serving, **for_postgres)
    waiting = {"timeout": SERVING_SECONDS if serving else BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=waiting, hide_parameters=True)
    if (file := sqlite_file(url)) is not None:
        _own(file, make=not serving)
        address = f"{file.absolute().as_uri()}?mode=rw"
        event.listen(engine, "do_connect", lambda _dialect, _record, _args, how: connect(address, uri=True, **how))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.connection.driver_connection.execute(begin))
    return engine


def _open_postgres(url: str, serving: bool, **options: Any) -> Engine:
    told = make_url(url).query
    patience = {name: value for name, value in PATIENCE.items() if name not in told}
    engine = create_engine(url, pool_recycle=1800, hide_parameters=True, connect_args=patience, **options)
    if serving:
        event.listen(engine, "connect", _limit_waits)
    return engine


def _limit_waits(connection: Any, _record: Any) -> None:
    """A process that was stopped in the midst must not hold up the others for ever."""
    for setting, seconds in (("lock_timeout", SERVING_SECONDS), ("idle_in_transaction_session_timeout", BUSY_SECONDS)):
        connection.execute(f"SET {setting} = '{seconds}s'")
    connection.commit()


def _own(file: Path, make: bool) -> None:
    """Wherever it lies, nobody else may read it. SQLite gives its log and index the mode of the database."""
    if make:
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
