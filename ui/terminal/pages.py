"""Pages that the visitor has scanned, for `image://pages/SHA256`: found in the present visit alone, kept nowhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider

from kiosk.picture import Scan
from kiosk.steps import CaptureStep
from kiosk.terminal import Terminal


def find_page(terminal: Terminal, sha256: str) -> Scan | None:
    """The page of the present visit with this sum, the one that waits to be kept included."""
    pages = [page for pages in terminal.visit.pages.values() for page in pages]
    if isinstance(terminal.step, CaptureStep) and terminal.step.candidate is not None:
        pages.append(terminal.step.candidate)
    return next((page for page in pages if page.sha256 == sha256), None)


class PageProvider(QQuickImageProvider):
    """QML must ask with `cache: false`, else Qt would keep the picture after the visit."""

    def __init__(self, terminal: Terminal) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._terminal = terminal

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's own name
        page = find_page(self._terminal, id)
        image = QImage.fromData(page.jpeg) if page is not None else QImage()
        if image.isNull():
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            return image
        if requestedSize.width() > 0 and requestedSize.height() > 0:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            return image.scaled(requestedSize, keep, smooth)
        return image
