"""Pictures of how the forecast did: how often its ranges held, its errors, and one day number by number."""

import logging
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

import matplotlib

matplotlib.use("Agg")
# It lists the machine's fonts once and warns where that takes more than five seconds.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

from matplotlib import pyplot as plt  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402

from kiosk.hall.simulation.record import Day, Number  # noqa: E402

OURS = "#00695c"
GREYS = ("#bdbdbd", "#9e9e9e", "#8d6e63", "#d7ccc8")


def draw(days: dict[str, list[Day]], guesses: Sequence[str], folder: Path) -> list[Path]:
    """Write the three pictures; `days` are by kind of day."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = {kind: [number for day in played for number in day.numbers] for kind, played in days.items()}
    pictures = {
        "forecast_held.png": lambda axes: held(axes, numbers),
        "forecast_errors.png": lambda axes: errors(axes, numbers, guesses),
        "forecast_day.png": lambda axes: one_day(axes, middling(next(iter(days.values())))),
    }
    written = []
    for name, picture in pictures.items():
        figure, axes = plt.subplots(figsize=(11, 5.5), layout="constrained")
        picture(axes)
        figure.savefig(folder / name, dpi=110)
        plt.close(figure)
        written.append(folder / name)
    return written


def middling(days: Sequence[Day]) -> Day:
    """Neither the quietest nor the busiest day, by its mean wait."""
    return sorted(days, key=lambda day: fmean(number.wait for number in day.numbers))[len(days) // 2]


def held(axes: Axes, numbers: dict[str, list[Number]]) -> None:
    shares = [100 * fmean(number.held for number in of_kind) for of_kind in numbers.values()]
    axes.axhspan(75, 88, color="#c8e6c9", label="goal")
    axes.bar(list(numbers), shares, width=0.5, color=OURS)
    for place, share in enumerate(shares):
        axes.annotate(f"{share:.1f}", (place, share), ha="center", va="bottom")
    axes.set(ylim=(50, 100), ylabel="printed ranges that held, %", title="The printed 80 % range")
    axes.tick_params(axis="x", rotation=20)
    axes.legend(loc="lower right")


def errors(axes: Axes, numbers: dict[str, list[Number]], guesses: Sequence[str]) -> None:
    width = 0.8 / (len(guesses) + 1)
    for place, guess in enumerate(("forecast", *guesses)):
        values = [
            fmean(abs((n.middle if guess == "forecast" else n.guesses[guess]) - n.wait) for n in of_kind) / 60
            for of_kind in numbers.values()
        ]
        colour = OURS if guess == "forecast" else GREYS[(place - 1) % len(GREYS)]
        axes.bar([kind + place * width for kind in range(len(numbers))], values, width, color=colour, label=guess)
    axes.set_xticks([kind + 0.4 - width / 2 for kind in range(len(numbers))], list(numbers), rotation=20)
    axes.set(ylabel="mean absolute error, minutes", title="Middle of the printed range against rules of thumb")
    axes.legend()


def one_day(axes: Axes, day: Day) -> None:
    hours = [number.issued / 3600 for number in day.numbers]
    axes.vlines(
        hours,
        [number.expected.low for number in day.numbers],
        [number.expected.high for number in day.numbers],
        color="#80cbc4",
        label="printed range",
    )
    for kept, colour, label in ((True, OURS, "true wait, held"), (False, "#c62828", "true wait, not held")):
        some = [number for number in day.numbers if number.held is kept]
        axes.scatter([n.issued / 3600 for n in some], [n.wait / 60 for n in some], s=9, color=colour, label=label)
    axes.set(xlabel="number given at, hour", ylabel="minutes", title=f"One day: {day.scenario}, seed {day.seed}")
    axes.legend()
