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
from tests.bench.report import Broken, Row, table, write_json

START = Row("start", ours=612.0, against=480.0, ratio=1.275, goal="<= 1.5", unit="ms")
TAP = Row("tap to page, p95", ours=131.5, goal="< 100", unit="ms")


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (START, True),
        (TAP, False),  # no ratio: the figure itself
        (Row("a", ours=1, ratio=1.3, goal="<= 1.3", unit=""), True),
        (Row("a", ours=1, ratio=1.3, goal="<1.3", unit=""), False),
        (Row("a", ours=15, goal=">= 15", unit="fps"), True),
        (Row("a", ours=15, goal="> 15", unit="fps"), False),
        (Row("a", ours=15, unit="fps"), None),
    ],
)
def test_a_goal_is_judged(row: Row, met: bool | None) -> None:
    assert row.met is met


def test_a_goal_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="start: a goal is like"):
        Row("start", ours=1, unit="ms", goal="fast")


def test_the_table() -> None:
    assert table([START, TAP], [Broken("card", "OSError: gone")]).splitlines() == [
        "benchmark           ours  against  ratio    goal",
        "------------------------------------------------------",
        "start             612 ms   480 ms  1.27x  <= 1.5  pass",
        "tap to page, p95  132 ms                   < 100  MISS",
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
    """A benchmark that gives these rows, or raises them."""

    def bench() -> Any:
        if isinstance(rows, Exception):
            raise rows
        return rows

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


def test_an_unknown_name_is_told() -> None:
    result = CliRunner().invoke(runner.main, ["nonsense"])
    assert result.exit_code == 2
    assert "no such benchmark: nonsense" in result.output


def test_every_benchmark_can_be_run() -> None:
    assert runner.names()
    for name in runner.names():
        assert callable(importlib.import_module(f"tests.bench.bench_{name}").bench)
