"""What is asked beside the card: a telephone number, and whether somebody may go first."""

from kiosk.events import Event, NoticeKept, QueueFailed
from kiosk.numbers import is_mobile
from kiosk.phones import is_phone, plain_phone
from kiosk.queue import PRIORITY_AGE, Priority
from kiosk.steps.base import Stage, Step

DIGITS = 11
LONGEST_ABROAD = 16  # + and fifteen digits (ITU-T E.164)


class PhoneStep(Step):
    """Digits come one by one from a pad on the page; a + first for a number from abroad."""

    takes_abroad = True

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.digits = ""

    @property
    def wrong(self) -> bool:
        """All digits are there, and they are no mobile number."""
        return len(self.digits) == self._longest and not self.complete

    @property
    def complete(self) -> bool:
        return is_mobile(self.number) or (self._abroad and is_phone(self.number))

    @property
    def number(self) -> str:
        """In its plain form: +86 and eleven digits are the eleven digits."""
        return plain_phone(self.digits)

    @property
    def _abroad(self) -> bool:
        return self.digits.startswith("+")

    @property
    def _longest(self) -> int:
        return LONGEST_ABROAD if self._abroad else DIGITS

    def write(self, digit: str) -> None:
        first = digit == "+" and not self.digits and self.takes_abroad
        if first or (len(self.digits) < self._longest and digit.isdecimal() and len(digit) == 1):
            self._show(self.digits + digit)

    def take_back(self) -> None:
        """The last digit goes."""
        self._show(self.digits[:-1])

    def accept(self) -> None:
        if self.complete:
            self.visit.phone = self.number
            self.stage.advance()

    def _show(self, digits: str) -> None:
        self.digits, self.visit.phone = digits, ""
        self.failed(None)


class NoticeStep(PhoneStep):
    """The number that a message goes to when the turn is near. The hall alone keeps it; here it is gone once sent."""

    takes_abroad = False  # no message goes there

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.asking = False
        self.sent_to = ""  # without its middle
        self.near = False  # too late for a message: the turn is near
        self._request = 0

    @property
    def busy(self) -> bool:
        return self.asking

    @property
    def settled(self) -> bool:
        return bool(self.sent_to) or self.near

    def accept(self) -> None:
        if not self.complete or self.asking or self.visit.ticket is None:
            return
        self.asking = True
        self._request = next(self.desk.requests)
        self.desk.queue.leave_phone(self._request, self.visit.ticket, self.digits)
        self.failed(None)

    def again(self) -> None:
        self.trouble = None
        self.accept()

    def leave(self) -> None:
        self.asking, self.digits, self._request = False, "", 0

    def handle(self, event: Event) -> None:
        if isinstance(event, NoticeKept) and event.request == self._request:
            self.asking, self.near = False, not event.notice
            self.sent_to = f"{self.digits[:3]}****{self.digits[-4:]}" if event.notice else ""
            self.digits = ""
            self.failed(None)
        elif isinstance(event, QueueFailed) and event.request == self._request:
            self.asking = False
            self.failed(event.trouble)


class PriorityStep(Step):
    """Why somebody may go first, as stated; or that they would rather not."""

    @property
    def of_age(self) -> bool:
        """The card itself says it."""
        card = self.visit.card
        return card is not None and card.age(self.desk.clock.now().date()) >= PRIORITY_AGE

    def choose(self, priority: Priority | None) -> None:
        """None: in the ordinary line."""
        self.visit.priority, self.visit.priority_settled = priority, True
        self.stage.advance()
