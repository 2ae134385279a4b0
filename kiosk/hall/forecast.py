"""How long will it take: an honest range, from what a hall knows when it prints a ticket.

Possible waits come from `outlook`; recent outcomes then correct the range (split conformal prediction), so that four
in five printed ranges hold. Keeps nothing: the caller stores `middle` and `spread` with each ticket and gives them
back as an `Outcome` once it is called. Times are seconds, printed minutes are whole steps of five.
"""

import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

from kiosk.hall.discipline import Rules, Waiting
from kiosk.hall.outlook import HallNow, Outlook

SHARE = 0.8  # of the printed ranges that shall hold the true wait
STEP = 300.0  # ranges are printed in whole 5 minutes
LEAST_SPREAD = 45.0  # nobody can say a wait better than this
DOUBT = 0.1  # of the wait: what no played future knows
# Standard normal scores at 1/40, 3/40 ... 39/40: they stand for outcomes until the hall has its own.
PRIOR = tuple(statistics.NormalDist().inv_cdf((2 * n + 1) / 40) for n in range(20))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A ticket that has been called: what its estimate said, and how long it really took, in seconds."""

    middle: float
    spread: float
    wait: float

    @property
    def score(self) -> float:
        return (self.wait - self.middle) / self.spread


@dataclass(frozen=True, slots=True)
class WaitRange:
    """`low` and `high` are whole minutes as printed; `middle` and `spread` (seconds) are kept for the Outcome."""

    low: int
    high: int
    middle: float
    spread: float


def estimate(hall: HallNow, mine: Waiting, rules: Rules, outcomes: Sequence[Outcome], rng: Random) -> WaitRange | None:
    """The range for `mine`, which is not in `hall.waiting`. None where no open window serves its theme.

    `outcomes` are the newest 200 to 400 of the hall, today's and earlier days'; none on the first day.
    """
    waits = Outlook(hall, rules).waits(mine, rng)
    return printed(waits, outcomes) if waits else None


def printed(waits: Sequence[float], outcomes: Sequence[Outcome]) -> WaitRange:
    """The range for possible `waits`, corrected by recent outcomes and in whole steps.

    Of the roundings next to the corrected 10 % and 90 % points, the one that would have held nearest to SHARE of the
    recent outcomes is printed, so that the promise is kept by what stands on the paper.
    """
    middle = statistics.fmean(waits)
    spread = math.hypot(statistics.pstdev(waits), DOUBT * middle, LEAST_SPREAD)
    scores = sorted([*PRIOR, *(outcome.score for outcome in outcomes)])

    def held(low: float, high: float) -> float:
        inside = bisect_right(scores, (high - middle) / spread) - bisect_left(scores, (low - middle) / spread)
        return inside / len(scores)

    tail = (1 - SHARE) / 2
    lows = _steps_near(middle + spread * _quantile(scores, tail))
    highs = _steps_near(middle + spread * _quantile(scores, 1 - tail))
    low, high = min(
        ((low, max(high, low + STEP)) for low, high in product(lows, highs)), key=lambda ends: abs(held(*ends) - SHARE)
    )
    return WaitRange(round(low / 60), round(high / 60), middle, spread)


def _steps_near(seconds: float) -> tuple[float, float]:
    low = max(0.0, math.floor(seconds / STEP) * STEP)
    return low, low + STEP


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest."""
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
