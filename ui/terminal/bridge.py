"""Between driver threads and the core's thread, and the core's clock on Qt timers. Knows no device."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk.events import Event


class Bridge(QObject):
    """`post` may be called from any thread; `deliver` then runs on the thread this object was made on."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive: Callable[[Event], None] | None = None
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def connect_to(self, receive: Callable[[Event], None]) -> None:
        """Hand every event to `receive`; what is posted before that is lost."""
        self._receive = receive

    def disconnect_all(self) -> None:
        """The program ends: late answers fall to the floor."""
        self._receive = None

    def post(self, event: Event) -> None:
        self._posted.emit(event)

    @Slot(object)
    def _deliver(self, event: Event) -> None:
        if self._receive is not None:
            self._receive(event)


class QtClock:
    """`kiosk.ports.Clock` on single-shot timers; needs a running event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._parent = parent or QObject()

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def after(self, seconds: float, action: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self._parent)
        timer.setSingleShot(True)
        timer.setInterval(max(0, round(seconds * 1000)))
        timer.timeout.connect(action)
        timer.timeout.connect(timer.deleteLater)
        timer.start()
        return _Cancel(timer)


class _Cancel:
    """Cancels a timer once; harmless after it has fired."""

    def __init__(self, timer: QTimer) -> None:
        self._timer: QTimer | None = timer
        timer.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self._timer = None

    def __call__(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None
