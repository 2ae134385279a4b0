"""A field to write on with a finger: keeps the strokes, draws them smoothly. Judges no signature."""

from itertools import pairwise
from time import monotonic

from PySide6.QtCore import Property, QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPen, QTouchEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.ink import Dot, Stroke

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

INK = QColor("#17202b")
PEN = 0.0075  # width of the line in widths of the field: a felt pen's
PICTURE_WIDTH = 900  # pixels of the picture that goes with the errand


@QmlElement
class InkField(QQuickPaintedItem):
    """The first finger writes; a palm or a second finger is ignored."""

    inkChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAcceptTouchEvents(True)
        self.setAntialiasing(True)
        self._strokes: list[list[Dot]] = []
        self._finger = -1
        self._started = 0.0

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        return tuple(tuple(stroke) for stroke in self._strokes)

    @Property(bool, notify=inkChanged)
    def empty(self) -> bool:
        return not self._strokes

    @Slot()
    def undo(self) -> None:
        """Take the last stroke away."""
        if self._strokes:
            self._strokes.pop()
            self._all_changed()

    @Slot()
    def clear(self) -> None:
        self._strokes.clear()
        self._all_changed()

    def _all_changed(self) -> None:
        self.inkChanged.emit()
        self.update()

    def png(self) -> bytes:
        """The ink, black on white, as a PNG."""
        height = max(1, round(PICTURE_WIDTH * self.height() / max(1.0, self.width())))
        image = QImage(PICTURE_WIDTH, height, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter, PICTURE_WIDTH)
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return bytes(data.data())

    def paint(self, painter: QPainter) -> None:
        self._draw(painter, self.width())

    def _draw(self, painter: QPainter, width: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(INK, PEN * width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPath(curve(stroke, width))

    def touchEvent(self, event: QTouchEvent) -> None:
        event.accept()
        for point in event.points():
            state = point.state()
            if state == point.state().Pressed and self._finger < 0:
                self._finger = point.id()
                self._begin(point.position(), point.pressure())
            elif point.id() == self._finger and state == point.state().Updated:
                self._go_on(point.position(), point.pressure())
            elif point.id() == self._finger and state == point.state().Released:
                self._finger = -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def touchUngrabEvent(self) -> None:
        self._finger = -1

    def _begin(self, at: QPointF, pressure: float = 1.0) -> None:
        if not self._strokes:
            self._started = monotonic()
        self._strokes.append([self._dot(at, pressure)])
        self.inkChanged.emit()
        self.update()

    def _go_on(self, at: QPointF, pressure: float = 1.0) -> None:
        """Only the part that is new is painted again: writing stays smooth however much is written."""
        if not self._strokes:
            return
        stroke = self._strokes[-1]
        stroke.append(self._dot(at, pressure))
        width = self.width()
        tail = stroke[-4:]
        box = QRectF(
            QPointF(min(d.x for d in tail) * width, min(d.y for d in tail) * width),
            QPointF(max(d.x for d in tail) * width, max(d.y for d in tail) * width),
        )
        edge = PEN * width * 2 + 2
        self.update(box.adjusted(-edge, -edge, edge, edge).toAlignedRect())

    def _dot(self, at: QPointF, pressure: float) -> Dot:
        width = max(1.0, self.width())
        inside_x = min(max(at.x(), 0.0), self.width())
        inside_y = min(max(at.y(), 0.0), self.height())
        return Dot(inside_x / width, inside_y / width, monotonic() - self._started, pressure)


def curve(stroke: list[Dot] | Stroke, width: float) -> QPainterPath:
    """A smooth line through the middles between the points (quadratic, the points as controls)."""
    points = [QPointF(dot.x * width, dot.y * width) for dot in stroke]
    path = QPainterPath(points[0])
    if len(points) == 1:
        path.lineTo(points[0] + QPointF(0.1, 0.1))
        return path
    for before, after in pairwise(points[1:]):
        path.quadTo(before, (before + after) / 2)
    path.lineTo(points[-1])
    return path
