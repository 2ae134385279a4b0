"""Waits for what a window paints, frame by frame."""

import time

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtQuick import QQuickWindow

PATIENCE = 60.0  # seconds for a frame


class Frames(QObject):
    """The frames of one window, counted."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__(window)
        self._window = window
        self._count = 0
        window.frameSwapped.connect(self._swapped)

    def _swapped(self) -> None:
        self._count += 1

    def next(self, seconds: float = PATIENCE) -> None:
        """Run the application until a frame that was begun after now has been shown, or the time is over."""
        wanted = self._count + 1
        self._window.update()
        end = time.monotonic() + seconds
        while self._count < wanted and time.monotonic() < end:
            QCoreApplication.processEvents()
