"""Waits for what a window paints, frame by frame, and says what it cost."""

import time

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer
from PySide6.QtQuick import QQuickWindow

PATIENCE = 60.0  # seconds for a frame
LOOK_MS = 100


class Frames(QObject):
    """The frames of one window. `costs` are the processor's seconds for each, from the change of items to the picture.

    Qt paints in its own rhythm of 60 frames a second: how heavy a frame is shows in what it cost, not in when it came.
    """

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self.costs: list[float] = []
        self._window = window
        self._begun = 0.0
        self._pulse = QTimer(self, interval=LOOK_MS)  # so that waiting for events ends where none comes
        self._pulse.start()
        window.beforeSynchronizing.connect(self._begin, Qt.ConnectionType.DirectConnection)
        window.frameSwapped.connect(self._end, Qt.ConnectionType.DirectConnection)

    def _begin(self) -> None:
        self._begun = time.thread_time()

    def _end(self) -> None:
        self.costs.append(time.thread_time() - self._begun)

    def next(self, seconds: float = PATIENCE) -> None:
        """Run the application until a frame that was begun after now has been shown, or the time is over."""
        wanted = len(self.costs) + 1
        self._window.update()
        end = time.monotonic() + seconds
        while len(self.costs) < wanted and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
