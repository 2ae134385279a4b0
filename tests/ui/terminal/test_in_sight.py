"""What is typed stands in sight: above the keyboard and above the fold."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.visit import Screen
from tests.ui.conftest import MakeFace
from tests.ui.terminal.face import Face, is_a, wait_until
from tests.ui.terminal.looks import SLACK, seen_part
from tests.ui.terminal.places import (
    appointments,
    appointments_unknown,
    complete,
    items,
    needs,
    progress,
    progress_unknown,
)

MODES = [("portrait", "zh", False), ("portrait", "en", True), ("landscape", "zh", False), ("landscape", "en", True)]


def lines(face: Face) -> list[str]:
    """The names of all lines that can be written on."""
    editors = (item for item in face.items() if is_a(item, "QQuickTextField") or is_a(item, "QQuickTextArea"))
    return [item.objectName() for item in editors if item.objectName()]


def scrolled_to(face: Face, item: QQuickItem) -> None:
    """As a finger would push the page."""
    parent = item.parentItem()
    while parent is not None and not is_a(parent, "QQuickFlickable"):
        parent = parent.parentItem()
    if parent is not None:
        top = item.mapToItem(parent.childItems()[0], QPointF(0, 0)).y()
        room = parent.property("contentHeight") - parent.height()
        parent.setProperty("contentY", max(0.0, min(top - 20, room)))


def touch(face: Face, name: str) -> QQuickItem:
    """Write on this line, with the keyboard open and still."""
    QGuiApplication.inputMethod().hide()
    face.settle()
    scrolled_to(face, face.find(name))
    face.settle()
    line = face.find(name)
    QTest.mouseClick(face.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, face.centre(line))
    wait_until(lambda: face.find(name).hasActiveFocus() and "keyboard" in face.names())
    face.settle()
    return face.find(name)


def covered(face: Face, line: QQuickItem) -> str:
    """What hides the place where the next letter comes; empty where nothing does."""
    caret = QRectF(line.property("cursorRectangle")) if line.height() > 200 else line.boundingRect()
    place, room = line.mapRectToScene(caret), seen_part(face.find("pageLoader"), line)
    bottom = min(room.bottom(), face.find("keyboard").mapToScene(QPointF(0, 0)).y())
    if place.top() < room.top() - SLACK or place.bottom() > bottom + SLACK:
        return f"{line.objectName()} at {place.top():.0f} to {place.bottom():.0f} of {room.top():.0f} to {bottom:.0f}"
    return ""


@pytest.mark.parametrize(("orientation", "language", "large"), MODES)
def test_line_that_is_typed_is_in_sight(make_face: MakeFace, orientation: str, language: str, large: bool) -> None:
    face = make_face(orientation)
    faults = []
    for place in (items, appointments, appointments_unknown, progress, progress_unknown):
        face.terminal.cancel()
        place(face)
        face.set_mode(language, large)
        faults += [f"{place.__name__}: {fault}" for name in lines(face) if (fault := covered(face, touch(face, name)))]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("orientation", "language", "large"), MODES)
@pytest.mark.parametrize("code", ["130511003000", "130536001000", "130760009000", "132014002000", "132099003000"])
def test_every_line_of_a_form_is_in_sight(
    make_face: MakeFace, code: str, orientation: str, language: str, large: bool
) -> None:
    face = make_face(orientation)
    faults = list(form_faults(face, code, language, large))
    assert not faults, "\n".join(faults)


def form_faults(face: Face, code: str, language: str, large: bool) -> Iterator[str]:
    """Walks through all sections, each line once."""
    needs(face, code)
    face.terminal.accept_needs()
    while face.terminal.place.screen is Screen.FORM:
        face.set_mode(language, large)
        for name in lines(face):
            if fault := covered(face, touch(face, name)):
                yield f"{face.terminal.place.part}: {fault}"
        QGuiApplication.inputMethod().hide()
        complete(face)
