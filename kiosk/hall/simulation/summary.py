"""A played day in figures: who waited how long, and whether the printed ranges held. Waits are minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from kiosk.hall.simulation.record import Day, Number

HEAD = ("", "numbers", "median", "9 in 10", "longest", "range held", "error")


@dataclass(frozen=True)
class Waits:
    """Of one group of numbers: minutes until the first call, and the share (0 to 1) of printed ranges that held."""

    group: str
    count: int
    median: float
    nine_in_ten: float  # nine in ten waited no longer
    longest: float
    held: float
    error: float  # mean absolute, of the middle of the printed range


@dataclass(frozen=True)
class Summary:
    """Of one or several days. `errors` are mean absolute errors in minutes, of the forecast and of rules of thumb."""

    days: int
    issued: int
    served: int
    no_shows: int
    closed_at: str  # when the last person of the latest day was done: "17:42"
    waits: tuple[Waits, ...]  # everybody first, then by theme, then by standing
    errors: dict[str, float]


def summarise(days: Sequence[Day]) -> Summary:
    """Raises ValueError where nobody came on any of the days."""
    numbers = [number for day in days for number in day.numbers]
    if not numbers:
        raise ValueError("nobody came")
    ended = round(max(day.ended for day in days) / 60)
    return Summary(
        days=len(days),
        issued=len(numbers),
        served=sum(number.end == "served" for number in numbers),
        no_shows=sum(number.end == "no_show" for number in numbers),
        closed_at=f"{ended // 60:02}:{ended % 60:02}",
        waits=(_waits("all", numbers), *_by_theme(numbers), *_by_standing(numbers)),
        errors=_errors(numbers),
    )


def _by_theme(numbers: Sequence[Number]) -> Iterable[Waits]:
    for theme in sorted({number.ticket.theme for number in numbers}):
        yield _waits(theme, [number for number in numbers if number.ticket.theme == theme])


def _by_standing(numbers: Sequence[Number]) -> Iterable[Waits]:
    for standing in sorted({number.ticket.standing for number in numbers}):
        yield _waits(standing.value, [number for number in numbers if number.ticket.standing == standing])


def _waits(group: str, numbers: Sequence[Number]) -> Waits:
    waits = sorted(number.wait / 60 for number in numbers)
    return Waits(
        group=group,
        count=len(waits),
        median=median(waits),
        nine_in_ten=waits[int(0.9 * (len(waits) - 1))],
        longest=waits[-1],
        held=fmean(number.held for number in numbers),
        error=fmean(abs(number.middle - number.wait) for number in numbers) / 60,
    )


def _errors(numbers: Sequence[Number]) -> dict[str, float]:
    errors = {"forecast": fmean(abs(number.middle - number.wait) for number in numbers) / 60}
    for guess in numbers[0].guesses:
        errors[guess] = fmean(abs(number.guesses[guess] - number.wait) for number in numbers) / 60
    return errors


def table(summary: Summary) -> str:
    """For a shell: one line for each group, minutes, and what was right."""
    rows = [
        (
            w.group,
            str(w.count),
            *(f"{m:.0f}" for m in (w.median, w.nine_in_ten, w.longest)),
            f"{w.held:.0%}",
            f"{w.error:.1f}",
        )
        for w in summary.waits
    ]
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in (HEAD, *rows)]
    errors = ", ".join(f"{name} {minutes:.1f}" for name, minutes in summary.errors.items())
    return "\n".join(
        (
            f"{summary.days} day(s): {summary.issued} numbers, {summary.served} served, {summary.no_shows} no-shows, "
            f"last one done at {summary.closed_at}; waits in minutes",
            *lines,
            f"mean error in minutes: {errors}",
        )
    )
