"""Taking a number: the themes on offer, and the ticket itself."""

from kiosk.events import Event, QueueFailed, ThemesKnown, TicketIssued
from kiosk.queue import Theme
from kiosk.steps.base import PrintJob, PrintState, Stage, Step


class ThemesStep(Step):
    """Asks the hall what is open and how long it takes."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.themes: tuple[Theme, ...] = ()
        self.asking = False
        self._request = 0

    def enter(self) -> None:
        self._request = next(self.desk.requests)
        self.asking = True
        self.desk.queue.ask_themes(self._request)

    def leave(self) -> None:
        self._request = 0

    def handle(self, event: Event) -> None:
        if isinstance(event, ThemesKnown) and event.request == self._request:
            self.asking, self.themes = False, event.themes
            self.failed(None)
        elif isinstance(event, QueueFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)

    def choose(self, code: str) -> bool:
        """Take this theme; False where it is not open or not known."""
        theme = next((t for t in self.themes if t.code == code and t.open), None)
        if theme is not None:
            self.visit.theme = theme
        return theme is not None


class TicketStep(Step):
    """Asks the hall for a number, then prints it. The key of the visit makes asking again harmless."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.print_job = PrintJob(stage.desk, stage.changed)
        self.asking = False
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.asking or self.print_job.state is PrintState.PRINTING

    def enter(self) -> None:
        if self.visit.ticket is not None:
            self.print_again()
            return
        theme = self.visit.theme
        if theme is None:
            return
        self._request = next(self.desk.requests)
        self.asking = True
        self.desk.queue.take_ticket(self._request, self.visit.key, theme.code, self.visit.card)

    def leave(self) -> None:
        self.asking = False
        self._request = 0

    def handle(self, event: Event) -> None:
        self.print_job.handle(event)
        if isinstance(event, TicketIssued) and event.request == self._request:
            self.asking, self.visit.ticket = False, event.ticket
            self.failed(None)
            self.print_again()
        elif isinstance(event, QueueFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)

    def print_again(self) -> None:
        """Print the ticket, on entering or when the visitor asks."""
        if self.visit.ticket is not None:
            name = self.visit.card.masked_name if self.visit.card else ""
            self.print_job.start(self.desk.papers.ticket(self.visit.ticket, name, self.stage.language))
