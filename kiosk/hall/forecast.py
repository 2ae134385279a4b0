"""How long will it take: an honest range, from what a hall knows when it prints a ticket.

Possible waits come from `outlook`; recent outcomes of like waits then correct the range (split conformal prediction),
so that four in five printed ranges hold. Keeps nothing: the caller stores `middle` and `spread` with each ticket and
gives them back as an `Outcome` once it is called. Times are seconds, printed minutes are whole steps of five.
"""

import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import TypeVar

from kiosk.hall.discipline import Rules, Standing, Waiting
from kiosk.hall.outlook import HallNow, Outlook

SHARE = 0.82  # of the printed ranges shall hold the true wait: four in five, and a little for days unlike any other
STEP = 300.0  # ranges are printed in whole 5 minutes
LEAST_SPREAD = 45.0  # nobody can say a wait better than this
DOUBT = 0.25  # of the wait: what no played future knows
LIKE = 200  # outcomes of like waits that correct a range
LATELY = 30  # and so many of today's newest, whatever the wait: a day may be unlike those before it
# What a rounding costs, each in points of SHARE: a minute of width, and a minute between its middle and the median.
WIDTH_COST, OFF_MEDIAN_COST = 0.006, 0.01
# Standard normal scores at 1/40, 3/40 ... 39/40: they stand for outcomes until the hall has its own.
PRIOR = tuple(statistics.NormalDist().inv_cdf((2 * n + 1) / 40) for n in range(20))
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ticket that has been called: what its estimate said, and how long it really took, in seconds."""

    middle: float
    spread: float
    wait: float
    standing: Standing = Standing.WALK_IN

    @property
    def score(self) -> float:
        """The error against the spread."""
        return (self.wait - self.middle) / self.spread


@dataclass(frozen=True, slots=True)
class WaitRange:
    """`low` and `high` are whole minutes as printed; `middle` and `spread` (seconds) are kept for the Outcome."""

    low: int
    high: int
    middle: float
    spread: float


class Calibration:
    """What recent estimates were worth, of all days and above all of `today`: called lately, or waiting too long.

    Each standing is judged by its own outcomes: who earns points faster is overtaken less. One that has too few, as
    who waits once more, is judged by everybody's.
    """

    def __init__(self, outcomes: Iterable[Outcome] = (), today: Iterable[Outcome] = ()) -> None:
        everybody = sorted((one.middle, one.score, one.standing) for one in outcomes)
        self._known = _by_standing((standing, (middle, score)) for middle, score, standing in everybody)
        self._today = _by_standing((one.standing, one.score) for one in today)

    def scores(self, middle: float, standing: Standing = Standing.WALK_IN) -> list[float]:
        """Errors of the outcomes nearest in rank to an estimate and of today's, each against its spread, in order."""
        whose = standing if len(self._known.get(standing, ())) >= len(PRIOR) else None
        known = self._known[whose]
        begin = max(0, min(bisect_left(known, (middle,)) - LIKE // 2, len(known) - LIKE))
        like = (score for _, score in known[begin : begin + LIKE])
        return sorted([*PRIOR, *like, *self._today.get(whose, ())])


def _by_standing(outcomes: Iterable[tuple[Standing, Found]]) -> dict[Standing | None, list[Found]]:
    """In order; None: everybody's."""
    found: dict[Standing | None, list[Found]] = {None: []}
    for standing, one in outcomes:
        found[None].append(one)
        found.setdefault(standing, []).append(one)
    return found


def estimate(hall: HallNow, mine: Waiting, rules: Rules, calibration: Calibration, rng: Random) -> WaitRange | None:
    """The range for `mine`, a newcomer or one of those in line. None where no open window serves its theme.

    Takes 1 to 5 ms, so it belongs outside a store's write transaction: a new number's range is the same for everybody
    who takes one of this theme and standing within the same few seconds. For several tickets at one moment make one
    `Outlook` and give its `waits` to `printed`.
    """
    waits = Outlook(hall, rules).waits(mine, rng)
    return printed(waits, calibration, mine.standing) if waits else None


def printed(waits: Sequence[float], calibration: Calibration, standing: Standing = Standing.WALK_IN) -> WaitRange:
    """The range for possible `waits`, corrected by recent outcomes and in whole steps.

    Of the roundings next to the corrected 10 % and 90 % points, the one that would have held nearest to SHARE of the
    outcomes is printed, a narrow one rather than a wide one: the promise is kept by what stands on the paper.
    """
    middle = statistics.fmean(waits)
    spread = math.hypot(_of_next(waits), DOUBT * middle, LEAST_SPREAD)
    possible = [middle + spread * score for score in calibration.scores(middle, standing)]
    median = statistics.median(possible)

    def cost(ends: tuple[float, float]) -> float:
        low, high = ends
        held = (bisect_right(possible, high) - bisect_left(possible, low)) / len(possible)
        off = abs((low + high) / 2 - median)
        return abs(held - SHARE) + WIDTH_COST * (high - low) / 60 + OFF_MEDIAN_COST * off / 60

    lows, highs = (_steps_near(_quantile(possible, share)) for share in ((1 - SHARE) / 2, (1 + SHARE) / 2))
    low, high = min(((low, max(high, low + STEP)) for low, high in product(lows, highs)), key=cost)
    return WaitRange(round(low / 60), round(high / 60), middle, spread)


def _of_next(waits: Sequence[float]) -> float:
    """The standard deviation of one more future from the mean of these: few futures have a mean that errs too."""
    return statistics.stdev(waits) * math.sqrt(1 + 1 / len(waits)) if len(waits) > 1 else 0.0


def _steps_near(seconds: float) -> tuple[float, float]:
    low = max(0.0, math.floor(seconds / STEP) * STEP)
    return low, low + STEP


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest."""
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
