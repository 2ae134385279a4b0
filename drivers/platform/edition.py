"""The last good catalogue on disk, so that a start without network offers what the platform offered last."""

import logging
from pathlib import Path

import msgspec

from drivers.platform.client import Edition, checked_catalogue

log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True):
    etag: str
    catalogue: msgspec.Raw


def read_edition(path: Path) -> Edition | None:
    """What was kept last, or None where there is nothing that can be used."""
    if not path.exists():
        return None
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        return Edition(checked_catalogue(bytes(kept.catalogue)), kept.etag)
    except (OSError, ValueError) as error:
        log.warning("the catalogue kept on disk cannot be used: %s", error)
        return None


def keep_edition(path: Path, edition: Edition) -> None:
    """Replace what was kept; a disk that does not take it is logged, and costs no more than a download."""
    kept = _Kept(edition.etag, msgspec.Raw(msgspec.json.encode(edition.catalogue)))
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(kept))
        part.replace(path)
    except OSError as error:
        log.warning("the catalogue could not be kept on disk: %s", error)
