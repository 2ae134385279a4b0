"""The database goes away under a running hall, and comes back."""

import threading
import time
from collections.abc import Callable

import pytest

from drivers.hall_store import migrate
from kiosk.hall.access import Role
from tests.hallkit.house import WAIT, open_house
from tests.hallkit.postgres import postgres_server

LISTENING = "the hall cannot listen to PostgreSQL"
READING = "the log of happenings cannot be read"


@pytest.mark.logs("ERROR", "the database failed")
@pytest.mark.logs("WARNING", LISTENING)
@pytest.mark.logs("WARNING", READING)
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


def until(condition: Callable[[], bool]) -> None:
    end, pause = time.monotonic() + WAIT, threading.Event()
    while not condition():
        assert time.monotonic() < end
        pause.wait(0.05)
