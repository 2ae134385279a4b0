"""What is asked beside the card: a telephone number from a pad, and the reason for going first."""

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.queue import Priority
from kiosk.steps import NoticeStep, PhoneStep, PriorityStep
from kiosk.visit import Screen
from ui.terminal.views.base import View

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class IdentityView(View):
    changed = Signal()
    SCREENS = (Screen.PHONE, Screen.NOTICE, Screen.PRIORITY)

    @property
    def _phone(self) -> PhoneStep | None:
        step = self.terminal.step
        return step if isinstance(step, PhoneStep) else None

    @Property(str, notify=changed)
    def digits(self) -> str:
        """As they are said: 138 0013 8000."""
        digits = self._phone.digits if self._phone else ""
        if digits.startswith("+"):
            return digits
        return " ".join(part for part in (digits[:3], digits[3:7], digits[7:]) if part)

    @Property(bool, notify=changed)
    def takesAbroad(self) -> bool:
        """A number from abroad will do, with a + first."""
        return self._phone is not None and self._phone.takes_abroad

    @Property(bool, notify=changed)
    def wrong(self) -> bool:
        return self._phone is not None and self._phone.wrong

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return self._phone is not None and self._phone.complete

    @property
    def _notice(self) -> NoticeStep | None:
        step = self.terminal.step
        return step if isinstance(step, NoticeStep) else None

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """The hall is being told where the message goes."""
        return self._notice is not None and self._notice.asking

    @Property(str, notify=changed)
    def sentTo(self) -> str:
        """The number without its middle, once the hall has it."""
        return self._notice.sent_to if self._notice else ""

    @Property(bool, notify=changed)
    def near(self) -> bool:
        """Too late for a message: the turn is near."""
        return self._notice is not None and self._notice.near

    @Property(bool, notify=changed)
    def ofAge(self) -> bool:
        step = self.terminal.step
        return isinstance(step, PriorityStep) and step.of_age

    @Slot(str)
    def write(self, digit: str) -> None:
        if self._phone:
            self._phone.write(digit)

    @Slot()
    def takeBack(self) -> None:
        if self._phone:
            self._phone.take_back()

    @Slot()
    def accept(self) -> None:
        if self._phone:
            self._phone.accept()

    @Slot(str)
    def choose(self, priority: str) -> None:
        """Empty: in the ordinary line."""
        step = self.terminal.step
        if isinstance(step, PriorityStep):
            step.choose(Priority(priority) if priority else None)
