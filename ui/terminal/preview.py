"""What the camera sees, live, with the page's outline. Takes frames from a port, keeps none."""

from collections.abc import Callable

from PySide6.QtCore import Property, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.picture import Frame, Sight
from ui.terminal.views.capture import CaptureView, image_of

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

INTERVAL = 33  # milliseconds between two looks for a new frame
GROUND = QColor("#17202b")
OUTLINE = QColor("#ffffff")
OUTLINE_STEADY = QColor("#37d6a8")


@QmlElement
class CameraPreview(QQuickPaintedItem):
    """Draws the newest frame as large as fits. `view` says where frames come from and where the page lies."""

    viewChanged = Signal()
    sizeKnown = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setOpaquePainting(True)
        self._view: CaptureView | None = None
        self._shown: int | None = None  # the sequence only: a page that is left must not keep a picture alive
        self._ratio = 0.0
        self.painted = 0  # frames drawn so far: what the benchmark counts
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _get_view(self) -> CaptureView | None:
        return self._view

    def _set_view(self, view: CaptureView | None) -> None:
        self._view = view
        self.viewChanged.emit()

    view = Property(CaptureView, _get_view, _set_view, notify=viewChanged)

    @Property(float, notify=sizeKnown)
    def ratio(self) -> float:
        """Height by width of the pictures; 0 until one has come."""
        return self._ratio

    def _look(self) -> None:
        if not self.isVisible() or self._view is None:
            return
        newest = self._view.newest_frame()
        sequence = newest.sequence if newest else None
        if sequence != self._shown:
            self._shown = sequence
            self.update()
        ratio = newest.height / newest.width if newest else 0.0
        if ratio != self._ratio:
            self._ratio = ratio
            self.sizeKnown.emit()

    def paint(self, painter: QPainter) -> None:
        bounds = QRectF(0, 0, self.width(), self.height())
        painter.fillRect(bounds, GROUND)
        view = self._view
        frame = view.newest_frame() if view is not None else None
        if frame is None or view is None:
            return
        self.painted += 1
        place = fit(frame, bounds)
        painter.drawImage(place, image_of(frame))
        sight = view.sight
        if sight is not None and sight.corners is not None:
            _draw_outline(painter, sight, lambda x, y: _on_screen(x, y, frame, place))


def fit(frame: Frame, bounds: QRectF) -> QRectF:
    """The largest place for this frame in `bounds`, centred."""
    size = QSizeF(frame.width, frame.height).scaled(bounds.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(QPointF(0, 0), size)
    place.moveCenter(bounds.center())
    return place


def _on_screen(x: float, y: float, frame: Frame, place: QRectF) -> QPointF:
    return QPointF(place.x() + x * place.width() / frame.width, place.y() + y * place.height() / frame.height)


def _draw_outline(painter: QPainter, sight: Sight, to_screen: Callable[[float, float], QPointF]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = OUTLINE_STEADY if sight.steady else OUTLINE
    outline = QPolygonF([to_screen(x, y) for x, y in sight.corners or ()])
    fill = QColor(colour)
    fill.setAlpha(40)
    painter.setBrush(fill)
    painter.setPen(QPen(colour, 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolygon(outline)
