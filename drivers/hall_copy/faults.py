"""Why a copy cannot be made or put back."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from drivers.hall_store.failure import FAULTS, trouble_of
from kiosk.hall.trouble import StoreTrouble


class CopyFault(Enum):
    """What is the matter; the composition root has the words."""

    NO_COPY = "no_copy"  # no file of ours: something else, or its beginning is gone
    DAMAGED = "damaged"  # it was one, and a byte of it is not as it was written
    SOURCE_DAMAGED = "source_damaged"  # the hall's database itself
    NEWER = "newer"  # made by a newer edition of this program
    OTHER_HALL = "other_hall"
    OTHER_KEY = "other_key"
    NOT_EMPTY = "not_empty"  # there are records of this hall already
    SERVED = "served"  # the hall is running


class CopyError(Exception):
    """`found` and `wanted` are what was compared, as far as there is something to tell."""

    def __init__(self, fault: CopyFault, found: str = "", wanted: str = "") -> None:
        super().__init__(f"{fault.value} {found}".strip())
        self.fault = fault
        self.found = found
        self.wanted = wanted


@contextmanager
def full_disk_as_usual(place: Path | str) -> Iterator[None]:
    """SQLite's own word for a full disk becomes the system's, which everybody knows how to tell. Raises OSError."""
    try:
        yield
    except FAULTS as error:
        if trouble_of(error) is StoreTrouble.FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place)) from error
        raise
