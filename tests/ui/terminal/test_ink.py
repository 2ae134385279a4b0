"""Writing with a finger: strokes, undo, the picture, and the palm that is ignored."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QInputDevice
from PySide6.QtTest import QTest

from kiosk.ink import Dot
from tests.ui.terminal.face import Face
from tests.ui.terminal.places import sign
from ui.terminal.ink import PICTURE_WIDTH, InkField, curve

NAME = [(0.2, 0.4), (0.35, 0.2), (0.5, 0.6), (0.62, 0.25), (0.8, 0.5)]


@pytest.fixture
def signing(face: Face) -> Face:
    sign(face)
    face.settle()
    return face


def field(face: Face) -> InkField:
    found = face.find("ink")
    assert isinstance(found, InkField)
    return found


def at(face: Face, x: float, y: float) -> QPoint:
    """A place on the field: x in its widths, y in its heights."""
    ink = field(face)
    corner = ink.mapToScene(ink.boundingRect().topLeft()).toPoint()
    return corner + QPoint(round(x * ink.width()), round(y * ink.height()))


def write(face: Face, points: list[tuple[float, float]]) -> None:
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    first, *rest = [at(face, x, y) for x, y in points]
    QTest.touchEvent(face.window, device).press(0, first, face.window).commit()
    for point in rest:
        QTest.touchEvent(face.window, device).move(0, point, face.window).commit()
        face.settle()  # Qt hands on one movement a frame
    QTest.touchEvent(face.window, device).release(0, (rest or [first])[-1], face.window).commit()


def test_strokes_are_kept_in_widths_of_the_field(signing: Face) -> None:
    write(signing, NAME)
    (stroke,) = field(signing).strokes
    ratio = field(signing).height() / field(signing).width()
    assert [(round(d.x, 2), round(d.y, 2)) for d in stroke] == [(x, round(y * ratio, 2)) for x, y in NAME]
    assert [d.t for d in stroke] == sorted(d.t for d in stroke)


def test_written_name_is_handed_in(signing: Face) -> None:
    write(signing, NAME)
    signing.tap("next")
    assert signing.terminal.place.screen == "submit"
    signature = signing.terminal.visit.signature
    assert signature is not None
    picture = QImage.fromData(signature.png)
    assert picture.width() == PICTURE_WIDTH
    places = product(range(0, picture.width(), 3), range(0, picture.height(), 3))
    assert sum(picture.pixelColor(x, y).lightness() < 80 for x, y in places) > 100


def test_line_is_refused_kindly(signing: Face) -> None:
    write(signing, [(0.1, 0.5), (0.5, 0.5), (0.9, 0.5)])
    signing.tap("next")
    assert signing.terminal.place.screen == "sign"
    assert "签名太短了" in signing.texts()


def test_nothing_written_cannot_be_handed_in(signing: Face) -> None:
    assert not signing.find("next").isEnabled()


def test_undo_takes_the_last_stroke_and_start_over_all(signing: Face) -> None:
    for _ in range(3):
        write(signing, NAME)
    signing.tap("undo")
    assert len(field(signing).strokes) == 2
    signing.tap("clear")
    assert field(signing).strokes == ()
    assert not signing.find("undo").isEnabled()


def test_palm_beside_the_finger_writes_nothing(signing: Face) -> None:
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    window = signing.window
    finger, moved, palm, slid = (at(signing, part, part) for part in (0.2, 0.4, 0.7, 0.8))
    QTest.touchEvent(window, device).press(0, finger, window).commit()
    QTest.touchEvent(window, device).stationary(0).press(1, palm, window).commit()
    signing.settle()
    QTest.touchEvent(window, device).stationary(0).move(1, slid, window).commit()
    signing.settle()
    QTest.touchEvent(window, device).move(0, moved, window).release(1, slid, window).commit()
    QTest.touchEvent(window, device).release(0, moved, window).commit()
    assert [len(stroke) for stroke in field(signing).strokes] == [2]


def test_mouse_writes_too(signing: Face) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(signing.window, left, none, at(signing, 0.2, 0.4))
    QTest.mouseMove(signing.window, at(signing, 0.4, 0.5))
    QTest.mouseRelease(signing.window, left, none, at(signing, 0.4, 0.5))
    assert len(field(signing).strokes) == 1


def test_curve_runs_through_both_ends() -> None:
    path = curve((Dot(0.1, 0.1, 0), Dot(0.5, 0.9, 1), Dot(0.6, 0.2, 2), Dot(0.9, 0.3, 3)), 100)
    assert (path.elementAt(0).x, path.elementAt(0).y) == (10, 10)
    end = path.currentPosition()
    assert (end.x(), end.y()) == (90, 30)


def test_one_dot_is_drawn() -> None:
    assert curve((Dot(0.5, 0.5, 0),), 100).length() > 0
