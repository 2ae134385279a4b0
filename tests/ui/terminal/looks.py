"""What must hold of every screen: nothing cut off, nothing too small, nothing that is told out of sight."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from tests.ui.terminal.face import Face, is_a, items_of

LEAST_TARGET = 64  # pixels: 20 mm on a 27 inch panel of 1080 x 1920
SLACK = 1.5  # pixels: rounding


def faults_of(face: Face) -> list[str]:
    """All that is wrong with the screen as it stands."""
    look = Look(face)
    return [*look.small_targets(), *look.cut_texts(), *look.misplaced(), *look.notices_out_of_sight()]


class Look:
    """A screen's visible items, gone through once."""

    def __init__(self, face: Face) -> None:
        self._items = list(face.items())
        self._stage = next(item for item in self._items if item.objectName() == "stage")
        self._loader = next(item for item in self._items if item.objectName() == "pageLoader")
        self._texts = [item for item in self._items if is_a(item, "QQuickText") and item.property("text")]
        self._buttons = [item for item in self._items if is_a(item, "QQuickAbstractButton")]

    def small_targets(self) -> Iterator[str]:
        """Whatever can be touched is at least 20 mm high and wide."""
        for item in [*self._buttons, *(item for item in self._items if is_a(item, "QQuickTextField"))]:
            if min(item.width(), item.height()) < LEAST_TARGET:
                yield f"{item.objectName() or item} is {item.width():.0f} x {item.height():.0f}"

    def cut_texts(self) -> Iterator[str]:
        """Every text fits into its own place."""
        for item in self._texts:
            words = item.property("text")
            if item.property("truncated"):
                yield f"{words!r} is elided"
            if item.property("contentWidth") > item.width() + SLACK:
                yield f"{words!r} is {item.property('contentWidth'):.0f} wide in {item.width():.0f}"
            if item.property("contentHeight") > item.height() + SLACK:
                yield f"{words!r} is higher than its place"

    def misplaced(self) -> Iterator[str]:
        """Texts and targets stand on the stage, on their page, and inside the button they belong to."""
        whole = whole_of(self._stage)
        page = self._loader.mapRectToItem(self._stage, whole_of(self._loader))
        for item in [*self._texts, *self._buttons]:
            name = item.objectName() or item.property("text") or str(item)
            around = list(ancestors_of(item))
            room = page if self._loader in around else whole
            place = item.mapRectToItem(self._stage, whole_of(item))
            if place.left() < room.left() - SLACK or place.right() > room.right() + SLACK:
                yield f"{name!r} leaves the page sideways: {place.left():.0f} to {place.right():.0f}"
            scrolls = any(is_a(parent, "QQuickFlickable") for parent in around)
            if not scrolls and (place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK):
                yield f"{name!r} leaves the page: {place.top():.0f} to {place.bottom():.0f} of {room.bottom():.0f}"
            button = next((parent for parent in around if is_a(parent, "QQuickAbstractButton")), None)
            if button is not None and not within(item, button):
                yield f"{name!r} leaves its button {button.objectName()!r}"

    def notices_out_of_sight(self) -> Iterator[str]:
        """A notice that must be looked for, or stands below what it is about."""
        for notice in [*self._of_type("Notice"), *self._of_type("Troubles")]:
            words = next(str(item.property("text")) for item in items_of(notice) if is_a(item, "QQuickText"))
            place, room = notice.mapRectToScene(notice.boundingRect()), seen_part(self._loader, notice)
            if place.top() < room.top() - SLACK or place.bottom() > room.bottom() + SLACK:
                seen = f"{room.top():.0f} to {room.bottom():.0f}"
                yield f"{words!r} at {place.top():.0f} to {place.bottom():.0f} of {seen}"
            for way in self._of_type("Card"):
                above = way.mapRectToScene(way.boundingRect())
                if above.bottom() <= place.top() and above.left() < place.right() and place.left() < above.right():
                    yield f"{words!r} stands below the way {way.objectName()!r}"

    def _of_type(self, name: str) -> list[QQuickItem]:
        """Every visible item that is made by this QML file."""
        return [item for item in self._items if item.metaObject().className().startswith(f"{name}_QMLTYPE")]


def seen_part(loader: QQuickItem, item: QQuickItem) -> QRectF:
    """What can be seen of the page around this item, in the window's pixels."""
    room = loader.mapRectToScene(whole_of(loader))
    for parent in ancestors_of(item):
        if parent.clip():
            room = room.intersected(parent.mapRectToScene(whole_of(parent)))
    return room


def whole_of(item: QQuickItem) -> QRectF:
    return QRectF(0, 0, item.width(), item.height())


def ancestors_of(item: QQuickItem) -> Iterator[QQuickItem]:
    """What the item stands in, from the inside out."""
    parent = item.parentItem()
    while parent is not None:
        yield parent
        parent = parent.parentItem()


def within(item: QQuickItem, room: QQuickItem) -> bool:
    place = item.mapRectToItem(room, whole_of(item))
    return whole_of(room).adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place)
