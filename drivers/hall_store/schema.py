"""Brings a hall's database to the newest form, and back: Alembic's migrations, kept inside this package."""

from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from drivers.hall_store.engines import open_writer

FOLDER = Path(__file__).with_name("migrations")
ONE_AT_A_TIME = 0x59695461  # several processes may start at once on one PostgreSQL


class Standing(Enum):
    """What form a database has, beside the one that this code works with."""

    EMPTY = "empty"
    OLDER = "older"
    NOW = "now"
    NEWER = "newer"


class AnotherFormError(Exception):
    """The database is of an older, or of a `newer`, edition of this program."""

    def __init__(self, newer: bool) -> None:
        super().__init__()
        self.newer = newer


def migrate(url: str, revision: str = "head") -> None:
    """Go to `revision`, forward or back ("base": nothing is left). Does nothing where it already stands there.

    Raises AnotherFormError where a newer edition has been at it.
    """
    engine = open_writer(url)
    try:
        _migrate(engine, revision)
    finally:
        engine.dispose()


def _migrate(engine: Engine, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, and most starts find nothing to do
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = _config()
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
        config.attributes["connection"] = connection
        script = ScriptDirectory.from_config(config)
        now = revision_of(connection)
        wanted = script.get_current_head() if revision == "head" else revision
        if now == wanted:
            return
        if standing(connection) is Standing.NEWER:
            raise AnotherFormError(newer=True)
        if revision == "head" or now is None:
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def newest() -> str:
    """The revision that this code works with."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return str(ScriptDirectory.from_config(_config()).get_current_head())


def knows(revision: str) -> bool:
    """Whether this edition or one before it had tables of that form."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return revision in {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}


def standing(connection: Connection) -> Standing:
    """What is not known here was made by a newer edition."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    now = revision_of(connection)
    if now is None:
        return Standing.EMPTY
    if now == ScriptDirectory.from_config(_config()).get_current_head():
        return Standing.NOW
    return Standing.OLDER if knows(now) else Standing.NEWER


def _config() -> Any:
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def revision_of(connection: Connection) -> str | None:
    """The form that a database's tables have; None where it has none of ours."""
    from alembic.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()
