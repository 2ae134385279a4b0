"""A theme or a window is taken out of the configuration while people are in it: nobody is left behind."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from kiosk.hall.access import Role
from kiosk.hall.config import HallConfig
from kiosk.hall.hall import hall_of
from kiosk.hall.moved import Stranded, carry_on, stranded
from kiosk.hall.ports import HallRecords
from kiosk.programs.hall import command
from tests.hallkit.house import MONDAY, TOML, Clock, House, config_of, open_house
from tests.hallkit.people import clerk_at

ZHANG = {"number": "11010119900307999X", "name": "张测试"}
LI = {"number": "110101199003070001", "name": "李测试"}
WITHOUT_A = TOML.replace('code = "A"', 'code = "C"')  # the same windows under another letter
WITHOUT_WINDOW_1 = TOML.replace("windows = [1, 2, 3]", "windows = [2, 3]")


def a_morning_in_a(house: House) -> dict[str, Any]:
    """One waits, one is being served, one waits for window 3 alone, one missed the call; an appointment is booked."""
    first = house.take("key-00000001").json()
    for turn in range(2, 5):
        house.take(f"key-{turn:08}", holder=ZHANG if turn == 4 else None)
    clerk_at(house, 3)
    clerk = clerk_at(house, 1)
    clerk.does("next")
    for what in ("recall", "recall", "no-show", "next", "start"):
        clerk.does(what)
    clerk.does("transfer", window=3)
    clerk.does("next")
    clerk.does("start")
    wish = {"theme": "A", "begins": (MONDAY + timedelta(days=1, hours=1)).isoformat(), "holder": LI}
    answer = house.ask("POST", "/v1/appointments", headers={"Idempotency-Key": "key-booking"}, json=wish)
    return {"first": first, "code": answer.json()["code"]}


def carried(house: House) -> int:
    return house.store.write(lambda records: carry_on(records, house.hall, house.clock())).result(5)


def test_they_go_on_in_the_theme_that_is_named(database: str) -> None:
    clock = Clock()
    with open_house(database, clock=clock) as house:
        slips = a_morning_in_a(house)
    with open_house(database, config_of('moved_themes = { A = "C" }\n', WITHOUT_A), clock) as house:
        assert carried(house) == 4
        assert carried(house) == 0
        page = slips["first"]["follow_url"].rsplit("/", 1)[1]
        assert "综合受理" in house.ask("GET", f"/t/{page}", None).text
        overview = house.ask("GET", "/v1/overview", Role.MANAGER).json()
        assert {one["code"]: one["waiting"] for one in overview["themes"]} == {"B": 0, "C": 1}
        for key, theme in (("key-00000004", "A"), ("key-another", "C"), ("key-stale-list", "A")):
            again = house.take(key, theme, holder=ZHANG).json()
            assert (again["number"], again["theme"]["code"]) == ("A004", "C")
        clerk = clerk_at(house, 2)
        assert clerk.does("next")["number"] == "A004"
        missed = clerk.ask("GET", "/v1/line").json()["no_shows"][0]["id"]
        assert clerk.ask("POST", f"/v1/tickets/{missed}/return").json()["line"] == "C"
        booked = house.ask("GET", f"/v1/appointments/{slips['code']}").json()
        assert booked["theme"] == "C"
        clock.ahead(days=1, hours=1)
        assert house.take("key-next-day", "C", appointment=slips["code"]).json()["number"] == "C001"


def test_without_a_word_where_the_hall_says_who_is_left(database: str) -> None:
    clock = Clock()
    with open_house(database, clock=clock) as house:
        a_morning_in_a(house)

        def look(records: HallRecords) -> list[Stranded]:
            return stranded(records, hall_of(config_of(text=WITHOUT_A)), MONDAY.date())

        assert house.store.read(look).result(5) == [Stranded("A", ("A002", "A003", "A004"), 1)]


def test_of_a_window_that_is_gone_everybody_comes_back_into_line(database: str) -> None:
    clock = Clock()
    with open_house(database, clock=clock) as house:
        a_morning_in_a(house)
    with open_house(database, config_of(text=WITHOUT_WINDOW_1), clock) as house:
        carried(house)
        clerk = clerk_at(house, 2)
        parked = clerk.ask("GET", "/v1/line").json()["parked"]
        assert len(parked) == 1
        assert clerk.does("resume", ticket=parked[0]["id"])["window"] == 2


@pytest.mark.parametrize(("moved", "starts"), [("", False), ('moved_themes = { A = "C" }\n', True)])
def test_a_hall_that_would_leave_somebody_behind_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: str, starts: bool
) -> None:
    url, file = f"sqlite:///{tmp_path / 'hall.db'}", tmp_path / "hall.toml"
    with open_house(url, clock=Clock()) as house:
        house.take("key-00000001")
    file.write_text(f"{moved}[server]\nport = 0\n{WITHOUT_A}", encoding="utf-8")
    monkeypatch.setattr("ui.hall.server.serve", lambda _app, on, *_, **__: on.close())
    result = CliRunner().invoke(command, ["--config", str(file), "--database", url, "--state", str(tmp_path)])
    assert (result.exit_code == 0) is starts, result.output
    assert ("A001" in result.output and "moved_themes" in result.output) is not starts


@pytest.mark.parametrize(("moved", "words"), [('{ A = "B" }', "A"), ('{ F = "Z" }', "Z")])
def test_what_is_moved_must_be_gone_and_where_to_must_be_there(moved: str, words: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"theme {words}\b.*moved_themes"):
        msgspec.toml.decode(f"moved_themes = {moved}\n{TOML}".encode(), type=HallConfig)
