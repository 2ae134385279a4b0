"""What the hall says of a wait must be true: nothing without a window, nothing after closing, ahead by the rule."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.hall.access import Role
from tests.hallkit.house import MONDAY, House, config_of, open_house
from tests.hallkit.laid import sqlite_url
from tests.hallkit.people import clerk_at

GRANDMA = {"number": "110101194003079991", "name": "李测试", "birth": "1940-03-07"}


def theme(house: House, code: str = "A") -> dict[str, Any]:
    found = {one["code"]: one for one in house.ask("GET", "/v1/themes", None).json()}
    shown: dict[str, Any] = found[code]
    return shown


def day_of(house: House, code: str = "A") -> dict[str, Any]:
    found = {one["code"]: one for one in house.ask("GET", "/v1/overview", Role.MANAGER).json()["themes"]}
    shown: dict[str, Any] = found[code]
    return shown


def page(house: House, ticket: dict[str, Any], language: str = "zh") -> str:
    return house.ask("GET", ticket["follow_url"].removeprefix(house.url) + f"?lang={language}", None).text


@pytest.fixture
def unforeseen(database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A hall that has looked ahead once, when nobody was there: by its own look it may expect a window back."""
    monkeypatch.setattr("ui.hall.app.LOOK_AHEAD_SECONDS", 3600.0)
    with open_house(database) as made:
        yield made


def test_nobody_promises_anything_while_no_window_is_open(unforeseen: House) -> None:
    house = unforeseen
    ticket = house.take("key-00000001").json()
    assert (ticket["no_window"], theme(house)["no_window"], day_of(house)["expected_wait"]) == (True, True, None)
    assert "暂无窗口开放" in page(house, ticket)
    assert "No window is open yet" in page(house, ticket, "en")
    board = house.ask("GET", "/v1/board", Role.BOARD).json()
    assert [one["no_window"] for one in board["themes"]] == [True, True]
    clerk = clerk_at(house, 1)
    assert (theme(house)["no_window"], theme(house, "B")["no_window"]) == (False, True)
    assert house.take("key-00000001").json()["no_window"] is False
    assert "暂无窗口开放" not in page(house, ticket)
    clerk.does("pause")
    assert theme(house)["no_window"] is False  # somebody is there
    clerk.does("close")
    assert theme(house)["no_window"] is True


@pytest.mark.parametrize(("hour", "minute"), [(8, 20), (12, 30)])
def test_before_the_hall_opens_the_wait_counts_until_it_does(house: House, hour: int, minute: int) -> None:
    house.clock.at = house.clock.at.replace(hour=hour, minute=minute)
    assert theme(house)["no_window"] is False


@pytest.mark.parametrize(("minute", "given"), [(10, True), (16, False), (25, False)])
def test_the_last_numbers_are_refused_where_no_window_is_open(house: House, minute: int, given: bool) -> None:
    house.clock.at = house.clock.at.replace(hour=17, minute=minute)
    assert theme(house)["open"] is given
    assert house.take("key-00000001").status_code == (201 if given else 409)
    clerk_at(house)
    assert house.take("key-00000002").status_code == 201


@pytest.mark.parametrize("hour", [17, 19, 20])
def test_after_closing_no_wait_runs_on_to_the_next_morning(house: House, hour: int) -> None:
    clerk = clerk_at(house)
    tickets = [house.take(f"key-{turn:08}").json() for turn in range(3)]
    house.clock.at = house.clock.at.replace(hour=hour, minute=45)
    served_on = house.ask("GET", tickets[2]["follow_url"].removeprefix(house.url).replace("/t/", "/v1/follow/"), None)
    low, high = served_on.json()["wait_minutes"]
    assert 0 <= low <= high <= 60
    clerk.does("close")
    assert "暂无窗口开放" in page(house, tickets[2])
    assert day_of(house)["expected_wait"] is None


def test_ahead_goes_by_the_rule_that_calls(house: House) -> None:
    """Priority earns four points a minute: most of those who came before are called after."""
    clerk = clerk_at(house)
    for turn in range(5):
        house.take(f"key-{turn:08}")
        house.clock.ahead(minutes=1)
    clerk.does("next")
    clerk.does("start")
    grandma = house.take("key-grandma", holder=GRANDMA).json()
    last = house.take("key-last").json()
    house.clock.ahead(minutes=20)
    called = []
    for _ in range(6):
        clerk.does("finish", outcome="done")
        called.append(clerk.does("next")["number"])
        clerk.does("start")
        house.clock.ahead(minutes=5)
    for one in (last, grandma):
        assert one["ahead"] <= called.index(one["number"]) <= one["ahead_most"]
    assert called.index(grandma["number"]) == 0
    assert grandma["ahead"] == 0
    assert last["ahead"] == 5


def test_reader_and_writer_count_alike(house: House) -> None:
    for turn in range(12):
        house.take(f"key-{turn:08}", holder=GRANDMA | {"number": f"1101011940030{turn:05}"} if turn % 3 == 0 else None)
        house.clock.ahead(minutes=2)
    for turn in range(12):
        printed = house.take(f"key-{turn:08}").json()
        code = printed["follow_url"].rsplit("/", 1)[1]
        followed = house.ask("GET", f"/v1/follow/{code}", None).json()
        assert (printed["ahead"], printed["ahead_most"]) == (followed["ahead"], followed["ahead_most"])


def test_a_hall_that_never_closes_promises_nothing_either(tmp_path: Path) -> None:
    hours = 'hours = { monday = ["00:00-24:00"] }\n'
    with open_house(sqlite_url(tmp_path), config_of(hours)) as house:
        assert house.clock.at == MONDAY
        assert theme(house)["no_window"] is True
