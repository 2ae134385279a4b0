"""Tells a database that is in trouble from work that is wrong: the first fails everybody, the second only itself."""

import logging
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from kiosk.hall.trouble import StoreTrouble

log = logging.getLogger(__name__)
SQLITE = {
    sqlite3.SQLITE_BUSY: StoreTrouble.LOCKED,
    sqlite3.SQLITE_LOCKED: StoreTrouble.LOCKED,
    sqlite3.SQLITE_FULL: StoreTrouble.FULL,
    sqlite3.SQLITE_READONLY: StoreTrouble.READ_ONLY,
    sqlite3.SQLITE_PERM: StoreTrouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: StoreTrouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: StoreTrouble.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: StoreTrouble.AWAY,
    sqlite3.SQLITE_IOERR: StoreTrouble.AWAY,
}
"""By the primary code, the low byte of the extended one."""
POSTGRES = {
    "53100": StoreTrouble.FULL,
    "25006": StoreTrouble.READ_ONLY,
    "55P03": StoreTrouble.LOCKED,
    "40P01": StoreTrouble.LOCKED,
    "XX001": StoreTrouble.DAMAGED,
    "XX002": StoreTrouble.DAMAGED,
}
FAULTS = (DBAPIError, NoConnectionError, sqlite3.Error, psycopg.Error)
"""The last two come unwrapped where a connection is prepared."""


def trouble_of(error: BaseException) -> StoreTrouble | None:
    """None: the database is well, the work was wrong (or it is no error of a database)."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(cause, psycopg.Error):
        away = StoreTrouble.AWAY if isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) else None
        return POSTGRES.get(cause.sqlstate or "", away)
    return StoreTrouble.AWAY if isinstance(cause, NoConnectionError) else None


class Complaint:
    """Says once that something is wrong, and once that it is over. For one thread, or under its owner's lock."""

    def __init__(self, about: str) -> None:
        self._about = about
        self._said: str | None = None

    def raise_(self, what: str) -> None:
        if what != self._said:
            self._said = what
            log.error("%s: %s", self._about, what)

    def withdraw(self) -> None:
        if self._said is not None:
            self._said = None
            log.info("%s: well again", self._about)
