"""Puts a copy in the place of a hall's records: all of it in one transaction, or nothing.

What was given after the copy is gone with it. So that nobody goes on as if it were not, the hall gets a new generation,
the log says from which moment on it is another one, and the hall's next numbers leave out those that may be in
somebody's hand.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, delete, func, insert, select, text, update
from sqlalchemy.pool import NullPool

from drivers.hall_copy.faults import CopyError, CopyFault, full_disk_as_usual
from drivers.hall_copy.form import Manifest, OpenCopy
from drivers.hall_copy.rows import put_rows, rows_of, tables_in
from drivers.hall_copy.strangers import make_way
from drivers.hall_store import migrate
from drivers.hall_store.engines import name_of, open_writer, sqlite_file
from drivers.hall_store.founding import new_generation
from drivers.hall_store.serving import ServedError, nobody_serves
from drivers.hall_store.tables import hall, happening, metadata
from drivers.sqlite_file import is_damaged, set_aside
from kiosk.hall.happening import Happening, What

Keep = Callable[[], None]


@dataclass(frozen=True)
class Wanted:
    """Where a copy may be put. `key_print` is that of the hall's key, None where that is known to be lost."""

    hall: str
    url: str
    key_print: str | None


def restore(copy: OpenCopy, wanted: Wanted, keep: Keep | None = None) -> bool:
    """Into a database that has today's tables; a copy of earlier ones is brought to today's form. Where there are
    records of this hall, `keep` is called first, while nobody can change them; None: they are not to be replaced.

    Returns whether there were any. Raises CopyError, SQLAlchemyError, OSError, and whatever `keep` raises; then nothing
    was changed.
    """
    suits(copy.manifest, wanted)
    address = f"sqlite:///{copy.records}"
    with full_disk_as_usual(copy.records):
        migrate(address)
    source, target = create_engine(address, poolclass=NullPool), open_writer(wanted.url)
    try:
        with _not_served(wanted), full_disk_as_usual(name_of(wanted.url)), target.begin() as there:
            return _replace(there, source, copy.manifest, keep)
    finally:
        source.dispose()
        target.dispose()


def set_damaged_aside(wanted: Wanted, now: datetime, allowed: bool) -> Path | None:
    """A damaged SQLite file can neither be copied nor written: it is renamed, where that is allowed, so that a new one
    can be begun. Where it is now; None where it is sound, or there is none.

    Raises CopyError (NOT_EMPTY: not allowed, SERVED), OSError.
    """
    file = sqlite_file(wanted.url)
    if file is None or not is_damaged(file, "integrity_check"):
        return None
    if not allowed:
        raise CopyError(CopyFault.NOT_EMPTY)
    with _not_served(wanted):
        return set_aside(file, now)


@contextmanager
def _not_served(wanted: Wanted) -> Iterator[None]:
    try:
        with nobody_serves(wanted.url, wanted.hall):
            yield
    except ServedError as error:
        raise CopyError(CopyFault.SERVED) from error


def suits(manifest: Manifest, wanted: Wanted) -> None:
    """Raises CopyError where a copy may not be put there."""
    if manifest.hall != wanted.hall:
        raise CopyError(CopyFault.OTHER_HALL, manifest.hall, wanted.hall)
    if manifest.key_print and wanted.key_print is not None and manifest.key_print != wanted.key_print:
        raise CopyError(CopyFault.OTHER_KEY, manifest.key_print, wanted.key_print)


def _replace(there: Connection, source: Engine, manifest: Manifest, keep: Keep | None) -> bool:
    of = manifest.hall
    there.execute(select(hall.c.hall).where(hall.c.hall == of).with_for_update())  # from now on nobody writes
    filled = has_records(there, of)
    if filled and keep is None:
        raise CopyError(CopyFault.NOT_EMPTY)
    if filled and keep is not None:
        keep()
    for table in metadata.sorted_tables:
        there.execute(delete(table).where(table.c.hall == of))
    with source.begin() as kept:
        make_way(kept, there)
        for table in tables_in(source):
            put_rows(there, table, rows_of(kept, table, of))
    _count_on(there)
    _begin_anew(there, manifest)
    return filled


def has_records(connection: Connection, of: str) -> bool:
    """Anything but the hall's own row."""
    return any(
        connection.execute(select(table.c.hall).where(table.c.hall == of).limit(1)).first()
        for table in metadata.sorted_tables
        if table is not hall
    )


def _count_on(there: Connection) -> None:
    """PostgreSQL counts ids by itself: the next comes after all that there are."""
    if there.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        if "id" in table.c and table.c.id.autoincrement is not False:
            last = there.execute(select(func.max(table.c.id))).scalar() or 0
            counter = f"pg_get_serial_sequence('{table.name}', 'id')"
            there.execute(
                text(f"SELECT setval({counter}, GREATEST(:last, nextval({counter})))"),
                {"last": last},
            )


def _begin_anew(there: Connection, manifest: Manifest) -> None:
    """Told as of the last moment that is known: nobody knows here what the clock is worth."""
    of = hall.c.hall == manifest.hall
    last = there.execute(select(hall.c.last_happening).where(of)).scalar_one() + 1
    at: datetime = (
        there.execute(
            select(happening.c.at).where(happening.c.hall == manifest.hall).order_by(happening.c.seq.desc()).limit(1)
        ).scalar_one_or_none()
        or manifest.made_at
    )
    told = Happening(What.RESTORED, at, detail=f"to what it was at {manifest.made_at:%Y-%m-%d %H:%M %z}", seq=last)
    there.execute(insert(happening), {"hall": manifest.hall, **asdict(told)})
    fresh = {
        "last_happening": last,
        "generation": new_generation(),
        "copied_at": manifest.made_at,
        "restored_ticket": hall.c.last_ticket,
    }
    there.execute(update(hall).where(of).values(fresh))
