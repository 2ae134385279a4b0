"""A hall whose computer's clock is wrong: the day goes on, nothing is settled by it, and the office is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from kiosk.hall.access import Role
from kiosk.hall.clock import Proof
from kiosk.hall.happening import What
from tests.hallkit.house import CHINA, MONDAY, Clock, House, open_house
from tests.hallkit.people import clerk_at

DAY = "2026-03-02"
FOUR = MONDAY.replace(hour=16)
ZHANG = {"number": "11010119900307999X", "name": "张测试"}


def five_wait(house: House) -> None:
    for turn in range(5):
        house.take(f"key-{turn:08}", holder=ZHANG if turn == 2 else None)
        house.clock.ahead(seconds=30)


@contextmanager
def again(database: str, clock: Clock) -> Iterator[House]:
    """The hall starts anew, with its usual patience."""
    with open_house(database, clock=clock, proof=Proof()) as house:
        yield house


def clock_of(house: House) -> dict[str, object]:
    shown: dict[str, object] = house.ask("GET", "/v1/overview", Role.MANAGER).json()["clock"]
    return shown


def numbers(house: House, day: int) -> list[str]:
    of_day = MONDAY.date().replace(day=day)
    return [one.number for one in house.store.read(lambda records: records.tickets(of_day)).result(5)]


@pytest.fixture
def monday(database: str) -> tuple[str, Clock]:
    """Monday at four: five people wait, and the hall is ended."""
    clock = Clock(FOUR, kept=False)
    with open_house(database, clock=clock) as house:
        five_wait(house)
    return database, clock


@pytest.mark.parametrize(
    "says",
    [
        datetime(2026, 3, 3, 0, 5, tzinfo=CHINA),  # local time read as UTC
        datetime(2026, 3, 3, 16, 5, tzinfo=CHINA),
        datetime(2026, 3, 6, 9, 0, tzinfo=CHINA),
        pytest.param(datetime(1970, 1, 1, 8, 0, tzinfo=CHINA), marks=pytest.mark.logs("WARNING", "doubt (behind)")),
        pytest.param(datetime(2037, 3, 3, 9, 0, tzinfo=CHINA), marks=pytest.mark.logs("WARNING", "doubt (far_ahead)")),
    ],
)
def test_a_day_is_not_settled_by_a_clock_that_is_wrong_at_start(monday: tuple[str, Clock], says: datetime) -> None:
    database, clock = monday
    clock.set_by = says - clock.at
    with again(database, clock) as house:
        house.watch()
        early = house.take("key-in-doubt").json()
        assert early["number"] == "A006"
        clock.set_by = timedelta()
        clock.ahead(seconds=1)
        house.watch()
        late = house.take("key-right-again").json()
        assert (late["number"], late["day"]) == ("A007", DAY)
        clock.ahead(minutes=6)
        for _ in range(2):
            house.watch()
        assert clock_of(house)["why"] is None
        assert numbers(house, 2) == [f"A00{n}" for n in range(1, 8)]
        assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).status_code == 404
        clerk = clerk_at(house)
        assert [clerk.does("next")["number"] for _ in "1"] == ["A001"]
        kept = house.store.read(lambda records: records.tickets(MONDAY.date())).result(5)
        assert [bool(one.name) for one in kept].count(True) == 1
        assert all(FOUR <= one.issued_at <= clock.at for one in kept)


@pytest.mark.logs("WARNING", "the clock is in doubt (jumped)")
@pytest.mark.parametrize("by", [timedelta(days=1), timedelta(days=-1), timedelta(hours=8), timedelta(days=-20_000)])
def test_a_clock_that_jumps_while_the_hall_is_open_changes_nothing(database: str, by: timedelta) -> None:
    with again(database, Clock()) as house:
        house.clock.ahead(minutes=1)
        house.watch()
        _jumps_and_comes_back(house, by)


def _jumps_and_comes_back(house: House, by: timedelta) -> None:
    five_wait(house)
    clerk = clerk_at(house)
    called = clerk.does("next")["id"]
    house.clock.set_by = by
    house.watch()
    assert house.take("key-in-doubt").json()["number"] == "A006"
    assert clock_of(house)["why"] == "jumped"
    assert clerk.does("start")["id"] == called  # signed in still, and at the window
    house.clock.ahead(seconds=8)
    house.clock.set_by = timedelta()
    house.watch()
    assert clock_of(house)["why"] is None
    assert house.take("key-right-again").json()["number"] == "A007"
    assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).status_code == 404
    told = house.store.read(lambda records: records.happenings(0, 1000)).result(5)
    assert [one.detail.split(":")[0] for one in told if one.what is What.CLOCK] == [
        "in doubt (started)", "certain", "in doubt (jumped)", "certain",
    ]  # fmt: skip


def test_a_clock_that_is_set_back_for_good_keeps_everybody_in_line(house: House) -> None:
    """It had been an hour ahead all the morning."""
    house.clock.ahead(hours=1)
    five_wait(house)
    clerk = clerk_at(house)
    clerk.does("next")
    house.clock.set_by = timedelta(hours=-1)
    house.watch()
    assert house.take("key-after").json()["number"] == "A006"
    line = clerk.ask("GET", "/v1/line").json()["waiting"]
    assert [one["number"] for one in line] == ["A002", "A003", "A004", "A005", "A006"]
    assert [one["waited_minutes"] for one in line] == [2, 1, 1, 0, 0]
    assert clerk.does("start")["called_at"] == (MONDAY + timedelta(minutes=2.5)).isoformat()


def test_a_day_that_was_misdated_moves_with_all_its_numbers(house: House) -> None:
    """The date was a day ahead; in the middle of the morning somebody sets it right."""
    house.clock.ahead(days=1)
    five_wait(house)
    clerk = clerk_at(house)
    clerk.does("next")
    clerk.does("start")
    house.clock.set_by = timedelta(days=-1)
    house.watch()
    assert (numbers(house, 3), len(numbers(house, 2))) == ([], 5)
    assert house.take("key-after", holder=ZHANG).json()["number"] == "A003"
    assert house.take("key-another").json()["number"] == "A006"
    assert clerk.does("finish", outcome="done")["number"] == "A001"
    assert clerk.does("next")["number"] == "A002"


def test_the_manager_says_that_the_clock_is_right(monday: tuple[str, Clock]) -> None:
    database, clock = monday
    clock.ahead(days=1, hours=-7)
    with again(database, clock) as house:
        house.watch()
        assert clock_of(house)["why"] == "started"
        assert house.ask("POST", f"/v1/settlements/{DAY}", Role.MANAGER).json()["reason"] == "clock_in_doubt"
        assert house.ask("POST", "/v1/clock/confirm", Role.TERMINAL).status_code == 403
        assert house.ask("POST", "/v1/clock/confirm", Role.MANAGER).status_code == 204
        assert clock_of(house)["why"] is None
        house.watch()
        assert house.ask("GET", f"/v1/settlements/{DAY}", Role.MANAGER).ok


def test_health_says_whether_the_clock_can_be_believed(monday: tuple[str, Clock]) -> None:
    with again(*monday) as house:
        assert house.ask("GET", "/v1/health", None).json()["clock_certain"] is False


def test_numbers_of_a_cut_line_are_not_carried_over_by_a_doubtful_clock(monday: tuple[str, Clock]) -> None:
    database, clock = monday
    with open_house(database, clock=clock) as house:
        house.ask("POST", "/v1/island/ranges", json={"used_up": []})
        token = house.tokens[Role.TERMINAL]
    number = {"number": "A5000", "theme": "A", "day": DAY, "issued_at": clock.at.isoformat(), "key": "key-of-the-cut",
              "code": "cut000000001"}  # fmt: skip
    clock.set_by = timedelta(days=1)
    with again(database, clock) as house:
        house.tokens[Role.TERMINAL] = token
        answer = house.ask("POST", "/v1/island/tickets", json={"numbers": [number]})
        assert (answer.status_code, answer.json()["reason"]) == (409, "clock_in_doubt")
        clock.set_by = timedelta()
        clock.ahead(seconds=5)
        house.watch()
        assert house.ask("POST", "/v1/island/tickets", json={"numbers": [number]}).json()[0]["accepted"]
        waiting = house.store.read(lambda records: records.waiting_counts(MONDAY.date())).result(5)
        assert waiting == {"A": 6}


def test_a_number_after_the_clock_went_back_over_midnight_is_an_answer(database: str) -> None:
    clock = Clock(MONDAY.replace(day=3))
    with open_house(database, clock=clock) as house:
        house.take("key-00000001")
        clock.ahead(days=-1)
        assert house.take("key-00000002").json()["number"] == "A001"
        clock.ahead(days=1)
        assert house.take("key-00000003").json()["number"] == "A002"
        clock.ahead(days=-1)
        assert house.take("key-00000004").json()["number"] == "A002"
