"""The hall's calendar: when it serves, when it gives numbers, when it opens next."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.hall.hours import OpeningHours
from tests.hallkit.house import CHINA, config_of

HOURS = """
[hours]
saturday = ["09:00-12:00"]
closed_days = [2026-03-04]
moved_workdays = [2026-03-08]
before_minutes = 15
"""


@pytest.fixture
def hours() -> OpeningHours:
    config = config_of(HOURS)
    return OpeningHours(config.hours, config.hall.zone)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("moment", "serves", "gives"),
    [
        (at(2, 8, 14), False, False),
        (at(2, 8, 15), False, True),
        (at(2, 8, 30), True, True),
        (at(2, 11, 59), True, True),
        (at(2, 12, 0), False, True),  # lunch: numbers for the afternoon
        (at(2, 17, 29), True, True),
        (at(2, 17, 30), False, False),
        (at(4, 10), False, False),  # a closed day
        (at(7, 10), True, True),  # Saturday morning
        (at(7, 13), False, False),
        (at(8, 10), True, True),  # a Sunday made a workday (调休)
        (at(15, 10), False, False),  # any other Sunday
    ],
)
def test_when_it_serves_and_when_it_gives_numbers(
    hours: OpeningHours, moment: datetime, serves: bool, gives: bool
) -> None:
    assert (hours.is_open(moment), hours.gives_numbers(moment)) == (serves, gives)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (at(2, 10), at(2, 10)),
        (at(2, 12, 30), at(2, 13, 30)),
        (at(3, 18), at(5, 8, 30)),  # over the closed day
        (at(7, 13), at(8, 8, 30)),
    ],
)
def test_when_it_opens_next(hours: OpeningHours, moment: datetime, opens: datetime) -> None:
    assert hours.opens_at(moment) == opens


def test_a_hall_that_is_never_open_says_so() -> None:
    days = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
    config = config_of("[hours]\n" + "".join(f"{day} = []\n" for day in days))
    hours = OpeningHours(config.hours, config.hall.zone)
    assert hours.opens_at(at(2, 10)) is None
    assert hours.closes_at(at(2, 10)) is None


def test_lunch_is_time_in_which_nobody_serves(hours: OpeningHours) -> None:
    assert hours.closed_between(at(2, 11), at(2, 14)) == timedelta(hours=1, minutes=30)
    assert hours.closed_between(at(2, 9), at(2, 11)) == timedelta()


def test_the_day_is_the_halls_own_wherever_the_clock_stands(hours: OpeningHours) -> None:
    assert hours.day(datetime.fromisoformat("2026-03-02T17:00:00+00:00")) == date(2026, 3, 3)


def test_a_hall_to_try_out_is_always_open() -> None:
    config = config_of()
    hours = OpeningHours(config.hours, config.hall.zone, always=True)
    assert all(
        hours.is_open(at(day, hour)) and hours.gives_numbers(at(day, hour)) for day in (2, 8) for hour in (0, 23)
    )
