"""The hall's own time: the computer's clock where it can be believed, and where it cannot, the steady ticks since it
could be.

A computer's clock may stand in 1970 after a dead battery, hours off until a time server is reached, or be set wrongly
by hand. What cannot be undone waits until the clock is certain (`HallClock.certain`); the hall itself never waits: it
goes on by the best guess there is. Keeps no thread and asks no store: `begin` is told what the hall recorded last.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from kiosk.hall.hours import OpeningHours

TOLERANCE = timedelta(seconds=2)
"""A time server may slew the clock by so much between two looks; more is a jump."""
FAR_AHEAD = timedelta(days=31)
"""No hall is shut for longer without anybody being told: Spring Festival takes a week or two."""
FAR_BEHIND = timedelta(days=1)
LONGER = 12
"""Without a time server, a clock behind what was recorded must have been steady for so many times as long."""


class Timepiece(Protocol):
    """The computer's clocks."""

    def wall(self) -> datetime:
        """What the computer says, with its time zone."""

    def ticks(self) -> float:
        """Seconds since any moment; nobody can set them, and they go on while the machine sleeps."""

    def synced(self) -> bool:
        """Whether a time server vouches for `wall`."""


class Doubt(StrEnum):
    """Why the clock is not certain; the value stands in answers."""

    STARTED = "started"  # it has not been watched for long enough
    JUMPED = "jumped"  # somebody or something has set it
    BEHIND = "behind"  # it is earlier than what the hall has recorded
    FAR_AHEAD = "far_ahead"  # nothing was recorded for longer than a hall is ever shut


@dataclass(frozen=True)
class Proof:
    """How long a clock must have been steady to be believed: in seconds, with a time server and without."""

    synced: float = 30.0
    alone: float = 300.0


@dataclass(frozen=True)
class LastRecord:
    """When anything was recorded last. `waiting`: people of that day still wait; `settled`: nothing begins on it."""

    at: datetime
    waiting: bool = False
    settled: bool = False


@dataclass(frozen=True)
class ClockState:
    """`says` is the computer's clock, `now` the hall's time. `why` is None where they are the same and certain."""

    now: datetime
    says: datetime
    why: Doubt | None = None

    @property
    def certain(self) -> bool:
        return self.why is None


@dataclass(frozen=True)
class Correction:
    """The hall's time was wrong by `by`: all that it recorded since `since` (None: everything of its day) is moved.

    `at` is the wrong time, `certain` whether the right one is proven.
    """

    at: datetime
    by: timedelta
    since: datetime | None
    certain: bool


@dataclass(frozen=True)
class _Run:
    """The computer's clock since it was last set: `offset` to the ticks."""

    offset: float
    since: float
    confirmed: bool = False


class HallClock:
    """Call it for the hall's time. For one thread, that of the hall's event loop."""

    def __init__(self, timepiece: Timepiece, hours: OpeningHours, proof: Proof | None = None) -> None:
        self._timepiece, self._hours, self._proof = timepiece, hours, proof or Proof()
        self._run = _Run(self._offset(), timepiece.ticks())
        self._base, self._base_ticks = timepiece.wall(), timepiece.ticks()
        self._shown = self._base
        self._last: LastRecord | None = None
        self._since = self._base  # in doubt since then, by the hall's time
        self._proven = self._guessed = False
        self._why: Doubt | None = Doubt.STARTED

    def begin(self, last: LastRecord | None) -> None:
        """At start, with what the hall recorded before; None: nothing yet."""
        self._last = last
        wall = self._timepiece.wall()
        self._base, self._base_ticks = self._guess(wall), self._timepiece.ticks()
        self._since, self._guessed = self._base, self._base != wall

    def __call__(self) -> datetime:
        wall, ours = self._see()
        now = wall if abs(wall - ours) <= TOLERANCE else ours
        if not timedelta() < self._shown - now <= TOLERANCE:  # what is set back a little stands still instead
            self._shown = now
        return self._shown

    @property
    def certain(self) -> bool:
        """What cannot be undone may be done now."""
        self._see()
        return self._why is None

    def state(self) -> ClockState:
        now = self()
        return ClockState(now, self._timepiece.wall(), self._why)

    def confirm(self) -> None:
        """Somebody who is there says that the computer's clock is right."""
        self._see()
        self._run = replace(self._run, confirmed=True)

    @property
    def goes_on(self) -> date | None:
        """The day that was broken off, while it is not sure that it is over: its numbers go on on the next."""
        if self._why is None or self._last is None or not self._last.waiting:
            return None
        day = self._hours.day(self._last.at)
        return day if day != self._hours.day(self()) else None

    def keep(self, hours: OpeningHours) -> None:
        """Judge by other opening hours from now on."""
        self._hours = hours

    @property
    def knows_no_hours(self) -> bool:
        """The computer's clock says nothing at all (a dead battery): nobody can tell whether the hall is open, and who
        asks for a number stands in it."""
        return self._why is Doubt.BEHIND and self._is_behind(self._timepiece.wall() + FAR_BEHIND)

    def look(self) -> Correction | None:
        """Judge the clock anew, every few seconds. What is to be corrected must be, before `take` is called."""
        wall, ours = self._see()
        if self._why is None:
            return None
        self._why = self._doubt(wall, ours)
        if self._is_proven(wall):
            if abs(wall - ours) > TOLERANCE:
                return Correction(ours, wall - ours, self._wrong_since(wall, ours), certain=True)
            self._believe()
        elif abs(wall - ours) > TOLERANCE and self._is_better(wall, ours):
            return Correction(ours, wall - ours, self._since, certain=False)
        return None

    def take(self, correction: Correction) -> None:
        """From now on the hall's time is the computer's."""
        self._base, self._base_ticks = self._timepiece.wall(), self._timepiece.ticks()
        self._since += correction.by
        self._proven = self._guessed = False
        if correction.certain:
            self._believe()

    def _see(self) -> tuple[datetime, datetime]:
        """The computer's time and ours; notes whether the computer's has been set."""
        wall, ticks, offset = self._timepiece.wall(), self._timepiece.ticks(), self._offset()
        if abs(offset - self._run.offset) > TOLERANCE.total_seconds():
            self._run = _Run(offset, ticks)
        ours = self._base + timedelta(seconds=ticks - self._base_ticks)
        if abs(wall - ours) <= TOLERANCE:
            self._base, self._base_ticks = wall, ticks
            self._run = replace(self._run, offset=offset)
            if self._proven:
                self._why = None  # it had jumped, and is back
        elif self._why is None:
            self._why, self._since, self._last = Doubt.JUMPED, ours, LastRecord(ours)
        return wall, ours

    def _offset(self) -> float:
        return self._timepiece.wall().timestamp() - self._timepiece.ticks()

    def _believe(self) -> None:
        self._proven, self._why = True, None

    def _guess(self, wall: datetime) -> datetime:
        """What time it may be when the hall starts: the computer's, unless what was recorded speaks against it."""
        last = self._last
        if last is None:
            return wall
        if not self._is_behind(wall):
            broken_off = last.waiting and not self._is_of_last_day(wall) and self._hours.gives_numbers(last.at)
            return last.at if broken_off and not self._hours.gives_numbers(wall) else wall
        if not last.settled and self._hours.gives_numbers(last.at):
            return last.at
        return self._hours.next_numbers(last.at) or last.at

    def _is_better(self, wall: datetime, ours: datetime) -> bool:
        """Whether the computer's unproven time is more likely than ours."""
        if self._proven:
            return self._hours.gives_numbers(wall) and not self._hours.gives_numbers(ours)
        theirs, mine = self._likelihood(wall), self._likelihood(ours)
        return theirs > mine or (self._guessed and theirs == mine > 0)

    def _likelihood(self, moment: datetime) -> int:
        """Who stands at a terminal wants a number: it is rather a time at which numbers are given, and the day on which
        people wait rather than another."""
        if self._is_behind(moment) or not self._hours.gives_numbers(moment):
            return 0
        return 2 if self._last and self._last.waiting and self._is_of_last_day(moment) else 1

    def _is_behind(self, moment: datetime) -> bool:
        return self._last is not None and moment < self._last.at - TOLERANCE

    def _is_far_ahead(self, moment: datetime) -> bool:
        return self._last is not None and moment > self._last.at + FAR_AHEAD

    def _is_of_last_day(self, moment: datetime) -> bool:
        return self._last is not None and self._hours.day(moment) == self._hours.day(self._last.at)

    def _doubt(self, wall: datetime, ours: datetime) -> Doubt:
        if self._proven and abs(wall - ours) > TOLERANCE:
            return Doubt.JUMPED
        if self._is_behind(wall):
            return Doubt.BEHIND
        return Doubt.FAR_AHEAD if self._is_far_ahead(wall) else Doubt.STARTED

    def _is_proven(self, wall: datetime) -> bool:
        steady = self._timepiece.ticks() - self._run.since
        if self._run.confirmed or (self._timepiece.synced() and steady >= self._proof.synced):
            return True
        if self._is_far_ahead(wall) or self._is_behind(wall + FAR_BEHIND):
            return False
        return steady >= self._proof.alone * (LONGER if self._is_behind(wall) else 1)

    def _wrong_since(self, wall: datetime, ours: datetime) -> datetime | None:
        """A clock that is set back was ahead all the time. One that a time server sets to another day had slept, as its
        machine had: those who waited before do not wait any more."""
        if self._proven:
            slept = wall > ours and self._timepiece.synced() and self._hours.day(wall) != self._hours.day(ours)
            return self._since if slept else None
        return None if self._is_behind(wall) else self._since
