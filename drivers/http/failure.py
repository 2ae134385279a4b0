"""What can go wrong in an exchange with a server: one exception, with what it means for a retry."""

from dataclasses import dataclass, field

from kiosk.trouble import Trouble


@dataclass
class ExchangeError(Exception):
    """One request that did not succeed.

    `final`: asking again will not help. `reason` is the server's own message: for the visitor and staff, and never
    for a log, because it may name a person.
    """

    trouble: Trouble
    final: bool = False
    reason: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.trouble.value
