"""Brings a hall's database to the newest form, and back: Alembic's migrations, kept inside this package."""

from pathlib import Path

from sqlalchemy import Connection, Engine, text

from drivers.hall_store.engines import open_writer

FOLDER = Path(__file__).with_name("migrations")
ONE_AT_A_TIME = 0x59695461  # several processes may start at once on one PostgreSQL


def migrate(url: str, revision: str = "head") -> None:
    """Go to `revision`, forward or back ("base": nothing is left). Does nothing where it already stands there."""
    engine = open_writer(url)
    try:
        _migrate(engine, revision)
    finally:
        engine.dispose()


def _migrate(engine: Engine, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, and most starts find nothing to do
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
        config.attributes["connection"] = connection
        script = ScriptDirectory.from_config(config)
        now = _revision(connection)
        wanted = script.get_current_head() if revision == "head" else revision
        if now == wanted:
            return
        if revision == "head" or now is None:
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def _revision(connection: Connection) -> str | None:
    from alembic.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()
