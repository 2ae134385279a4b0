"""A window whose clerk has gone is free for another, and nobody stays behind at it. On both databases."""

from datetime import timedelta

import pytest

from kiosk.hall.access import Grant, Role
from kiosk.hall.tokens import hand_out
from kiosk.hall.windows import BACK_SOON, vacate_absent
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.people import PIN, ClerkAtWindow, clerk_at, sign_in, take_on


@pytest.fixture
def gone(house: House) -> ClerkAtWindow:
    """Serves A001 at window 1."""
    clerk = clerk_at(house)
    for turn in range(2):
        house.take(f"key-{turn:08}")
        house.clock.ahead(minutes=1)
    clerk.does("next")
    clerk.does("start")
    return clerk


def state_of(house: House, number: int = 1) -> str:
    windows = house.ask("GET", "/v1/board", Role.BOARD).json()["windows"]
    return str(next(one["state"] for one in windows if one["number"] == number))


def look_for_absent(house: House) -> None:
    now = house.clock()
    house.store.write(lambda records: vacate_absent(records, house.hall, now)).result(WAIT)


def id_of(house: House, login: str) -> int:
    return int(next(one["id"] for one in house.ask("GET", "/v1/clerks", Role.MANAGER).json() if one["login"] == login))


def test_who_signs_out_leaves_the_window_and_the_visit_goes_on_elsewhere(house: House, gone: ClerkAtWindow) -> None:
    assert gone.ask("DELETE", "/v1/sign-in").status_code == 204
    assert state_of(house) == "closed"
    other = clerk_at(house, 1, login="109")
    (held,) = other.ask("GET", "/v1/line").json()["parked"]
    assert other.does("resume", ticket=held["id"])["number"] == "A001"


def test_a_number_called_and_those_sent_there_go_back_into_line(house: House, gone: ClerkAtWindow) -> None:
    other = clerk_at(house, 2)
    gone.does("transfer", window=2)
    gone.does("next")
    gone.ask("DELETE", "/v1/sign-in")
    other.ask("DELETE", "/v1/sign-in")
    assert {state_of(house), state_of(house, 2)} == {"closed"}
    third = clerk_at(house, 3)
    waiting = third.ask("GET", "/v1/line?themes=A&window=3").json()["waiting"]
    assert sorted((one["number"], one["line"], one["state"]) for one in waiting) == [
        ("A001", "A", "waiting"),
        ("A002", "A", "waiting"),
    ]


def test_a_clerk_put_to_rest_leaves_the_window_and_one_with_a_new_name_does_not(
    house: House, gone: ClerkAtWindow
) -> None:
    clerk = id_of(house, "101")
    house.ask("PATCH", f"/v1/clerks/{clerk}", Role.MANAGER, json={"name": "王新名"})
    look_for_absent(house)
    assert state_of(house) == "open"
    gone.session = sign_in(house, "101").json()["token"]
    assert gone.does("finish", outcome="done")["number"] == "A001"
    house.ask("PATCH", f"/v1/clerks/{clerk}", Role.MANAGER, json={"active": False})
    assert state_of(house) == "closed"


def test_a_session_that_ended_leaves_the_window_after_a_moment(house: House, gone: ClerkAtWindow) -> None:
    there = clerk_at(house, 2)
    house.clock.ahead(hours=house.hall.config.security.clerk_hours, minutes=-5)
    there.session = sign_in(house, "102", PIN).json()["token"]
    house.clock.ahead(minutes=6)
    look_for_absent(house)
    assert state_of(house) == "open"
    house.clock.at += BACK_SOON
    look_for_absent(house)
    assert (state_of(house), state_of(house, 2)) == ("closed", "open")
    assert [one["number"] for one in there.ask("GET", "/v1/line").json()["parked"]] == ["A001"]
    assert gone.act("next").status_code == 401


def test_a_session_without_an_end_lasts(house: House, gone: ClerkAtWindow) -> None:
    clerk = id_of(house, "101")
    house.clock.ahead(hours=13)
    endless = Grant(0, Role.CLERK, "王工", house.clock(), clerk=clerk)
    house.store.write(lambda records: hand_out(records, endless, "a session for a test")).result(WAIT)
    house.clock.ahead(hours=13)
    look_for_absent(house)
    assert state_of(house) == "open"


def test_the_hall_looks_for_absent_clerks_by_itself(database: str) -> None:
    with open_house(database) as house:
        clerk_at(house)
        clock = house.clock
    clock.at += timedelta(hours=13)
    with open_house(database, clock=clock) as house:
        house.store.write(lambda records: None).result(WAIT)  # the start's own work was put in first
        assert state_of(house) == "closed"


def test_chief_and_manager_close_a_window_left_open(house: House, gone: ClerkAtWindow) -> None:
    take_on(house, "200", chief=True)
    chief = sign_in(house, "200").json()["token"]
    assert house.ask("POST", "/v1/windows/1/vacate", chief).status_code == 204
    assert state_of(house) == "closed"
    assert gone.refused("finish", outcome="done") == "window_closed"
    gone.does("open")
    assert house.ask("POST", "/v1/windows/1/vacate", Role.MANAGER).status_code == 204
    assert house.ask("POST", "/v1/windows/1/vacate", Role.MANAGER).status_code == 204
    assert state_of(house) == "closed"
    assert house.ask("POST", "/v1/windows/9/vacate", Role.MANAGER).json()["reason"] == "unknown_window"
    assert house.ask("POST", "/v1/windows/1/vacate", gone.session).status_code == 403
