"""The least a live preview can be: a bare window that paints the camera's frames while pages are looked for beside it.

As many pixels and as many looks as the terminal's: what is painted and found on this machine without the terminal.
"""

import threading
import time

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtQuick import QQuickPaintedItem, QQuickView

from drivers.camera.eye import LOOKS_PER_SECOND
from drivers.sim.camera import FakeCamera
from drivers.vision import pages, quality

WIDTH, HEIGHT = 1080, 1920
INTERVAL = 33  # milliseconds, as in ui/terminal/preview.py


class _Picture(QQuickPaintedItem):
    """The newest frame, across the window."""

    def __init__(self, view: QQuickView, frames: "_Frames", place: QRectF) -> None:
        super().__init__(view.contentItem())
        self.setOpaquePainting(True)
        self.setPosition(place.topLeft())
        self.setSize(place.size())
        self.painted = 0
        self._frames = frames
        self._shown = 0
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if self._frames.count != self._shown:
            self._shown = self._frames.count
            self.update()

    def paint(self, painter: QPainter) -> None:
        image = self._frames.newest
        if image is None:
            return
        self.painted += 1
        height, width = image.shape[:2]
        bounds = QRectF(0, 0, self.width(), self.height())
        painter.drawImage(bounds, QImage(image.data, width, height, width * 3, QImage.Format.Format_BGR888))


class _Frames:
    """A camera's frames on one thread, looked at on another."""

    def __init__(self, camera: FakeCamera) -> None:
        self.newest = None
        self.count = 0
        self._capture = camera.open()
        self._ending = threading.Event()
        self._threads = [threading.Thread(target=job, daemon=True) for job in (self._read, self._find)]
        for thread in self._threads:
            thread.start()

    def _read(self) -> None:
        while not self._ending.is_set():
            came, image = self._capture.read()
            if came:
                self.newest, self.count = image, self.count + 1

    def _find(self) -> None:
        while not self._ending.is_set():
            began = time.monotonic()
            if (image := self.newest) is not None:
                quality.judge(image, pages.find_page(image))
            self._ending.wait(max(0.005, began + 1 / LOOKS_PER_SECOND - time.monotonic()))

    def close(self) -> None:
        self._ending.set()
        for thread in self._threads:
            thread.join()
        self._capture.release()


class BarePreview:
    """The window, shown; the picture where the terminal's is. Call `close` in the end."""

    def __init__(self, camera: FakeCamera, place: QRectF) -> None:
        self._frames = _Frames(camera)
        self._view = QQuickView()
        self._view.resize(WIDTH, HEIGHT)
        self._picture = _Picture(self._view, self._frames, place)
        self._view.show()

    @property
    def painted(self) -> int:
        return self._picture.painted

    def close(self) -> None:
        self._frames.close()
        self._view.close()
        self._view.deleteLater()
        QGuiApplication.processEvents()
