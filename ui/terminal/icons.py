"""Icons of assets/icons in any colour and size, for `image://icons/NAME/RRGGBB`. Knows no screen."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

ASSETS = Path(__file__).parents[2] / "assets"
ICONS = ASSETS / "icons"
UNKNOWN = "file-text"
"""Drawn for a name that a hall's configuration made up: a plain paper is never wrong."""


@lru_cache(maxsize=512)
def draw_icon(name: str, colour: str, size: int) -> QImage:
    """The icon `name` (a file in assets/icons) as a square of `size` pixels; `colour` is RRGGBB."""
    path = ICONS / f"{name}.svg"
    source = path if path.is_file() and path.parent == ICONS else ICONS / f"{UNKNOWN}.svg"
    renderer = QSvgRenderer(QByteArray(source.read_bytes().replace(b"currentColor", f"#{colour}".encode())))
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


class IconProvider(QQuickImageProvider):
    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: A002 - Qt's own name
        name, _, colour = id.partition("/")
        return draw_icon(name, colour[-6:], max(requestedSize.width(), requestedSize.height(), 24))
