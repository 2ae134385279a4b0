"""Fixtures: every test that asks for `database` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.hallkit.house import House, open_house
from tests.hallkit.laid import lay, sqlite_url
from tests.hallkit.postgres import PostgresServer, postgres_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(autouse=True, scope="session")
def _pins_cost_nothing() -> Iterator[None]:
    """What a PIN's hash costs is meant to be felt, but not four hundred times."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("ui.hall.pins.HASHER", hasher)
        patch.setattr("ui.hall.pins.NOBODY", hasher.hash("no such clerk"))
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the hall's tables, and nothing in them."""
    if request.param == "sqlite":
        return lay(sqlite_url(tmp_path))
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.emptied()


@pytest.fixture
def house(database: str) -> Iterator[House]:
    with open_house(database) as made:
        yield made
