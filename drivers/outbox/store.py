"""Where errands wait: one SQLite file. Taking is one transaction; a lease says who is delivering, and expires.

No personal data stands in it in clear: the submission, its pages and a refusal's reason are sealed. Knows no
network and no thread: one Store belongs to one thread, several may share the file.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from drivers.outbox.packing import pages_of, submission_json
from drivers.outbox.seal import Seal, read_key
from kiosk.parcel import Parcel

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
);
"""
PRAGMAS = (
    "auto_vacuum = INCREMENTAL",  # before the first table: a long outage must not leave a big file for ever
    "journal_mode = WAL",
    "synchronous = FULL",  # committed means durable, also in a power cut
    "secure_delete = ON",  # what is wiped is overwritten with zeros
    "temp_store = MEMORY",
    "foreign_keys = ON",
)
FILE = "outbox.db"
KEY_FILE = "outbox.key"
BUSY_SECONDS = 5.0

State = Literal["waiting", "delivered", "refused"]


@dataclass(frozen=True)
class Claim:
    """One errand that its owner may deliver until the lease ends."""

    local_number: str
    key: str
    attempts: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True)
class Record:
    """What staff may see of an errand: no personal data."""

    kept: bool  # its content is still here
    local_number: str
    taken_at: str
    state: State
    attempts: int
    trouble: str  # why it is not delivered yet, a kiosk.trouble.Trouble
    acceptance_number: str
    settled_at: str


class Store:
    """The errands of one terminal in one folder. Every method may raise sqlite3.Error; then nothing has changed."""

    def __init__(self, folder: Path, terminal_id: str, now: Callable[[], datetime]) -> None:
        """Raises sqlite3.Error, OSError, SealBrokenError where the folder or its key cannot be used."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = folder / FILE
        self._terminal_id = terminal_id
        self._now = now
        with _alone(folder):
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))  # WAL and index inherit the mode
            self._seal = Seal(read_key(folder / KEY_FILE))
            self._db = _connected(self._file)
        self._inode = self._file.stat().st_ino

    def close(self) -> None:
        self._db.close()

    def in_place(self) -> bool:
        """False where the file has been taken away or replaced: what is written now would be lost."""
        try:
            return self._file.stat().st_ino == self._inode
        except OSError:
            return False

    def take(self, parcel: Parcel) -> str:
        """Write the errand, durably, and give its local number; a parcel taken before gives the same number.

        The number is the terminal's id, the day and the sequence of that day: YITANG-01-261123-007. Raises
        BadParcelError.
        """
        pages = pages_of(parcel)
        with self._transaction():
            known = self._db.execute("SELECT local_number FROM errand WHERE key = ?", (parcel.key,)).fetchone()
            return str(known[0]) if known else self._insert(parcel, pages)

    def waiting(self) -> int:
        """How many errands are still to be delivered."""
        return int(self._db.execute("SELECT COUNT(*) FROM errand WHERE state = 'waiting'").fetchone()[0])

    def claim(self, owner: str, lease_seconds: float, longest_wait: float) -> Claim | None:
        """The next errand that is due and leased to nobody, the freshest first: its visitor may still be here.

        Times further ahead than a lease or a wait can be come from a clock that was set back: they count as past.
        """
        now = self._now().timestamp()
        with self._transaction():
            row = self._db.execute(
                "UPDATE errand SET lease_owner = :owner, lease_until = :now + :lease WHERE local_number ="
                " (SELECT local_number FROM errand WHERE state = 'waiting'"
                "  AND NOT (next_try > :now AND next_try <= :now + :wait)"
                "  AND NOT (lease_until > :now AND lease_until <= :now + :lease)"
                "  ORDER BY attempts, rowid LIMIT 1)"
                " RETURNING local_number, key, attempts, sealed",
                {"owner": owner, "now": now, "lease": lease_seconds, "wait": longest_wait},
            ).fetchone()
        return Claim(*row) if row else None

    def renew(self, claim: Claim, owner: str, lease_seconds: float) -> bool:
        """Keep the lease; False where it has gone to somebody else meanwhile."""
        until = self._now().timestamp() + lease_seconds
        changed = self._db.execute(
            "UPDATE errand SET lease_until = ? WHERE local_number = ? AND lease_owner = ? AND state = 'waiting'",
            (until, claim.local_number, owner),
        )
        return changed.rowcount == 1

    def seconds_to_next(self, longest: float) -> float | None:
        """How long until an errand may be due, at most `longest`; None where none waits."""
        query = "SELECT MIN(MAX(next_try, lease_until)) FROM errand WHERE state = 'waiting'"
        due = self._db.execute(query).fetchone()[0]
        return None if due is None else min(max(due - self._now().timestamp(), 0.0), longest)

    def submission(self, claim: Claim) -> bytes:
        """The contract's Submission as JSON. Raises SealBrokenError."""
        return self._seal.open(claim.sealed, _place(claim.local_number, "submission"))

    def page(self, claim: Claim, sha256: str) -> bytes | None:
        """One page, or None where the errand has no such page. Raises SealBrokenError."""
        query = "SELECT sealed FROM page WHERE local_number = ? AND sha256 = ?"
        row = self._db.execute(query, (claim.local_number, sha256)).fetchone()
        return self._seal.open(row[0], _place(claim.local_number, sha256)) if row else None

    def postpone(self, claim: Claim, owner: str, trouble: str, seconds: float) -> None:
        """Try again in `seconds`."""
        self._db.execute(
            "UPDATE errand SET attempts = attempts + 1, trouble = ?, next_try = ?, lease_owner = '', lease_until = 0"
            " WHERE local_number = ? AND lease_owner = ? AND state = 'waiting'",
            (trouble, self._now().timestamp() + seconds, claim.local_number, owner),
        )

    def hurry(self) -> None:
        """Everything that waits is due now."""
        self._db.execute("UPDATE errand SET next_try = 0 WHERE state = 'waiting' AND next_try > 0")

    def release(self, owner: str) -> None:
        """Give back every lease of this owner."""
        self._db.execute("UPDATE errand SET lease_owner = '', lease_until = 0 WHERE lease_owner = ?", (owner,))

    def delivered(self, claim: Claim, acceptance_number: str) -> bool:
        """The platform has it: wipe the content, keep the record. False where this was known already."""
        with self._transaction():
            changed = self._db.execute(
                "UPDATE errand SET state = 'delivered', acceptance_number = ?, settled_at = ?, sealed = NULL,"
                " trouble = '', lease_owner = '', lease_until = 0 WHERE local_number = ? AND state = 'waiting'",
                (acceptance_number, self._now().isoformat(timespec="seconds"), claim.local_number),
            )
            self._db.execute("DELETE FROM page WHERE local_number = ?", (claim.local_number,))
        self._shrink()
        return changed.rowcount == 1

    def refused(self, claim: Claim, trouble: str, reason: str) -> bool:
        """The platform has said no for good: everything is kept, sealed, for staff. False where known already."""
        sealed = self._seal.close(reason.encode(), _place(claim.local_number, "reason"))
        changed = self._db.execute(
            "UPDATE errand SET state = 'refused', trouble = ?, reason = ?, settled_at = ?, lease_owner = '',"
            " lease_until = 0 WHERE local_number = ? AND state = 'waiting'",
            (trouble, sealed, self._now().isoformat(timespec="seconds"), claim.local_number),
        )
        return changed.rowcount == 1

    def reason(self, local_number: str) -> str | None:
        """Why the platform has refused it, in its own words, which may name a person. None where it did not."""
        query = "SELECT reason FROM errand WHERE local_number = ? AND state = 'refused'"
        row = self._db.execute(query, (local_number,)).fetchone()
        return self._seal.open(row[0], _place(local_number, "reason")).decode() if row else None

    def resend(self, local_number: str) -> bool:
        """Deliver a refused errand once more; False where there is none whose content is still here."""
        changed = self._db.execute(
            "UPDATE errand SET state = 'waiting', attempts = 0, next_try = 0, trouble = '', reason = NULL,"
            " settled_at = '' WHERE local_number = ? AND state = 'refused' AND sealed IS NOT NULL",
            (local_number,),
        )
        return changed.rowcount == 1

    def close_refused(self, local_number: str) -> bool:
        """Wipe a refused errand that was settled in another way; the record stays. False where there is none."""
        with self._transaction():
            changed = self._db.execute(
                "UPDATE errand SET sealed = NULL, settled_at = ?"
                " WHERE local_number = ? AND state = 'refused' AND sealed IS NOT NULL",
                (self._now().isoformat(timespec="seconds"), local_number),
            )
            if changed.rowcount:
                self._db.execute("DELETE FROM page WHERE local_number = ?", (local_number,))
        self._shrink()
        return changed.rowcount == 1

    def forget_settled(self, days: int) -> None:
        """Drop the records of errands delivered, or closed by staff, more than `days` ago."""
        before = (self._now() - timedelta(days=days)).date().isoformat()
        self._db.execute("DELETE FROM errand WHERE state != 'waiting' AND sealed IS NULL AND day < ?", (before,))

    def records(self) -> list[Record]:
        """Every errand, oldest first."""
        query = (
            "SELECT sealed IS NOT NULL, local_number, taken_at, state, attempts, trouble, acceptance_number, settled_at"
            " FROM errand ORDER BY rowid"
        )
        return [Record(bool(kept), *values) for kept, *values in self._db.execute(query)]

    def _insert(self, parcel: Parcel, pages: dict[str, bytes]) -> str:
        now = self._now()
        day = now.date().isoformat()
        query = "SELECT COALESCE(MAX(sequence), 0) + 1 FROM errand WHERE day = ?"
        sequence = int(self._db.execute(query, (day,)).fetchone()[0])
        number = f"{self._terminal_id}-{now:%y%m%d}-{sequence:03}"
        sealed = self._seal.close(submission_json(parcel, number), _place(number, "submission"))
        self._db.execute(
            "INSERT INTO errand (local_number, key, day, sequence, taken_at, sealed) VALUES (?, ?, ?, ?, ?, ?)",
            (number, parcel.key, day, sequence, now.isoformat(timespec="seconds"), sealed),
        )
        rows = ((number, sha256, self._seal.close(page, _place(number, sha256))) for sha256, page in pages.items())
        self._db.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
        return number

    def _shrink(self) -> None:
        """Give the space back, and empty the log, which still holds the sealed bytes."""
        self._db.executescript("PRAGMA incremental_vacuum")  # `execute` would stop after the first page
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise


def _connected(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.executescript(SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time, threads and processes: SQLite does not wait for a lock while it switches a new file to WAL."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _place(local_number: str, part: str) -> str:
    """What a sealed content is bound to: it cannot be opened as another part or another errand."""
    return f"{local_number}/{part}"
