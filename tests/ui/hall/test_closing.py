"""The day's end: every number has one, the counts agree, and tomorrow begins at 001."""

import csv
import io
from typing import Any

import pypdfium2
import pytest

from kiosk.hall.access import Role
from kiosk.hall.refusal import Refused
from kiosk.hall.settlement import day_to_settle
from tests.hallkit.house import WAIT, House, open_house
from tests.hallkit.people import clerk_at

ZHANG = {"number": "11010119900307999X", "name": "张测试"}
DAY = "2026-03-02"


def a_day_with_every_end(house: House) -> None:
    """Six numbers: finished, missed, cancelled, waiting, parked, and one still being served."""
    clerk = clerk_at(house)
    for turn in range(6):
        house.take(f"key-{turn:08}", holder=ZHANG if turn == 5 else None)
        house.clock.ahead(minutes=1)
    clerk.does("next")
    clerk.does("start")
    clerk.does("finish", outcome="done")
    clerk.does("next")
    clerk.does("recall")
    clerk.does("recall")
    clerk.does("no-show")
    clerk.does("next")
    clerk.ask("POST", f"/v1/tickets/{clerk.ask('GET', '/v1/windows/1').json()['ticket']['id']}/cancel")
    clerk.does("next")
    clerk.does("start")
    clerk.does("park", note="去复印")
    clerk.does("next")
    clerk.does("start")


def after_closing(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=17, minute=31)


def test_every_number_gets_an_end_and_the_counts_agree(house: House) -> None:
    a_day_with_every_end(house)
    after_closing(house)
    settled = house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER).json()
    theme = settled["themes"][0]
    counts = {name: theme[name] for name in ("issued", "served", "no_show", "cancelled", "carried_over", "unrecorded")}
    assert counts == {
        "issued": 6, "served": 2, "no_show": 1, "cancelled": 1, "carried_over": 2, "unrecorded": 1,
    }  # fmt: skip
    assert house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER).json() == settled
    windows = house.ask("GET", "/v1/board", Role.BOARD).json()["windows"]
    assert {window["state"] for window in windows} == {"closed"}


def test_a_hall_that_is_open_is_not_settled_nor_a_day_to_come(house: House) -> None:
    assert house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER).json()["reason"] == "still_open"
    assert house.ask("POST", "/v1/settlements/2026-03-03", Role.MANAGER).status_code == 404
    assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).status_code == 404
    assert house.ask("POST", "/v1/settlements/2026-02-27", Role.MANAGER).json()["reason"] == "unknown_day"
    assert house.ask("POST", "/v1/settlements/yesterday", Role.MANAGER).status_code == 422


@pytest.mark.parametrize(("hour", "minute"), [(0, 5), (7, 59), (17, 29)])
def test_a_day_is_not_settled_before_its_windows_have_closed(house: House, hour: int, minute: int) -> None:
    house.clock.at = house.clock.at.replace(hour=hour, minute=minute)
    assert house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER).json()["reason"] == "still_open"
    house.clock.at = house.clock.at.replace(hour=9)
    assert house.take("key-00000001").status_code == 201


def test_the_day_to_settle_is_the_last_that_is_over(house: House) -> None:
    def chosen() -> str:
        now = house.clock()
        return str(house.store.read(lambda records: day_to_settle(records, house.hall, now)).result(WAIT))

    house.take("key-00000001")
    with pytest.raises(Refused, match="no day with numbers is over"):
        chosen()
    after_closing(house)
    assert chosen() == DAY
    house.clock.at = house.clock.at.replace(day=3, hour=0, minute=5)
    assert chosen() == DAY
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    house.clock.at = house.clock.at.replace(hour=9)
    house.take("key-00000002")
    assert chosen() == DAY


def test_the_report_accounts_for_every_number_and_for_no_person(house: House) -> None:
    a_day_with_every_end(house)
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    table = house.ask("GET", f"/v1/settlements/{DAY}/tickets.csv", Role.MANAGER).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["号码"] for row in rows] == [f"A00{n}" for n in range(1, 7)]
    assert [row["状态"] for row in rows] == [
        "finished", "no_show", "cancelled", "carried_over", "finished", "carried_over",
    ]  # fmt: skip
    assert "张" not in table
    report = house.ask("GET", f"/v1/settlements/{DAY}/report.pdf", Role.MANAGER)
    document = pypdfium2.PdfDocument(report.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert {"A006", "结转次日", "一致"} <= {word for word in ("A006", "结转次日", "一致") if word in text}


def test_a_settled_day_forgets_people_but_for_the_claim_of_those_not_served(house: House) -> None:
    a_day_with_every_end(house)
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    house.watch()
    day = house.hall.day(house.clock())
    assert any(ticket.name for ticket in house.store.read(lambda records: records.tickets(day)).result(WAIT))
    house.clock.ahead(days=1)  # it cannot be undone any more
    house.watch()
    kept = house.store.read(lambda records: records.tickets(day)).result(WAIT)
    assert {(ticket.name, ticket.note) for ticket in kept} == {("", "")}
    assert [bool(ticket.holder) for ticket in kept] == [False] * 5 + [True]


def test_tomorrow_begins_at_001_and_those_not_served_have_priority(house: House) -> None:
    a_day_with_every_end(house)
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    assert house.take("key-evening").json()["reason"] == "outside_hours"
    house.clock.at = house.clock.at.replace(day=3, hour=9, minute=0)
    assert house.take("key-next-morning").json()["number"] == "A001"
    assert house.take("key-next-zhang", holder=ZHANG).json()["number"] == "A002"
    kept = house.store.read(lambda records: records.tickets(house.hall.day(house.clock()))).result(WAIT)
    assert [(ticket.standing.value, ticket.claim.value) for ticket in kept] == [
        ("walk_in", ""),
        ("priority", "carried_over"),
    ]


def test_a_settled_day_is_not_begun_again(house: House) -> None:
    a_day_with_every_end(house)
    clerk = clerk_at(house, 2)
    missed = clerk.ask("GET", "/v1/line").json()["no_shows"][0]["id"]
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    assert clerk.ask("POST", f"/v1/tickets/{missed}/return").json()["reason"] == "day_settled"
    assert clerk.refused("open") == "day_settled"
    assert clerk.refused("next") == "window_closed"
    assert house.ask("GET", f"/v1/settlements/{DAY}/report.pdf", Role.MANAGER).status_code == 200
    house.clock.ahead(days=1)
    assert clerk_at(house, 2).refused("next") == "nobody_waiting"


def test_a_hall_settles_by_itself_what_nobody_has_settled(database: str) -> None:
    with open_house(database) as house:
        house.take("key-00000001")
        clock = house.clock
    clock.ahead(days=1)
    with open_house(database, clock=clock) as house:
        house.store.write(lambda records: None).result(WAIT)  # the start's own work was put in first
        figures = house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).json()
        assert figures["themes"][0]["carried_over"] == 1


def test_windows_left_open_overnight_are_free_in_the_morning(house: House) -> None:
    left, resumed = clerk_at(house), clerk_at(house, 2)
    for turn, clerk in enumerate((left, resumed)):
        house.take(f"key-{turn:08}")
        clerk.does("next")
        clerk.does("start")
    house.clock.at = house.clock.at.replace(day=3, hour=8, minute=30)
    again = clerk_at(house, 2)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    states = {one["number"]: one["state"] for one in again.ask("GET", "/v1/windows").json()}
    assert states == {1: "closed", 2: "open", 3: "closed", 4: "closed"}
    for turn in range(2, 4):
        house.take(f"key-{turn:08}")
    assert again.does("next")["number"] == "A001"
    assert clerk_at(house, 1, login="109").does("next")["number"] == "A002"


def test_a_wait_past_closing_time_is_said_before_a_number_is_given(house: House) -> None:
    house.clock.at = house.clock.at.replace(hour=16, minute=30)
    for turn in range(60):
        last = house.take(f"key-{turn:08}", "B")
        if last.status_code != 201:
            break
    assert last.json()["reason"] == "past_closing"
    theme = house.ask("GET", "/v1/themes", None).json()[1]
    assert (theme["open"], theme["closed_code"]) == (False, "past_closing")
    assert house.take("key-other-theme", "A").status_code == 201


class Cut:
    """A terminal that gives its own numbers on MONDAY afternoon and hands them in later."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ranges = house.ask("POST", "/v1/island/ranges", json={"used_up": []}).json()
        self.given_at = house.clock().replace(hour=16)

    def hand_in(self, *counts: int) -> list[str]:
        """Numbers of A, by their place in the terminal's range; why each was refused, if it was."""
        numbers = [
            {
                "number": f"A{5000 + count}", "theme": "A", "day": DAY, "issued_at": self.given_at.isoformat(),
                "key": f"key-of-the-cut-{count:04}", "code": f"cut{count:09}",
            }
            for count in counts
        ]  # fmt: skip
        answer = self.house.ask("POST", "/v1/island/tickets", json={"numbers": numbers})
        assert answer.status_code == 200, answer.text
        return [one["reason"] for one in answer.json()]

    def settlement(self) -> dict[str, Any]:
        answer = self.house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


def figures(settlement: dict[str, Any]) -> tuple[int, int, int]:
    theme = settlement["themes"][0]
    return theme["issued"], theme["carried_over"], theme["island"]


def test_numbers_of_a_cut_line_are_accounted_for_when_their_day_is_settled(house: House) -> None:
    """The line broke in the afternoon and came back in the morning after."""
    house.take("key-00000001")
    cut = Cut(house)
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    before = cut.settlement()
    assert (figures(before), before["amended_at"]) == ((1, 1, 0), None)
    house.clock.ahead(hours=15)
    assert cut.hand_in(0, 1) == ["", ""]
    after = cut.settlement()
    assert figures(after) == (3, 3, 2)
    assert (after["settled_at"], after["amended_at"]) == (before["settled_at"], house.clock().isoformat())
    house.clock.ahead(minutes=1)
    assert cut.hand_in(0, 1) == ["", ""]  # the answer was lost: handed in once more
    assert cut.settlement() == after
    table = house.ask("GET", f"/v1/settlements/{DAY}/tickets.csv", Role.MANAGER).content.decode("utf-8-sig")
    late = [row for row in csv.DictReader(io.StringIO(table)) if row["离线"]]
    assert [(row["号码"], row["状态"], row["取号"]) for row in late] == [
        ("A5000", "carried_over", "16:00:00"),
        ("A5001", "carried_over", "16:00:00"),
    ]
    report = house.ask("GET", f"/v1/settlements/{DAY}/report.pdf", Role.MANAGER)
    document = pypdfium2.PdfDocument(report.content)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert "补记" in text
    assert "A5001" in text


def test_a_settled_day_is_amended_on_its_own_evening_too(house: House) -> None:
    house.take("key-00000001")
    cut = Cut(house)
    after_closing(house)
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    assert cut.hand_in(0) == [""]
    assert figures(cut.settlement()) == (2, 2, 1)
    assert house.ask("GET", "/v1/line", Role.CHIEF).json()["waiting"] == []


def test_a_day_that_nobody_settled_is_settled_with_them(house: House) -> None:
    """The hall's machine was off over night."""
    house.take("key-00000001")
    cut = Cut(house)
    house.clock.ahead(days=1)
    assert cut.hand_in(0) == [""]
    assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).status_code == 404
    house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER)
    assert figures(cut.settlement()) == (2, 2, 1)


def test_a_day_whose_numbers_all_came_late_has_its_settlement(house: House) -> None:
    cut = Cut(house)
    house.clock.ahead(days=1)
    house.take("key-00000001")
    after_closing(house)
    house.ask("POST", "/v1/settlements/2026-03-03", Role.MANAGER)
    assert cut.hand_in(0) == [""]
    assert figures(cut.settlement()) == (1, 1, 1)


def test_a_number_that_was_never_reserved_settles_nothing(house: House) -> None:
    cut = Cut(house)
    house.clock.ahead(days=1)
    assert cut.hand_in(999) == ["not_in_range"]
    assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).status_code == 404


def test_the_day_goes_on_beside_late_numbers(house: House) -> None:
    cut = Cut(house)
    house.take("key-00000001")
    house.clock.ahead(days=1)
    assert house.take("key-00000002").json()["number"] == "A001"
    assert cut.hand_in(0) == [""]
    assert house.take("key-00000003").json()["number"] == "A002"
    clerk = clerk_at(house)
    assert [clerk.does("next")["number"] for _ in range(1)] == ["A001"]
