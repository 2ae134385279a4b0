"""What is typed and what is told stands in sight: above the keyboard, above the fold, above the ways."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.events import Device
from kiosk.visit import Screen
from tests.ui.conftest import MakeFace
from tests.ui.terminal.face import Face, is_a, items_of, wait_until
from tests.ui.terminal.places import (
    PLACES,
    appointments,
    appointments_unknown,
    complete,
    items,
    lose,
    needs,
    progress,
    progress_unknown,
)

SLACK = 2.0  # pixels
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
    place, room = line.mapRectToScene(caret), seen_part(face, line)
    bottom = min(room.bottom(), face.find("keyboard").mapToScene(QPointF(0, 0)).y())
    if place.top() < room.top() - SLACK or place.bottom() > bottom + SLACK:
        return f"{line.objectName()} at {place.top():.0f} to {place.bottom():.0f} of {room.top():.0f} to {bottom:.0f}"
    return ""


def set_mode(face: Face, language: str, large: bool) -> None:
    face.terminal.set_language(language)
    face.terminal.set_large(large)
    face.settle()


@pytest.mark.parametrize(("orientation", "language", "large"), MODES)
def test_line_that_is_typed_is_in_sight(make_face: MakeFace, orientation: str, language: str, large: bool) -> None:
    face = make_face(orientation)
    faults = []
    for place in (items, appointments, appointments_unknown, progress, progress_unknown):
        face.terminal.cancel()
        place(face)
        set_mode(face, language, large)
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
        set_mode(face, language, large)
        for name in lines(face):
            if fault := covered(face, touch(face, name)):
                yield f"{face.terminal.place.part}: {fault}"
        QGuiApplication.inputMethod().hide()
        complete(face)


def of_type(face: Face, name: str) -> list[QQuickItem]:
    """Every visible item that is made by this QML file."""
    return [item for item in face.items() if item.metaObject().className().startswith(f"{name}_QMLTYPE")]


def told(face: Face) -> list[QQuickItem]:
    return of_type(face, "Notice") + of_type(face, "Troubles")


def notice_faults(face: Face) -> Iterator[str]:
    """A notice that must be looked for, or stands below what it is about."""
    for notice in told(face):
        words = next(str(item.property("text")) for item in items_of(notice) if is_a(item, "QQuickText"))
        place, room = notice.mapRectToScene(notice.boundingRect()), seen_part(face, notice)
        if place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK:
            yield f"{words!r} at {place.top():.0f} to {place.bottom():.0f} of {room.top():.0f} to {room.bottom():.0f}"
        for way in of_type(face, "Card"):
            above = way.mapRectToScene(way.boundingRect())
            if above.bottom() <= place.top() and above.left() < place.right() and place.left() < above.right():
                yield f"{words!r} stands below the way {way.objectName()!r}"


def seen_part(face: Face, item: QQuickItem) -> QRectF:
    """What can be seen of the page around this item."""
    loader = face.find("pageLoader")
    room = loader.mapRectToScene(QRectF(0, 0, loader.width(), loader.height()))
    parent = item.parentItem()
    while parent is not None:
        if parent.clip():
            room = room.intersected(parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height())))
        parent = parent.parentItem()
    return room


ALL_MODES = [(language, large) for language in ("zh", "en") for large in (False, True)]


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("place", PLACES)
def test_what_is_told_is_seen_above_the_ways(make_face: MakeFace, place: str, orientation: str) -> None:
    """As the place stands, and with every device and server away."""
    face = make_face(orientation)
    PLACES[place](face)
    faults = []
    for away in (False, True):
        if away:
            lose(face, *Device)
        for language, large in ALL_MODES:
            set_mode(face, language, large)
            mode = f"{language}{' large' if large else ''}{', all away' if away else ''}"
            faults += [f"{mode}: {fault}" for fault in notice_faults(face)]
    assert not faults, "\n".join(faults)
