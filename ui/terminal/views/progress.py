"""How far an errand is, as a line of stages."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.events import ProgressKnown, Stage
from kiosk.steps import ProgressStep
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.views.base import View
from ui.terminal.words import stage_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True)
class StageRow:
    stage: str
    name: str
    detail_text: str
    reached: bool
    present: bool


@QmlElement
@QmlUncreatable("made by the app")
class ProgressView(View):
    changed = Signal()
    SCREENS = (Screen.PROGRESS,)

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._stages = Rows(StageRow, self)

    def refresh(self) -> None:
        known = self._known
        self._stages.show([self._row(stage, known.stage) for stage in Stage] if known else [])

    def _row(self, stage: Stage, present: Stage) -> StageRow:
        order = list(Stage)
        name, detail = stage_words(stage)
        return StageRow(str(stage), name, detail, order.index(stage) <= order.index(present), stage is present)

    @property
    def _known(self) -> ProgressKnown | None:
        step = self.terminal.step
        return step.progress if isinstance(step, ProgressStep) else None

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        step = self.terminal.step
        return isinstance(step, ProgressStep) and step.asking

    @Property(bool, notify=changed)
    def known(self) -> bool:
        return self._known is not None

    @Property(str, notify=changed)
    def itemName(self) -> str:
        return self._known.item_name if self._known else ""

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._known.acceptance_number if self._known else ""

    @Property(str, notify=changed)
    def remark(self) -> str:
        return self._known.remark if self._known else ""

    @Property(Rows, constant=True)
    def stages(self) -> Rows:
        return self._stages

    @Slot(str)
    def ask(self, number: str) -> None:
        step = self.terminal.step
        if isinstance(step, ProgressStep):
            step.ask(number)
