"""Free copies: the pages that were taken go to the A4 printer, once, and again only where the visitor asks for it."""

from kiosk.copying import PART
from kiosk.desk import Topic
from kiosk.events import Copied, CopyFailed, Event
from kiosk.steps.base import Stage, Step


class CopyStep(Step):
    """Busy until the printer says that every sheet is out, or why not."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.copying = False
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.copying

    def enter(self) -> None:
        pages = tuple(self.visit.pages.get(PART, ()))
        if self.desk.copier is None or not pages or self.visit.copied:
            return
        self._request = next(self.desk.requests)
        self.copying = True
        self.desk.copier.copy(self._request, pages)

    def leave(self) -> None:
        """Sheets under way come out all the same; nothing waits for them."""
        self.copying, self._request = False, 0

    def handle(self, event: Event) -> None:
        if isinstance(event, Copied) and event.request == self._request:
            self.copying, self.visit.copied = False, True
            self.stage.changed(Topic.VISIT)
        elif isinstance(event, CopyFailed) and event.request == self._request:
            self.copying = False
            self.failed(event.trouble)
