"""A visitor made of touch events: looks for what is on the screen, touches it, writes, and waits to see what comes.

Sees only what a person sees: a thing that is hidden, off the window or greyed out cannot be touched.
"""

import time
from collections.abc import Callable, Iterator
from math import cos, pi, sin

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QPointF, QTimer
from PySide6.QtGui import QInputDevice, QInputMethodEvent
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

LOOK_MS = 15
PATIENCE = 60.0  # until a visitor gives up: a wait ends as soon as what it waits for is there
SETTLE_MS = 260  # longer than the longest motion
EDGE = 24  # pixels: an item nearer than this to the edge of what scrolls is not really in view


class NotSeenError(AssertionError):
    """What the visitor waited for did not come."""


class Visitor:
    """Works on the main thread, inside the running application."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._finger = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)

    # ---- looking

    def wait_for(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> float:
        """Let the application run until `condition` holds; milliseconds it took. Raises NotSeenError."""
        clock = QElapsedTimer()
        clock.start()
        while not condition():
            if clock.elapsed() > seconds * 1000:
                raise NotSeenError(f"waited {seconds:.0f} s for {what}")
            self.pause(LOOK_MS)
        return float(clock.elapsed())

    def pause(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def find(self, name: str) -> QQuickItem | None:
        """The visible item of this name, or None."""
        return next((item for item in self._items() if item.objectName() == name), None)

    def see(self, name: str, seconds: float = PATIENCE) -> QQuickItem:
        """Wait until the item is there and can be touched."""
        self.wait_for(lambda: (item := self.find(name)) is not None and item.isEnabled(), f"{name!r}", seconds)
        found = self.find(name)
        if found is None:
            raise NotSeenError(name)
        return found

    def text_of(self, name: str) -> str:
        """What is written on an item."""
        item = self.find(name)
        return str(item.property("text") or "") if item is not None else ""

    def _items(self) -> Iterator[QQuickItem]:
        waiting = [self._window.contentItem()]
        while waiting:
            item = waiting.pop()
            if not item.isVisible() or item.opacity() < 0.05:
                continue
            yield item
            waiting.extend(item.childItems())

    # ---- touching

    def touch(self, name: str, seconds: float = PATIENCE) -> None:
        """Bring it into view if need be, and touch its middle."""
        item = self.see(name, seconds)
        self._bring_into_view(name)
        item = self.see(name)
        self.tap(_middle(item))

    def tap(self, at: QPointF) -> None:
        self.press(at, LOOK_MS)
        self.pause(LOOK_MS)

    def press(self, at: QPointF, hold_ms: int = 0) -> None:
        """Finger down and up."""
        point = at.toPoint()
        QTest.touchEvent(self._window, self._finger).press(0, point, self._window).commit()
        if hold_ms:
            self.pause(hold_ms)
        QTest.touchEvent(self._window, self._finger).release(0, point, self._window).commit()

    def draw(self, points: list[QPointF], rest_ms: int = 0) -> None:
        """One stroke of a finger, which rests at its end for a moment: then nothing flies on."""
        QTest.touchEvent(self._window, self._finger).press(0, points[0].toPoint(), self._window).commit()
        for point in points[1:]:
            self.pause(8)
            QTest.touchEvent(self._window, self._finger).move(0, point.toPoint(), self._window).commit()
        if rest_ms:
            self.pause(rest_ms)
            last = points[-1].toPoint() + QPoint(0, 1)
            QTest.touchEvent(self._window, self._finger).move(0, last, self._window).commit()
            self.pause(rest_ms)
        QTest.touchEvent(self._window, self._finger).release(0, points[-1].toPoint(), self._window).commit()
        self.pause(LOOK_MS)

    def sign(self, name: str) -> None:
        """Two strokes that look like writing, on the field of this name."""
        field = self.see(name)
        box = field.mapRectToScene(field.boundingRect())
        left, middle, width, height = box.left(), box.center().y(), box.width(), box.height()
        wave = [
            QPointF(left + width * (0.2 + 0.3 * t / 24), middle + height * 0.22 * sin(t / 24 * 3 * pi))
            for t in range(25)
        ]
        loop = [
            QPointF(left + width * (0.68 + 0.1 * cos(t / 20 * 2 * pi)), middle + height * 0.2 * sin(t / 20 * 2 * pi))
            for t in range(24)
        ]
        self.draw(wave)
        self.draw(loop)

    def write(self, name: str, text: str) -> None:
        """Touch a field and write: on the screen's keyboard where it has every key, else as it would commit."""
        self.touch(name)
        self.pause(SETTLE_MS)
        if not text.isascii() or not self.keys(text):
            self._commit(text)
        self.pause(LOOK_MS)

    def keys(self, text: str) -> bool:
        """Touch these keys on the screen's keyboard; False where one of them is not shown."""
        return all(self._press_key(character) for character in text)

    def forget_half_typed(self) -> None:
        """Drop what the keyboard has not committed yet."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.inputMethod().reset()
        self.pause(LOOK_MS)

    def _press_key(self, character: str) -> bool:
        key = next((item for item in self._items() if _is_key(item, character)), None)
        if key is not None:
            self.tap(_middle(key))
        return key is not None

    def _commit(self, text: str) -> None:
        from PySide6.QtGui import QGuiApplication

        focus = QGuiApplication.focusObject()
        if focus is None:
            raise NotSeenError("no field has the focus")
        event = QInputMethodEvent()
        event.setCommitString(text)
        QGuiApplication.sendEvent(focus, event)

    def hide_keyboard(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.inputMethod().hide()
        self.pause(SETTLE_MS)

    def _bring_into_view(self, name: str) -> None:
        """Swipe in the list that holds the item until its middle can be touched."""
        end = time.monotonic() + PATIENCE
        while (item := self.find(name)) is not None and time.monotonic() < end:
            page = _scroller(item)
            if page is None:
                return
            box = page.mapRectToScene(page.boundingRect())
            y = _middle(item).y()
            if box.top() + EDGE < y < box.bottom() - EDGE:
                return
            way = max(-0.55, min(0.55, (box.center().y() - y) / box.height())) * box.height()
            start = QPointF(box.center().x(), box.center().y() - way / 2)
            self.draw([start + QPointF(0, way * n / 16) for n in range(17)], rest_ms=SETTLE_MS)
            self.pause(SETTLE_MS * 2)

    # ---- pictures

    def settle(self) -> None:
        """Wait until nothing moves any more."""
        self.pause(SETTLE_MS)

    def picture(self, path: str) -> None:
        """What is on the screen now, as PNG."""
        self._window.grabWindow().save(path)


def _middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def _is_key(item: QQuickItem, character: str) -> bool:
    """A key of the screen's keyboard that writes this character as it is shown now."""
    shown = item.property("displayText") == character or item.property("text") == character
    return shown and item.property("keyType") is not None and item.isEnabled()


def _scroller(item: QQuickItem) -> QQuickItem | None:
    """The list or page that scrolls the item, or None."""
    parent: QQuickItem | None = item.parentItem()
    while parent is not None and not parent.inherits("QQuickFlickable"):
        parent = parent.parentItem()
    return parent
