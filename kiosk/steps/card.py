"""Waiting for the card: whose visit this is."""

from collections.abc import Callable

from kiosk.desk import Topic
from kiosk.events import CardFailed, CardFound, CardRead, Device, DeviceChanged, DeviceState, Event
from kiosk.queue import PRIORITY_AGE
from kiosk.steps.base import Stage, Step
from kiosk.trouble import Trouble
from kiosk.visit import Purpose

CARD, PHONE, ANONYMOUS = "card", "phone", "anonymous"
"""The hall's kinds of numbers (`[tickets] kinds` in its file)."""
LONG_WAIT = 6.0  # seconds
WINDOW_HELPS = frozenset(
    {
        Trouble.CARD_EXPIRED,
        Trouble.CARD_UNREADABLE,
        Trouble.CARD_UNKNOWN,
        Trouble.NOT_CONNECTED,
        Trouble.NO_ANSWER,
        Trouble.DEVICE_FAULT,
    }
)
"""Troubles that laying the card down again may not mend."""


class CardStep(Step):
    """Looks for a card as long as the page is open; a card that was read leads on by itself."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.reading = False
        self.waited = False  # so long that the card may lie there already, or lies wrong
        self._request = 0
        self._stop_waiting: Callable[[], None] = lambda: None

    def enter(self) -> None:
        """Who was here before on this page is forgotten: it is asked anew. A reader that is gone says so at once."""
        self.trouble = self.stage.lost(Device.CARD_READER)
        self._wait()
        self.visit.card = None
        self.visit.without_card = self.visit.by_phone = False
        self.visit.phone = ""
        self._request = next(self.desk.requests)
        self.desk.reader.look(self._request)

    def _wait(self) -> None:
        """A reader does not find a card anew that has lain on it since before: nothing but time tells of it."""
        self.waited = False
        self._stop_waiting()
        self._stop_waiting = self.desk.clock.after(LONG_WAIT, self._has_waited)

    def _has_waited(self) -> None:
        self.waited = True
        self.stage.changed(Topic.VISIT)

    def leave(self) -> None:
        self.reading = False
        self._stop_waiting()
        self.desk.reader.rest()

    def handle(self, event: Event) -> None:
        if isinstance(event, CardFound) and event.request == self._request:
            self.reading = True
            self._wait()
            self.failed(None)
        elif isinstance(event, CardFailed) and event.request == self._request:
            self.reading = False
            self.failed(event.trouble)
        elif isinstance(event, CardRead) and event.request == self._request:
            self._read(event)
        elif isinstance(event, DeviceChanged) and event.device is Device.CARD_READER:
            self._reader_changed(event)

    def _read(self, event: CardRead) -> None:
        self.reading = False
        today = self.desk.clock.now().date()
        if event.card.expired(today) and self.visit.purpose is Purpose.ERRAND:
            # A number may be taken with an expired card (the window helps); an errand must not begin with one.
            self.failed(Trouble.CARD_EXPIRED)
            return
        self.visit.card = event.card
        if event.card.age(today) >= PRIORITY_AGE and self.visit.purpose is Purpose.TICKET:
            self.visit.priority_asked = True
        self.stage.advance()

    def use_phone(self) -> None:
        """Known by a telephone number instead of a card, where the hall takes that."""
        if PHONE in self.kinds:
            self.visit.without_card = self.visit.by_phone = True
            self.stage.advance()

    def stay_anonymous(self) -> None:
        """The reader may be broken, the card at home; only where the hall takes that."""
        if ANONYMOUS in self.kinds:
            self.visit.without_card = True
            self.stage.advance()

    @property
    def ticket_instead(self) -> bool:
        """The errand cannot begin with this card or this reader; a window can do it."""
        return self.visit.purpose is Purpose.ERRAND and self.trouble in WINDOW_HELPS

    def ask_priority(self, asked: bool) -> None:
        """Ask for the reason once it is known who this is; never needed, never proven here."""
        self.visit.priority_asked = asked
        self.stage.changed(Topic.VISIT)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ways a visitor may be known on this page."""
        theme = self.visit.theme
        if self.visit.purpose is Purpose.ERRAND or theme is None:
            return (CARD,)
        if self.visit.purpose is Purpose.APPOINTMENT or self.visit.has_number:  # it is for, or of, somebody
            return tuple(kind for kind in theme.kinds if kind != ANONYMOUS)
        return theme.kinds

    def _reader_changed(self, event: DeviceChanged) -> None:
        self.reading = False
        lost = event.state in (DeviceState.ABSENT, DeviceState.FAULTY)
        if lost or self.trouble in (Trouble.NOT_CONNECTED, Trouble.NO_ANSWER, Trouble.DEVICE_FAULT):
            self.failed((event.trouble or Trouble.NOT_CONNECTED) if lost else None)
