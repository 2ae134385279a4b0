"""The line played forward: possible waits of one ticket, drawn from what a hall knows at this moment.

Each future follows the published rule with the hall's own recent service times, no-shows, pauses, planned breaks and
later comers who earn points faster. Times are seconds on any one clock. Knows no store and prints nothing.
"""

import heapq
import math
import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from kiosk.hall.discipline import Rules, Standing, Waiting
from kiosk.hall.experience import Experience, Pace

HORIZON = 10 * 3600.0  # no wait is looked at beyond this
FUTURES = 32  # how often the line is played forward, at most
LEAST_FUTURES = 3  # and at least: the spread is made of them
WORK = 800  # calls played per estimate, over all futures: what keeps an estimate under 5 ms
DEFAULT_SERVICE = 480.0  # until the hall has measured anything
LATE_SHAPE, LEAST_LATE = 1.0, 300.0  # a Pareto tail: half of those who are late stay away as long again; seconds
NEVER = (math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class WindowNow:
    """One open window. `themes` names every line it calls from, its own (tickets sent to it) included.

    `breaks` are planned times (begin, end) in which it calls nobody, such as lunch.
    """

    themes: tuple[str, ...]
    serving: str | None = None  # the theme it serves at this moment
    since: float = 0.0  # called that ticket at
    paused_since: float | None = None  # on a pause of unknown length
    breaks: tuple[tuple[float, float], ...] = ()
    late_since: float | None = None  # it is usually open since then, and nobody has come

    @property
    def counted_on(self) -> bool:
        """Somebody works there today, or will; who should have come and has not may not come at all."""
        return self.late_since is None or self.paused_since is not None


@dataclass(frozen=True)
class HallNow:
    """`waiting` may hold booked appointments that are still to come: with `arrived` in the future."""

    now: float
    waiting: Iterable[Waiting]
    windows: Sequence[WindowNow]
    experience: Experience


@dataclass(frozen=True)
class _Group:
    """The tickets of one theme and standing in their fixed order, as (start, arrived)."""

    theme: str
    rate: float  # points per second
    tickets: Sequence[tuple[float, float]]
    later: Pace  # who comes after the last of `tickets`


Served = Sequence[Sequence[tuple[int, float]]]  # of each window, the groups it serves: index and points per second


class Outlook:
    """One moment of the hall, made ready to be asked for several tickets (one for each theme, say)."""

    def __init__(self, hall: HallNow, rules: Rules) -> None:
        self._hall, self._rules = hall, rules
        seen = hall.experience.services
        everything = [seconds for services in seen.values() for seconds in services] or [DEFAULT_SERVICE]
        self._services = {theme: sorted(services) for theme, services in seen.items() if services}
        self._fallback = sorted(everything)
        self._no_show_limits = [limit for limit, _ in hall.experience.no_shows]
        self._no_show_shares = [share for _, share in hall.experience.no_shows]
        self._lines: dict[tuple[str, Standing], list[Waiting]] = {}
        for ticket in hall.waiting:
            self._lines.setdefault((ticket.theme, ticket.standing), []).append(ticket)

    def waits(self, mine: Waiting, rng: Random) -> list[float]:
        """Possible waits of `mine` from now, in seconds; empty where no open window serves its theme."""
        if not any(mine.theme in window.themes and window.counted_on for window in self._hall.windows):
            return []
        groups = self._groups(mine)
        served = [
            [(index, group.rate) for index, group in enumerate(groups) if group.theme in window.themes]
            for window in self._hall.windows
        ]
        first = _Future(self._hall, groups, served, self, rng)
        waits = [first.wait(mine, self._rules)]
        for _ in range(max(LEAST_FUTURES, min(FUTURES, WORK // (first.calls + 1))) - 1):
            waits.append(_Future(self._hall, groups, served, self, rng).wait(mine, self._rules))
        return waits

    def service(self, theme: str) -> Sequence[float]:
        """Recent service times of the theme, shortest first; never empty."""
        return self._services.get(theme, self._fallback)

    def no_show_share(self, waited: float) -> float:
        """Of people who have waited so long; 0 where the hall has seen no calls yet."""
        position = bisect_left(self._no_show_limits, waited)
        return self._no_show_shares[position] if position < len(self._no_show_shares) else 0.0

    def _groups(self, mine: Waiting) -> list[_Group]:
        """Later comers are played only where they can come before `mine`."""
        comers = self._hall.experience.comers
        rate, early = self._rules.rate(mine.standing), mine.start > self._hall.now
        groups = []
        for key in self._lines.keys() | comers.keys():
            theme, standing = key
            lines = sorted((t for t in self._lines.get(key, ()) if t != mine), key=lambda ticket: ticket.order)
            later = comers.get(key, ()) if early or self._rules.rate(standing) > rate else ()
            if lines or later:
                points = self._rules.rate(standing) / 60
                groups.append(_Group(theme, points, [(t.start, t.arrived) for t in lines], later))
        return groups


class _Future:
    """One way the line may go on."""

    def __init__(self, hall: HallNow, groups: Sequence[_Group], served: Served, outlook: Outlook, rng: Random) -> None:
        self._hall, self._groups, self._outlook, self._rng = hall, groups, outlook, rng
        self._next = [0] * len(groups)
        self._heads = [NEVER] * len(groups)
        for index in range(len(groups)):
            self._advance(index, hall.now)
        self._served = served
        self.calls = 0

    def wait(self, mine: Waiting, rules: Rules) -> float:
        """Seconds from now until `mine` is called."""
        now, rate = self._hall.now, rules.rate(mine.standing) / 60
        free = [(self._free_at(window), index) for index, window in enumerate(self._hall.windows)]
        heapq.heapify(free)
        while free:
            at, index = heapq.heappop(free)
            if at - now > HORIZON:
                break
            serves = mine.theme in self._hall.windows[index].themes
            begin = _after_breaks(self._hall.windows[index].breaks, at)
            if begin > at:
                heapq.heappush(free, (begin, index))
                continue
            group = self._first(index, at, rate * (at - mine.start) if serves else -math.inf, mine.arrived)
            if group is None and serves:
                return at - now
            free_at = self._idle_until(index, at) if group is None else self._serve(group, at)
            heapq.heappush(free, (free_at, index))
        return HORIZON

    def _first(self, window: int, at: float, points: float, came: float) -> int | None:
        """The group whose head comes before one with `points` who came at `came`; equal points go by arrival."""
        chosen, heads = None, self._heads
        for index, rate in self._served[window]:
            start, arrived = heads[index]
            if arrived <= at:
                earned = rate * (at - start)
                if earned > points or (earned == points and arrived <= came):
                    chosen, points, came = index, earned, arrived
        return chosen

    def _serve(self, index: int, at: float) -> float:
        """Call the head of a group; when the window is free again."""
        self.calls += 1
        waited = at - self._heads[index][1]
        self._advance(index, at)
        seen, rng = self._hall.experience, self._rng
        services = self._outlook.service(self._groups[index].theme)
        missed = rng.random() < self._outlook.no_show_share(waited)
        lasts = seen.no_show_seconds if missed else services[int(rng.random() * len(services))]
        if rng.random() < (seen.returned if missed else seen.sent_on):
            lasts += services[int(rng.random() * len(services))]
        if seen.pauses and rng.random() < seen.pauses_per_hour * lasts / 3600:
            lasts += seen.pauses[int(rng.random() * len(seen.pauses))]
        return at + lasts

    def _advance(self, index: int, at: float) -> None:
        group, position = self._groups[index], self._next[index]
        self._next[index] += 1
        if position < len(group.tickets):
            self._heads[index] = group.tickets[position]
        elif group.later:
            last = self._hall.now if position == len(group.tickets) else self._heads[index][1]
            comes = _next_comer(group.later, last, self._rng.expovariate(1.0))
            self._heads[index] = (comes, comes)
        else:
            self._heads[index] = NEVER

    def _idle_until(self, window: int, at: float) -> float:
        """A window that cannot take `mine` and has nobody else waits for the next comer."""
        return max(at + 1, min((self._heads[index][1] for index, _ in self._served[window]), default=math.inf))

    def _free_at(self, window: WindowNow) -> float:
        now, seen = self._hall.now, self._hall.experience
        if window.serving is not None:
            return now + self._rest(self._outlook.service(window.serving), now - window.since)
        if window.late_since is not None:
            return now + (self._rng.paretovariate(LATE_SHAPE) - 1) * max(LEAST_LATE, now - window.late_since)
        if window.paused_since is not None:
            return now + self._rest(sorted(seen.pauses) or [DEFAULT_SERVICE], now - window.paused_since)
        return now

    def _rest(self, known: Sequence[float], passed: float) -> float:
        """What is left of something that lasts as `known` (shortest first) and has lasted `passed`.

        Where it lasts longer than anything known, the longer it lasted the more is left (a heavy tail).
        """
        position = bisect_right(known, passed)
        if position == len(known):
            return self._rng.expovariate(1.0) * max(passed, statistics.fmean(known)) / 2
        return known[position + int(self._rng.random() * (len(known) - position))] - passed


def _after_breaks(breaks: Iterable[tuple[float, float]], at: float) -> float:
    return max((end for begin, end in breaks if begin <= at < end), default=at)


def _next_comer(pace: Pace, after: float, chance: float) -> float:
    """When the next one comes: `chance` is exponential with mean 1, `pace` how fast it is used up."""
    for until, rate in pace:
        if until > after:
            used = (until - after) * rate if rate else 0.0
            if used >= chance:
                return after + chance / rate
            chance, after = chance - used, until
    return math.inf
