"""The bundled words, and a hall to print them for."""

from pathlib import Path

import pytest

from kiosk.papers import Wordings, read_wordings
from kiosk.papers.place import Place

TEXTS = Path(__file__).parents[3] / "assets" / "texts" / "papers.toml"


@pytest.fixture(scope="session")
def wordings() -> Wordings:
    return read_wordings(TEXTS)


@pytest.fixture
def place(language: str) -> Place:
    return Place("测试大厅", "0317-12345", "CZ-01", "2026-11-23 09:30", language)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
