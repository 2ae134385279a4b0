"""What a simulated day leaves behind: one entry for each number given, and for each wait told after that."""

from dataclasses import dataclass, field

from kiosk.hall.discipline import Waiting
from kiosk.hall.forecast import WaitRange


@dataclass
class Told:
    """A wait that somebody was told and what became of it. Times are seconds since midnight."""

    ticket: Waiting  # as it was then
    issued: float
    expected: WaitRange
    called: float | None = field(default=None, kw_only=True)  # the first time from then on

    @property
    def wait(self) -> float:
        """Seconds until the call. Raises ValueError where it never came."""
        if self.called is None:
            raise ValueError(f"{self.ticket.number} was never called")
        return self.called - self.issued

    @property
    def held(self) -> bool:
        """The true wait lies in the range as printed, to the second."""
        return self.expected.low * 60 <= self.wait <= self.expected.high * 60

    @property
    def middle(self) -> float:
        """Of the range as printed, in seconds."""
        return (self.expected.low + self.expected.high) * 30.0


@dataclass
class Number(Told):
    """One number given and what became of it. Guesses are seconds of waiting."""

    guesses: dict[str, float]  # of the usual rules of thumb, by name
    ahead: tuple[int, int] = (0, 0)  # as printed: the fewest and the most called before
    before: int = 0  # really called before, of the same theme
    end: str = ""  # served, no_show

    @property
    def ahead_held(self) -> bool:
        return self.ahead[0] <= self.before <= self.ahead[1]


@dataclass
class Day:
    scenario: str
    seed: int
    numbers: list[Number] = field(default_factory=list)
    ended: float = 0.0  # when the last person was served
    returned: list[Told] = field(default_factory=list)  # who missed the call and came back
    sent_on: list[Told] = field(default_factory=list)  # by a window, with the place in line
