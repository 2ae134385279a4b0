"""What a hall has seen, as the forecast is told."""

import math

import pytest

from kiosk.hall.discipline import Standing
from kiosk.hall.experience import SLOT, SLOTS, no_show_shares, pace_of, to_come

KIND = ("A", Standing.PRIORITY)
NINE = 9 * 3600.0


def share_at(shares: list[tuple[float, float]], waited: float) -> float:
    return next(share for limit, share in shares if waited <= limit)


class TestNoShows:
    def test_who_waits_long_is_more_often_gone(self) -> None:
        calls = [(300.0, False)] * 190 + [(300.0, True)] * 10 + [(5000.0, False)] * 50 + [(5000.0, True)] * 50
        shares = no_show_shares(calls)
        assert share_at(shares, 300) == pytest.approx(0.06, abs=0.02)
        assert share_at(shares, 5000) == pytest.approx(0.45, abs=0.05)

    def test_waits_never_seen_lean_on_the_shorter_ones(self) -> None:
        shares = no_show_shares([(300.0, n % 10 == 0) for n in range(200)])
        assert share_at(shares, 9999) == pytest.approx(0.1, abs=0.01)
        assert shares[-1][0] == math.inf

    def test_a_new_hall_has_seen_none(self) -> None:
        assert {share for _, share in no_show_shares([])} == {0.0}


class TestComers:
    def usual(self, per_slot: float) -> dict[tuple[str, Standing], list[float]]:
        counts = [0.0] * SLOTS
        for slot in range(17, 35):
            counts[slot] = per_slot
        return {KIND: counts}

    def test_a_usual_day_goes_on_as_usual(self) -> None:
        pace = to_come(self.usual(6), {KIND: 6}, NINE, 0.0, NINE - SLOT)[KIND]
        assert pace[0] == (NINE + SLOT, pytest.approx(6 / SLOT))
        assert pace[-1] == (SLOTS * SLOT, 0.0)

    def test_a_busy_morning_foretells_a_busy_day_but_not_in_full(self) -> None:
        pace = to_come(self.usual(20), {KIND: 40}, NINE, 0.0, NINE - SLOT)[KIND]
        assert 20 / SLOT < pace[0][1] < 40 / SLOT

    def test_half_a_slot_counts_half(self) -> None:
        now = NINE - SLOT / 2
        pace = to_come(self.usual(20), {KIND: 10}, now, 0.0, NINE - SLOT)[KIND]
        assert pace[0] == (NINE, pytest.approx(20 / SLOT))

    def test_on_a_first_day_the_pace_goes_on(self) -> None:
        assert to_come({}, {KIND: 12}, NINE, 0.0, NINE - 3600) == {KIND: [(math.inf, 12 / 3600)]}
        assert to_come({}, {KIND: 1}, NINE, 0.0, NINE - 1) == {KIND: [(math.inf, 1 / SLOT)]}


def test_a_day_is_slow_where_visits_last_longer_than_usual() -> None:
    usual = {"A": [300.0] * 20, "B": [600.0] * 20}
    assert pace_of({}, [("A", 900.0, 1000.0)]) == 1.0
    assert pace_of(usual, []) == 1.0
    assert pace_of({"A": [0.0, 0.0]}, [("A", 0.0, 0.0), ("A", 60.0, 60.0)]) == 1.0  # called and ended in one moment
    assert pace_of(usual, [("A", 300.0, 5000.0), ("B", 600.0, 5000.0)] * 50) == pytest.approx(1.0)
    assert pace_of(usual, [("A", 450.0, 5000.0), ("B", 900.0, 5000.0)] * 200) == pytest.approx(1.5, rel=0.02)
    assert pace_of(usual, [("C", 9000.0, 9000.0)]) == 1.0  # a theme that nobody knows yet


def test_what_lasts_still_is_held_against_the_same_time() -> None:
    usual = {"A": [300.0] * 20}
    assert pace_of(usual, [("A", 200.0, 200.0)] * 100) == 1.0  # nothing is slow yet
    assert pace_of(usual, [("A", 600.0, 600.0)] * 100) == pytest.approx(2.0, rel=0.05)
