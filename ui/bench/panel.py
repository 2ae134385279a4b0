"""The bench's window, on whatever obeys `kiosk.bench.Bench`. Knows no simulator."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    Property,
    QCoreApplication,
    QObject,
    QSize,
    Qt,
    QTimer,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable, QQmlApplicationEngine
from PySide6.QtQuick import QQuickImageProvider, QQuickWindow

from kiosk.bench import Bench
from kiosk.events import Device
from ui.terminal import curtain
from ui.terminal.icons import IconProvider
from ui.terminal.rows import Rows

QML_IMPORT_NAME = "Yitang.Bench"
QML_IMPORT_MAJOR_VERSION = 1

QML = Path(__file__).parent / "qml"
LOOK = 700  # milliseconds between two looks into the printer's tray

CABLES: dict[Device, str] = {
    Device.CARD_READER: QT_TRANSLATE_NOOP("Bench", "Card reader"),
    Device.CAMERA: QT_TRANSLATE_NOOP("Bench", "Camera"),
    Device.PRINTER: QT_TRANSLATE_NOOP("Bench", "Printer"),
    Device.SCANNER: QT_TRANSLATE_NOOP("Bench", "Scanner"),
    Device.COPIER: QT_TRANSLATE_NOOP("Bench", "A4 printer"),
    Device.HALL: QT_TRANSLATE_NOOP("Bench", "Hall queue"),
    Device.PLATFORM: QT_TRANSLATE_NOOP("Bench", "Platform"),
}


@dataclass(frozen=True)
class ThingRow:
    """Something that can be put down, or a cable: `on` where it lies, or is plugged in."""

    key: str
    name: str
    on: bool


class TrayProvider(QQuickImageProvider):
    """The paper in the printer's tray, for `image://tray/ANYTHING`."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self.paper = QImage()

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's own name
        if self.paper.isNull() or requestedSize.width() <= 0:
            return self.paper
        return self.paper.scaledToWidth(requestedSize.width(), Qt.TransformationMode.SmoothTransformation)


@QmlElement
@QmlUncreatable("made by the panel")
class BenchView(QObject):
    """What lies where, as far as this panel has put it there."""

    changed = Signal()

    def __init__(self, bench: Bench, tray: TrayProvider) -> None:
        super().__init__()
        self._bench, self._tray = bench, tray
        self._card = self._page = ""
        self._unplugged: set[Device] = set()
        self._paper_out = False
        self._paper: bytes | None = None
        self._papers_seen = 0
        self._people, self._pages, self._cables = (Rows(ThingRow, self) for _ in range(3))
        self._show()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self._look_into_tray)
        self._timer.start()

    def _show(self) -> None:
        self._people.show(_rows(self._bench.people(), self._card))
        self._pages.show(_rows(self._bench.papers(), self._page))
        self._cables.show(
            [
                ThingRow(str(device), QCoreApplication.translate("Bench", name), device not in self._unplugged)
                for device, name in CABLES.items()
            ]
        )
        self.changed.emit()

    @Slot()
    def _look_into_tray(self) -> None:
        paper = self._bench.printed()
        if paper == self._paper:
            return
        self._paper = paper
        self._tray.paper = QImage.fromData(paper) if paper is not None else QImage()
        self._papers_seen += 1
        self.changed.emit()

    @Property(QObject, constant=True)
    def people(self) -> QObject:
        return self._people

    @Property(QObject, constant=True)
    def pages(self) -> QObject:
        return self._pages

    @Property(QObject, constant=True)
    def cables(self) -> QObject:
        return self._cables

    @Property(str, notify=changed)
    def tray(self) -> str:
        """Where the printed paper is found; empty for an empty tray."""
        return "" if self._paper is None else f"image://tray/{self._papers_seen}"

    @Property(float, notify=changed)
    def trayRatio(self) -> float:
        """Height by width of the paper."""
        paper = self._tray.paper
        return paper.height() / paper.width() if paper.width() else 0.0

    @Property(bool, notify=changed)
    def paperOut(self) -> bool:
        return self._paper_out

    @Property(bool, notify=changed)
    def networkCut(self) -> bool:
        return {Device.HALL, Device.PLATFORM} <= self._unplugged

    @Slot(str)
    def present(self, person: str) -> None:
        """Lay this card down, or take it away if it lies there."""
        if self._card == person:
            self._bench.take_away()
            self._card = ""
        else:
            self._bench.present(person)
            self._card = person
        self._show()

    @Slot(str)
    def lay(self, page: str) -> None:
        """Lay this paper under the camera, or take it away if it lies there."""
        if self._page == page:
            self._bench.clear_desk()
            self._page = ""
        else:
            self._bench.lay(page)
            self._page = page
        self._show()

    @Slot(str)
    def scan(self, text: str) -> None:
        self._bench.scan(text)

    @Slot()
    def takePaper(self) -> None:
        self._bench.take_paper()
        self._look_into_tray()

    @Slot()
    def switchRoll(self) -> None:
        self._paper_out = not self._paper_out
        self._bench.set_paper_out(self._paper_out)
        self.changed.emit()

    @Slot(str)
    def switchCable(self, name: str) -> None:
        device = Device(name)
        if device in self._unplugged:
            self._unplugged.discard(device)
            self._bench.plug(device)
        else:
            self._unplugged.add(device)
            self._bench.unplug(device)
        self._show()

    @Slot()
    def switchNetwork(self) -> None:
        if self.networkCut:
            self._bench.mend_network()
            self._unplugged -= {Device.HALL, Device.PLATFORM}
        else:
            self._bench.cut_network()
            self._unplugged |= {Device.HALL, Device.PLATFORM}
        self._show()


def _rows(things: Sequence[tuple[str, str]], lying: str) -> list[ThingRow]:
    return [ThingRow(key, name, key == lying) for key, name in things]


class BenchPanel:
    """A small window beside `terminal`'s."""

    def __init__(self, bench: Bench, terminal: QQuickWindow) -> None:
        self._terminal = terminal
        tray = TrayProvider()
        self.view = BenchView(bench, tray)
        self._engine = QQmlApplicationEngine()
        self.view.setParent(self._engine)
        for folder in (QML, curtain.QML):
            self._engine.addImportPath(str(folder))
        self._engine.addImageProvider("icons", IconProvider())
        self._engine.addImageProvider("tray", tray)
        self._engine.setInitialProperties({"bench": self.view})
        self._engine.load(QUrl.fromLocalFile(str(QML / "Yitang" / "Bench" / "BenchWindow.qml")))
        windows = [root for root in self._engine.rootObjects() if isinstance(root, QQuickWindow)]
        if not windows:
            raise curtain.NoWindowError("the bench's window could not be loaded")
        self.window = windows[0]

    def show(self) -> None:
        """Show it at the terminal's right side; as soon as the terminal has found its place."""
        self.window.show()
        self._terminal.visibleChanged.connect(self._stand_beside)
        self._terminal.xChanged.connect(self._stand_beside)
        self._stand_beside()

    def _stand_beside(self) -> None:
        place = self._terminal.frameGeometry()
        self.window.setPosition(place.right() + 16, max(place.top(), 0))
        self.window.setHeight(min(self.window.screen().availableSize().height() - 40, max(place.height(), 720)))

    def close(self) -> None:
        self._terminal.visibleChanged.disconnect(self._stand_beside)
        self._terminal.xChanged.disconnect(self._stand_beside)
        self.window.close()
        shiboken6.delete(self._engine)
