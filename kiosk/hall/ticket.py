"""One ticket as the hall keeps it: who waits (never by name), where, since when, and how it ended."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.hall.discipline import Standing, Waiting


class State(StrEnum):
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"  # fetches something; keeps the clerk's word
    NO_SHOW = "no_show"  # called three times in vain (过号); may come back the same day
    FINISHED = "finished"
    CANCELLED = "cancelled"
    CARRIED_OVER = "carried_over"  # not served today; has a claim tomorrow
    LEFT_OPEN = "left_open"  # called, and nobody noted by the day's end whether the person came; a claim as well


LIVE = (State.WAITING, State.CALLED, State.SERVING, State.PARKED)
"""A person holds at most one ticket of a theme in these states; asking again gives it once more."""


class Kind(StrEnum):
    """How the holder is known."""

    CARD = "card"
    PHONE = "phone"
    ANONYMOUS = "anonymous"
    APPOINTMENT = "appointment"


class Claim(StrEnum):
    """The stated reason of a priority (绿色通道); the values of `discipline.Reason` and one of the hall's own."""

    NONE = ""
    AGE_60 = "age_60"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    SOLDIER = "soldier"
    CARRIED_OVER = "carried_over"  # was not served yesterday


class Outcome(StrEnum):
    """How a served visit ended."""

    NONE = ""
    DONE = "done"  # 当场办结
    TAKEN_IN = "taken_in"  # 收件
    TO_COMPLETE = "to_complete"  # 一次性告知: papers are missing
    ADVISED = "advised"  # 咨询
    UNRECORDED = "unrecorded"  # still open when the day was settled


class Rating(StrEnum):
    """The five levels of 好差评, by name: the published code sets count in opposite directions."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    FAIR = "fair"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


GB_T_39046_A8: dict[Rating, str] = {level: str(code) for code, level in enumerate(Rating, 1)}
"""GB/T 39046-2020 A.8: 1 is 非常满意, 5 is 非常不满意; the stars of evaluation devices count the other way."""


@dataclass(frozen=True, slots=True)
class HallTicket:
    """`theme` gave the number its letter; `line` is where it waits now: a theme, or one window's own line.

    `start` and `arrived` are its place in line, as `kiosk.hall.discipline` reads them. `holder` is a keyed hash of
    the identity, `name` the masked name for the clerk, erased when the day is settled.
    """

    id: int
    day: date
    theme: str
    seq: int
    number: str
    line: str
    kind: Kind
    standing: Standing
    claim: Claim
    state: State
    issued_at: datetime
    start: datetime
    arrived: datetime
    code: str = field(repr=False)
    holder: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    errands: tuple[str, ...] = ()
    island: bool = False
    origin: str = ""  # the terminal that gave it
    window: int = 0  # where it was called last
    calls: int = 0
    missed: int = 0  # how often it was a no-show
    called_at: datetime | None = None  # by the window where it is now, or was last
    first_called_at: datetime | None = None
    served_at: datetime | None = None
    ended_at: datetime | None = None
    clerk: int = 0
    note: str = field(default="", repr=False)  # from clerk to clerk
    outcome: Outcome = Outcome.NONE
    rating: Rating | None = None
    rating_asked: bool = False
    appointment: int = 0
    middle: float = 0.0  # the wait that was forecast for it and the forecast's spread, in seconds
    spread: float = 0.0

    @property
    def topic(self) -> str:
        """The theme it is about: the line's, or the number's while it waits for one window."""
        return self.theme if window_of(self.line) else self.line

    @property
    def waited(self) -> float | None:
        """Seconds from taking the number to its first call, which ends the wait whatever comes after; None before."""
        if self.first_called_at is None:
            return None
        return max(0.0, (self.first_called_at - self.issued_at).total_seconds())  # a clock may have been set back

    @property
    def waiting(self) -> Waiting:
        """Its place, as the discipline compares it."""
        return Waiting(self.number, self.line, self.standing, self.start.timestamp(), self.arrived.timestamp())


def window_line(window: int) -> str:
    """The line of those who were sent to one window."""
    return f"@{window}"


def window_of(line: str) -> int:
    """The window whose own line this is, 0 for a theme's line."""
    return int(line[1:]) if line.startswith("@") else 0
