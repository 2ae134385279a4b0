"""What a simulated day leaves behind: one entry for each number given."""

from dataclasses import dataclass, field

from kiosk.hall.discipline import Waiting
from kiosk.hall.forecast import WaitRange


@dataclass
class Number:
    """One number given and what became of it. Times are seconds since midnight, guesses are seconds of waiting."""

    ticket: Waiting  # as it was given
    issued: float
    expected: WaitRange
    guesses: dict[str, float]  # of the usual rules of thumb, by name
    ahead: tuple[int, int] = (0, 0)  # as printed: the fewest and the most called before
    before: int = 0  # really called before, of the same theme
    called: float | None = None  # for the first time
    end: str = ""  # served, no_show

    @property
    def wait(self) -> float:
        """Seconds until the first call. Raises ValueError where it never came."""
        if self.called is None:
            raise ValueError(f"{self.ticket.number} was never called")
        return self.called - self.issued

    @property
    def held(self) -> bool:
        """The true wait lies in the range as printed, to the second."""
        return self.expected.low * 60 <= self.wait <= self.expected.high * 60

    @property
    def ahead_held(self) -> bool:
        return self.ahead[0] <= self.before <= self.ahead[1]

    @property
    def middle(self) -> float:
        """Of the range as printed, in seconds."""
        return (self.expected.low + self.expected.high) * 30.0


@dataclass
class Day:
    scenario: str
    seed: int
    numbers: list[Number] = field(default_factory=list)
    ended: float = 0.0  # when the last person was served
