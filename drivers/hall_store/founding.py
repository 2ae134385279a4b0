"""Whether there is a hall in a database, and whose: looked for without making anything, founded, bound to its key."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, update

from drivers.hall_store.engines import open_reader, open_writer, sqlite_file
from drivers.hall_store.failure import FAULTS
from drivers.hall_store.schema import AnotherFormError, Standing, standing
from drivers.hall_store.tables import KNOWN, appointment, hall, metadata, notice, ticket

Result = TypeVar("Result")
OF_HALL = hall.c.hall == bindparam("of_hall")


class NoHallError(Exception):
    """What was looked for is not there; `others` are the halls that the database has."""

    def __init__(self, others: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.others = others


def find_hall(url: str, hall_id: str) -> None:
    """Nothing is made. Raises NoHallError, AnotherFormError, and SQLAlchemyError where the database cannot be read."""
    if (file := sqlite_file(url)) is not None and not file.exists():
        raise NoHallError
    _alone(url, lambda connection: _find(connection, hall_id), reads=True)


def _find(connection: Connection, hall_id: str) -> None:
    form = standing(connection)
    if form is Standing.EMPTY:
        raise NoHallError
    if form is not Standing.NOW:
        raise AnotherFormError(newer=form is Standing.NEWER)
    halls = tuple(connection.execute(select(hall.c.hall).order_by(hall.c.hall)).scalars())
    if hall_id not in halls:
        raise NoHallError(halls)


def found_hall(url: str, hall_id: str) -> None:
    """In a database that was migrated: the hall's own row, where it has none."""

    def found(connection: Connection) -> None:
        if connection.execute(select(hall.c.hall).where(OF_HALL), {"of_hall": hall_id}).first() is None:
            connection.execute(insert(hall), new_hall(hall_id))

    _alone(url, found)


def new_hall(hall_id: str) -> dict[str, Any]:
    return {"hall": hall_id, "generation": new_generation()}


def new_generation() -> str:
    """Of everything that is counted in a hall: another one, and the counts have begun anew."""
    return secrets.token_hex(8)


def key_print(url: str, hall_id: str) -> str:
    """The fingerprint of the key that the hall is bound to; empty where there is none yet."""
    return _alone(url, lambda connection: _print_of(connection, hall_id), reads=True)


def _print_of(connection: Connection, hall_id: str) -> str:
    return str(connection.execute(select(hall.c.key_print).where(OF_HALL), {"of_hall": hall_id}).scalar_one())


def bind_key(url: str, hall_id: str, fingerprint: str) -> str:
    """Let the hall be this key's, where it is nobody's yet; the fingerprint of the key that it is bound to."""

    def bind(connection: Connection) -> str:
        free = update(hall).where(OF_HALL, hall.c.key_print == "").values(key_print=fingerprint)
        connection.execute(free, {"of_hall": hall_id})
        return _print_of(connection, hall_id)

    return _alone(url, bind)


def adopt_key(url: str, hall_id: str, fingerprint: str) -> None:
    """From now on the hall is this key's: who holds numbers and appointments is forgotten, for they cannot be known
    again, and notices that nobody can open go."""

    def adopt(connection: Connection) -> None:
        for table in (ticket, appointment):
            connection.execute(update(table).where(table.c.hall == hall_id, KNOWN).values(holder=""))
        connection.execute(notice.delete().where(notice.c.hall == hall_id))
        mine = update(hall).where(OF_HALL).values(key_print=fingerprint, generation=new_generation())
        connection.execute(mine, {"of_hall": hall_id})

    _alone(url, adopt)


def note_copied(url: str, hall_id: str, at: datetime) -> bool:
    """When the hall's records were copied last. False where that cannot be noted: the copy is as good."""

    def note(connection: Connection) -> bool:
        if standing(connection) is Standing.NOW:
            noted = update(hall).where(OF_HALL).values(copied_at=at)
            return bool(connection.execute(noted, {"of_hall": hall_id}).rowcount)
        return False

    try:
        return _alone(url, note)
    except FAULTS:
        return False


def rows_kept(url: str, hall_id: str) -> Mapping[str, int]:
    """How many rows each table has of this hall, counted one by one."""

    def count(connection: Connection) -> Mapping[str, int]:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(table.c.hall == hall_id)
            ).scalar_one()
            for table in metadata.sorted_tables
        }

    return _alone(url, count, reads=True)


def _alone(url: str, work: Callable[[Connection], Result], reads: bool = False) -> Result:
    engine = open_reader(url) if reads else open_writer(url)
    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()
