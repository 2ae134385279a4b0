"""Every screen in every state, upright and wide, in both languages and sizes: nothing cut off, nothing too small."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.visit import Screen
from tests.ui.conftest import MakeFace
from tests.ui.terminal.face import Face, is_a
from tests.ui.terminal.places import PLACES

LEAST_TARGET = 64  # pixels: 20 mm on a 27 inch panel of 1080 x 1920
SLACK = 1.5  # pixels: rounding
MODES = [("zh", False), ("zh", True), ("en", False), ("en", True)]


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("place", PLACES)
def test_screen_is_whole(make_face: MakeFace, place: str, orientation: str) -> None:
    face = make_face(orientation)
    PLACES[place](face)
    faults = []
    for language, large in MODES:
        face.terminal.set_language(language)
        face.terminal.set_large(large)
        face.settle()
        mode = f"{language}{' large' if large else ''}"
        faults += [f"{mode}: {fault}" for fault in [*small_targets(face), *cut_texts(face), *misplaced(face)]]
    assert not faults, "\n".join(faults)


def test_every_kind_of_screen_is_walked(make_face: MakeFace) -> None:
    face = make_face()
    seen = set()
    for way in PLACES.values():
        face.terminal.cancel()
        face.terminal.cancel()
        way(face)
        seen.add(face.terminal.place.screen)
    assert seen == set(Screen)


def small_targets(face: Face) -> Iterator[str]:
    """Whatever can be touched is at least 20 mm high and wide."""
    for item in face.items():
        touchable = is_a(item, "QQuickAbstractButton") or is_a(item, "QQuickTextField")
        if touchable and min(item.width(), item.height()) < LEAST_TARGET:
            yield f"{item.objectName() or item} is {item.width():.0f} x {item.height():.0f}"


def cut_texts(face: Face) -> Iterator[str]:
    """Every text fits into its own place."""
    for item in texts(face):
        words = item.property("text")
        if item.property("truncated"):
            yield f"{words!r} is elided"
        if item.property("contentWidth") > item.width() + SLACK:
            yield f"{words!r} is {item.property('contentWidth'):.0f} wide in {item.width():.0f}"
        if item.property("contentHeight") > item.height() + SLACK:
            yield f"{words!r} is higher than its place"


def misplaced(face: Face) -> Iterator[str]:
    """Texts and targets stand on the stage, on their page, and inside the button they belong to."""
    stage = face.find("stage")
    whole = QRectF(0, 0, stage.width(), stage.height())
    loader = face.find("pageLoader")
    page = loader.mapRectToItem(stage, QRectF(0, 0, loader.width(), loader.height()))
    for item in face.items():
        if not (is_a(item, "QQuickText") and item.property("text")) and not is_a(item, "QQuickAbstractButton"):
            continue
        name = item.objectName() or item.property("text") or str(item)
        room = page if loader.isAncestorOf(item) else whole
        place = item.mapRectToItem(stage, QRectF(0, 0, item.width(), item.height()))
        if place.left() < room.left() - SLACK or place.right() > room.right() + SLACK:
            yield f"{name!r} leaves the page sideways: {place.left():.0f} to {place.right():.0f}"
        if not scrolls(item) and (place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK):
            yield f"{name!r} leaves the page: {place.top():.0f} to {place.bottom():.0f} of {room.bottom():.0f}"
        button = button_of(item)
        if button is not None and not within(item, button):
            yield f"{name!r} leaves its button {button.objectName()!r}"


def texts(face: Face) -> Iterator[QQuickItem]:
    return (item for item in face.items() if is_a(item, "QQuickText") and item.property("text"))


def scrolls(item: QQuickItem) -> bool:
    """Whether it stands in a part of the page that is pushed up and down."""
    parent = item.parentItem()
    while parent is not None and not is_a(parent, "QQuickFlickable"):
        parent = parent.parentItem()
    return parent is not None


def button_of(item: QQuickItem) -> QQuickItem | None:
    """The button a text belongs to, if it does."""
    parent = item.parentItem()
    while parent is not None and not is_a(parent, "QQuickAbstractButton"):
        parent = parent.parentItem()
    return parent


def within(item: QQuickItem, room: QQuickItem) -> bool:
    place = item.mapRectToItem(room, QRectF(0, 0, item.width(), item.height()))
    return QRectF(-SLACK, -SLACK, room.width() + 2 * SLACK, room.height() + 2 * SLACK).contains(place)
