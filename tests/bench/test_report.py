"""The benchmarks' own arithmetic: goals, the table, the file for machines, and one that breaks."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner

from tests.bench import __main__ as runner
from tests.bench.report import Broken, Row, beside, better, missed, table, write_json

START = Row("start", ours=612.0, against=480.0, ratio=1.275, goal="<= 1.5", unit="ms")
TAP = Row("tap to page, p95", ours=131.5, against=100.0, ratio=1.315, goal="< 1", unit="ms")
FOUND = Row("found", ours=97.5, goal=">= 97", unit="%")


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (START, True),
        (TAP, False),
        (FOUND, True),  # no ratio: the figure itself
        (Row("a", ours=1, ratio=1.3, goal="<= 1.3", unit=""), True),
        (Row("a", ours=1, ratio=1.3, goal="<1.3", unit=""), False),
        (Row("a", ours=15, goal=">= 15", unit="%"), True),
        (Row("a", ours=15, goal="> 15", unit="%"), False),
        (Row("a", ours=15, unit="fps"), None),
    ],
)
def test_a_goal_is_judged(row: Row, met: bool | None) -> None:
    assert row.met is met


def test_a_goal_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="start: a goal is like"):
        Row("start", ours=1, unit="", goal="fast")


@pytest.mark.parametrize("unit", ["ms", "s", "requests/s"])
def test_a_time_has_no_goal_without_a_reference(unit: str) -> None:
    with pytest.raises(ValueError, match=f"start: a goal in {unit} is judged against a reference of the same run"):
        Row("start", ours=1, unit=unit, goal="<= 25")


def test_what_one_of_two_runs_met_is_met() -> None:
    first = [beside("tap", 30, 10, "ms", "<= 2"), beside("start", 10, 10, "ms", "<= 2"), FOUND]
    again = [beside("tap", 15, 10, "ms", "<= 2"), beside("start", 30, 10, "ms", "<= 2"), FOUND]
    assert missed(first) == ["tap"]
    assert [row.ratio for row in better(first, again)] == [1.5, 1.0, None]
    assert missed(better(first, first)) == ["tap"]


def test_the_table() -> None:
    assert table([START, TAP], [Broken("card", "OSError: gone")]).splitlines() == [
        "benchmark           ours  against  ratio    goal",
        "------------------------------------------------------",
        "start             612 ms   480 ms  1.27x  <= 1.5  pass",
        "tap to page, p95  132 ms   100 ms  1.31x     < 1  MISS",
        "card: could not be run: OSError: gone",
    ]


def test_the_file_for_machines(tmp_path: Path) -> None:
    write_json(tmp_path / "build" / "bench.json", [START, TAP], [Broken("card", "gone")])
    told = msgspec.json.decode((tmp_path / "build" / "bench.json").read_bytes())
    assert [(row["name"], row["met"]) for row in told["rows"]] == [("start", True), ("tap to page, p95", False)]
    assert told["rows"][0]["ratio"] == 1.275
    assert told["broken"] == [{"name": "card", "why": "gone"}]
    assert told["machine"]["cpus"] >= 1


def benchmark(monkeypatch: pytest.MonkeyPatch, name: str, rows: Any) -> None:
    """A benchmark that gives these rows, or raises them, or calls what is given."""

    def bench() -> Any:
        if isinstance(rows, Exception):
            raise rows
        return rows

    if callable(rows):
        bench = rows
    module = ModuleType(f"tests.bench.bench_{name}")
    module.bench = bench  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)


def test_one_that_breaks_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    benchmark(monkeypatch, "broken", OSError("no such port"))
    benchmark(monkeypatch, "sound", [{"name": "sound", "ours": 1.0, "against": 2.0, "ratio": 0.5, "unit": "ms"}])
    monkeypatch.setattr(runner, "names", lambda: ["broken", "sound"])
    result = CliRunner().invoke(runner.main, ["--json", str(tmp_path / "bench.json")])
    assert result.exit_code == 1
    assert "broken: could not be run: OSError: no such port" in result.output
    assert "0.50x" in result.output
    assert b"no such port" in (tmp_path / "bench.json").read_bytes()


def test_only_the_wanted_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    benchmark(monkeypatch, "broken", OSError("not asked for"))
    benchmark(monkeypatch, "sound", [{"name": "sound", "ours": 1.0, "unit": "ms"}])
    monkeypatch.setattr(runner, "names", lambda: ["broken", "sound"])
    result = CliRunner().invoke(runner.main, ["sound"])
    assert result.exit_code == 0
    assert "sound" in result.stdout


def test_a_goal_missed_twice_ends_the_run_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    ratios = iter([3.0, 3.0, 3.0, 1.0])
    told = {"ours": 1.0, "against": 1.0, "unit": "ms", "goal": "<= 2"}
    benchmark(monkeypatch, "slow", lambda: [{"name": "a frame", "ratio": next(ratios), **told}])
    monkeypatch.setattr(runner, "names", lambda: ["slow"])
    result = CliRunner().invoke(runner.main)
    assert result.exit_code == 1
    assert "missed: a frame" in result.output
    assert CliRunner().invoke(runner.main).exit_code == 0


def test_the_short_form_is_asked_of_those_that_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    benchmark(monkeypatch, "long", lambda short: asked.append(short) or [])
    benchmark(monkeypatch, "always_short", [])
    monkeypatch.setattr(runner, "names", lambda: ["always_short", "long"])
    assert CliRunner().invoke(runner.main, ["--short"]).exit_code == 0
    assert CliRunner().invoke(runner.main).exit_code == 0
    assert asked == [True, False]


def test_an_unknown_name_is_told() -> None:
    result = CliRunner().invoke(runner.main, ["nonsense"])
    assert result.exit_code == 2
    assert "no such benchmark: nonsense" in result.output


def test_every_benchmark_can_be_run() -> None:
    assert runner.names()
    for name in runner.names():
        assert callable(importlib.import_module(f"tests.bench.bench_{name}").bench)
