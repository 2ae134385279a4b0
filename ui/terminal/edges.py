"""The whole picture a page was taken from, with the outline of its corners, and a magnified piece of it."""

from PySide6.QtCore import Property, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.picture import Frame
from ui.terminal.views.capture import CaptureView, image_of

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

GROUND = QColor("#17202b")
OUTLINE = QColor("#37d6a8")
SHADE = QColor(23, 32, 43, 120)
CROSS = 18  # pixels from the middle of the magnified piece


@QmlElement
class EdgePicture(QQuickPaintedItem):
    """Draws the picture that the camera holds. `corners` are points of that picture; with `zoom` above 0 only the piece
    around `middle` is drawn, that many pixels of the screen for one of the picture."""

    viewChanged = Signal()
    cornersChanged = Signal()
    middleChanged = Signal()
    zoomChanged = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setOpaquePainting(True)
        self._view: CaptureView | None = None
        self._corners: list[QPointF] = []
        self._middle = QPointF()
        self._zoom = 0.0

    def _get_view(self) -> CaptureView | None:
        return self._view

    def _set_view(self, view: CaptureView | None) -> None:
        self._view = view
        self.viewChanged.emit()
        self.update()

    view = Property(CaptureView, _get_view, _set_view, notify=viewChanged)

    @Property("QVariantList", notify=cornersChanged)
    def corners(self) -> list[QPointF]:
        return self._corners

    @corners.setter
    def corners(self, corners: list[QPointF]) -> None:
        self._corners = corners
        self.cornersChanged.emit()
        self.update()

    def _get_middle(self) -> QPointF:
        return self._middle

    def _set_middle(self, middle: QPointF) -> None:
        self._middle = middle
        self.middleChanged.emit()
        self.update()

    middle = Property(QPointF, _get_middle, _set_middle, notify=middleChanged)

    def _get_zoom(self) -> float:
        return self._zoom

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self.zoomChanged.emit()

    zoom = Property(float, _get_zoom, _set_zoom, notify=zoomChanged)

    @Property(QSizeF, notify=viewChanged)
    def pictureSize(self) -> QSizeF:
        """Of the whole picture, in its own pixels; empty where none is held."""
        frame = self._frame
        return QSizeF(frame.width, frame.height) if frame is not None else QSizeF(0, 0)

    @property
    def _frame(self) -> Frame | None:
        return self._view.original_frame() if self._view is not None else None

    def paint(self, painter: QPainter) -> None:
        bounds = QRectF(0, 0, self.width(), self.height())
        painter.fillRect(bounds, GROUND)
        frame, view = self._frame, self._view
        if frame is None or view is None:
            return
        if self._zoom > 0:
            self._paint_piece(painter, image_of(frame), bounds)
        elif (small := view.small_original(bounds.size().toSize())) is not None:
            self._paint_whole(painter, small, bounds.width() / frame.width, bounds)

    def _paint_whole(self, painter: QPainter, small: QImage, scale: float, bounds: QRectF) -> None:
        painter.drawImage(0, 0, small)
        self._outline(painter, QPolygonF([corner * scale for corner in self._corners]), bounds)

    def _paint_piece(self, painter: QPainter, image: QImage, bounds: QRectF) -> None:
        piece = QRectF(0, 0, bounds.width() / self._zoom, bounds.height() / self._zoom)
        piece.moveCenter(self._middle)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bounds, image, piece)
        self._outline(painter, QPolygonF([(c - piece.topLeft()) * self._zoom for c in self._corners]), QRectF())
        painter.setPen(QPen(GROUND, 2))
        middle = bounds.center()
        painter.drawLine(middle - QPointF(CROSS, 0), middle + QPointF(CROSS, 0))
        painter.drawLine(middle - QPointF(0, CROSS), middle + QPointF(0, CROSS))

    def _outline(self, painter: QPainter, outline: QPolygonF, around: QRectF) -> None:
        """The page's edges; what is `around` them is shaded."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not around.isEmpty():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(SHADE)
            painter.drawPolygon(QPolygonF(around).subtracted(outline))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(OUTLINE, 4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolygon(outline)
