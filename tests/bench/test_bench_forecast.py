"""The benchmark of the forecast, on a small hall."""

from pathlib import Path

import pytest

from kiosk.hall.discipline import Rules
from kiosk.hall.simulation import play
from kiosk.hall.simulation.record import Day
from kiosk.hall.simulation.scenario import SCENARIOS
from tests.bench.bench_forecast import LES, PLAIN, better, coverage_rows, error_rows, speed_rows
from tests.bench.forecast_pictures import draw


@pytest.fixture(scope="module")
def days() -> dict[str, list[Day]]:
    return {kind.name: play(kind.with_windows(2), Rules(), range(5, 6), learning=0) for kind in SCENARIOS[:2]}


def test_pictures_are_written(days: dict[str, list[Day]], tmp_path: Path) -> None:
    written = draw(days, (*PLAIN, *LES), tmp_path / "pictures")
    assert len(written) == 3
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in written)


def test_rows_compare_with_the_best_rule_of_thumb(days: dict[str, list[Day]]) -> None:
    kinds = {kind: [number for day in played for number in day.numbers] for kind, played in days.items()}
    rows = {row["name"]: row for row in coverage_rows(kinds) + error_rows(kinds)}
    everybody = [number for numbers in kinds.values() for number in numbers]
    name, minutes = better(everybody, LES)
    row = rows[f"forecast: mean error, all days, against {name}"]
    assert row["against"] == minutes
    assert row["ratio"] == pytest.approx(row["ours"] / minutes)
    assert rows["forecast: 80 % range holds, ordinary"]["ours"] == pytest.approx(
        100 * sum(number.held for number in kinds["ordinary"]) / len(kinds["ordinary"])
    )


def test_speed_is_told_against_the_least_that_must_be_done() -> None:
    usual, packed = speed_rows(times=3)
    assert usual["ratio"] > 1
    assert packed["against"] == usual["ours"]
