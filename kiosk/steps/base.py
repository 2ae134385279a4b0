"""The base of all steps, and printing, which three of them do. A step lives as long as its page is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.desk import Desk, Topic
from kiosk.events import Device, Event, Printed, PrintFailed
from kiosk.paper import Paper
from kiosk.trouble import Trouble
from kiosk.visit import Visit


@dataclass(frozen=True)
class Stage:
    """What a step is given: the ports, the visit, and its two words to the terminal."""

    desk: Desk
    visit: Visit
    language: str
    changed: Callable[[Topic], None]
    advance: Callable[[], None]  # "next", said by the step itself
    lost: Callable[[Device], Trouble | None]  # why a device cannot be used now; None where it can


class Step:
    """A page that waits for the visitor alone. Subclasses add devices; `trouble` is what the page tells."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.desk = stage.desk
        self.visit = stage.visit
        self.trouble: Trouble | None = None

    @property
    def busy(self) -> bool:
        """True while something is under way that the idle time must not cut short."""
        return False

    def enter(self) -> None:
        """The page is shown."""

    def leave(self) -> None:
        """The page goes: let go of every device. Always called, whatever ended the page."""

    def handle(self, event: Event) -> None:
        """An event from a driver; those for other steps and old requests are ignored."""

    def again(self) -> None:
        """The visitor asks to try again after trouble."""
        self.leave()
        self.trouble = None
        self.enter()

    def failed(self, trouble: Trouble | None) -> None:
        """Show this trouble (None: it is over)."""
        self.trouble = trouble
        self.stage.changed(Topic.VISIT)


class PrintState(StrEnum):
    NONE = "none"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


class PrintJob:
    """One paper on its way out. Nothing is printed a second time unless the visitor asks for it."""

    def __init__(self, desk: Desk, changed: Callable[[Topic], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._request = 0
        self.state = PrintState.NONE
        self.trouble: Trouble | None = None
        self.perhaps_printed = False

    def start(self, paper: Paper) -> None:
        """Send it, unless one is under way."""
        if self.state is PrintState.PRINTING:
            return
        self.state, self.trouble, self.perhaps_printed = PrintState.PRINTING, None, False
        self._request = next(self._desk.requests)
        self._changed(Topic.VISIT)
        self._desk.printer.print(self._request, paper)

    def handle(self, event: Event) -> None:
        if isinstance(event, Printed) and event.request == self._request:
            self.state = PrintState.PRINTED
        elif isinstance(event, PrintFailed) and event.request == self._request:
            self.state = PrintState.FAILED
            self.trouble, self.perhaps_printed = event.trouble, event.perhaps_printed
        else:
            return
        self._changed(Topic.VISIT)
