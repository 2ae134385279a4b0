"""Where errands wait: one SQLite file. Taking is one transaction; a lease says who is delivering, and expires.

No personal data stands in it in clear: the submission, its pages and a refusal's reason are sealed. Knows no
network and no thread: one Store belongs to one thread, several may share the file.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Concatenate, Literal, ParamSpec, TypeVar

from drivers.outbox.packing import pages_of, submission_json
from drivers.outbox.reserve import NoRoomError, Reserve, free_bytes, is_full
from drivers.outbox.schema import alone, first_number, open_file
from drivers.outbox.seal import Seal, read_key
from kiosk.parcel import Parcel

log = logging.getLogger(__name__)

FILE = "outbox.db"
KEY_FILE = "outbox.key"
STEP_PAGES = 256  # of SQLite: a megabyte is given back at a time, so that little room is needed for it

P = ParamSpec("P")
R = TypeVar("R")
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


def _spends_reserve(method: "Callable[Concatenate[Store, P], R]") -> "Callable[Concatenate[Store, P], R]":
    """What delivers may use the room that is held back: tried once more with it where the disk is full."""

    @wraps(method)
    def tried(store: "Store", /, *args: P.args, **options: P.kwargs) -> R:
        try:
            return method(store, *args, **options)
        except sqlite3.OperationalError as error:
            if not (is_full(error) and store.reserve.give_up()):
                raise
            log.warning("the disk is full: the room that was held back is used to deliver")
        return method(store, *args, **options)

    return tried


class Store:
    """The errands of one terminal in one folder. Every method may raise sqlite3.Error; then nothing has changed."""

    def __init__(self, folder: Path, terminal_id: str, now: Callable[[], datetime]) -> None:
        """Raises sqlite3.Error, OSError, SealBrokenError where the folder or its key cannot be used."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._file = folder / FILE
        self._terminal_id = terminal_id
        self._now = now
        self.reserve = Reserve(folder)
        with alone(folder):
            begun_before = (folder / KEY_FILE).exists()
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))  # WAL and index inherit the mode
            self._seal = Seal(read_key(folder / KEY_FILE))
            self._db = self._opened(begun_before)
        self._inode = self._file.stat().st_ino

    @_spends_reserve
    def _opened(self, begun_before: bool) -> sqlite3.Connection:
        return open_file(self._file, begun_before)

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
        BadParcelError, and NoRoomError (a sqlite3.Error) rather than use up the room that delivering needs.
        """
        pages = pages_of(parcel)
        size = sum(len(page) for page in pages.values())
        if not self.has_room(size):
            self._empty_log()
        with self._transaction():
            known = self._db.execute("SELECT local_number FROM errand WHERE key = ?", (parcel.key,)).fetchone()
            if known:
                return str(known[0])
            if not self.has_room(size):
                raise NoRoomError(f"{free_bytes(self._folder) / 1e6:.0f} MB free in {self._folder}")
            return self._insert(parcel, pages)

    def has_room(self, content: int = 0) -> bool:
        """Whether an errand of `content` bytes may be taken: what is delivered later needs room too."""
        return self.reserve.has_room(content, size_of(self._file.with_name(f"{FILE}-wal")))

    def waiting(self) -> int:
        """How many errands are still to be delivered."""
        return int(self._db.execute("SELECT COUNT(*) FROM errand WHERE state = 'waiting'").fetchone()[0])

    @_spends_reserve
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

    @_spends_reserve
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

    @_spends_reserve
    def postpone(self, claim: Claim, owner: str, trouble: str, seconds: float) -> None:
        """Try again in `seconds`."""
        self._db.execute(
            "UPDATE errand SET attempts = attempts + 1, trouble = ?, next_try = ?, lease_owner = '', lease_until = 0"
            " WHERE local_number = ? AND lease_owner = ? AND state = 'waiting'",
            (trouble, self._now().timestamp() + seconds, claim.local_number, owner),
        )

    @_spends_reserve
    def hurry(self) -> None:
        """Everything that waits is due now."""
        self._db.execute("UPDATE errand SET next_try = 0 WHERE state = 'waiting' AND next_try > 0")

    @_spends_reserve
    def release(self, owner: str) -> None:
        """Give back every lease of this owner."""
        self._db.execute("UPDATE errand SET lease_owner = '', lease_until = 0 WHERE lease_owner = ?", (owner,))

    def delivered(self, claim: Claim, acceptance_number: str) -> bool:
        """The platform has it: wipe the content, keep the record. False where this was known already."""
        known = not self._settle(claim, acceptance_number)
        self._wipe_what_can_be()
        return not known

    @_spends_reserve
    def _settle(self, claim: Claim, acceptance_number: str) -> bool:
        changed = self._db.execute(
            "UPDATE errand SET state = 'delivered', acceptance_number = ?, settled_at = ?, sealed = NULL,"
            " trouble = '', lease_owner = '', lease_until = 0 WHERE local_number = ? AND state = 'waiting'",
            (acceptance_number, self._now().isoformat(timespec="seconds"), claim.local_number),
        )
        return changed.rowcount == 1

    @_spends_reserve
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

    def prove(self, local_number: str) -> None:
        """Make sure that the content of this errand, where it is kept, can be read. Raises SealBrokenError."""
        row = self._db.execute("SELECT sealed FROM errand WHERE local_number = ?", (local_number,)).fetchone()
        if row and row[0] is not None:
            self._seal.open(row[0], _place(local_number, "submission"))

    @_spends_reserve
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
        found = self._close(local_number)
        self._wipe_what_can_be()
        return found

    @_spends_reserve
    def _close(self, local_number: str) -> bool:
        changed = self._db.execute(
            "UPDATE errand SET sealed = NULL, settled_at = ?"
            " WHERE local_number = ? AND state = 'refused' AND sealed IS NOT NULL",
            (self._now().isoformat(timespec="seconds"), local_number),
        )
        return changed.rowcount == 1

    @_spends_reserve
    def forget_settled(self, days: int) -> None:
        """Drop the records of errands delivered, or closed by staff, more than `days` ago."""
        before = (self._now() - timedelta(days=days)).date().isoformat()
        self._db.execute(
            "DELETE FROM errand WHERE state != 'waiting' AND sealed IS NULL AND day < ?"
            " AND local_number NOT IN (SELECT local_number FROM page)",
            (before,),
        )

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
        row = self._db.execute(
            "INSERT INTO numbering VALUES (?, ?) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
            (day, first_number(self._db)),
        ).fetchone()
        sequence = int(row[0])
        number = f"{self._terminal_id}-{now:%y%m%d}-{sequence:03}"
        sealed = self._seal.close(submission_json(parcel, number), _place(number, "submission"))
        self._db.execute(
            "INSERT INTO errand (local_number, key, day, sequence, taken_at, sealed) VALUES (?, ?, ?, ?, ?, ?)",
            (number, parcel.key, day, sequence, now.isoformat(timespec="seconds"), sealed),
        )
        rows = ((number, sha256, self._seal.close(page, _place(number, sha256))) for sha256, page in pages.items())
        self._db.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
        return number

    def _wipe_what_can_be(self) -> None:
        """The news must not be lost over it: what cannot be wiped now is wiped in the next round."""
        try:
            self.wipe()
        except sqlite3.Error as error:
            log.warning("what was settled is not wiped yet: %s", error)

    @_spends_reserve
    def wipe(self) -> None:
        """Wipe the pages of what is settled and give their room back.

        Page by page: zeros go through the log as well, and a whole errand of them may be more than the disk has room
        for. Where it stops, it goes on the next time.
        """
        query = (
            "SELECT page.rowid FROM page JOIN errand USING (local_number)"
            " WHERE state != 'waiting' AND errand.sealed IS NULL LIMIT 1"
        )
        while row := self._db.execute(query).fetchone():
            self._db.execute("DELETE FROM page WHERE rowid = ?", row)
            self._empty_log()
        left = self._free_pages()
        while left:
            self._db.executescript(f"PRAGMA incremental_vacuum({STEP_PAGES})")  # `execute` would stop after a page
            self._empty_log()
            before, left = left, self._free_pages()
            if left >= before:
                break

    def _free_pages(self) -> int:
        return int(self._db.execute("PRAGMA freelist_count").fetchone()[0])

    def _empty_log(self) -> None:
        """It still holds the sealed bytes, and room."""
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


def size_of(file: Path) -> int:
    """Its bytes; none where it is not there: the database's log comes and goes. Raises OSError."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _place(local_number: str, part: str) -> str:
    """What a sealed content is bound to: it cannot be opened as another part or another errand."""
    return f"{local_number}/{part}"
