"""What a hall has lately seen, in the form the forecast needs it. Counts and averages only, nobody's ticket.

Times are seconds on any one clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.hall.discipline import Standing

Kind = tuple[str, Standing]  # a theme and a standing
Pace = Sequence[tuple[float, float]]  # (until, comers per second)
SLOT = 1800.0  # comers are counted by the half hour
SLOTS = 48
WAITS = (600.0, 1800.0, 3600.0, 7200.0)  # no-shows are counted apart up to each of these waits, and above
DOUBT_CALLS = 15  # a no-show share starts as the hall's own, with the weight of so many calls
DOUBT_COMERS = 15  # today is as usual, with the weight of so many comers


@dataclass(frozen=True)
class Experience:
    """Services run from call to finish; the newest 60 of each theme are enough."""

    services: Mapping[str, Sequence[float]] = field(default_factory=dict)  # seconds, per theme
    no_shows: Sequence[tuple[float, float]] = ()  # (waits up to, share of calls missed), from `no_show_shares`
    no_show_seconds: float = 120.0  # what a window loses on one
    comers: Mapping[Kind, Pace] = field(default_factory=dict)  # from `to_come`
    pauses: Sequence[float] = ()  # seconds, of unplanned pauses
    pauses_per_hour: float = 0.0  # of one window at work


def no_show_shares(calls: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Share of missed calls by how long the person had waited, from (waited, missed); who waits long is often gone.

    A few hundred calls are enough. Waits that were seldom seen lean on the next shorter ones.
    """
    limits = (*WAITS, float("inf"))
    counts = [[0, 0] for _ in limits]
    for waited, missed in calls:
        found = counts[next(n for n, limit in enumerate(limits) if waited <= limit)]
        found[0] += 1
        found[1] += missed
    share = sum(missed for _, missed in counts) / max(1, sum(seen for seen, _ in counts))
    shares = []
    for limit, (seen, lost) in zip(limits, counts, strict=True):
        share = (lost + DOUBT_CALLS * share) / (seen + DOUBT_CALLS)
        shares.append((limit, share))
    return shares


def expected_comers(pace: Pace, now: float, end: float) -> float:
    """How many come between the two, on average."""
    count, begin = 0.0, now
    for until, rate in pace:
        stop = min(until, end)
        count += max(0.0, stop - begin) * rate
        begin = max(begin, stop)
    return count


def to_come(
    usual: Mapping[Kind, Sequence[float]], today: Mapping[Kind, int], now: float, midnight: float, opened: float
) -> dict[Kind, list[tuple[float, float]]]:
    """Comers per second until the end of the day, as (until, rate): the usual day at today's level.

    `usual` holds the mean comers of earlier days in each of 48 half hours, `today` all that came since `opened`. On a
    first day, without `usual`, today's pace goes on.
    """
    if not usual:
        elapsed = max(now - opened, SLOT)
        return {kind: [(float("inf"), count / elapsed)] for kind, count in today.items()}
    slot = min(SLOTS - 1, max(0, int((now - midnight) / SLOT)))
    part = (now - midnight) / SLOT - slot
    so_far = sum(sum(counts[:slot]) + part * counts[slot] for counts in usual.values())
    level = (sum(today.values()) + DOUBT_COMERS) / (so_far + DOUBT_COMERS)
    return {
        kind: [(midnight + (n + 1) * SLOT, level * counts[n] / SLOT) for n in range(slot, SLOTS)]
        for kind, counts in usual.items()
    }
