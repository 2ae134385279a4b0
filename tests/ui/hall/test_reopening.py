"""A settlement is undone: everybody is where they were; and after some hours it is for good."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.hall.access import Role
from kiosk.hall.ticket import HallTicket
from tests.hallkit.house import House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at
from tests.ui.hall.test_closing import DAY, ZHANG, Cut, a_day_with_every_end, after_closing, figures

SETTLE, REOPEN = f"/v1/settlements/{DAY}", f"/v1/settlements/{DAY}/reopen"


def tickets(house: House) -> list[HallTicket]:
    day = house.hall.day(house.clock()).replace(day=2)
    return house.store.read(lambda records: records.tickets(day)).result(5)


def states(house: House) -> list[str]:
    return [one.state.value for one in tickets(house)]


def settle(house: House) -> dict[str, object]:
    answer = house.ask("POST", SETTLE, Role.MANAGER)
    assert answer.status_code == 200, answer.text
    settled: dict[str, object] = answer.json()
    return settled


def reopen(house: House) -> str:
    """The reason of a refusal."""
    answer = house.ask("POST", REOPEN, Role.MANAGER)
    return "" if answer.status_code == 204 else str(answer.json()["reason"])


def test_everybody_is_where_they_were(house: House) -> None:
    a_day_with_every_end(house)
    clerk = clerk_at(house, 2)
    house.take("key-called-last")
    clerk.does("next")
    before = tickets(house)
    after_closing(house)
    settle(house)
    assert states(house)[5] == "left_open"
    assert reopen(house) == ""
    assert states(house) == ["finished", "no_show", "cancelled", "parked", "parked", "waiting", "waiting"]
    for was, now in zip(before, tickets(house), strict=True):
        assert (now.name, now.holder, now.note, now.start) == (was.name, was.holder, was.note, was.start)
    assert house.ask("GET", SETTLE, Role.MANAGER).status_code == 404
    house.clock.at = house.clock.at.replace(hour=16)
    assert house.take("key-a-new-one").json()["number"] == "A008"
    assert house.take("key-zhang-again", holder=ZHANG).json()["number"] == "A006"
    again = clerk_at(house, 1)
    assert [again.does("next")["number"] for _ in "1"] == ["A006"]


def test_what_settling_ends_is_said_before(house: House) -> None:
    a_day_with_every_end(house)
    assert house.ask("GET", f"{SETTLE}/open", Role.MANAGER).json()["reason"] == "still_open"
    after_closing(house)
    left = house.ask("GET", f"{SETTLE}/open", Role.MANAGER).json()
    until = left.pop("undo_until")
    assert left == {"day": DAY, "waiting": 1, "called": 0, "serving": 1, "parked": 1, "booked": 0}
    assert settle(house)["undo_until"] == until == (house.clock() + timedelta(days=1)).isoformat()
    assert house.ask("GET", f"{SETTLE}/open", Role.TERMINAL).status_code == 403
    assert house.ask("POST", REOPEN, Role.BOARD).status_code == 403


def test_after_a_day_it_is_for_good(house: House) -> None:
    a_day_with_every_end(house)
    after_closing(house)
    settle(house)
    house.clock.ahead(hours=23)
    house.watch()
    assert any(one.name for one in tickets(house))
    house.clock.ahead(hours=2)
    house.watch()
    assert not any(one.name or one.note for one in tickets(house))
    assert reopen(house) == "settled_for_good"
    assert house.ask("GET", SETTLE, Role.MANAGER).json()["undo_until"] is None


def test_only_the_day_settled_last_is_opened_again(house: House) -> None:
    assert reopen(house) == "unknown_day"
    house.take("key-00000001")
    after_closing(house)
    settle(house)
    house.clock.ahead(hours=16)
    house.take("key-00000002")
    house.clock.ahead(hours=8)
    house.ask("POST", "/v1/settlements/2026-03-03", Role.MANAGER)
    assert reopen(house) == "settled_for_good"


def test_a_day_that_was_opened_again_is_left_alone_for_an_hour(house: House) -> None:
    house.take("key-00000001")
    house.clock.at = house.clock.at.replace(hour=19)
    house.watch()
    assert states(house) == ["carried_over"]
    reopen(house)
    house.watch()
    assert states(house) == ["waiting"]
    house.clock.ahead(minutes=59)
    house.watch()
    assert states(house) == ["waiting"]
    house.clock.ahead(minutes=1)
    house.watch()
    assert states(house) == ["carried_over"]
    assert reopen(house) == ""


def test_appointments_and_late_numbers_come_back_too(house: House) -> None:
    begins = house.clock().replace(hour=16)
    wish = {"theme": "A", "begins": begins.isoformat(), "holder": ZHANG}
    code = house.ask("POST", "/v1/appointments", headers={"Idempotency-Key": "key-book"}, json=wish).json()["code"]
    cut = Cut(house)
    after_closing(house)
    settle_first = house.take("key-00000001")
    assert settle_first.status_code == 409
    house.clock.at = begins.replace(hour=9)
    house.take("key-00000001")
    after_closing(house)
    assert settle(house)["missed_appointments"] == 1
    assert cut.hand_in(0) == [""]
    assert figures(cut.settlement()) == (2, 2, 1)
    assert cut.settlement()["undo_until"] is not None
    assert reopen(house) == ""
    assert states(house) == ["waiting", "waiting"]
    house.clock.at = begins
    assert house.take("key-of-zhang", appointment=code).status_code == 201


def test_who_was_served_today_has_no_claim_of_the_day_before(house: House) -> None:
    """Holders are known for longer than the claim lasts."""
    house.take("key-00000001", holder=ZHANG)
    house.clock.at = house.clock.at.replace(hour=19)
    for day in (3, 4):
        house.watch()
        house.clock.at = house.clock.at.replace(day=day, hour=9)
        house.take(f"key-of-day-{day}", holder=ZHANG)
        clerk = clerk_at(house)
        assert clerk.does("next")["claim"] == {3: "carried_over", 4: ""}[day]
        clerk.does("start")
        clerk.does("finish", outcome="done")
        house.clock.at = house.clock.at.replace(hour=19)


def test_a_number_left_open_has_a_claim_and_is_no_no_show(house: House) -> None:
    path = house.take("key-00000001", holder=ZHANG).json()["follow_url"].removeprefix(house.url)
    clerk_at(house).does("next")
    after_closing(house)
    settled = settle(house)["themes"][0]  # type: ignore[index]
    assert (settled["no_show"], settled["left_open"], settled["issued"]) == (0, 1, 1)
    assert "没有办理记录" in house.ask("GET", path, None).text
    table = house.ask("GET", f"{SETTLE}/tickets.csv", Role.MANAGER).content.decode("utf-8-sig")
    assert "left_open" in table
    house.clock.at = house.clock.at.replace(day=3, hour=9)
    house.take("key-next-day", holder=ZHANG)
    assert clerk_at(house).does("next")["claim"] == "carried_over"


def test_a_hall_may_settle_for_good_at_once(tmp_path: Path) -> None:
    with open_house(sqlite_url(tmp_path), config_of("tickets = { undo_hours = 0 }\n")) as house:
        house.take("key-00000001", holder=ZHANG)
        after_closing(house)
        assert house.ask("GET", f"{SETTLE}/open", Role.MANAGER).json()["undo_until"] is None
        assert settle(house)["undo_until"] is None
        assert [one.name for one in tickets(house)] == [""]
        assert reopen(house) == "settled_for_good"


@pytest.mark.parametrize("hours", [-30, 30])
def test_people_are_forgotten_too_where_a_wrong_clock_had_settled(house: House, hours: int) -> None:
    house.take("key-00000001", holder=ZHANG)
    after_closing(house)
    settle(house)
    house.clock.ahead(hours=hours)
    house.watch()
    assert [one.name for one in tickets(house)] == [""]
