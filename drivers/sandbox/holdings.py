"""What the platform holds: pages as files, errands in SQLite. What it has acknowledged survives a power cut."""

import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from drivers.sandbox.numbering import acceptance_number
from kiosk.catalogue import Catalogue
from kiosk.contract import MaterialRow, Progress, Receipt, Submission
from kiosk.events import Stage

SCHEMA = """
CREATE TABLE IF NOT EXISTS terminal (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS page (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, received_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS errand (
    acceptance_number TEXT PRIMARY KEY,
    terminal INTEGER NOT NULL REFERENCES terminal (number),
    day TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    key TEXT NOT NULL,
    sum TEXT NOT NULL,
    submission BLOB NOT NULL,
    stage TEXT NOT NULL,
    remark TEXT NOT NULL DEFAULT '',
    received_at TEXT NOT NULL,
    UNIQUE (terminal, key),
    UNIQUE (terminal, day, sequence)
);
"""


class KeyReusedError(Exception):
    """The idempotency key has already been used for a different submission."""


class UnknownItemError(Exception):
    """The submission is for an item that is not offered."""


class PagesMissingError(Exception):
    """The submission names pages that were never uploaded; `missing` are their sums, in order."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"{len(missing)} pages missing")
        self.missing = missing


@dataclass(frozen=True)
class HeldPage:
    """`actual` is the sum recomputed from the stored bytes, empty where the file is gone."""

    sha256: str
    actual: str
    size: int


@dataclass(frozen=True)
class HeldErrand:
    """One errand as it is held: no personal data, everything needed to ask whether it arrived whole."""

    acceptance_number: str
    local_number: str
    key: str
    terminal_id: str
    item_code: str
    received_at: str
    stage: str
    materials: list[MaterialRow]
    signature: str
    pages: list[HeldPage]
    intact: bool


class Holdings:
    """The platform's store in one folder. Safe from any thread."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._pages = folder / "pages"
        self._pages.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        for torn in self._pages.glob("*.part"):
            torn.unlink()
        self._now = now
        self._lock = threading.Lock()
        os.close(os.open(folder / "sandbox.db", os.O_RDWR | os.O_CREAT, 0o600))  # its log and index inherit the mode
        self._db = sqlite3.connect(folder / "sandbox.db", check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # acknowledged means durable, also in a power cut
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def keep_page(self, sha256: str, content: bytes) -> None:
        """Keep one page, durably. `sha256` must be the sum of `content`; keeping a page again changes nothing."""
        path = self._pages / sha256
        with self._lock:
            _write_durably(path, content)
            with self._transaction():
                self._db.execute(
                    "INSERT INTO page VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (sha256, len(content), self._now().isoformat()),
                )

    def accept(self, terminal_id: str, key: str, submission: Submission, catalogue: Catalogue) -> Receipt:
        """Accept an errand once, however often it is sent.

        What was accepted stays so, even where its item has left the catalogue since. Raises KeyReusedError,
        UnknownItemError, PagesMissingError.
        """
        body = msgspec.json.encode(submission, order="sorted")
        with self._lock, self._transaction():
            terminal = self._terminal(terminal_id)
            known = self._known(terminal, key, body)
            if known:
                return known
            if catalogue.item(submission.item_code) is None:
                raise UnknownItemError
            missing = [page for page in _pages_of(submission) if not self._has_page(page)]
            if missing:
                raise PagesMissingError(missing)
            return self._insert(terminal, key, body)

    def progress(self, number: str) -> Progress | None:
        """How far an errand is, by the platform's number or the terminal's; None where there is no such errand."""
        row = self._one(
            "SELECT submission, stage, remark, acceptance_number FROM errand"
            " WHERE acceptance_number = ?1 OR json_extract(submission, '$.local_number') = ?1",
            number,
        )
        if row is None:
            return None
        submission = msgspec.json.decode(row[0], type=Submission)
        return Progress(row[3], submission.item_name, row[1], row[2])

    def move(self, number: str, stage: Stage, remark: str) -> bool:
        """Set an errand's stage; False where there is no such errand."""
        with self._lock, self._transaction():
            changed = self._db.execute(
                "UPDATE errand SET stage = ?, remark = ? WHERE acceptance_number = ?", (stage, remark, number)
            )
            return changed.rowcount == 1

    def held(self) -> list[HeldErrand]:
        """Every errand, oldest first, with each page's sum recomputed from the bytes on disk."""
        query = (
            "SELECT acceptance_number, key, id, received_at, stage, submission FROM errand"
            " JOIN terminal ON number = terminal ORDER BY errand.rowid"
        )
        with self._lock:
            rows = self._db.execute(query).fetchall()
        return [self._held(row) for row in rows]

    def _held(self, row: tuple[str, str, str, str, str, bytes]) -> HeldErrand:
        number, key, terminal, at, stage, body = row
        sent = msgspec.json.decode(body, type=Submission)
        pages = [self._held_page(sha256) for sha256 in _pages_of(sent)]
        return HeldErrand(
            acceptance_number=number,
            local_number=sent.local_number,
            key=key,
            terminal_id=terminal,
            item_code=sent.item_code,
            received_at=at,
            stage=stage,
            materials=sent.materials,
            signature=sent.signature,
            pages=pages,
            intact=all(page.actual == page.sha256 for page in pages),
        )

    def _held_page(self, sha256: str) -> HeldPage:
        path = self._pages / sha256
        content = path.read_bytes() if path.exists() else b""
        actual = hashlib.sha256(content).hexdigest() if content else ""
        return HeldPage(sha256, actual, len(content))

    def _terminal(self, terminal_id: str) -> int:
        """The terminal's number, given when it first submits: its three digits of an acceptance number."""
        self._db.execute("INSERT INTO terminal (id) VALUES (?) ON CONFLICT DO NOTHING", (terminal_id,))
        row = self._db.execute("SELECT number FROM terminal WHERE id = ?", (terminal_id,)).fetchone()
        return int(row[0])

    def _known(self, terminal: int, key: str, body: bytes) -> Receipt | None:
        query = "SELECT acceptance_number, received_at, sum FROM errand WHERE terminal = ? AND key = ?"
        row = self._db.execute(query, (terminal, key)).fetchone()
        if row is None:
            return None
        if row[2] != hashlib.sha256(body).hexdigest():
            raise KeyReusedError
        return Receipt(row[0], row[1], known=True)

    def _insert(self, terminal: int, key: str, body: bytes) -> Receipt:
        now = self._now()
        query = "SELECT COALESCE(MAX(sequence), 0) + 1 FROM errand WHERE terminal = ? AND day = ?"
        sequence = int(self._db.execute(query, (terminal, now.date().isoformat())).fetchone()[0])
        receipt = Receipt(acceptance_number(now.date(), terminal, sequence), now.isoformat(timespec="seconds"))
        self._db.execute(
            "INSERT INTO errand (acceptance_number, terminal, day, sequence, key, sum, submission, stage, received_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                receipt.acceptance_number,
                terminal,
                now.date().isoformat(),
                sequence,
                key,
                hashlib.sha256(body).hexdigest(),
                body,
                Stage.RECEIVED,
                receipt.received_at,
            ),
        )
        return receipt

    def _has_page(self, sha256: str) -> bool:
        return self._db.execute("SELECT 1 FROM page WHERE sha256 = ?", (sha256,)).fetchone() is not None

    def _one(self, query: str, value: str) -> tuple[bytes, str, str, str] | None:
        with self._lock:
            row: tuple[bytes, str, str, str] | None = self._db.execute(query, (value,)).fetchone()
        return row

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _pages_of(submission: Submission) -> list[str]:
    """Every page that the submission names, once, the signature's picture last."""
    named: Iterable[str] = [page for material in submission.materials for page in material.pages]
    return list(dict.fromkeys([*named, submission.signature]))


def _write_durably(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whatever happens."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
