"""After a visit: what Qt and QML still hold of it is let go, and what was freed is overwritten. Knows no visit.

Pages are destroyed a moment after they are left, QML's strings when its heap is next collected, and a driver may still
be answering: so it is done at once, and again when all of that is over.
"""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine

PAUSES = (500, 2500, 5000)
"""Milliseconds, each after the one before. The first is longer than any transition, the last than most answers take."""
LAST_MATCH = "/ /.test(' ')"
"""JavaScript keeps the last text in which an expression was found (`RegExp.lastMatch`): let it be this one."""


class Forgetting(QObject):
    """`overwrite` is called last, each time."""

    def __init__(self, engine: QQmlEngine, overwrite: Callable[[], None]) -> None:
        super().__init__()
        self._engine = engine
        self._overwrite = overwrite
        self._pauses: deque[int] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._forget)

    def begin(self) -> None:
        """Something of a visit may be left now. Called anew while it is under way, it only lasts longer."""
        QGuiApplication.clipboard().clear()
        QGuiApplication.inputMethod().reset()
        QGuiApplication.inputMethod().hide()
        self.go_on()

    def go_on(self) -> None:
        """The same, for what came after the visitor was gone."""
        self._pauses = deque(PAUSES)
        if not self._timer.isActive() or self._timer.remainingTime() > PAUSES[0]:
            self._timer.start(self._pauses.popleft())

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _forget(self) -> None:
        self._engine.evaluate(LAST_MATCH)
        self._engine.collectGarbage()
        self._overwrite()
        if self._pauses:
            self._timer.start(self._pauses.popleft())
