"""Appointments over HTTP, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from kiosk.hall.access import Role
from tests.hallkit.house import CHINA, WAIT, House
from tests.hallkit.people import clerk_at

ZHANG = {"number": "11010119900307999X", "name": "张测试"}


def at(hour: int, minute: int = 0, day: int = 2) -> str:
    return datetime(2026, 3, day, hour, minute, tzinfo=CHINA).isoformat()


def person(n: int) -> dict[str, str]:
    return {"number": f"1101011990030{n:05}", "name": "张测试"}


def book(house: House, key: str, begins: str, **wish: Any) -> Any:
    body = {"theme": "A", "begins": begins, "holder": ZHANG} | wish
    return house.ask("POST", "/v1/appointments", headers={"Idempotency-Key": key}, json=body)


def left(house: House, day: str = "2026-03-02", theme: str = "A") -> dict[str, int]:
    slots = house.ask("GET", f"/v1/appointments/slots?theme={theme}&day={day}").json()
    return {slot["begins"][11:16]: slot["left"] for slot in slots}


def test_the_slots_of_a_day_follow_the_opening_hours(house: House) -> None:
    today = left(house)
    assert list(today)[:3] == ["09:30", "10:00", "10:30"]
    assert list(today)[-1] == "17:00"
    assert "12:00" not in today
    assert "13:30" in today
    assert left(house, "2026-03-07") == {}  # a Saturday
    assert left(house, "2026-03-01") == {}
    assert left(house, "2026-04-01") == {}
    assert left(house, theme="B") == {}


def test_a_booked_place_is_taken_and_free_again_when_cancelled(house: House) -> None:
    code = book(house, "key-00000001", at(10)).json()["code"]
    assert left(house)["10:00"] == 1
    house.ask("DELETE", f"/v1/appointments/{code}")
    assert left(house)["10:00"] == 2
    assert house.ask("DELETE", f"/v1/appointments/{code}").status_code == 404


def test_the_same_key_books_once_and_a_person_once(house: House) -> None:
    first, again = book(house, "key-00000001", at(10)), book(house, "key-00000001", at(10))
    assert first.json() == again.json()
    assert book(house, "key-00000002", at(11)).json()["reason"] == "already_booked"
    assert len(house.ask("POST", "/v1/appointments/mine", json=ZHANG).json()) == 1


def test_over_booking_is_impossible(house: House) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: book(house, f"key-{n:08}", at(10), holder=person(n)), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201, 201] + [409] * 6
    assert {answer.json()["reason"] for answer in answers if answer.status_code == 409} == {"slot_full"}


def test_moving_frees_one_place_and_takes_another(house: House) -> None:
    code = book(house, "key-00000001", at(10)).json()["code"]
    moved = house.ask("POST", f"/v1/appointments/{code}/move", json={"begins": at(9, 0, day=3)})
    assert moved.json()["begins"] == at(9, 0, day=3)
    assert left(house)["10:00"] == 2
    assert left(house, "2026-03-03")["09:00"] == 1
    assert house.ask("GET", f"/v1/appointments/{code}").json()["state"] == "booked"


@pytest.mark.parametrize("begins", [at(8, 30), at(9), at(12), at(10, 10), at(10, day=7), at(10, day=30)])
def test_what_is_not_offered_cannot_be_booked(house: House, begins: str) -> None:
    assert book(house, "key-00000001", begins).json()["reason"] == "slot_past"


def test_check_in_by_card_waits_as_an_appointment_from_the_booked_time(house: House) -> None:
    book(house, "key-00000001", at(9, 30))
    house.clock.ahead(minutes=20)
    ticket = house.take("key-00000002", holder=ZHANG)
    assert ticket.status_code == 201
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)[0]
    assert (kept.kind.value, kept.standing.value, kept.start.isoformat()) == (
        "appointment",
        "appointment",
        "2026-03-02T01:30:00+00:00",
    )
    assert house.ask("POST", "/v1/appointments/mine", json=ZHANG).json() == []


def test_check_in_by_code_for_somebody_without_a_card(house: House) -> None:
    code = book(house, "key-00000001", at(9, 30)).json()["code"]
    early = house.take("key-00000002", appointment=code)
    assert early.status_code == 201  # half an hour before
    assert house.take("key-00000003", appointment=code).json()["reprint"]
    assert house.take("key-00000002", appointment=code).json() == early.json() | {"reprint": False}


def test_too_early_is_said_with_the_time(house: House) -> None:
    code = book(house, "key-00000001", at(11)).json()["code"]
    answer = house.take("key-00000002", appointment=code).json()
    assert (answer["reason"], answer["detail"]) == ("too_early", "from 03-02 10:30")
    # By card it is no check-in yet: the person may wait as everybody does.
    assert house.take("key-00000003", holder=ZHANG).status_code == 201


def test_late_waits_as_the_published_rule_says(house: House) -> None:
    for hour, late in ((10, 5), (11, 20), (14, 40)):
        book(house, f"key-{hour:08}", at(hour), holder=person(hour))
        house.clock.at = house.clock.at.replace(hour=hour, minute=late)
        house.take(f"key-late-{hour:05}", holder=person(hour))
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)
    assert [(one.standing.value, one.start == one.arrived) for one in kept] == [
        ("appointment", False),
        ("appointment", True),
        ("walk_in", True),
    ]


def test_a_theme_that_is_full_still_keeps_its_appointments(house: House) -> None:
    code = book(house, "key-00000001", at(9, 30)).json()["code"]
    house.ask("POST", "/v1/themes/A/close", Role.MANAGER, json={})
    assert house.take("key-00000002").status_code == 409
    assert house.take("key-00000003", appointment=code).status_code == 201
    assert clerk_at(house).does("next")["kind"] == "appointment"


def test_only_terminals_book(house: House) -> None:
    assert house.ask("GET", "/v1/appointments/slots?theme=A&day=2026-03-02", Role.BOARD).status_code == 403
    assert house.ask("GET", "/v1/appointments/AAAAAAAA", None).status_code == 401
    assert book(house, "key-00000001", at(10), holder=None).json()["reason"] == "holder_needed"
    assert book(house, "key-00000001", "2026-03-02T10:00:00").status_code == 422
    assert book(house, "key-00000001", "9999-12-31T23:59:59-12:00").status_code == 422


def kept_tickets(house: House) -> list[Any]:
    return house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)


@pytest.mark.parametrize("by_code", [True, False])
def test_who_waits_already_keeps_the_number_and_earns_as_an_appointment(house: House, by_code: bool) -> None:
    """Nothing is lost: what was earned as a walk-in stays, from now on it is more."""
    code = book(house, "key-of-booking", at(10)).json()["code"]
    first = house.take("key-00000001", holder=ZHANG).json()
    house.clock.ahead(minutes=50)
    again = house.take("key-00000002", **({"appointment": code} if by_code else {"holder": ZHANG})).json()
    assert (again["number"], again["reprint"]) == (first["number"], True)
    (held,) = kept_tickets(house)
    assert (held.standing.value, held.appointment) == ("appointment", 1)
    rates = house.hall.config.line
    earned = rates.walk_in * 50
    assert rates.appointment * (house.clock.at - held.start).total_seconds() / 60 == pytest.approx(earned, abs=0.1)


def test_the_slip_shown_again_finds_its_number(house: House) -> None:
    code = book(house, "key-of-booking", at(9, 30)).json()["code"]
    first = house.take("key-00000001", appointment=code).json()
    assert house.ask("GET", f"/v1/appointments/{code}").json()["state"] == "checked_in"
    again = house.take("key-00000002", appointment=code).json()
    assert (again["number"], again["reprint"]) == (first["number"], True)
    assert house.ask("DELETE", f"/v1/appointments/{code}").json()["reason"] == "unknown_appointment"


def test_a_slip_whose_visit_is_over_gives_no_second_number(house: House) -> None:
    code = book(house, "key-of-booking", at(9, 30)).json()["code"]
    house.take("key-00000001", appointment=code)
    clerk = clerk_at(house)
    clerk.does("next")
    clerk.does("start")
    clerk.does("finish", outcome="done")
    assert house.take("key-00000002", appointment=code).json()["reason"] == "unknown_appointment"
    assert len(kept_tickets(house)) == 1


def test_a_missed_number_does_not_come_back_beside_a_new_one(house: House) -> None:
    missed = house.take("key-00000001", holder=ZHANG).json()["number"]
    clerk = clerk_at(house)
    ticket = clerk.does("next")["id"]
    clerk.does("recall")
    clerk.does("recall")
    clerk.does("no-show")
    new = house.take("key-00000002", holder=ZHANG).json()["number"]
    answer = clerk.ask("POST", f"/v1/tickets/{ticket}/return")
    assert (answer.status_code, answer.json()["reason"], answer.json()["detail"]) == (409, "has_another", new)
    assert missed != new


@pytest.mark.parametrize("day", [3, 4])
def test_one_that_was_not_kept_is_not_moved_beside_a_new_one(house: House, day: int) -> None:
    """Its day is over and nobody has settled it: it stands no longer in the way of a new one."""
    old = book(house, "key-00000001", at(10)).json()["code"]
    house.clock.ahead(days=1)
    new = book(house, "key-00000002", at(10, day=3)).json()["code"]
    moved = house.ask("POST", f"/v1/appointments/{old}/move", json={"begins": at(11, day=day)})
    assert (moved.status_code, moved.json()["reason"]) == (409, "already_booked")
    assert house.ask("POST", f"/v1/appointments/{new}/move", json={"begins": at(11, day=day)}).ok
    house.ask("DELETE", f"/v1/appointments/{new}")
    assert house.ask("POST", f"/v1/appointments/{old}/move", json={"begins": at(11, day=day)}).ok
    assert len(house.ask("POST", "/v1/appointments/mine", json=ZHANG).json()) == 1
