"""The database goes away under a running hall, and comes back."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from drivers.hall_store import HallStore, migrate
from kiosk.hall.access import Role
from tests.hallkit.house import MONDAY, WAIT, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.postgres import postgres_server

LISTENING = "the hall cannot listen to PostgreSQL"
READING = "the log of happenings cannot be read"


@pytest.mark.logs("ERROR", "the database failed")
@pytest.mark.logs("ERROR", LISTENING)
@pytest.mark.logs("ERROR", READING)
def test_a_database_that_is_away_is_503_and_the_hall_goes_on_when_it_is_back(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.hall.app.LOOK_AHEAD_SECONDS", 600.0)  # it would complain too, if its turn came
    with postgres_server(durable=True) as postgres:
        url = postgres.fresh()
        migrate(url)
        with open_house(url) as house:
            house.token(Role.TERMINAL)
            assert house.take("key-00000001").json()["number"] == "A001"
            postgres.stop()
            answer = house.take("key-00000002")
            assert (answer.status_code, answer.json()["reason"]) == (503, "store_away")
            until(lambda: LISTENING in caplog.text and READING in caplog.text)
            postgres.start()
            until(lambda: house.take("key-00000002").status_code == 201)
            assert house.take("key-00000002").json()["number"] == "A002"


@pytest.mark.logs("ERROR", "the database failed: store_full")
def test_a_full_disk_is_503_and_health_says_so_until_it_has_room(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path)) as house:
        assert house.take("key-00000001").status_code == 201
        with full(house.store):
            answers = (house.take(f"key-{n:08}", errands=["x" * 60] * 12) for n in count(2))  # the last page fills up
            answer = next(answer for answer in answers if answer.status_code != 201)
            assert (answer.status_code, answer.json()["reason"]) == (503, "store_full")
            assert "磁盘已满" in answer.json()["message"]
            assert "disk is full" in answer.json()["message_en"]
            health = house.ask("GET", "/v1/health", None)
            assert (health.status_code, health.json()["reason"]) == (503, "store_full")
            assert house.ask("GET", "/v1/themes", None).status_code == 200
        assert house.ask("GET", "/v1/health", None).status_code == 200
        known = house.store.read(lambda records: records.tickets(MONDAY.date())).result(WAIT)
        assert house.take("key-after").json()["number"] == f"A{len(known) + 1:03}"


@contextmanager
def full(store: HallStore) -> Iterator[None]:
    """A disk on which the file cannot grow by one page."""
    raw = store.write(lambda records: records.connection.connection.driver_connection).result(WAIT)  # type: ignore[attr-defined]
    size = raw.execute("PRAGMA page_count").fetchone()[0]
    raw.execute(f"PRAGMA max_page_count = {size}")
    yield
    raw.execute(f"PRAGMA max_page_count = {size + 1000}")


def until(condition: Callable[[], bool]) -> None:
    end, pause = time.monotonic() + WAIT, threading.Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.05)
