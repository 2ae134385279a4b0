"""What a hall has seen, kept from day to day as a hall's store would keep it. Knows nothing that a hall could not know.

Times are seconds since midnight of the day they belong to.
"""

from collections import Counter, deque
from dataclasses import dataclass, field

from kiosk.hall.experience import SLOT, SLOTS, Experience, Kind, no_show_shares, to_come
from kiosk.hall.forecast import Calibration, Outcome

RECENT_SERVICES = 60  # of each theme
RECENT_CALLS = 400
RECENT_PAUSES = 40
RECENT_OUTCOMES = 1000
LEARN_EVERY = 10  # outcomes; a hall does it every minute or so
NEWEST_DAY = 0.25  # its weight in the usual day


@dataclass
class Memory:
    services: dict[str, deque[float]] = field(default_factory=dict)
    calls: deque[tuple[float, bool]] = field(default_factory=lambda: deque(maxlen=RECENT_CALLS))  # (waited, missed)
    pauses: deque[float] = field(default_factory=lambda: deque(maxlen=RECENT_PAUSES))
    pauses_seen: int = 0
    seconds_at_work: float = 0.0
    outcomes: deque[Outcome] = field(default_factory=lambda: deque(maxlen=RECENT_OUTCOMES))
    learned: int = 0
    calibration: Calibration = field(default_factory=Calibration)
    usual: dict[Kind, list[float]] = field(default_factory=dict)
    today: dict[Kind, list[float]] = field(default_factory=dict)

    def served(self, theme: str, seconds: float) -> None:
        self.services.setdefault(theme, deque(maxlen=RECENT_SERVICES)).append(seconds)
        self.seconds_at_work += seconds

    def paused(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.pauses_seen += 1

    def came(self, at: float, kind: Kind) -> None:
        self.today.setdefault(kind, [0.0] * SLOTS)[min(SLOTS - 1, int(at / SLOT))] += 1

    def learn(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        self.learned += 1
        if self.learned % LEARN_EVERY == 0:
            self.calibration = Calibration(self.outcomes)

    def end_day(self) -> None:
        """Today becomes a part of the usual day."""
        weight = NEWEST_DAY if self.usual else 1.0
        for kind in self.usual.keys() | self.today.keys():
            was, new = self.usual.get(kind, [0.0] * SLOTS), self.today.get(kind, [0.0] * SLOTS)
            self.usual[kind] = [before + weight * (now - before) for before, now in zip(was, new, strict=True)]
        self.today.clear()

    def experience(self, now: float, opened: float) -> Experience:
        today = Counter({kind: round(sum(counts)) for kind, counts in self.today.items()})
        return Experience(
            services=self.services,
            no_shows=no_show_shares(self.calls),
            comers=to_come(self.usual, today, now, 0.0, opened),
            pauses=self.pauses,
            pauses_per_hour=self.pauses_seen / max(1.0, self.seconds_at_work / 3600),
        )
