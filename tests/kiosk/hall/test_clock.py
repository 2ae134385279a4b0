"""What time it is in a hall whose computer's clock cannot be believed."""

from datetime import datetime, timedelta

import pytest

from kiosk.hall.clock import Correction, Doubt, HallClock, LastRecord, Proof
from kiosk.hall.hall import hall_of
from tests.hallkit.house import CHINA, MONDAY, Clock, config_of

HOURS = hall_of(config_of()).hours
FOUR = MONDAY.replace(hour=16)
BROKEN_OFF = LastRecord(FOUR, waiting=True)
EVENING = LastRecord(MONDAY.replace(hour=18, minute=30), settled=True)
DAY = timedelta(days=1)


def clock_at(says: datetime, last: LastRecord | None = None, kept: bool = False) -> tuple[HallClock, Clock]:
    """A hall that starts while the computer says this."""
    piece = Clock(says, kept=kept)
    clock = HallClock(piece, HOURS, Proof())
    clock.begin(last)
    return clock, piece


def certain(says: datetime = FOUR) -> tuple[HallClock, Clock]:
    clock, piece = clock_at(says, kept=True)
    piece.ahead(minutes=1)
    assert clock.look() is None
    assert clock.certain
    return clock, piece


def settled_in(clock: HallClock, piece: Clock, minutes: int) -> Correction | None:
    """What is to be corrected once a clock has been watched for so long, and was."""
    for _ in range(minutes * 12):
        piece.ahead(seconds=5)
        if correction := clock.look():
            clock.take(correction)
            return correction
    return None


class TestStart:
    def test_a_time_server_proves_it_in_half_a_minute(self) -> None:
        clock, piece = clock_at(FOUR, kept=True)
        assert (clock.look(), clock.certain, clock.state().why) == (None, False, Doubt.STARTED)
        piece.ahead(seconds=31)
        assert (clock.look(), clock.certain, clock()) == (None, True, piece.at)

    def test_without_one_it_must_have_been_steady_for_minutes(self) -> None:
        clock, piece = clock_at(FOUR)
        settled_in(clock, piece, 4)
        assert not clock.certain
        settled_in(clock, piece, 1)
        assert clock.certain

    @pytest.mark.parametrize("says", [datetime(2026, 3, 3, 0, 5, tzinfo=CHINA), datetime(2026, 3, 3, 5, tzinfo=CHINA)])
    def test_at_night_a_day_that_was_broken_off_goes_on(self, says: datetime) -> None:
        clock, piece = clock_at(says, BROKEN_OFF)
        piece.ahead(seconds=1)
        assert clock() == FOUR + timedelta(seconds=1)
        piece.set_by = FOUR + timedelta(seconds=9) - says
        piece.ahead(seconds=1)
        correction = clock.look()
        assert correction is not None
        clock.take(correction)
        assert (clock(), clock.certain) == (FOUR + timedelta(seconds=11), False)

    def test_in_the_morning_after_the_new_day_begins_behind_the_numbers_of_the_old_one(self) -> None:
        morning = MONDAY.replace(day=3, hour=8, minute=30)
        clock, piece = clock_at(morning, BROKEN_OFF)
        assert (clock(), clock.goes_on) == (morning, MONDAY.date())
        settled_in(clock, piece, 6)
        assert (clock.certain, clock.goes_on) == (True, None)

    def test_of_two_days_it_is_rather_the_one_on_which_people_wait(self) -> None:
        clock, piece = clock_at(MONDAY.replace(day=3), BROKEN_OFF)
        piece.set_by = FOUR + timedelta(seconds=5) - piece.at
        correction = clock.look()
        assert correction is not None
        assert correction.at + correction.by == FOUR + timedelta(seconds=5)

    @pytest.mark.parametrize("says", [datetime(1970, 1, 1, 8, 20, tzinfo=CHINA), datetime(2000, 1, 3, 9, tzinfo=CHINA)])
    @pytest.mark.parametrize(
        ("last", "guess"), [(BROKEN_OFF, FOUR), (EVENING, MONDAY.replace(day=3, hour=8, minute=15))]
    )
    def test_with_a_dead_battery_numbers_are_given_and_nothing_is_certain(
        self, says: datetime, last: LastRecord, guess: datetime
    ) -> None:
        clock, piece = clock_at(says, last)
        assert clock() == guess
        assert HOURS.gives_numbers(clock())
        assert settled_in(clock, piece, 180) is None
        assert (clock.certain, clock.state().why, clock.knows_no_hours) == (False, Doubt.BEHIND, True)
        piece.set_by = MONDAY.replace(day=3, hour=11) - piece.at
        piece.kept = True
        corrections = [settled_in(clock, piece, 2), settled_in(clock, piece, 2)]
        assert [one is not None for one in corrections] == [True, False]  # likelier at once, and then proven
        assert (clock.certain, clock()) == (True, piece.wall())

    def test_after_months_somebody_has_to_say_that_it_is_right(self) -> None:
        clock, piece = clock_at(FOUR + 60 * DAY, BROKEN_OFF)
        assert clock() == FOUR + 60 * DAY
        settled_in(clock, piece, 120)
        assert (clock.certain, clock.state().why) == (False, Doubt.FAR_AHEAD)
        clock.confirm()
        assert (clock.look(), clock.certain) == (None, True)

    def test_a_hall_without_a_past_has_nothing_to_doubt_but_the_start(self) -> None:
        clock, piece = clock_at(FOUR)
        settled_in(clock, piece, 6)
        assert clock.certain


class TestJumps:
    @pytest.mark.parametrize(
        "by", [DAY, -DAY, timedelta(hours=8), timedelta(hours=-8), timedelta(minutes=-20), 400 * DAY]
    )
    def test_a_clock_that_jumps_and_comes_back_was_never_followed(self, by: timedelta) -> None:
        clock, piece = certain()
        before = piece.ahead(seconds=1)
        piece.set_by = by
        assert (clock(), clock.certain, clock.state().why) == (before, False, Doubt.JUMPED)
        piece.ahead(seconds=9)
        assert clock.look() is None
        assert clock() == before + timedelta(seconds=9)
        piece.set_by = timedelta()
        assert (clock(), clock.certain) == (piece.at, True)

    @pytest.mark.parametrize("by", [timedelta(hours=-1), timedelta(minutes=30), timedelta(days=-1), timedelta(days=1)])
    def test_a_time_server_is_believed_soon_and_what_was_written_is_moved(self, by: timedelta) -> None:
        clock, piece = certain()
        piece.set_by = by
        correction = settled_in(clock, piece, 1)
        assert correction is not None
        assert (correction.by, correction.certain) == (by, True)
        assert (clock.certain, clock()) == (True, piece.wall())
        slept = by == DAY  # who waited yesterday does not wait any more
        assert (correction.since is None) is not slept

    def test_set_by_hand_it_is_believed_when_it_has_been_steady(self) -> None:
        clock, piece = certain()
        piece.kept, piece.set_by = False, timedelta(minutes=30)
        assert settled_in(clock, piece, 4) is None
        assert settled_in(clock, piece, 2) is not None

    def test_set_back_by_hand_it_takes_an_hour_or_somebody_who_knows(self) -> None:
        clock, piece = certain(MONDAY)
        piece.kept, piece.set_by = False, timedelta(minutes=-90)
        assert settled_in(clock, piece, 55) is None
        assert settled_in(clock, piece, 10) is not None
        piece.set_by -= timedelta(minutes=30)
        assert clock.look() is None
        clock.confirm()
        assert clock.look() is not None

    def test_a_clock_that_keeps_jumping_is_never_believed(self) -> None:
        clock, piece = clock_at(FOUR)
        for turn in range(40):
            piece.set_by = timedelta(seconds=10 * (turn % 2))
            piece.ahead(minutes=1)
            clock.look()
            assert not clock.certain

    def test_a_machine_that_slept_until_the_morning_gives_numbers_at_once(self) -> None:
        clock, piece = certain(MONDAY.replace(hour=20))
        piece.set_by = timedelta(hours=13)
        correction = clock.look()
        assert correction is not None
        clock.take(correction)
        assert (clock(), clock.certain) == (piece.wall(), False)

    def test_a_clock_that_is_slewed_is_followed_and_never_goes_back(self) -> None:
        clock, piece = certain()
        seen = [clock()]
        for _ in range(200):
            piece.ahead(seconds=1)
            piece.set_by -= timedelta(seconds=0.3)
            seen.append(clock())
            assert clock.certain
        assert seen == sorted(seen)
        assert seen[-1] - piece.wall() <= timedelta(seconds=2)
