"""Fixtures: every test that asks for `database` runs on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.hall_store import migrate
from tests.hallkit.house import House, open_house, sqlite_url
from tests.hallkit.postgres import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the hall's tables, and nothing in them."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(sqlite_url(folder))
    return folder / "hall.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the hall's tables, and nothing in them: quicker than to make them each time."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "hall.db")
        return sqlite_url(tmp_path)
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.emptied()


@pytest.fixture
def house(database: str) -> Iterator[House]:
    with open_house(database) as made:
        yield made
