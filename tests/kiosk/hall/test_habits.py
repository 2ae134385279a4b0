"""What windows usually do, from the log of what their clerks pressed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.hall.habits import Habits, WindowDay, WindowHabits, habits_of, window_days
from kiosk.hall.happening import Happening, What

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = 3600.0
Moves = list[tuple[str, str]]


def log(moves: Moves, window: int = 1) -> list[Happening]:
    midnight = datetime(2026, 3, 2, tzinfo=ZONE)
    return [
        Happening(
            What.WINDOW,
            midnight + timedelta(hours=int(clock[:2]), minutes=int(clock[3:])),
            window=window,
            detail=state,
        )
        for clock, state in moves
    ]


def day(moves: Moves) -> dict[int, WindowDay]:
    return window_days(log(moves), ZONE)


PLAIN: Moves = [("08:30", "open"), ("12:00", "paused"), ("13:30", "open"), ("17:30", "closed")]


def test_a_day_from_opening_to_closing() -> None:
    assert day(PLAIN) == {1: WindowDay(8.5 * HOUR, ((12 * HOUR, 13.5 * HOUR),), 7.5 * HOUR)}


def test_a_window_that_never_opened_had_no_day() -> None:
    assert day([("09:00", "closed")]) == {}


def test_a_pause_that_ends_in_closing_is_the_end() -> None:
    moves = [("08:30", "open"), ("16:00", "paused"), ("16:30", "closed")]
    assert day(moves) == {1: WindowDay(8.5 * HOUR, (), 7.5 * HOUR)}


def test_other_themes_are_no_absence() -> None:
    moves = [("08:30", "open"), ("09:00", "open"), ("17:30", "closed")]
    assert day(moves)[1].absences == ()


def test_short_absences_are_pauses_and_long_ones_lunch() -> None:
    moves = [("08:30", "open"), ("10:00", "paused"), ("10:10", "open"), *PLAIN[1:]]
    habits = habits_of([day(moves), day(PLAIN)])
    assert habits.pauses == (600.0,)
    assert habits.pauses_per_hour == pytest.approx(1 / (15 - 1 / 6))
    assert habits.windows == {1: WindowHabits(8.5 * HOUR, ((12 * HOUR, 13.5 * HOUR),))}


def test_what_happened_once_is_no_habit() -> None:
    other = [("08:40", "open"), ("17:30", "closed")]
    habits = habits_of([day(PLAIN), day(other), day(other), {}])
    assert habits.windows == {1: WindowHabits(8.5 * HOUR + 600)}
    assert habits_of([day(PLAIN), {}, {}]).windows == {}


def test_nothing_is_known_of_no_days() -> None:
    assert habits_of([]) == Habits()


@pytest.mark.parametrize(
    ("now", "gone", "due"),
    [
        (8.3, -1.0, 8.5),  # early
        (8.6, -1.0, 8.5),  # the clerk is late
        (10.0, -1.0, 8.5),  # very late
        (12.5, -1.0, 8.5),  # and no more expected after lunch than before
        (15.0, -1.0, 8.5),
        (9.0, 8.9, None),  # went away out of habit: nobody knows
        (11.9, 11.9, 13.0),  # a little early to lunch
        (12.5, 12.0, 13.0),
        (13.1, 12.0, 13.0),  # late from lunch
        (16.0, 15.9, None),
    ],
)
def test_when_a_window_that_nobody_sits_at_should_be_open(now: float, gone: float, due: float | None) -> None:
    habits = WindowHabits(8.5 * HOUR, ((12 * HOUR, 13 * HOUR),))
    assert habits.due(now * HOUR, gone * HOUR) == (None if due is None else pytest.approx(due * HOUR))
