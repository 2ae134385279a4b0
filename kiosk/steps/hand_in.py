"""Handing the errand in: sealed in the outbox, delivered if the platform is there, then the receipt."""

from collections.abc import Callable

from kiosk import signing
from kiosk.events import ErrandDelivered, ErrandNotTaken, ErrandRefused, ErrandTaken, Event
from kiosk.steps.base import PrintJob, PrintState, Stage, Step

PATIENCE = 12.0
"""Seconds to wait for the platform's number once the errand is safe; then the receipt goes without it."""


class SubmitStep(Step):
    """Only ErrandTaken makes it "taken"; delivery may come later and is not the visitor's worry."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._request = 0
        self._stop_waiting: Callable[[], None] = lambda: None

    @property
    def busy(self) -> bool:
        return self.trouble is None

    def enter(self) -> None:
        if not self.visit.local_number:
            self._request = next(self.desk.requests)
            self.desk.outbox.take(self._request, signing.parcel(self.visit, self.desk.clock.now()))

    def leave(self) -> None:
        self._request = 0
        self._stop_waiting()

    def handle(self, event: Event) -> None:
        if isinstance(event, ErrandTaken) and event.request == self._request:
            self.visit.local_number = event.local_number
            self._stop_waiting = self.desk.clock.after(PATIENCE, self.stage.advance)
            self.failed(None)
        elif isinstance(event, ErrandNotTaken) and event.request == self._request:
            self.failed(event.trouble)
        elif note_delivery(self.stage, event):
            self.stage.advance()


def note_delivery(stage: Stage, event: Event) -> bool:
    """Write the platform's answer into the visit if it is this visit's errand; True where it was."""
    mine = isinstance(event, ErrandDelivered | ErrandRefused) and event.local_number == stage.visit.local_number
    if not mine:
        return False
    if isinstance(event, ErrandDelivered):
        stage.visit.acceptance_number = event.acceptance_number
    elif isinstance(event, ErrandRefused):
        stage.visit.refusal = event.reason
    return True


class ReceiptStep(Step):
    """Prints the receipt. An answer that comes late still reaches the screen, not the paper."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.print_job = PrintJob(stage.desk, stage.changed)

    @property
    def busy(self) -> bool:
        return self.print_job.state is PrintState.PRINTING

    def enter(self) -> None:
        self.print_again()

    def handle(self, event: Event) -> None:
        self.print_job.handle(event)
        if note_delivery(self.stage, event):
            self.failed(None)

    def print_again(self) -> None:
        """Print the receipt, on entering or when the visitor asks."""
        self.print_job.start(self.desk.papers.receipt(self.visit, self.stage.language))
