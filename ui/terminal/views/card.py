"""The card page: is a card looked for, is it being read."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.steps import CardStep
from kiosk.visit import Screen
from ui.terminal.views.base import View

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class CardView(View):
    changed = Signal()
    SCREENS = (Screen.CARD,)

    @Property(bool, notify=changed)
    def reading(self) -> bool:
        step = self.terminal.step
        return isinstance(step, CardStep) and step.reading
