"""What is done with a SQLite file that is damaged: told from one that cannot be used just now, and put beside.

Nothing is ever deleted here: a disk that stutters is no reason to lose what may still be read from the file.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
"""All else (full, busy, read-only, an I/O error) may be over in a moment."""
PARTS = ("", "-wal", "-shm")
ASIDE = "damaged"


def is_damage(error: BaseException) -> bool:
    """Whether this error says that the file itself is damaged."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE


def is_damaged(file: Path, check: str = "quick_check") -> bool:
    """Look through the whole file; with "integrity_check" also whether each index leads to every row, which takes
    several times as long. Raises sqlite3.Error, OSError where it cannot be read."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)) as database:
            return database.execute(f"PRAGMA {check}(1)").fetchall() != [("ok",)]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise


def set_aside(file: Path, now: datetime) -> Path:
    """Rename the file, with its log, to `NAME-damaged-TIME.db`; where it is now. Raises OSError."""
    stem = f"{file.stem}-{ASIDE}-{now:%Y%m%d-%H%M%S}"
    taken = len(list(file.parent.glob(f"{stem}*{file.suffix}")))
    aside = file.with_name(f"{stem}{f'-{taken + 1}' if taken else ''}{file.suffix}")
    for part in PARTS[1:]:
        with suppress(FileNotFoundError):
            file.with_name(file.name + part).rename(aside.with_name(aside.name + part))
    file.rename(aside)
    return aside


def asides(file: Path) -> list[Path]:
    """The damaged files that were put beside this one, oldest first."""
    return sorted(file.parent.glob(f"{file.stem}-{ASIDE}-*{file.suffix}"))
