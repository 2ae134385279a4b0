"""Room on the disk that is held back while errands are taken, so that what was taken can always be delivered.

Delivering writes too: who is at it, that it is done, zeros over what is wiped. Knows files, not what stands in them.
"""

import ctypes
import errno
import os
import shutil
import sqlite3
from pathlib import Path

RESERVE_BYTES = 10_000_000
"""The largest page is wiped through the log (its size once more), and the log may hold an errand not yet moved over."""
SLACK_BYTES = 500_000  # beside a content's own size: the records, the tree's inner pages, the log's frame heads
FILE = "outbox.reserve"
KEEP_SIZE = 1  # linux/falloc.h FALLOC_FL_KEEP_SIZE
BLOCK = 512  # bytes: what st_blocks counts in, whatever the file system's own blocks are (stat(2))


class NoRoomError(sqlite3.OperationalError):
    """The disk is too full to take anything more; nothing has changed."""


class Reserve:
    """A file that takes room on the disk without having content: its length stays 0, so that no copy carries it."""

    def __init__(self, folder: Path, size: int = RESERVE_BYTES) -> None:
        self._folder = folder
        self._file = folder / FILE
        self._size = size

    @property
    def stands(self) -> bool:
        """Whether all of it is held back."""
        try:
            return self._file.stat().st_blocks * BLOCK >= self._size
        except OSError:
            return False

    def lay(self) -> bool:
        """Hold the room back, where there is enough; whether it stands now."""
        if self.stands:
            return True
        if free_bytes(self._folder) < self._size:
            return False
        try:
            self._allocate()
        except OSError:
            self.give_up()
        return self.stands

    def give_up(self) -> bool:
        """Let the room go to whoever delivers; False where there was none to give."""
        try:
            held = self._file.stat().st_blocks > 0
            self._file.unlink()
        except OSError:
            return False
        return held

    def has_room(self, content: int, log: int = 0) -> bool:
        """Whether `content` bytes can be written, log and all, and the reserve still stand.

        They are needed twice, in the log and in the file; `log` bytes stand in the log already and not yet in the file.
        """
        return self.lay() and free_bytes(self._folder) >= 2 * content + log + SLACK_BYTES

    def _allocate(self) -> None:
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            if not _allocated(handle, self._size):
                os.posix_fallocate(handle, 0, self._size)
            os.fsync(handle)
        finally:
            os.close(handle)


def free_bytes(folder: Path) -> int:
    """What a program without privileges may still write there. Raises OSError."""
    return shutil.disk_usage(folder).free


def is_full(error: sqlite3.Error) -> bool:
    """No room, as SQLite says it: for its file or log; or for the log's index, which is an I/O error to it."""
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return primary in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def _allocated(handle: int, size: int) -> bool:
    """Blocks without length; False where the file system cannot. Raises OSError where there is no room."""
    libc = ctypes.CDLL(None, use_errno=True)
    done = libc.fallocate(handle, KEEP_SIZE, ctypes.c_longlong(0), ctypes.c_longlong(size))
    if done == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EOPNOTSUPP, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code))
