"""A store that is kept open: opened when it is first needed, and again after trouble. For one thread."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from drivers.outbox.schema import alone
from drivers.outbox.seal import SealBrokenError
from drivers.outbox.store import FILE, Store
from drivers.sqlite_file import is_damaged, set_aside

log = logging.getLogger(__name__)

STORE_TROUBLES = (sqlite3.Error, OSError, SealBrokenError)
"""What a disk that is full, missing, read-only or damaged raises."""


class OpenStore:
    """Keeps one thread's store. A disk that is mended or a folder that is put back is usable again at once."""

    def __init__(self, opening: Callable[[], Store]) -> None:
        self._opening = opening
        self._store: Store | None = None

    @contextmanager
    def use(self) -> Iterator[Store]:
        """The store. Raises STORE_TROUBLES, also those of the body, after which it is opened anew."""
        try:
            if self._store is not None and not self._store.in_place():
                self.close()
            if self._store is None:
                self._store = self._opening()
            yield self._store
        except STORE_TROUBLES:
            self.close()
            raise

    def close(self) -> None:
        if self._store is not None:
            store, self._store = self._store, None
            store.close()


def begin_anew_if_damaged(folder: Path, now: datetime) -> bool:
    """Put a damaged outbox beside, so that errands can be taken again; True where it was. Raises STORE_TROUBLES.

    Looked at again behind the lock: another thread or process may have done it meanwhile.
    """
    file = folder / FILE
    if not file.exists():
        return False
    with alone(folder):
        if not is_damaged(file):
            return False
        aside = set_aside(file, now)
    log.error("the outbox is damaged and was put aside as %s; a new one is begun: tell the technician", aside)
    return True
