"""Rows of figures, how they are judged against their goals, and how they are shown to people and machines."""

import operator
import os
import platform
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
}
GOAL = re.compile(r"(<=|>=|<|>)\s*(\d+(?:\.\d+)?)")
OF_THE_MACHINE = {"s", "ms", "us", "1/s", "fps", "requests/s"}
"""Units of figures that are others on another machine, and on the same one on a busy day."""


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One figure of one benchmark.

    `ours` and `against` are in `unit`, measured in the same run; `ratio` is ours / against, None where there is nothing
    to compare with. `goal` ("<= 1.3") is judged on the ratio where there is one, else on `ours`; empty: only told.

    A time or a rate has a goal only against a reference that was measured beside it: the same work done plainly, or
    what the work cannot do without. So a goal holds on a slow machine where it holds on a fast one.
    """

    name: str
    ours: float
    unit: str
    against: float | None = None
    ratio: float | None = None
    goal: str = ""

    def __post_init__(self) -> None:
        if self.goal and not GOAL.fullmatch(self.goal):
            raise ValueError(f"{self.name}: a goal is like '<= 1.3', not {self.goal!r}")
        if self.goal and self.ratio is None and self.unit in OF_THE_MACHINE:
            raise ValueError(f"{self.name}: a goal in {self.unit} is judged against a reference of the same run")

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        found = GOAL.fullmatch(self.goal)
        if found is None:
            return None
        return COMPARED[found[1]](self.ours if self.ratio is None else self.ratio, float(found[2]))


class Broken(msgspec.Struct, frozen=True):
    """A benchmark that could not be run."""

    name: str
    why: str


HEAD = ("benchmark", "ours", "against", "ratio", "goal", "")


def beside(name: str, ours: float, against: float, unit: str, goal: str = "") -> Row:
    """A figure and its reference of the same run."""
    return Row(name, ours, unit, against, ours / against, goal)


def missed(rows: Sequence[Row]) -> list[str]:
    """The names of those that miss their goal."""
    return [row.name for row in rows if row.met is False]


def better(rows: Sequence[Row], again: Sequence[Row]) -> list[Row]:
    """Of a benchmark run twice: of each figure the one that meets its goal, the second where both do or neither does.

    What else the machine did may spoil one run; what is truly slower misses twice.
    """
    if len(rows) != len(again):
        return list(again)
    return [one if one.met and other.met is False else other for one, other in zip(rows, again, strict=True)]


def table(rows: Sequence[Row], broken: Sequence[Broken] = ()) -> str:
    """The rows as text in aligned columns, a word at the end saying whether the goal is met."""
    lines = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    shown = [_aligned(line, widths) for line in lines]
    shown.insert(1, "-" * max(len(line) for line in shown))
    return "\n".join([*shown, *(f"{one.name}: could not be run: {one.why}" for one in broken)])


def _cells(row: Row) -> tuple[str, ...]:
    against = "" if row.against is None else f"{_figure(row.against)} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}x" if row.ratio >= 0.1 else f"{row.ratio:.2g}x"
    verdict = {True: "pass", False: "MISS", None: ""}[row.met]
    return (row.name, f"{_figure(row.ours)} {row.unit}".strip(), against.strip(), ratio, row.goal, verdict)


def _figure(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.ljust(width) if not at else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def write_json(path: Path, rows: Sequence[Row], broken: Sequence[Broken] = ()) -> None:
    """The same for machines, with what it was measured on."""
    told = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "system": platform.platform()},
        "rows": [{**msgspec.to_builtins(row), "met": row.met} for row in rows],
        "broken": msgspec.to_builtins(list(broken)),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
