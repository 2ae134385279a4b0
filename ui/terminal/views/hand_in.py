"""Handing in and the receipt: taken, delivered, or refused."""

from PySide6.QtCore import Property, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.visit import Screen
from ui.terminal.views.base import View

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class HandInView(View):
    changed = Signal()
    SCREENS = (Screen.SUBMIT, Screen.RECEIPT)

    @Property(bool, notify=changed)
    def taken(self) -> bool:
        """The errand is safe with us."""
        return bool(self.terminal.visit.local_number)

    @Property(bool, notify=changed)
    def delivered(self) -> bool:
        """The platform holds it."""
        return bool(self.terminal.visit.acceptance_number)

    @Property(str, notify=changed)
    def number(self) -> str:
        """The platform's number, or ours until it has given one."""
        return self.terminal.visit.acceptance_number or self.terminal.visit.local_number

    @Property(str, notify=changed)
    def refusal(self) -> str:
        return self.terminal.visit.refusal

    @Property(str, notify=changed)
    def itemName(self) -> str:
        item = self.terminal.visit.item
        return item.name.get(self.language) if item else ""
