"""The terminal's own numbers for the time without a hall, durable in a small SQLite file. Holds nobody's identity.

One number is given once, whatever happens: it is written before it is told. What has been given is kept until the
hall has said of each that it has it. How far a range has gone is kept beyond its day: a clock may come back to it.
"""

import secrets
import sqlite3
import threading
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from drivers.sqlite_file import asides
from kiosk.queue import Theme, Ticket

PASSING = frozenset({"outside_hours", "numbers_out", "past_closing"})
"""Reasons of the hall (`kiosk.hall.refusal.Reason`) that pass by themselves."""
TABLES = """
CREATE TABLE IF NOT EXISTS island (day TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS number_range (day TEXT, theme TEXT, first INTEGER, last INTEGER, next INTEGER,
                                         turn INTEGER PRIMARY KEY AUTOINCREMENT, UNIQUE (day, theme, first));
CREATE TABLE IF NOT EXISTS given (turn INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
                                  content BLOB NOT NULL, ticket BLOB NOT NULL, handed_in INTEGER NOT NULL DEFAULT 0);
"""
RANGES_KEPT = 2000
"""A hall of ten themes makes 20 in a day with much trouble: some hundred days, whatever any clock says."""


@dataclass(frozen=True)
class ThemeOnIsland:
    theme: Theme
    windows: str
    first: int
    last: int
    windows_en: str = ""


@dataclass(frozen=True)
class Reserve:
    """What the hall has kept for this terminal (`POST /v1/island/ranges`)."""

    day: date
    closes_at: datetime | None
    hall_name: str
    time_zone: str
    follow: str
    themes: tuple[ThemeOnIsland, ...]
    opens_at: datetime | None = None  # numbers are given from then on
    mark: str = ""  # the hall's newest happening when it kept them

    def is_of(self, now: datetime) -> bool:
        return now.astimezone(ZoneInfo(self.time_zone)).date() == self.day


@dataclass(frozen=True)
class HeldRange:
    """A range that we have got of the hall, as it is named when the next is asked for."""

    day: date
    theme: str
    first: int
    last: int


@dataclass(frozen=True)
class GivenNumber:
    """As it is handed in (`POST /v1/island/tickets`)."""

    number: str
    theme: str
    day: date
    issued_at: datetime
    key: str
    code: str
    priority: str | None = None


class HallIsland:
    """Safe from any thread. Raises OSError or sqlite3.Error where the file cannot be used."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {TABLES}")
        earlier = "SELECT 1 FROM sqlite_master WHERE name = 'next_number'"  # of earlier releases: counted elsewhere
        self._replaces = bool(asides(file) or self._db.execute(earlier).fetchone())
        row = self._db.execute("SELECT content FROM island").fetchone()
        self._reserve = msgspec.json.decode(row[0], type=Reserve) if row else None

    def close(self) -> None:
        self._db.close()

    def keep(self, reserve: Reserve) -> None:
        """Take what the hall keeps for us; a range that we have already goes on where we stopped.

        The first ranges after a file that is lost count as used up: nobody knows how far they had gone.
        """
        day = reserve.day.isoformat()
        with self._transaction():
            self._db.execute("DELETE FROM island")
            self._db.execute("INSERT INTO island VALUES (?, ?)", (day, msgspec.json.encode(reserve)))
            self._db.execute("DELETE FROM given WHERE handed_in AND content ->> 'day' <> ?", (day,))
            doubtful = self._replaces and not self._db.execute("SELECT 1 FROM number_range").fetchone()
            self._db.executemany(
                "INSERT OR IGNORE INTO number_range (day, theme, first, last, next) VALUES (?, ?, ?, ?, ?)",
                [(day, r.theme.code, r.first, r.last, r.last + 1 if doubtful else r.first) for r in reserve.themes],
            )
            self._db.execute(
                "DELETE FROM number_range WHERE turn <= (SELECT MAX(turn) FROM number_range) - ?", (RANGES_KEPT,)
            )
        self._reserve = reserve

    def mark(self) -> str:
        """Which happening of the hall we have last heard of; empty where none."""
        return self._reserve.mark if self._reserve else ""

    def held(self) -> list[HeldRange]:
        """Every range of the reserve's day, in the order we got them."""
        if self._reserve is None:
            return []
        day = self._reserve.day
        query = "SELECT theme, first, last FROM number_range WHERE day = ? ORDER BY turn"
        return [HeldRange(day, *row) for row in self._db.execute(query, (day.isoformat(),))]

    def hand_in_again(self) -> None:
        """The hall has forgotten what it had: its database was restored from a copy."""
        with self._transaction():
            self._db.execute("UPDATE given SET handed_in = 0")

    def used_up(self) -> list[str]:
        """Themes whose range has no number left."""
        return [one.theme.code for one in self._reserve.themes if self._left(one) <= 0] if self._reserve else []

    def _left(self, one: ThemeOnIsland) -> int:
        row = self._db.execute(
            "SELECT last + 1 - next FROM number_range WHERE day = ? AND theme = ? AND first = ?",
            self._range(one),
        ).fetchone()
        return int(row[0]) if row else 0

    def _range(self, one: ThemeOnIsland) -> tuple[str, str, int]:
        assert self._reserve is not None  # noqa: S101  whoever asks has a theme of it
        return self._reserve.day.isoformat(), one.theme.code, one.first

    def is_ready(self, now: datetime) -> bool:
        """There are numbers for today, and of every theme one is left."""
        return self._reserve is not None and self._reserve.is_of(now) and not self.used_up()

    def is_for(self, now: datetime) -> bool:
        """Numbers may be given by ourselves at this moment."""
        reserve = self._reserve
        if reserve is None or not reserve.is_of(now) or reserve.closes_at is None:
            return False
        return now < reserve.closes_at and (reserve.opens_at is None or now >= reserve.opens_at)

    def themes(self, now: datetime) -> tuple[Theme, ...]:
        """Empty where we may give no numbers. How many wait, nobody knows here."""
        if self._reserve is None or not self.is_for(now):
            return ()
        gone = set(self.used_up())
        return tuple(
            replace(
                one.theme,
                open=_gives(one.theme) and one.theme.code not in gone,
                closed_reason="" if _gives(one.theme) else one.theme.closed_reason,
                closed_reason_en="" if _gives(one.theme) else one.theme.closed_reason_en,
                waiting=None,
                wait_minutes=(0, 0),
                no_window=False,
                books=False,
            )
            for one in self._reserve.themes
        )

    def known(self, key: str) -> Ticket | None:
        """The number that this key has got from us."""
        row = self._db.execute("SELECT ticket FROM given WHERE key = ?", (key,)).fetchone()
        return msgspec.json.decode(row[0], type=Ticket) if row else None

    def give(self, key: str, theme: str, priority: str | None, now: datetime) -> Ticket | None:
        """The next of our numbers, on disk before it is told; None where we have none to give."""
        found = next((one for one in self._reserve.themes if one.theme.code == theme), None) if self._reserve else None
        if self._reserve is None or found is None or not _gives(found.theme) or not self.is_for(now):
            return None
        with self._transaction():
            row = self._db.execute(
                "UPDATE number_range SET next = next + 1"
                " WHERE day = ? AND theme = ? AND first = ? AND next <= last RETURNING next",
                self._range(found),
            ).fetchone()
            if row is None:
                return None
            number, code = f"{theme}{row[0] - 1:03d}", secrets.token_urlsafe(9)
            given = GivenNumber(number, theme, self._reserve.day, now, key, code, priority)
            ticket = self._paper(self._reserve, found, given)
            self._db.execute(
                "INSERT INTO given (key, content, ticket) VALUES (?, ?, ?)",
                (key, msgspec.json.encode(given).decode(), msgspec.json.encode(ticket)),
            )
        return ticket

    def to_hand_in(self, most: int = 100) -> list[GivenNumber]:
        """What the hall has not got yet, in the order it was given."""
        rows = self._db.execute("SELECT content FROM given WHERE NOT handed_in ORDER BY turn LIMIT ?", (most,))
        return [msgspec.json.decode(row[0], type=GivenNumber) for row in rows]

    def handed_in(self, numbers: list[GivenNumber], mark: str) -> bool:
        """The hall has them; True once that is written down. By its `mark` a hall is told from one that was restored
        from a copy without them, also after a new start: an earlier one would still be known there."""
        reserve = replace(self._reserve, mark=mark) if self._reserve and mark else self._reserve
        with self._transaction():
            self._db.executemany("UPDATE given SET handed_in = 1 WHERE key = ?", [(one.key,) for one in numbers])
            self._db.execute("UPDATE island SET content = ?", (msgspec.json.encode(reserve),))
        self._reserve = reserve
        return True

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db, self._lock)

    @staticmethod
    def _paper(reserve: Reserve, found: ThemeOnIsland, given: GivenNumber) -> Ticket:
        return Ticket(
            number=given.number,
            theme=replace(found.theme, waiting=None, wait_minutes=(0, 0)),
            ahead=0,
            wait_minutes=(0, 0),
            issued_at=given.issued_at.astimezone(ZoneInfo(reserve.time_zone)),
            day=given.day,
            hall_name=reserve.hall_name,
            windows=found.windows,
            windows_en=found.windows_en,
            follow_url=reserve.follow and reserve.follow + given.code,
            island=True,
        )


def _gives(theme: Theme) -> bool:
    """What the hall said of its clock and its line was true at that moment; what its staff has closed stays closed."""
    return theme.open or theme.closed_code in PASSING


class _Transaction:
    """BEGIN IMMEDIATE and COMMIT, or ROLLBACK; one at a time, as a connection has room for one alone."""

    def __init__(self, db: sqlite3.Connection, lock: threading.Lock) -> None:
        self._db = db
        self._lock = lock

    def __enter__(self) -> None:
        self._lock.acquire()
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error:
            self._lock.release()
            raise

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            self._db.execute("ROLLBACK" if kind else "COMMIT")
        finally:
            self._lock.release()
