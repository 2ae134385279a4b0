"""How far an errand is: the code on the receipt is scanned, or its number typed."""

from unicodedata import normalize

from kiosk.events import CodeScanned, Event, ProgressFailed, ProgressKnown
from kiosk.steps.base import Stage, Step
from kiosk.trouble import Trouble

LONGEST = 64
"""A receipt's code is at most this long; anything longer is another code."""


class ProgressStep(Step):
    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.asking = False
        self.progress: ProgressKnown | None = None
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.asking

    def leave(self) -> None:
        self._request = 0
        self.asking, self.progress = False, None

    def handle(self, event: Event) -> None:
        if isinstance(event, CodeScanned):
            self.ask(event.text)
        elif isinstance(event, ProgressKnown) and event.request == self._request:
            self.asking, self.progress = False, event
            self.failed(None)
        elif isinstance(event, ProgressFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)

    def ask(self, number: str) -> None:
        """Ask the platform about this number, as scanned or typed."""
        wanted = normalize("NFKC", number).strip().upper()
        self.progress = None
        if not wanted or len(wanted) > LONGEST or not (wanted.isascii() and wanted.replace("-", "").isalnum()):
            self.failed(Trouble.UNKNOWN_NUMBER)
            return
        self._request = next(self.desk.requests)
        self.asking = True
        self.failed(None)
        self.desk.platform.ask_progress(self._request, wanted)
