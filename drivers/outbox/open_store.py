"""A store that is kept open: opened when it is first needed, and again after trouble. For one thread."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drivers.outbox.seal import SealBrokenError
from drivers.outbox.store import Store

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
