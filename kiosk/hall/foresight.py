"""What the hall expects a new number to wait, of each theme and standing, at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.hall.discipline import Standing
from kiosk.hall.experience import Kind, Pace
from kiosk.hall.forecast import WaitRange

NEAR = 2  # so few people more or less do not change what is printed
LEADS = (-600.0, 0.0, 600.0, 1200.0)
"""Seconds from now to an appointment's half hour: who comes early earns points from then on."""


@dataclass(frozen=True)
class Foresight:
    """Empty where nothing is known yet. `waiting` counts each line's people at that moment, `booked` are the ranges of
    appointments, for each of LEADS. `comers` are who will probably come, `booked_at` is when those with an appointment
    do. `own` are the ranges of those who came back or were sent on, by number."""

    ranges: Mapping[tuple[str, Standing], WaitRange] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)
    booked: Mapping[tuple[str, float], WaitRange] = field(default_factory=dict)
    comers: Mapping[Kind, Pace] = field(default_factory=dict)
    booked_at: Mapping[str, Sequence[float]] = field(default_factory=dict)
    own: Mapping[str, WaitRange] = field(default_factory=dict)

    def range_of(self, line: str, standing: Standing, lead: float = 0.0) -> WaitRange | None:
        """`lead`: so many seconds from now somebody with an appointment begins to earn points."""
        if standing is Standing.APPOINTMENT:
            return self.booked.get((line, nearest_lead(lead)))
        return self.ranges.get((line, standing))

    def minutes(self, line: str, standing: Standing, ahead: int, lead: float = 0.0) -> tuple[int, int] | None:
        """The range in minutes for somebody with so many ahead; None where no window is open for this line."""
        found = self.range_of(line, standing, lead)
        if found is None:
            return None
        waiting = self.waiting.get(line, 0)
        if abs(ahead - waiting) <= NEAR:
            return found.low, found.high
        share = (ahead + 1) / (waiting + 1)
        return int(found.low * share), int(found.high * share) + 1


def nearest_lead(lead: float) -> float:
    return min(LEADS, key=lambda one: abs(one - lead))
