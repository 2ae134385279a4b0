"""All views of one terminal, as QML is given them."""

from PySide6.QtCore import Property, QObject
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ports import Camera
from kiosk.terminal import Terminal
from ui.terminal.changes import Changes
from ui.terminal.views.appointments import AppointmentsView
from ui.terminal.views.capture import CaptureView
from ui.terminal.views.card import CardView
from ui.terminal.views.form import FormView
from ui.terminal.views.hand_in import HandInView
from ui.terminal.views.identity import IdentityView
from ui.terminal.views.items import ItemsView
from ui.terminal.views.progress import ProgressView
from ui.terminal.views.queue import QueueView
from ui.terminal.views.review import ReviewView
from ui.terminal.views.session import SessionView, Sign

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class Views(QObject):
    """The session's view is made last: it moves the pages on once all lists are fresh."""

    def __init__(self, terminal: Terminal, changes: Changes, camera: Camera, sign: Sign) -> None:
        super().__init__()
        self._card = CardView(terminal, changes, self)
        self._appointments = AppointmentsView(terminal, changes, self)
        self._identity = IdentityView(terminal, changes, self)
        self._queue = QueueView(terminal, changes, self)
        self._items = ItemsView(terminal, changes, self)
        self._form = FormView(terminal, changes, self)
        self._capture = CaptureView(terminal, changes, camera, self)
        self._review = ReviewView(terminal, changes, self)
        self._hand_in = HandInView(terminal, changes, self)
        self._progress = ProgressView(terminal, changes, self)
        self._session = SessionView(terminal, changes, sign, self)

    @Property(SessionView, constant=True)
    def session(self) -> SessionView:
        return self._session

    @Property(CardView, constant=True)
    def card(self) -> CardView:
        return self._card

    @Property(AppointmentsView, constant=True)
    def appointments(self) -> AppointmentsView:
        return self._appointments

    @Property(IdentityView, constant=True)
    def identity(self) -> IdentityView:
        return self._identity

    @Property(QueueView, constant=True)
    def queue(self) -> QueueView:
        return self._queue

    @Property(ItemsView, constant=True)
    def items(self) -> ItemsView:
        return self._items

    @Property(FormView, constant=True)
    def form(self) -> FormView:
        return self._form

    @Property(CaptureView, constant=True)
    def capture(self) -> CaptureView:
        return self._capture

    @Property(ReviewView, constant=True)
    def review(self) -> ReviewView:
        return self._review

    @Property(HandInView, constant=True)
    def handIn(self) -> HandInView:
        return self._hand_in

    @Property(ProgressView, constant=True)
    def progress(self) -> ProgressView:
        return self._progress
