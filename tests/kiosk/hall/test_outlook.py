"""The line played forward, where the truth can be worked out by hand."""

import math
from random import Random
from statistics import fmean

import pytest

from kiosk.hall.discipline import Rules, Standing, Waiting, check_in, walk_in
from kiosk.hall.experience import Experience
from kiosk.hall.outlook import HORIZON, HallNow, Outlook, WindowNow

RULES = Rules()
NOW = 36_000.0
TEN = Experience({"A": [600.0], "B": [60.0]})
IDLE = WindowNow(("A",))


def line(count: int, theme: str = "A", standing: Standing = Standing.WALK_IN) -> list[Waiting]:
    return [Waiting(f"{theme}{n:03}", theme, standing, NOW - 100 + n, NOW - 100 + n) for n in range(count)]


def waits(
    waiting: list[Waiting], windows: list[WindowNow], seen: Experience = TEN, mine: Waiting | None = None
) -> list[float]:
    return Outlook(HallNow(NOW, waiting, windows, seen), RULES).waits(mine or walk_in("A999", "A", NOW), Random(1))


class TestOutlook:
    def test_an_idle_window_calls_at_once(self) -> None:
        assert set(waits([], [IDLE])) == {0.0}

    def test_no_window_for_the_theme_has_no_answer(self) -> None:
        assert waits([], [WindowNow(("B",))]) == []

    @pytest.mark.parametrize(("ahead", "windows", "seconds"), [(3, 1, 1800), (4, 2, 1200), (5, 2, 1200), (1, 2, 0)])
    def test_equal_services_add_up(self, ahead: int, windows: int, seconds: float) -> None:
        assert set(waits(line(ahead), [IDLE] * windows)) == {seconds}

    def test_only_what_shares_the_windows_counts(self) -> None:
        assert set(waits(line(5, "B"), [IDLE, WindowNow(("B",))])) == {0.0}
        assert set(waits(line(5, "B"), [WindowNow(("A", "B"))])) == {300.0}

    def test_a_service_under_way_takes_what_is_left_of_it(self) -> None:
        assert set(waits([], [WindowNow(("A",), "A", NOW - 400)])) == {200.0}

    def test_a_service_longer_than_any_seen_still_ends(self) -> None:
        found = waits([], [WindowNow(("A",), "A", NOW - 4000)])
        assert all(0 < wait < HORIZON for wait in found)
        assert fmean(found) == pytest.approx(2000, rel=0.5)

    def test_lunch_is_waited_for(self) -> None:
        window = WindowNow(("A",), breaks=((NOW + 300, NOW + 3900),))
        assert set(waits(line(1), [window])) == {3900.0}

    def test_a_pause_of_unknown_length_takes_as_long_as_pauses_do(self) -> None:
        seen = Experience({"A": [600.0]}, pauses=[300.0])
        assert set(waits([], [WindowNow(("A",), paused_since=NOW - 100)], seen)) == {200.0}

    def test_pauses_to_come_cost_time(self) -> None:
        seen = Experience({"A": [600.0]}, pauses=[300.0], pauses_per_hour=3)
        assert fmean(waits(line(10), [IDLE], seen)) == pytest.approx(6000 + 10 * 0.5 * 300, rel=0.15)

    def test_a_no_show_costs_less_than_a_service(self) -> None:
        seen = Experience({"A": [600.0]}, [(math.inf, 1.0)], no_show_seconds=120)
        assert set(waits(line(5), [IDLE], seen)) == {600.0}

    def test_no_shows_depend_on_the_wait(self) -> None:
        seen = Experience({"A": [600.0]}, [(900, 0.0), (math.inf, 1.0)], no_show_seconds=60)
        assert set(waits(line(5), [IDLE], seen)) == {600 + 600 + 60 * 3.0}

    def test_priority_to_come_lengthens_a_wait_and_walk_ins_to_come_do_not(self) -> None:
        urgent = Experience({"A": [600.0]}, comers={("A", Standing.PRIORITY): [(math.inf, 1 / 1200)]})
        same = Experience({"A": [600.0]}, comers={("A", Standing.WALK_IN): [(math.inf, 1 / 1200)]})
        assert set(waits(line(5), [IDLE], same)) == {3000.0}
        assert 3300 < fmean(waits(line(5), [IDLE], urgent)) < 6000

    def test_a_booking_to_come_passes_a_walk_in(self) -> None:
        booked = Waiting("booked", "A", Standing.APPOINTMENT, NOW + 300, NOW + 300)
        assert set(waits([*line(2), booked], [IDLE])) == {1800.0}

    def test_an_early_appointment_goes_before_a_later_booking_of_the_same_time(self) -> None:
        mine = check_in("A999", "A", NOW + 600, NOW, RULES)
        booked = Waiting("booked", "A", Standing.APPOINTMENT, NOW + 600, NOW + 600)
        assert set(waits([booked], [WindowNow(("A",), "A", NOW)], mine=mine)) == {600.0}

    def test_priority_goes_ahead_of_walk_ins_who_came_just_before(self) -> None:
        mine = Waiting("A999", "A", Standing.PRIORITY, NOW, NOW)
        assert set(waits(line(5), [IDLE], mine=mine)) == {600.0}

    def test_a_late_window_helps_some_time_and_is_not_promised(self) -> None:
        late = WindowNow(("A",), late_since=NOW - 600)
        assert waits([], [late]) == []
        found = waits(line(5), [IDLE, late])
        assert 1200 <= min(found) < max(found) == 3000
        later = waits(line(5), [IDLE, WindowNow(("A",), late_since=NOW - 6000)])
        assert fmean(found) < fmean(later)

    def test_a_window_late_from_lunch_still_comes_back(self) -> None:
        found = waits([], [WindowNow(("A",), paused_since=NOW - 4200, late_since=NOW - 600)])
        assert sorted(found)[len(found) // 2] == pytest.approx(600, rel=0.6)  # half are back within as long again

    def test_visits_that_others_follow_cost_their_time_too(self) -> None:
        assert set(waits(line(5), [IDLE], Experience({"A": [600.0]}, sent_on=1.0))) == {6000.0}

    def test_who_comes_back_after_a_missed_call_is_served_after_all(self) -> None:
        seen = Experience({"A": [600.0]}, [(math.inf, 1.0)], no_show_seconds=120, returned=1.0)
        assert set(waits(line(5), [IDLE], seen)) == {3600.0}

    def test_who_is_in_line_does_not_wait_for_themselves(self) -> None:
        second = line(3)[1]
        assert set(waits(line(3), [IDLE], mine=second)) == {600.0}

    def test_a_hall_that_never_measured_has_a_guess(self) -> None:
        assert set(waits(line(2), [IDLE], Experience())) == {960.0}

    def test_a_window_that_never_comes_back_ends_at_the_horizon(self) -> None:
        assert set(waits([], [WindowNow(("A",), breaks=((0, math.inf),))])) == {HORIZON}

    def test_other_windows_without_work_do_not_hold_it_up(self) -> None:
        assert set(waits(line(2), [WindowNow(("B",)), IDLE])) == {1200.0}
