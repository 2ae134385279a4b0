"""The bench's buttons, on a world that writes down what was done to it."""

from collections.abc import Generator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.events import Device
from tests.ui.terminal.face import items_of, wait_until
from ui.bench.panel import BenchPanel


class World:
    """A `kiosk.bench.Bench` that only writes down."""

    def __init__(self) -> None:
        self.done: list[tuple[object, ...]] = []
        self.tray: bytes | None = None

    def people(self) -> list[tuple[str, str]]:
        return [("grandmother", "Grandmother, 76"), ("owner", "Shop owner")]

    def present(self, person: str) -> None:
        self.done.append(("present", person))

    def take_away(self) -> None:
        self.done.append(("take_away",))

    def papers(self) -> list[tuple[str, str]]:
        return [("licence", "Business licence")]

    def lay(self, paper: str) -> None:
        self.done.append(("lay", paper))

    def clear_desk(self) -> None:
        self.done.append(("clear_desk",))

    def scan(self, text: str) -> None:
        self.done.append(("scan", text))

    def printed(self) -> bytes | None:
        return self.tray

    def take_paper(self) -> None:
        self.tray = None
        self.done.append(("take_paper",))

    def set_paper_out(self, out: bool) -> None:
        self.done.append(("set_paper_out", out))

    def unplug(self, device: Device) -> None:
        self.done.append(("unplug", device))

    def plug(self, device: Device) -> None:
        self.done.append(("plug", device))

    def cut_network(self) -> None:
        self.done.append(("cut_network",))

    def mend_network(self) -> None:
        self.done.append(("mend_network",))


class Hands:
    """Touches the panel's buttons."""

    def __init__(self, panel: BenchPanel) -> None:
        self.window = panel.window
        self.window.resize(460, 1400)
        wait_until(self.window.isExposed)
        QTest.qWait(30)

    def find(self, name: str) -> QQuickItem | None:
        return next((i for i in items_of(self.window.contentItem()) if i.objectName() == name), None)

    def tap(self, name: str) -> None:
        item = self.find(name)
        assert item is not None, name
        place = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def hands(application: QGuiApplication, world: World) -> Generator[Hands]:
    terminal = QQuickWindow()
    terminal.setGeometry(0, 0, 300, 500)
    panel = BenchPanel(world, terminal)
    panel.show()
    yield Hands(panel)
    panel.close()
    terminal.close()


def test_card_is_laid_down_and_taken_away(hands: Hands, world: World) -> None:
    hands.tap("person.grandmother")
    hands.tap("person.owner")
    hands.tap("person.owner")
    assert world.done == [("present", "grandmother"), ("present", "owner"), ("take_away",)]


def test_paper_is_laid_and_taken(hands: Hands, world: World) -> None:
    hands.tap("paper.licence")
    hands.tap("paper.licence")
    assert world.done == [("lay", "licence"), ("clear_desk",)]


def test_cables_and_network(hands: Hands, world: World) -> None:
    hands.tap("cable.printer")
    hands.tap("cable.printer")
    hands.tap("network")
    hands.tap("network")
    assert world.done == [
        ("unplug", Device.PRINTER),
        ("plug", Device.PRINTER),
        ("cut_network",),
        ("mend_network",),
    ]


def test_network_pulled_cable_by_cable_is_cut(hands: Hands, world: World) -> None:
    hands.tap("cable.hall")
    hands.tap("cable.platform")
    hands.tap("network")
    assert world.done[-1] == ("mend_network",)


def test_code_is_scanned(hands: Hands, world: World) -> None:
    hands.tap("code")
    for letter in "CZ-1":
        QTest.keyClick(hands.window, letter)
    hands.tap("scan")
    assert world.done == [("scan", "CZ-1")]


def test_roll_ends_and_is_changed(hands: Hands, world: World) -> None:
    hands.tap("roll")
    hands.tap("roll")
    assert world.done == [("set_paper_out", True), ("set_paper_out", False)]


def test_printed_paper_is_shown_until_it_is_taken(hands: Hands, world: World) -> None:
    assert hands.find("tray") is None
    world.tray = picture()
    wait_until(lambda: hands.find("tray") is not None)
    tray = hands.find("tray")
    assert tray is not None
    assert tray.height() == pytest.approx(tray.width() * 2)
    hands.tap("takePaper")
    assert world.done == [("take_paper",)]
    assert hands.find("tray") is None


def picture() -> bytes:
    """A paper twice as high as wide."""
    image = QImage(200, 400, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())
