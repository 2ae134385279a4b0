"""A store that is kept open: opened when it is first needed, and again after trouble. For one thread."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from drivers.outbox.schema import alone
from drivers.outbox.seal import SealBrokenError
from drivers.outbox.store import FILE, Store
from drivers.sqlite_file import is_damaged, set_aside

log = logging.getLogger(__name__)

STORE_TROUBLES = (sqlite3.Error, OSError, SealBrokenError)
"""What a disk that is full, missing, read-only or damaged raises."""

Done = TypeVar("Done")


class TakenAwayError(OSError):
    """The file went away while it was used."""


class OpenStore:
    """Keeps one thread's store. A disk that is mended or a folder that is put back is usable again at once."""

    def __init__(self, opening: Callable[[], Store]) -> None:
        self._opening = opening
        self._store: Store | None = None

    def do(self, work: Callable[[Store], Done]) -> Done:
        """What `work` gives for the store; where the file is taken away in its midst, once more on a new one.

        Raises STORE_TROUBLES, also those of `work`, after which the store is opened anew.
        """
        try:
            return self._do_once(work)
        except TakenAwayError:
            return self._do_once(work)

    def _do_once(self, work: Callable[[Store], Done]) -> Done:
        try:
            return work(self._opened())
        except STORE_TROUBLES as error:
            taken_away = self._store is not None and not self._store.in_place()
            self.close()
            if taken_away:
                raise TakenAwayError("the outbox was taken away in the midst of its use") from error
            raise

    def _opened(self) -> Store:
        if self._store is not None and not self._store.in_place():
            self.close()
        if self._store is None:
            self._store = self._opening()
        return self._store

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
