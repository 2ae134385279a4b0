"""The printed range: whole steps, corrected by what came of earlier ones."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hall.discipline import Rules, Standing, Waiting, walk_in
from kiosk.hall.experience import Experience
from kiosk.hall.forecast import LATELY, LIKE, PRIOR, Calibration, Outcome, WaitRange, estimate, printed
from kiosk.hall.outlook import HallNow, WindowNow

NOTHING = Calibration()
waits_of_futures = st.lists(st.floats(0, 36_000), min_size=1, max_size=32)


class TestPrinted:
    @given(waits_of_futures)
    def test_is_whole_steps_of_five_and_never_empty(self, waits: list[float]) -> None:
        found = printed(waits, NOTHING)
        assert found.low % 5 == 0
        assert found.high % 5 == 0
        assert 0 <= found.low < found.high

    def test_a_short_wait_is_0_to_5(self) -> None:
        found = printed([0.0, 20.0, 60.0], NOTHING)
        assert (found.low, found.high) == (0, 5)

    def test_without_outcomes_it_is_as_wide_as_the_futures(self) -> None:
        rng = Random(1)
        found = printed([rng.gauss(3600, 600) for _ in range(1000)], NOTHING)
        assert found.middle == pytest.approx(3600, abs=60)
        assert found.low == pytest.approx(60 - 1.34 * 18, abs=5)  # sd 10 minutes, and a quarter of the hour in doubt
        assert found.high == pytest.approx(60 + 1.34 * 18, abs=5)

    def test_few_futures_are_trusted_less(self) -> None:
        few, many = ([1800.0, 3600.0, 5400.0] * times for times in (1, 10))
        assert printed(few, NOTHING).spread > 1.2 * printed(many, NOTHING).spread

    def test_outcomes_that_were_always_longer_move_it_up(self) -> None:
        longer = Calibration(Outcome(1800, 300, 1800 + 600 + 3.0 * n) for n in range(200))
        found = printed([1800.0], longer)
        assert found.low >= 35
        assert found.low <= (1800 + 600 + 300) / 60 <= found.high

    def test_outcomes_all_over_make_it_wider(self) -> None:
        rng = Random(2)
        wild = Calibration(Outcome(3600, 400, max(0, rng.gauss(3600, 1200))) for _ in range(LIKE))
        tame = Calibration(Outcome(3600, 400, rng.gauss(3600, 200)) for _ in range(LIKE))
        futures = [3600.0]
        assert width(printed(futures, wild)) > 2 * width(printed(futures, tame))

    def test_only_outcomes_of_like_waits_correct_it(self) -> None:
        short = [Outcome(300.0 + n, 60, 300.0 + n) for n in range(LIKE)]
        long = [Outcome(6000.0 + n, 600, 9000.0 + n) for n in range(LIKE)]
        both = Calibration([*long, *short])
        assert printed([400.0], both) == printed([400.0], Calibration(short))
        assert printed([6000.0], both).low * 60 >= 6000

    def test_each_standing_is_corrected_by_its_own(self) -> None:
        late = [Outcome(1800, 300, 2700.0, Standing.WALK_IN)] * LIKE
        early = [Outcome(1800, 300, 900.0, Standing.PRIORITY)] * len(PRIOR)
        known = Calibration([*late, *early, Outcome(1800, 300, 1800, Standing.APPOINTMENT)])
        assert known.scores(1800, Standing.PRIORITY).count(-3.0) == len(PRIOR)
        assert 3.0 not in known.scores(1800, Standing.PRIORITY)
        few = known.scores(1800, Standing.APPOINTMENT)
        assert few.count(3.0) > LIKE / 2  # one outcome is too few: everybody's stand for it

    def test_today_counts_above_all_whatever_the_wait(self) -> None:
        usual = [Outcome(60.0 * n, 300, 60.0 * n) for n in range(LIKE)]
        late = [Outcome(60.0 * n, 300, 60.0 * n + 1500) for n in range(LATELY)]
        slow = printed([7200.0], Calibration(usual, late))
        assert slow.high * 60 > 7200 + 1500 > printed([7200.0], Calibration(usual)).high * 60

    @settings(max_examples=8, deadline=None)
    @given(st.integers(0, 2**32))
    def test_four_in_five_hold_once_it_has_learned(self, seed: int) -> None:
        """Futures that are too short and too sure, as a hall with slow clerks: the corrected range still holds."""
        rng = Random(seed)
        outcomes: list[Outcome] = []
        held = []
        for n in range(700):
            mean = rng.uniform(1200, 4800)
            true = max(0.0, rng.gauss(1.3 * mean, 0.25 * mean))
            found = printed([rng.gauss(mean, 0.1 * mean) for _ in range(16)], Calibration(outcomes[-400:]))
            if n >= 200:
                held.append(found.low * 60 <= true <= found.high * 60)
            outcomes.append(Outcome(found.middle, found.spread, true))
        assert 0.72 < fmean(held) < 0.88


def width(found: WaitRange) -> int:
    return found.high - found.low


class TestEstimate:
    def hall(self, ahead: int, windows: int) -> HallNow:
        rng = Random(3)
        seen = Experience({"A": [rng.lognormvariate(6, 0.5) for _ in range(60)]})
        line = [Waiting(f"A{n:03}", "A", Standing.WALK_IN, -1.0 - n, -1.0 - n) for n in range(ahead)]
        return HallNow(0.0, line, [WindowNow(("A",), "A", -60.0)] * windows, seen)

    def middle(self, ahead: int, windows: int) -> float:
        found = estimate(self.hall(ahead, windows), walk_in("A999", "A", 0), Rules(), NOTHING, Random(1))
        assert found is not None
        return found.middle

    def test_more_people_take_longer_and_more_windows_shorter(self) -> None:
        assert self.middle(5, 3) < self.middle(20, 3) < self.middle(60, 3)
        assert self.middle(20, 6) < self.middle(20, 3) < self.middle(20, 1)

    def test_the_same_question_and_chance_get_the_same_answer(self) -> None:
        assert self.middle(20, 3) == self.middle(20, 3)

    def test_a_theme_without_a_window_has_none(self) -> None:
        assert estimate(self.hall(1, 1), walk_in("B001", "B", 0), Rules(), NOTHING, Random(1)) is None

    def test_a_line_of_ten_thousand_is_answered_with_the_horizon(self) -> None:
        assert self.middle(10_000, 4) == 36_000
