"""A terminal's face over a core without devices, and hands to touch it: what the tests of all screens share."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QDeadlineTimer, QIODevice, QMetaObject, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.catalogue import Item, read_catalogue
from kiosk.config import DisplaySection, TerminalSection
from kiosk.picture import Frame, Quality, Scan, Sight
from kiosk.trouble import Trouble
from kiosk.words import Language
from tests.harness.patience import PATIENCE
from tests.kiosk.fakes import Rig, rig
from ui.terminal.app import TerminalApp
from ui.terminal.icons import ASSETS

TURN = 5  # milliseconds of Qt's event loop between two looks
OWNER = TerminalSection("CZ-01", "沧州市政务服务大厅", "Cangzhou Government Service Hall", "0317-12345")


@cache
def bundled_items() -> tuple[Item, ...]:
    """Read once for all faces: nothing changes them."""
    return read_catalogue(ASSETS / "catalogue").items


CORNERS = ((420.0, 40.0), (860.0, 40.0), (860.0, 680.0), (420.0, 680.0))
"""Where the paper lies in the camera's picture."""


class StillCamera:
    """A camera that shows one picture; the core's calls go to the recorder of the rig."""

    def __init__(self, ports: Any) -> None:
        self.open, self.close, self.take = ports.open, ports.close, ports.take_page
        self.flatten, self.join, self.forget = ports.flatten, ports.join, ports.forget
        self.frame: Frame | None = picture_frame()

    def newest(self) -> Frame | None:
        return self.frame

    original = newest


class Face:
    """One window, its core and its ports. `items` is the bundled catalogue."""

    def __init__(self, translations: Path, orientation: str = "portrait", **settings: Any) -> None:
        self.rig: Rig = rig(*bundled_items(), **settings)
        self.camera = StillCamera(self.rig.ports)
        self.terminal = self.rig.terminal
        self.app = TerminalApp(
            self.terminal,
            self.camera,
            owner=OWNER,
            display=DisplaySection(orientation=orientation),  # type: ignore[arg-type]
            warning_seconds=20,
            translations=translations,
        )
        self.window = self.app.window
        self.window.show()
        wait_until(self.window.isExposed)

    def settle(self) -> None:
        """Until the page has slid in, stands still and has been painted."""
        loader = self.find("pageLoader")
        wait_until(lambda: loader.property("opacity") == 1.0 and loader.property("x") == 0.0)
        painted: list[bool] = []
        self.window.frameSwapped.connect(lambda: painted.append(True), Qt.ConnectionType.SingleShotConnection)
        self.window.update()
        wait_until(lambda: bool(painted))

    def set_mode(self, language: Language, large: bool) -> None:
        self.terminal.set_language(language)
        self.terminal.set_large(large)
        self.settle()

    def items(self) -> Iterator[QQuickItem]:
        return items_of(self.window.contentItem())

    def find(self, name: str) -> QQuickItem:
        """The visible item of this object name."""
        found = [item for item in self.items() if item.objectName() == name]
        assert found, f"nothing visible is called {name}; there is {sorted(self.names())}"
        return found[-1]

    def names(self) -> set[str]:
        return {item.objectName() for item in self.items() if item.objectName()}

    def texts(self) -> list[str]:
        return [item.property("text") for item in self.items() if is_a(item, "QQuickText") and item.property("text")]

    def centre(self, item: QQuickItem) -> QPoint:
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()

    def tap(self, name: str) -> None:
        """Touch the middle of what has this name, after it stands still."""
        self.settle()
        QTest.mouseClick(
            self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.centre(self.find(name))
        )

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window, letter)

    def close(self) -> None:
        self.app.close()
        QTest.qWait(TURN)


def wait_until(condition: Callable[[], bool]) -> None:
    """Let Qt run until it holds; fails after PATIENCE."""
    patience = QDeadlineTimer(int(PATIENCE * 1000))
    while not condition():
        assert not patience.hasExpired(), "the screen did not get there"
        QTest.qWait(TURN)


def items_of(item: QQuickItem) -> Iterator[QQuickItem]:
    """Every item of this one that can be seen, from the back to the front."""
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from items_of(child)


def is_a(item: QObject, kind: str) -> bool:
    """Whether this item's class or one of its bases has the C++ name `kind`."""
    meta = item.metaObject()
    name = meta.className()
    if name not in _classes:  # an engine never gives a name twice
        _classes[name] = frozenset(_line_of(meta))
    return kind in _classes[name]


_classes: dict[str, frozenset[str]] = {}


def _line_of(meta: QMetaObject | None) -> Iterator[str]:
    while meta is not None:
        yield meta.className()
        meta = meta.superClass()


def draw_page(width: int = 620, height: int = 877) -> QImage:
    """Something that looks like a paper with lines of text."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor("#f7f5ee"))
    painter = QPainter(image)
    painter.fillRect(60, 60, 300, 34, QColor("#333333"))
    for line in range(18):
        painter.fillRect(60, 140 + line * 36, width - 120 - (line % 4) * 60, 12, QColor("#555555"))
    painter.end()
    return image


def page_scan(name: str = "page", verdict: str = "good", advice: Trouble | None = None) -> Scan:
    """A taken page with a real JPEG; `name` makes its sum its own."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image = draw_page()
    image.save(buffer, "JPEG")
    quality = Quality(verdict, advice)  # type: ignore[arg-type]
    return Scan(bytes(data.data()), image.width(), image.height(), f"sum-of-{name}", quality, CORNERS)


def picture_frame(sequence: int = 1) -> Frame:
    """A paper on a wooden desk, as the camera delivers it."""
    image = QImage(1280, 720, QImage.Format.Format_BGR888)
    image.fill(QColor("#8a6a4a"))
    painter = QPainter(image)
    painter.drawImage(420, 40, draw_page(440, 640))
    painter.end()
    return Frame(sequence, 1280, 720, bytes(image.constBits()))


def sight(verdict: str = "good", advice: Trouble | None = None, steady: bool = True, seen: bool = True) -> Sight:
    return Sight(1, CORNERS if seen else None, Quality(verdict, advice), steady)  # type: ignore[arg-type]
