"""The form of a copy: what stands in its manifest, how it is sealed against damage, and how it is read and checked."""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Annotated
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import msgspec

from drivers.hall_copy.faults import CopyError, CopyFault, full_disk_as_usual
from drivers.hall_copy.room import room_near, work_room
from drivers.hall_store.schema import knows
from drivers.whole_file import OWNERS

FORM = 1
MANIFEST, RECORDS = "manifest.json", "records.db"
NAME_AT = 30
"""Where a zip says what its first file is called."""
SEAL = 64
"""Hexadecimal digits of the SHA-256 of all bytes before: the archive's comment, which is the last thing in a zip."""
MOST_MANIFEST = 1_000_000  # bytes
PIECE = 1 << 20
QUICK = 1  # zlib's level: a quarter of the time of its default, a tenth larger
NOT_A_ZIP = (BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError)
"""What the zip's reader raises of a file that was sealed in order, and is none of ours after all."""
COUNT = 'SELECT count(*), count(nullif(hall, ?)) FROM "{table}"'
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version' AND name NOT LIKE 'sqlite%'"


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`revision` is the form of the tables (`drivers.hall_store.schema`), `key_print` the fingerprint of the key whose
    hall this is (empty: it had none yet), `database` where it was read from."""

    form: int
    hall: str
    revision: str
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    database: str
    key_print: str
    rows: Mapping[str, int]
    sha256: str

    @property
    def all_rows(self) -> int:
        return sum(self.rows.values())


@dataclass(frozen=True)
class OpenCopy:
    """A copy that was found whole; `records` is its database, to be worked on."""

    manifest: Manifest
    records: Path


def write_copy(file: Path, manifest: Manifest, records: Path) -> None:
    """The whole file, sealed; the manifest is also left beside the records. Raises OSError."""
    told = records.with_name(MANIFEST)
    told.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=QUICK, strict_timestamps=False) as archive:
        archive.write(told, MANIFEST)
        archive.write(records, RECORDS)
        archive.comment = b"0" * SEAL
    with file.open("rb+") as written:
        seal = _sum_before_seal(written)
        written.seek(-SEAL, 2)
        written.write(seal)


def manifest_of(file: Path) -> Manifest:
    """What a file says of itself, once every byte of it was found as it was written; the zip is not asked before: its
    reader raises whatever comes of a damaged one.

    Raises CopyError (NO_COPY, DAMAGED, NEWER), OSError.
    """
    _find_sealed(file)
    try:
        with ZipFile(file) as archive, archive.open(MANIFEST) as packed:
            told = packed.read(MOST_MANIFEST)
            if (form := msgspec.json.decode(told, type=_Form).form) > FORM:
                raise CopyError(CopyFault.NEWER, str(form))
            return msgspec.json.decode(told, type=Manifest)
    except NOT_A_ZIP as error:
        raise CopyError(CopyFault.DAMAGED) from error


class _Form(msgspec.Struct):
    form: int


@contextmanager
def opened(file: Path, room: Path | None = None) -> Iterator[OpenCopy]:
    """A copy that has been read whole and found as it was written; its database lies in a folder in `room` (None:
    near the file) until this ends.

    Raises CopyError (NO_COPY, DAMAGED, NEWER), OSError.
    """
    manifest = manifest_of(file)
    if not knows(manifest.revision):
        raise CopyError(CopyFault.NEWER, manifest.revision)
    with work_room(room or room_near(file)) as folder:
        records = folder / RECORDS
        with full_disk_as_usual(records):
            _take_out(file, manifest, records)
            _look_through(manifest, records)
        yield OpenCopy(manifest, records)


def tables_of(database: sqlite3.Connection) -> list[str]:
    return sorted(row[0] for row in database.execute(TABLES))


def sum_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _find_sealed(file: Path) -> None:
    with file.open("rb") as content:
        content.seek(NAME_AT)
        if content.read(len(MANIFEST)) != MANIFEST.encode():
            raise CopyError(CopyFault.NO_COPY)
        seal = _sum_before_seal(content)
        if content.read() != seal:
            raise CopyError(CopyFault.DAMAGED)


def _sum_before_seal(content: IO[bytes]) -> bytes:
    """Leaves off where the seal begins."""
    left = max(0, content.seek(0, 2) - SEAL)
    content.seek(0)
    found = hashlib.sha256()
    while left and (piece := content.read(min(PIECE, left))):
        found.update(piece)
        left -= len(piece)
    return found.hexdigest().encode()


def _take_out(file: Path, manifest: Manifest, records: Path) -> None:
    found = hashlib.sha256()
    try:
        with ZipFile(file) as archive, archive.open(RECORDS) as packed, _owners(records) as unpacked:
            while piece := packed.read(PIECE):
                found.update(piece)
                unpacked.write(piece)
    except NOT_A_ZIP as error:
        raise CopyError(CopyFault.DAMAGED) from error
    if found.hexdigest() != manifest.sha256:
        raise CopyError(CopyFault.DAMAGED)


def _owners(file: Path) -> IO[bytes]:
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS), "wb")


def _look_through(manifest: Manifest, records: Path) -> None:
    """The database itself: whole, of that form, with so many rows, of that hall alone."""
    try:
        with closing(sqlite3.connect(records)) as database:
            sound = database.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
            sound = sound and database.execute("SELECT version_num FROM alembic_version").fetchall() == [
                (manifest.revision,)
            ]
            if not sound or count_rows(database, manifest.hall) != dict(manifest.rows):
                raise CopyError(CopyFault.DAMAGED)
    except sqlite3.DatabaseError as error:
        raise CopyError(CopyFault.DAMAGED) from error


def count_rows(database: sqlite3.Connection, hall: str) -> dict[str, int]:
    """Of each table; a row of another hall is counted as none, so that the sums do not agree."""
    counted = {}
    for table in tables_of(database):
        found = database.execute(COUNT.format(table=table), (hall,))
        rows, strange = found.fetchone()
        counted[table] = -1 if strange else rows
    return counted
