"""How many are called before: what is said against what a played day then does."""

from statistics import fmean

import pytest

from kiosk.hall.ahead import LIKELY, likely_most
from kiosk.hall.discipline import Rules, Standing, Waiting, overtaken_before, points, walk_in
from kiosk.hall.simulation import play
from kiosk.hall.simulation.scenario import SCENARIOS, Scenario

RULES = Rules()
MINE = walk_in("A009", "A", 1000.0)


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("at", [1000.0, 2500.0])
def test_the_limit_is_where_points_are_equal(standing: Standing, at: float) -> None:
    limit = overtaken_before(MINE, RULES, standing, at)
    other = Waiting("A001", "A", standing, limit, limit)
    assert points(other, RULES, at) == pytest.approx(points(MINE, RULES, at))
    earlier = Waiting("A001", "A", standing, limit - 1, limit - 1)
    assert points(earlier, RULES, at) > points(MINE, RULES, at)


@pytest.mark.parametrize(("mean", "most"), [(0.0, 0), (0.05, 0), (0.3, 1), (2.0, 4), (400.0, 426)])
def test_comers_are_counted_as_far_as_they_are_likely(mean: float, most: int) -> None:
    assert likely_most(mean) == most


def test_what_is_said_holds_on_played_days() -> None:
    scenarios = [*SCENARIOS[:2], Scenario("many with priority", priority=0.3, appointments=0.25)]
    days = [day for one in scenarios for day in play(one.with_windows(3), RULES, range(5, 7))]
    numbers = [number for day in days for number in day.numbers]
    assert len(numbers) > 500
    assert fmean(number.ahead_held for number in numbers) > LIKELY
    assert fmean(number.before < number.ahead[0] for number in numbers) < 0.02
    assert fmean(number.ahead[1] - number.ahead[0] for number in numbers) < 4


def test_where_all_earn_alike_there_is_one_number_and_it_is_right() -> None:
    alike = Rules(1, 1, 1, 1, 1)
    plain = Scenario("alike", windows=2, appointments=0, transferred=0, comes_back=0)
    for number in play(plain, alike, range(5, 6), learning=0)[0].numbers:
        assert number.ahead == (number.before, number.before)
