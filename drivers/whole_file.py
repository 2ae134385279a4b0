"""Files that are there whole or not at all, for their owner alone: keys, copies, databases. Knows no content."""

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)
OWNERS = 0o600
OTHERS = 0o077


def make_once(path: Path, content: bytes) -> None:
    """Durable when this returns. One that is there already, perhaps made by another process just now, stays.

    Raises OSError; then there is none.
    """
    part = _part_of(path)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS), "wb") as file:
            file.write(content)
            _flush(file)
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A new path beside `path` to write to, which takes its place at the end, durably; after an error there is none.

    Raises OSError.
    """
    part = _part_of(path)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS))
        yield part
        sync(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)


def keep_private(path: Path) -> None:
    """Take from others what they may do with this file, where it is there, and say so."""
    try:
        mode = path.stat().st_mode & 0o777
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
            log.warning("%s could be read by others (mode %o): it is its owner's alone now", path, mode)
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("%s can be read by others, and that cannot be changed: %s", path, error.strerror)


def sync(path: Path) -> None:
    """What was written to it is on the disk when this returns. Raises OSError."""
    with path.open("rb+") as file:
        _flush(file)


def sync_folder(folder: Path) -> None:
    """A new name in it is as durable as the file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _flush(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
