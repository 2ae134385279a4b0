"""Where a copy is made and taken apart: a folder for its owner alone, which goes whatever happens.

One that a process left behind that was killed goes with the next copy that is made there.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".yitang-copy-"


def room_near(file: Path) -> Path:
    """Beside the file, or where temporary files go if nothing can be written there."""
    folder = file.absolute().parent
    return folder if os.access(folder, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


@contextmanager
def work_room(place: Path) -> Iterator[Path]:
    """A new folder in `place`. Raises OSError."""
    _sweep(place)
    room, handle = _new_room(place)
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
        os.close(handle)


def _new_room(place: Path) -> tuple[Path, int]:
    """With the lock that says, as long as we live, that it was not left behind."""
    while True:
        try:
            room = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
        except OSError as error:  # it names the folder that was tried, which nobody knows
            raise OSError(error.errno, error.strerror, str(place)) from error
        handle = os.open(room, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if room.exists():  # nobody has swept it away in between
            return room, handle
        os.close(handle)


def _sweep(place: Path) -> None:
    for left in place.glob(f"{PREFIX}*"):
        with suppress(OSError):  # somebody works there, or it is not ours
            _remove_if_left(left)


def _remove_if_left(room: Path) -> None:
    handle = os.open(room, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(room)
    finally:
        os.close(handle)
