"""The catalogue that the platform offers, read from the item files and told apart by an ETag."""

import hashlib
import logging
import threading
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.catalogue import Catalogue, CatalogueError, read_catalogue

log = logging.getLogger(__name__)

_Marks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Edition:
    """One state of the files: the catalogue, its JSON, and the ETag of that JSON."""

    catalogue: Catalogue
    json: bytes
    etag: str


class Shelf:
    """Serves the newest edition; files that are edited while the sandbox runs make a new one. Safe from any thread."""

    def __init__(self, folder: Path) -> None:
        """Raises CatalogueError where a file is wrong."""
        self._folder = folder
        self._lock = threading.Lock()
        self._marks = self._look()
        self._edition = self._read()

    def edition(self) -> Edition:
        """The newest edition that could be read: while a file is wrong, the one before it stays."""
        with self._lock:
            marks = self._look()
            if marks != self._marks:
                self._marks = marks
                self._reread()
            return self._edition

    def _reread(self) -> None:
        try:
            self._edition = self._read()
        except CatalogueError as error:
            log.warning("the catalogue stays at %s: %s", self._edition.catalogue.version, error)

    def _look(self) -> _Marks:
        stats = [(path.name, path.stat()) for path in sorted(self._folder.glob("*.toml"))]
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)

    def _read(self) -> Edition:
        items = read_catalogue(self._folder).items
        digest = hashlib.sha256(msgspec.json.encode(items)).hexdigest()
        catalogue = Catalogue(version=digest[:12], items=items)
        return Edition(catalogue, msgspec.json.encode(catalogue), f'"{digest[:32]}"')
