"""What a hall has lately seen, in the form the forecast needs it. Counts and averages only, nobody's ticket.

Times are seconds on any one clock.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kiosk.hall.discipline import Standing

Kind = tuple[str, Standing]  # a theme and a standing
Pace = Sequence[tuple[float, float]]  # (until, comers per second)
SLOT = 1800.0  # comers are counted by the half hour
SLOTS = 48
WAITS = (600.0, 1800.0, 3600.0, 7200.0)  # no-shows are counted apart up to each of these waits, and above
DOUBT_CALLS = 15  # a no-show share starts as the hall's own, with the weight of so many calls
DOUBT_COMERS = 15  # today is as usual, with the weight of so many comers
DOUBT_SERVICES = 6  # today's visits last as long as usual, with the weight of so many


@dataclass(frozen=True)
class Experience:
    """Services run from call to finish; the newest 60 of each theme are enough."""

    services: Mapping[str, Sequence[float]] = field(default_factory=dict)  # seconds, per theme
    no_shows: Sequence[tuple[float, float]] = ()  # (waits up to, share of calls missed), from `no_show_shares`
    no_show_seconds: float = 120.0  # what a window loses on one
    comers: Mapping[Kind, Pace] = field(default_factory=dict)  # from `to_come`
    pauses: Sequence[float] = ()  # seconds, of unplanned pauses
    pauses_per_hour: float = 0.0  # of one window at work
    sent_on: float = 0.0  # share of visits that another one follows
    returned: float = 0.0  # share of missed calls that a visit follows: they come back


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


def pace_of(usual: Mapping[str, Sequence[float]], today: Iterable[tuple[str, float, float]]) -> float:
    """How long visits last today against usual days: 1.5 where the system is slow.

    `today` holds for each visit its theme, how long it lasted so far and how long ago it began. What lasts still is
    held against what a usual visit would have lasted within the same time: so slow ones count before they end.
    """
    known = {theme: _Lasting(sorted(times)) for theme, times in usual.items() if times}
    if not known:
        return 1.0
    spent = usually = DOUBT_SERVICES * sum(one.mean for one in known.values()) / len(known)
    for theme, lasted, age in today:
        if theme in known:
            spent += lasted
            usually += known[theme].within(age)
    return spent / usually if usually > 0 else 1.0  # visits that ended as they began tell nothing


class _Lasting:
    """How long the visits of one theme last, shortest first."""

    def __init__(self, times: Sequence[float]) -> None:
        self._times, self._sums = times, [0.0, *accumulate(times)]
        self.mean = self._sums[-1] / len(times)

    def within(self, age: float) -> float:
        """What they last on average if each is cut off after `age`."""
        short = bisect_right(self._times, age)
        return (self._sums[short] + (len(self._times) - short) * age) / len(self._times)


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
