"""The benchmark of the forecast, on a small hall."""

from pathlib import Path

import pytest

from kiosk.hall.discipline import Rules, Standing
from kiosk.hall.simulation import play
from kiosk.hall.simulation.record import Day
from kiosk.hall.simulation.scenario import SCENARIOS
from tests.bench.bench_forecast import LES, PLAIN, better, coverage_rows, error_rows, held, numbers_of, speed_rows
from tests.bench.forecast_pictures import draw


@pytest.fixture(scope="module")
def days() -> dict[str, list[Day]]:
    return {kind.name: play(kind.with_windows(2), Rules(), range(5, 6), learning=0) for kind in SCENARIOS[:2]}


def test_pictures_are_written(days: dict[str, list[Day]], tmp_path: Path) -> None:
    written = draw(days, (*PLAIN, *LES), tmp_path / "pictures")
    assert len(written) == 3
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)


def test_rows_compare_with_the_best_rule_of_thumb(days: dict[str, list[Day]]) -> None:
    rows = {row["name"]: row for row in coverage_rows(days, {}) + error_rows("both", days)}
    everybody = [number for played in days.values() for number in numbers_of(played)]
    name, minutes = better(everybody, LES)
    row = rows[f"forecast: mean error, both, against {name}"]
    assert row["against"] == minutes
    assert row["ratio"] == pytest.approx(row["ours"] / minutes)


def test_every_group_of_visitors_has_its_own_row_and_goal(days: dict[str, list[Day]]) -> None:
    ordinary = days["ordinary"]
    rows = {row["name"]: row for row in coverage_rows(days, {"rush": ordinary})}
    numbers = numbers_of(ordinary)
    row = rows[f"forecast: 80 % range holds, rush, {len(numbers)} numbers"]
    assert row["ours"] == pytest.approx(100 * sum(number.held for number in numbers) / len(numbers))
    assert row["goal"] == ">= 75"
    priority = [number for number in numbers if number.ticket.standing is Standing.PRIORITY]
    assert rows["forecast: 80 % range holds, rush, priority"]["ours"] == held(priority)
    assert rows["forecast: 80 % range holds, rush, sent on"]["ours"] == held(ordinary[0].sent_on)
    assert rows["forecast: 80 % range holds, rush, back after a missed call"]["ours"] == held(ordinary[0].returned)


def test_speed_is_told_against_the_least_that_must_be_done() -> None:
    usual, packed = speed_rows(times=3)
    assert usual["ratio"] > 1
    assert packed["against"] == usual["ours"]
