"""Kinds of days: who comes, for what, when and for how long. Draws visits; knows nothing of queues.

The loads are illustrative, made to be varied: halls differ. Times are seconds since midnight.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from kiosk.hall.discipline import Standing

MINUTE = 60.0
HOUR = 3600.0
SLOT = 30 * MINUTE  # appointments are booked by the half hour
OPEN, CLOSE = 8.5 * HOUR, 17.5 * HOUR
DOORS = OPEN - 10 * MINUTE  # numbers are given before the first window opens
LUNCH = (12 * HOUR, 13.5 * HOUR)  # where the whole hall closes
LAST_NUMBER = CLOSE - 40 * MINUTE
# Comers per half hour from 8:30, against each other: a morning peak, a quiet noon, a lower afternoon peak.
PROFILE = (1.3, 1.6, 1.6, 1.5, 1.2, 0.9, 0.6, 0.4, 0.3, 0.5, 0.9, 1.2, 1.2, 1.0, 0.8, 0.6, 0.4)


class Tail(StrEnum):
    """How services of one theme differ: about alike, much, or with a few that last for ever."""

    STEADY = "steady"
    MIXED = "mixed"
    HEAVY = "heavy"


class Lunch(StrEnum):
    STAGGERED = "staggered"  # half of the windows at a time
    CLOSED = "closed"  # nobody works from 12:00 to 13:30


@dataclass(frozen=True)
class ThemeLoad:
    code: str
    share: float  # of the visits
    minutes: float  # mean service
    tail: Tail


@dataclass(frozen=True)
class Scenario:
    """One kind of day. `load` is the work that comes, against what the windows can do."""

    name: str
    themes: tuple[ThemeLoad, ...] = (
        ThemeLoad("A", 0.30, 6, Tail.STEADY),
        ThemeLoad("B", 0.25, 9, Tail.MIXED),
        ThemeLoad("C", 0.20, 12, Tail.MIXED),
        ThemeLoad("D", 0.15, 8, Tail.STEADY),
        ThemeLoad("E", 0.10, 18, Tail.MIXED),
    )
    windows: int = 8
    general: float = 0.6  # share of windows that serve every theme; the others serve two each
    load: float = 0.92
    lunch: Lunch = Lunch.STAGGERED
    appointments: float = 0.15
    priority: float = 0.12
    no_show: float = 0.06
    patience_hours: float = 4.0  # mean; who loses patience leaves without a word
    comes_back: float = 0.4  # of those who missed their call
    transferred: float = 0.05
    pauses_per_hour: float = 0.3
    pause_minutes: float = 7.0
    busloads: int = 0  # times that many people come at once
    reserve: bool = False  # one more window opens where the line is long
    slowness: float = 1.0  # every service lasts so many times as long as `load` was reckoned with
    crowd: float = 1.0  # so many times as many comers as `load` was reckoned with, most of them in the morning
    late_windows: float = 0.0  # share of the windows that open `late_hours` after the hall; below 1
    late_hours: float = 0.0

    def with_windows(self, windows: int) -> "Scenario":
        """The same kind of day in a hall of another size; the comers follow from `load`."""
        return replace(self, windows=windows)

    def served_by(self, window: int) -> tuple[str, ...]:
        codes = tuple(theme.code for theme in self.themes)
        if window < max(1, round(self.general * self.windows)):
            return codes
        return tuple(codes[(2 * window + n) % len(codes)] for n in range(2))

    def breaks(self, window: int) -> tuple[tuple[float, float], ...]:
        """When the window is planned to call nobody: before the hall opens, and at noon."""
        late = window % 2 * HOUR
        noon = LUNCH if self.lunch is Lunch.CLOSED else (11.5 * HOUR + late, 12.5 * HOUR + late)
        return ((0.0, OPEN), noon)

    def opens(self, window: int) -> float:
        """When somebody sits down at the window: as the doors open, but for those that are late, which lie between."""
        late = math.floor((window + 1) * self.late_windows) > math.floor(window * self.late_windows)
        return OPEN + self.late_hours * HOUR if late else DOORS


_HEAVY = tuple(
    ThemeLoad(code, share, minutes, Tail.HEAVY)
    for code, share, minutes in (("A", 0.35, 7), ("B", 0.3, 10), ("C", 0.2, 9), ("D", 0.15, 14))
)
SCENARIOS = (
    Scenario("ordinary"),
    Scenario("midday closing", lunch=Lunch.CLOSED, load=0.98),
    Scenario("rush", windows=10, busloads=3, load=0.8, reserve=True),
    Scenario("heavy tails", themes=_HEAVY, load=0.92),
    Scenario("short of staff", windows=5, load=1.0, pauses_per_hour=0.6, pause_minutes=10, no_show=0.1),
    Scenario("appointments", windows=12, appointments=0.35, priority=0.2, load=0.95),
    Scenario("specialists", windows=9, general=0.2, load=0.9),
)

USUAL = SCENARIOS[0]
UNLIKE = (
    replace(USUAL, name="slow system", slowness=1.5),
    replace(USUAL, name="Monday rush", crowd=1.35),
    replace(USUAL, name="half the windows late", late_windows=0.5, late_hours=1.0),
)
"""Days unlike those before them, in a hall whose other days are USUAL."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person: when, why, and what nobody in the hall knows yet."""

    comes: float
    theme: str
    standing: Standing
    service: float  # seconds at a clerk of mean speed
    patience: float  # seconds until the person leaves
    shows_up: bool
    returns_after: float | None  # seconds after a missed call
    goes_on_to: str | None  # the theme of another window
    booked: float | None = None


def draw_visits(scenario: Scenario, rng: Random) -> list[Visit]:
    """The visits of one day, in the order in which people come."""
    mean = sum(theme.share * theme.minutes * MINUTE for theme in scenario.themes)
    per_visit = mean * (1 - scenario.no_show + scenario.transferred) + 30
    at_work = CLOSE - OPEN - (1.5 * HOUR if scenario.lunch is Lunch.CLOSED else HOUR)
    paused = scenario.pauses_per_hour * scenario.pause_minutes / 60
    expected = scenario.load * scenario.windows * at_work / (1 + paused) / per_visit
    count = round(rng.gauss(expected, math.sqrt(expected)))
    more = round((scenario.crowd - 1) * count)
    times = [_arrival(scenario, rng) for _ in range(count)] + [_in_the_morning(rng) for _ in range(more)]
    times += _busloads(scenario, rng)
    return sorted((_visit(scenario, comes, rng) for comes in times), key=lambda visit: visit.comes)


def _arrival(scenario: Scenario, rng: Random) -> float:
    if rng.random() < 0.04:
        return rng.uniform(DOORS, OPEN)
    slot = rng.choices(range(len(PROFILE)), PROFILE)[0]
    comes = min(OPEN + (slot + rng.random()) * SLOT, LAST_NUMBER)
    closed = scenario.lunch is Lunch.CLOSED and 11.75 * HOUR <= comes < 13.25 * HOUR
    return comes + 1.75 * HOUR if closed else comes


def _in_the_morning(rng: Random) -> float:
    return rng.uniform(DOORS, OPEN + 3 * HOUR)


def _busloads(scenario: Scenario, rng: Random) -> list[float]:
    """People who come together: within five minutes."""
    starts = [rng.uniform(OPEN, 16 * HOUR) for _ in range(scenario.busloads)]
    return [start + rng.uniform(0, 300) for start in starts for _ in range(2 * scenario.windows)]


def _visit(scenario: Scenario, comes: float, rng: Random) -> Visit:
    theme = rng.choices(scenario.themes, [load.share for load in scenario.themes])[0]
    standing = rng.choices(
        (Standing.APPOINTMENT, Standing.PRIORITY, Standing.WALK_IN),
        (scenario.appointments, scenario.priority, 1 - scenario.appointments - scenario.priority),
    )[0]
    booked = None
    if standing is Standing.APPOINTMENT:
        booked = round((comes + 300) / SLOT) * SLOT  # most people are a little early
        comes = min(max(DOORS, booked + rng.gauss(-6, 8) * MINUTE), LAST_NUMBER)
    return Visit(
        comes=comes,
        theme=theme.code,
        standing=standing,
        service=scenario.slowness * _service(theme, rng),
        patience=rng.expovariate(1 / (scenario.patience_hours * HOUR)),
        shows_up=rng.random() >= scenario.no_show,
        returns_after=rng.uniform(3, 20) * MINUTE if rng.random() < scenario.comes_back else None,
        goes_on_to=rng.choice(scenario.themes).code if rng.random() < scenario.transferred else None,
        booked=booked,
    )


def _service(theme: ThemeLoad, rng: Random) -> float:
    mean = theme.minutes * MINUTE
    if theme.tail is Tail.STEADY:
        return rng.gammavariate(4, mean / 4)
    if theme.tail is Tail.MIXED:
        return _lognormal(mean, 0.9, rng)
    # One in ten has a Pareto tail (shape 1.7) that begins at 1.5 means, up to two hours.
    return (
        min(1.5 * mean * rng.paretovariate(1.7), 2 * HOUR) if rng.random() < 0.1 else _lognormal(0.7 * mean, 0.6, rng)
    )


def _lognormal(mean: float, variation: float, rng: Random) -> float:
    """`variation` is the standard deviation against the mean."""
    sigma2 = math.log(1 + variation**2)
    return rng.lognormvariate(math.log(mean) - sigma2 / 2, math.sqrt(sigma2))


def draw_clerks(scenario: Scenario, rng: Random) -> Sequence[float]:
    """How fast each window's clerk is today, 1 being usual; slow computers slow everybody."""
    everybody = rng.lognormvariate(0, 0.08)
    return [everybody * rng.lognormvariate(0, 0.15) for _ in range(scenario.windows + scenario.reserve)]
