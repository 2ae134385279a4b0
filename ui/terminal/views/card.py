"""The card page: is a card looked for, is it being read, and the ways beside it that this hall takes."""

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.steps import CardStep
from kiosk.steps.card import ANONYMOUS, PHONE
from kiosk.visit import Purpose, Screen
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

    @Property(bool, notify=changed)
    def waited(self) -> bool:
        """So long that the card may lie there already."""
        step = self.terminal.step
        return isinstance(step, CardStep) and step.waited and not step.reading

    @Property(bool, notify=changed)
    def ticketInstead(self) -> bool:
        step = self.terminal.step
        return isinstance(step, CardStep) and step.ticket_instead

    @property
    def _kinds(self) -> tuple[str, ...]:
        step = self.terminal.step
        return step.kinds if isinstance(step, CardStep) else ()

    @Property(bool, notify=changed)
    def takesPhone(self) -> bool:
        return PHONE in self._kinds

    @Property(bool, notify=changed)
    def takesAnonymous(self) -> bool:
        return ANONYMOUS in self._kinds

    @Property(bool, notify=changed)
    def offersPriority(self) -> bool:
        return self.terminal.visit.purpose is Purpose.TICKET

    @Property(bool, notify=changed)
    def priorityAsked(self) -> bool:
        return self.terminal.visit.priority_asked

    @Slot()
    def usePhone(self) -> None:
        step = self.terminal.step
        if isinstance(step, CardStep):
            step.use_phone()

    @Slot()
    def stayAnonymous(self) -> None:
        step = self.terminal.step
        if isinstance(step, CardStep):
            step.stay_anonymous()

    @Slot(bool)
    def askPriority(self, asked: bool) -> None:
        step = self.terminal.step
        if isinstance(step, CardStep):
            step.ask_priority(asked)
