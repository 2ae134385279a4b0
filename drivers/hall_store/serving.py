"""Whether a hall runs: who serves it holds a mark at its database as long as the process lives, and longer than that
nobody. Who wants to change everything at once looks for it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

from sqlalchemy import text

from drivers.hall_store.engines import open_writer, sqlite_file
from drivers.whole_file import OWNERS

KIND = 0x59697461
"""Of PostgreSQL's advisory locks in two halves, the half that is ours; the other tells the hall."""
HOLD = b"SELECT pg_advisory_lock_shared(%(kind)s, %(which)s)"
"""For psycopg: the mark is held until the connection ends, and taken again with the next one."""


class ServedError(Exception):
    """The hall runs."""


def mark_of(hall_id: str) -> dict[str, int]:
    return {"kind": KIND, "which": crc32(hall_id.encode()) - 2**31}


class Mark:
    """Held beside an SQLite file while the hall runs; does nothing for PostgreSQL, where a connection holds it."""

    def __init__(self, url: str, hall_id: str) -> None:
        self._file = _file(url, hall_id)
        self._handle = -1

    def hold(self) -> None:
        """Waits for a copy that is being restored. On a full disk the hall works without a mark."""
        if self._file is not None and self._handle < 0:
            with suppress(OSError):
                self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT, OWNERS)
                fcntl.flock(self._handle, fcntl.LOCK_SH)

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


@contextmanager
def nobody_serves(url: str, hall_id: str) -> Iterator[None]:
    """Whoever begins to serve this hall inside waits until this ends. Raises ServedError."""
    file = _file(url, hall_id)
    with _alone_at(file) if file is not None else _alone_in(url, hall_id):
        yield


@contextmanager
def _alone_at(file: Path) -> Iterator[None]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, OWNERS)
    try:
        with _no_waiting():
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


@contextmanager
def _no_waiting() -> Iterator[None]:
    try:
        yield
    except BlockingIOError as error:
        raise ServedError from error


@contextmanager
def _alone_in(url: str, hall_id: str) -> Iterator[None]:
    engine = open_writer(url)
    try:
        with engine.begin() as connection:
            got = text("SELECT pg_try_advisory_xact_lock(:kind, :which)")
            if not connection.execute(got, mark_of(hall_id)).scalar_one():
                raise ServedError
            yield
    finally:
        engine.dispose()


def _file(url: str, hall_id: str) -> Path | None:
    database = sqlite_file(url)
    return database and database.with_name(f".{database.name}.{hall_id}.serving")
