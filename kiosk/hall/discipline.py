"""Who is next: the hall's published rule, an accumulating-priority queue (Stanford, Taylor and Ziedins 2014).

Every waiting ticket earns points from its own `start`, at the rate of its standing; the most points among the themes
that a window serves is next. All rates are positive, so everybody's turn comes: nobody who starts in the last
`1 - rate / highest rate` part of a wait can be called before the one who waits (`overtakable_until`).
Inside one theme and standing the order is therefore first come, first served, and only the heads compete: a store
fetches the first ticket of each theme and standing by `(start, arrived, length of number, number)`, one index look-up
each, and gives them to `first`. Times are seconds on any one clock. Knows no store, no window's state, no person.
"""

import heapq
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated

import msgspec

Points = Annotated[float, msgspec.Meta(gt=0, le=1000)]  # per minute
Late = Annotated[float, msgspec.Meta(ge=0, le=24 * 60)]  # minutes


class Standing(StrEnum):
    """The class in which a ticket waits."""

    WALK_IN = "walk_in"
    APPOINTMENT = "appointment"
    PRIORITY = "priority"
    RETURNED = "returned"  # missed the call and came back
    TRANSFERRED = "transferred"  # sent on by another window, keeping the place in line


class Reason(StrEnum):
    """Why a visitor waits with priority; stated by the visitor or read from the card's date of birth."""

    AGE_60 = "age_60"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SOLDIER = "soldier"


@dataclass(frozen=True)
class Rules:
    """What a hall may set: points per minute of each standing, and the minutes and counts of the side rules."""

    walk_in: Points = 1.0
    appointment: Points = 3.0
    priority: Points = 4.0
    returned: Points = 2.0
    transferred: Points = 3.0
    grace_minutes: Late = 10.0  # an appointment may be so late and keep its booked time
    lapse_minutes: Late = 30.0  # later than this it waits as a walk-in
    returns: Annotated[int, msgspec.Meta(ge=0, le=20)] = 2  # how often a missed number may come back

    def __post_init__(self) -> None:
        if not all(math.isfinite(self.rate(s)) and self.rate(s) > 0 for s in Standing):
            raise ValueError("every standing needs a rate above 0: a ticket that earns nothing waits for ever")
        if not 0 <= self.grace_minutes <= self.lapse_minutes:
            raise ValueError("grace_minutes must be between 0 and lapse_minutes")
        if self.returns < 0:
            raise ValueError("returns must not be negative")

    def rate(self, standing: Standing) -> float:
        """Points per minute."""
        return float(getattr(self, standing.value))

    @property
    def highest_rate(self) -> float:
        return max(map(self.rate, Standing))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One ticket in line. `theme` may also name a line of its own, as for tickets sent to one window."""

    number: str
    theme: str
    standing: Standing
    start: float  # when it began to earn points; in the future for an early appointment
    arrived: float  # when the person came (back); breaks ties

    @property
    def order(self) -> tuple[float, float, int, str]:
        """The order inside one theme and standing, whatever the time; A1000 follows A999."""
        return (self.start, self.arrived, len(self.number), self.number)


def points(ticket: Waiting, rules: Rules, now: float) -> float:
    """What the ticket has earned; below 0 for an appointment whose booked time is still to come."""
    return rules.rate(ticket.standing) * (now - ticket.start) / 60


def first(heads: Iterable[Waiting], rules: Rules, now: float) -> Waiting | None:
    """The one to call: most points, then earlier arrival, then lower number. None where nobody waits."""
    return min(heads, key=lambda head: turn(head, rules, now), default=None)


def turn(ticket: Waiting, rules: Rules, now: float) -> tuple[float, float, int, str]:
    """Sorts those who wait as they would be called at this moment."""
    return (-points(ticket, rules, now), ticket.arrived, len(ticket.number), ticket.number)


def overtakable_until(ticket: Waiting, rules: Rules, now: float) -> float:
    """A ticket that starts later than this time cannot be called before `ticket` is, as long as that is by `now`.

    With rate b, highest rate B and a wait w = now - start, another ticket has more points only if it started before
    start + (1 - b/B) w: section 3 of the paper calls this the accreditation of an arrival.
    """
    return ticket.start + (1 - rules.rate(ticket.standing) / rules.highest_rate) * (now - ticket.start)


def overtaken_before(ticket: Waiting, rules: Rules, standing: Standing, at: float) -> float:
    """Whoever waits in this standing and started before this time has more points than `ticket` at `at`."""
    share = rules.rate(ticket.standing) / rules.rate(standing)
    return ticket.start if share == 1 else at - share * (at - ticket.start)


def walk_in(number: str, theme: str, now: float, reason: Reason | None = None) -> Waiting:
    """A person who came without an appointment; with a reason for priority, or without."""
    return Waiting(number, theme, Standing.PRIORITY if reason else Standing.WALK_IN, now, now)


def check_in(number: str, theme: str, booked: float, now: float, rules: Rules) -> Waiting:
    """A person with an appointment at `booked`. Coming early gains nothing; coming late loses by the rules."""
    late = (now - booked) / 60
    if late > rules.lapse_minutes:
        return walk_in(number, theme, now)
    return Waiting(number, theme, Standing.APPOINTMENT, booked if late <= rules.grace_minutes else now, now)


def hurried(ticket: Waiting, standing: Standing, now: float, rules: Rules) -> Waiting:
    """Somebody in line turns out to stand better: keeps every point earned so far and earns faster from now on."""
    if rules.rate(standing) <= rules.rate(ticket.standing):
        return ticket
    start = now - (now - ticket.start) * rules.rate(ticket.standing) / rules.rate(standing)
    return replace(ticket, standing=standing, start=start)


def come_back(ticket: Waiting, now: float, missed: int, rules: Rules) -> Waiting | None:
    """A person who missed `missed` calls and is back; None where a new number must be taken.

    The first return starts a new, shorter wait: those who were there are not passed over, and the one who came back
    does not wait all over again. A standing that earns faster is kept. Every further return waits as a walk-in.
    """
    if missed > rules.returns:
        return None
    faster = max(ticket.standing, Standing.RETURNED, key=rules.rate)
    return replace(ticket, standing=faster if missed == 1 else Standing.WALK_IN, start=now, arrived=now)


def transfer(ticket: Waiting, theme: str, now: float, rules: Rules, keep_place: bool = True) -> Waiting:
    """A person sent on to another theme or window: with the place in line kept, or at its end."""
    if not keep_place:
        return replace(ticket, theme=theme, standing=Standing.WALK_IN, start=now)
    faster = max(ticket.standing, Standing.TRANSFERRED, key=rules.rate)
    return replace(ticket, theme=theme, standing=faster)


Order = tuple[float, float, int, str]


@dataclass
class Line:
    """The whole line in memory: join and leave O(log n), next O(themes + log n) on average."""

    rules: Rules
    _tickets: dict[str, Waiting] = field(default_factory=dict)
    _heaps: dict[tuple[str, Standing], list[Order]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._tickets)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self._tickets.values())

    def join(self, ticket: Waiting) -> None:
        """Raises ValueError where the number already waits."""
        if ticket.number in self._tickets:
            raise ValueError(f"{ticket.number} already waits")
        self._tickets[ticket.number] = ticket
        heapq.heappush(self._heaps.setdefault((ticket.theme, ticket.standing), []), ticket.order)

    def leave(self, number: str) -> Waiting:
        """Take a ticket out: cancelled, parked or called. Raises KeyError where it does not wait."""
        return self._tickets.pop(number)

    def call_next(self, themes: Iterable[str], now: float) -> Waiting | None:
        """Take out the next ticket for a window that serves `themes`; None where nobody waits for it."""
        heads = (self._head(theme, standing) for theme in themes for standing in Standing)
        chosen = first((head for head in heads if head), self.rules, now)
        return self.leave(chosen.number) if chosen else None

    def _head(self, theme: str, standing: Standing) -> Waiting | None:
        heap = self._heaps.get((theme, standing), [])
        while heap and not self._is_current(heap[0], theme, standing):
            heapq.heappop(heap)
        return self._tickets[heap[0][3]] if heap else None

    def _is_current(self, order: Order, theme: str, standing: Standing) -> bool:
        """A ticket that left, or that left and joined again elsewhere, stays in its old heap until it comes up."""
        ticket = self._tickets.get(order[3])
        return ticket is not None and (ticket.order, ticket.theme, ticket.standing) == (order, theme, standing)


@dataclass(frozen=True)
class Published:
    """The rule as a hall prints and hangs it."""

    name: str
    lines: tuple[str, ...]


def published_zh(rules: Rules) -> Published:
    """The rule in Chinese, with the hall's own figures."""
    return Published(
        "等候积分规则",
        (
            "从取号起,等候时间积分;窗口叫号时,积分最高的先办。积分相同,先到先办。",
            f"每等1分钟:普通{rules.walk_in:g}分,过号返回{rules.returned:g}分,转办{rules.transferred:g}分,"
            f"预约{rules.appointment:g}分,优先{rules.priority:g}分。",
            "优先:60岁以上老人、残疾人、孕妇、现役军人。请说明理由,不必排在别处。",
            f"预约从约定时间起积分,早到不加分;迟到{rules.grace_minutes:g}分钟以内不减分,"
            f"迟到{rules.lapse_minutes:g}分钟以上按普通排队。",
            f"过号后可返回{rules.returns}次,从返回时重新积分。转办保留原来的积分。",
            f"人人都会轮到:您等候的最后{_last_part(rules)}%时间内才开始积分的人,不会排在您前面。",
        ),
    )


def published_en(rules: Rules) -> Published:
    """The rule in English, with the hall's own figures."""
    return Published(
        "Waiting earns points",
        (
            "You earn points while you wait. A window calls whoever has the most; at equal points, whoever came first.",
            f"Each minute earns {rules.walk_in:g} (walk-in), {rules.returned:g} (back after a missed call), "
            f"{rules.transferred:g} (sent on by a window), {rules.appointment:g} (appointment), "
            f"{rules.priority:g} (priority).",
            "Priority: aged 60 and over, disabled, pregnant, in military service. Tell us the reason.",
            f"An appointment earns from the booked time: coming early adds nothing, up to {rules.grace_minutes:g} "
            f"minutes late loses nothing, more than {rules.lapse_minutes:g} minutes late waits as a walk-in.",
            f"A missed number may come back {rules.returns} times and earns anew from then. "
            "Sent on by a window, you keep your points.",
            f"Everybody's turn comes: whoever starts in the last {_last_part(rules)} % of your wait comes after you.",
        ),
    )


def _last_part(rules: Rules) -> int:
    """The safe last part of the longest wait, in whole per cent, rounded down."""
    return math.floor(100 * min(map(rules.rate, Standing)) / rules.highest_rate)
