"""The hall tells nobody what it serves, whatever the environment asks of the libraries."""

from pathlib import Path

import pytest

from tests.hallkit.house import open_house
from tests.hallkit.laid import sqlite_url


def test_a_collector_that_the_environment_names_hears_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    with open_house(sqlite_url(tmp_path)) as house:
        assert house.ask("GET", "/v1/health", role=None).ok
