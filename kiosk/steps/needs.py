"""Everything that is needed, at once (一次性告知), with a print-out to take home."""

from kiosk.events import Event
from kiosk.steps.base import PrintJob, PrintState, Stage, Step


class NeedsStep(Step):
    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.print_job = PrintJob(stage.desk, stage.changed)

    @property
    def busy(self) -> bool:
        return self.print_job.state is PrintState.PRINTING

    def handle(self, event: Event) -> None:
        self.print_job.handle(event)

    def print_list(self) -> None:
        if self.visit.item is not None:
            self.print_job.start(self.desk.papers.needs(self.visit.item, self.visit.answers, self.stage.language))
