"""Makes a copy of one hall's records while the hall works: as they are at one moment, whole, and read again."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from drivers.hall_copy.faults import CopyError, CopyFault, full_disk_as_usual
from drivers.hall_copy.form import FORM, RECORDS, Manifest, count_rows, manifest_of, opened, sum_of, write_copy
from drivers.hall_copy.room import work_room
from drivers.hall_copy.rows import put_rows, rows_of, tables_in
from drivers.hall_store import migrate
from drivers.hall_store.engines import open_snapshot, sqlite_file
from drivers.hall_store.founding import NoHallError
from drivers.hall_store.schema import AnotherFormError, Standing, revision_of, standing
from drivers.whole_file import OWNERS, sync, sync_folder

FRESH = "copy.part"
LOOK_UP = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


@dataclass(frozen=True)
class Copied:
    """`size` of the file, in bytes."""

    manifest: Manifest
    size: int


def make_copy(url: str, hall: str, file: Path, now: datetime) -> Copied:
    """A file of that name is replaced where it is an earlier copy of this hall; it is there whole and checked, or as it
    was before.

    Raises CopyError (SOURCE_DAMAGED; NO_COPY, DAMAGED, OTHER_HALL: of the file that is there), NoHallError,
    AnotherFormError (newer), SQLAlchemyError, OSError.
    """
    _make_sure(file, hall)
    if (kept := sqlite_file(url)) is not None and not kept.exists():
        raise NoHallError
    with work_room(file.absolute().parent) as room:
        records, fresh = room / RECORDS, room / FRESH
        with full_disk_as_usual(file):
            manifest = _take(url, hall, records, now)
        write_copy(fresh, manifest, records)
        records.unlink()
        with opened(fresh, room):  # read again, as it will be when it is needed
            pass
        fresh.chmod(OWNERS)
        sync(fresh)
        fresh.replace(file)
    sync_folder(file.absolute().parent)
    return Copied(manifest, file.stat().st_size)


def _make_sure(file: Path, hall: str) -> None:
    """What is there under this name is lost: it must be a copy, and of this hall."""
    if file.exists() and (of := manifest_of(file).hall) != hall:
        raise CopyError(CopyFault.OTHER_HALL, of, hall)


def _take(url: str, hall: str, records: Path, now: datetime) -> Manifest:
    engine = open_snapshot(url)
    try:
        with engine.begin() as source:
            revision = _form_of(source, hall)
            _find_sound(source)
            _fill(source, hall, records, revision)
    finally:
        engine.dispose()
    with closing(sqlite3.connect(records)) as database:
        counts, key_print = count_rows(database, hall), _key_print(database)
    kind = source.dialect.name
    return Manifest(
        form=FORM, hall=hall, revision=revision, made_at=now, database=kind, key_print=key_print, rows=counts,
        sha256=sum_of(records),
    )  # fmt: skip


def _form_of(source: Connection, hall: str) -> str:
    """Also an earlier edition's, for who copies before the first start of a new one."""
    form, revision = standing(source), revision_of(source)
    if revision is None:
        raise NoHallError
    if form is Standing.NEWER:
        raise AnotherFormError(newer=True)
    halls = tuple(source.execute(text("SELECT hall FROM hall ORDER BY hall")).scalars())
    if hall not in halls:
        raise NoHallError(halls)
    return revision


def _find_sound(source: Connection) -> None:
    """What an index of a damaged file does not lead to any more would be missing in the copy without a word.
    PostgreSQL looks at its pages by itself (data checksums)."""
    if source.dialect.name == "sqlite" and source.execute(text("PRAGMA integrity_check(1)")).scalar_one() != "ok":
        raise CopyError(CopyFault.SOURCE_DAMAGED)


def _fill(source: Connection, hall: str, records: Path, revision: str) -> None:
    """A database of the source's form with this hall's rows alone.

    Its indices are made at the end: they are quicker made of many rows than kept with each.
    """
    migrate(f"sqlite:///{records}", revision)
    engine = _quick(records)
    tables = tables_in(engine)
    with engine.begin() as copy:
        indices = copy.execute(text(LOOK_UP)).all()
        for name, _ in indices:
            copy.exec_driver_sql(f'DROP INDEX "{name}"')
        for table in tables:
            put_rows(copy, table, rows_of(source, table, hall))
        for _, made_by in indices:
            copy.exec_driver_sql(made_by)
    engine.dispose()


def _quick(records: Path) -> Engine:
    """Nothing of it is needed after a failure: neither a log nor the disk's word for each page."""
    records.chmod(OWNERS)
    engine = create_engine(f"sqlite:///{records}", poolclass=NullPool, hide_parameters=True)

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = OFF").close()
        connection.execute("PRAGMA synchronous = OFF").close()

    event.listen(engine, "connect", prepare)
    return engine


def _key_print(database: sqlite3.Connection) -> str:
    """Earlier editions noted none."""
    if "key_print" not in {row[1] for row in database.execute("PRAGMA table_info(hall)")}:
        return ""
    return str(database.execute("SELECT key_print FROM hall").fetchone()[0])
