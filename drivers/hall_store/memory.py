"""What a writer remembers from one transaction to the next: true as long as nobody else has written to the hall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from drivers.hall_store.today import Today
from kiosk.hall.window import Window


@dataclass
class Memory:
    """`seen` is the last happening it knows of, `mark` which one that was, as far as it was its own. None: not asked
    for yet."""

    seen: int = -1
    generation: str = ""
    mark: str = ""
    last_ticket: int = 0
    today: Today | None = None
    windows: dict[int, Window] | None = None
    closed: Mapping[str, str] | None = None
    settled: date | None = None
    settled_known: bool = False
    carried: frozenset[tuple[str, str]] | None = None  # theme and holder
    bookers: set[str] | None = None  # who has an appointment; perhaps some who had one

    def drop(self) -> None:
        """After a failure: believe nothing."""
        self.seen, self.today = -1, None
        self.look_again()

    def look_again(self) -> None:
        """Somebody else has written: everything but the tickets is read anew when it is asked for."""
        self.windows = self.closed = self.carried = self.bookers = None
        self.settled_known = False
