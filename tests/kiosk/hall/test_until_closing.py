"""How the day will end: who still comes, and who can be served."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.hall.discipline import Standing, Waiting
from kiosk.hall.experience import Experience
from kiosk.hall.hall import Hall, hall_of
from kiosk.hall.outlook import HallNow, WindowNow
from kiosk.hall.until_closing import UntilClosing, until_closing
from tests.hallkit.house import CHINA, config_of

HOUR = 3600.0
AT = datetime(2026, 11, 23, 15, 0, tzinfo=CHINA)


@pytest.fixture
def hall() -> Hall:
    """It closes at 17:30."""
    return hall_of(config_of())


def waiting(count: int, theme: str = "A") -> list[Waiting]:
    at = AT.timestamp()
    return [Waiting(f"{theme}{n:03}", theme, Standing.WALK_IN, at, at) for n in range(count)]


def ends(
    hall: Hall, line: list[Waiting], windows: list[WindowNow], at: datetime = AT, **seen: object
) -> dict[str, UntilClosing]:
    experience = Experience(services={"A": [600.0], "B": [600.0]}, **seen)  # type: ignore[arg-type]
    return until_closing(hall, HallNow(at.timestamp(), line, windows, experience), at)


def closing(hall: Hall, hours_before: float) -> datetime:
    closes = hall.hours.closes_at(AT)
    assert closes is not None
    return closes - timedelta(hours=hours_before)


def test_everybody_is_served_where_there_is_time(hall: Hall) -> None:
    assert ends(hall, waiting(3), [WindowNow(("A",))])["A"] == UntilClosing(0, 3)


def test_only_as_many_as_the_windows_have_time_for(hall: Hall) -> None:
    at = closing(hall, 1)
    assert ends(hall, waiting(20), [WindowNow(("A",))], at)["A"].served == 6
    assert ends(hall, waiting(20), [WindowNow(("A",)), WindowNow(("A",))], at)["A"].served == 12


def test_a_window_for_two_themes_is_shared_by_their_work(hall: Hall) -> None:
    found = ends(hall, waiting(9) + waiting(3, "B"), [WindowNow(("A", "B"))], closing(hall, 1))
    assert (found["A"].served, found["B"].served) == (4, 2)  # of six: 4.5 and 1.5


def test_those_who_still_come_count_until_closing_only(hall: Hall) -> None:
    at = closing(hall, 2)
    pace = [(at.timestamp() + HOUR, 4 / HOUR), (float("inf"), 10 / HOUR)]
    found = ends(hall, waiting(2), [WindowNow(("A",))], at, comers={("A", Standing.WALK_IN): pace})
    assert found["A"] == UntilClosing(14, 12)


def test_appointments_of_today_are_to_come(hall: Hall) -> None:
    at = closing(hall, 2)
    later = [at + timedelta(minutes=30), at + timedelta(hours=3)]
    booked = [Waiting("", "A", Standing.APPOINTMENT, one.timestamp(), one.timestamp()) for one in later]
    assert ends(hall, booked, [WindowNow(("A",))], at)["A"] == UntilClosing(1, 1)


def test_breaks_and_pauses_serve_nobody(hall: Hall) -> None:
    at = closing(hall, 2)
    now = at.timestamp()
    lunch = WindowNow(("A",), breaks=((now - HOUR, now + HOUR), (now, now + HOUR / 2)))
    assert ends(hall, waiting(20), [lunch], at)["A"].served == 6
    away = WindowNow(("A",), paused_since=now)
    assert ends(hall, waiting(20), [away], at, pauses=[HOUR])["A"].served == 6


def test_a_late_window_comes_as_much_later_again(hall: Hall) -> None:
    at = closing(hall, 2)
    late = WindowNow(("A",), late_since=at.timestamp() - HOUR)
    assert ends(hall, waiting(20), [late], at)["A"].served == 6


def test_visits_that_took_no_time_are_not_believed(hall: Hall) -> None:
    at = closing(hall, 1)
    moment = HallNow(at.timestamp(), waiting(200), [WindowNow(("A",))], Experience(services={"A": [0.0]}))
    assert until_closing(hall, moment, at)["A"].served == 120


def test_after_closing_nobody_comes_and_nobody_is_served(hall: Hall) -> None:
    at = closing(hall, -1)
    pace = {("A", Standing.WALK_IN): [(float("inf"), 1.0)]}
    assert ends(hall, waiting(2), [WindowNow(("A",))], at, comers=pace)["A"] == UntilClosing(0, 0)


def test_a_closed_day_ends_as_it_is(hall: Hall) -> None:
    sunday = datetime(2026, 11, 22, 4, tzinfo=UTC)
    assert ends(hall, [], [WindowNow(("A",))], sunday)["A"] == UntilClosing(0, 0)
