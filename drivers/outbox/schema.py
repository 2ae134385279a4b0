"""The outbox's SQLite file: its tables, and how it is opened by one at a time."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drivers.sqlite_file import asides

SCHEMA = """
CREATE TABLE IF NOT EXISTS errand (
    local_number TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'refused')),
    sealed BLOB,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try REAL NOT NULL DEFAULT 0,
    lease_owner TEXT NOT NULL DEFAULT '',
    lease_until REAL NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT '',
    acceptance_number TEXT NOT NULL DEFAULT '',
    reason BLOB,
    settled_at TEXT NOT NULL DEFAULT '',
    UNIQUE (day, sequence)
);
CREATE TABLE IF NOT EXISTS page (
    local_number TEXT NOT NULL REFERENCES errand (local_number),
    sha256 TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (local_number, sha256)
)
"""
PRAGMAS = (
    "auto_vacuum = INCREMENTAL",  # before the first table: a long outage must not leave a big file for ever
    "journal_mode = WAL",
    "synchronous = FULL",  # committed means durable, also in a power cut
    "secure_delete = ON",  # what is wiped is overwritten with zeros
    "temp_store = MEMORY",
    "foreign_keys = ON",
)
NUMBERING = "CREATE TABLE numbering (day TEXT PRIMARY KEY, last INTEGER NOT NULL)"
"""How far each day's numbers have gone. Never emptied: its records may go, and a clock may come back to that day."""
CARRIED = "INSERT INTO numbering SELECT day, MAX(sequence) FROM errand GROUP BY day"
GENERATION = 1000
"""A file that was begun anew counts from here, so that no number of its lost forerunner comes again that day."""
BUSY_SECONDS = 5.0


def open_file(file: Path, begun_before: bool) -> sqlite3.Connection:
    """Connect, with every table there. `begun_before`: there has been an outbox here, so a new file replaces a lost
    one. Raises sqlite3.Error."""
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if not _has(connection, "numbering"):
            _begin(connection, len(asides(file)) + begun_before)
    except BaseException:
        connection.close()
        raise
    return connection


def first_number(connection: sqlite3.Connection) -> int:
    """What a day's first errand is numbered."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0]) * GENERATION + 1


def _begin(connection: sqlite3.Connection, generation: int) -> None:
    """Make the tables, or the one that earlier releases had not."""
    if not _has(connection, "errand"):
        connection.execute(f"PRAGMA user_version = {generation}")
    connection.executescript(f"BEGIN; {SCHEMA}; {NUMBERING}; {CARRIED}; COMMIT")


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One at a time, threads and processes: SQLite does not wait for a lock while it switches a new file to WAL."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
