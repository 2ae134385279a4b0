"""Pages of one material as a PDF that can be searched: the picture, and behind it, invisible, the words that were read.

Knows pictures and lines of text, not what they mean; nothing in the file names a person, a time or a machine.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, dist, sin
from typing import Any, Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.picture import Corners, Scan

rl_config.useA85 = 0  # streams as bytes: as text they would be a quarter larger

Image = NDArray[Any]  # uint8
PAPERS = ((297 * mm, 210 * mm), (85.6 * mm, 54.0 * mm))
"""Longer and shorter side: A4 and ISO 7810 ID-1. A picture has no size, but these have their own shapes."""
TOLERANCE = 0.035
DPI = 200
"""A page of another shape is as large as its picture at this resolution."""
PAGE_BYTES = 290_000
"""Of the picture. With its words a page stays below 300 KB."""
FONT = "STSong-Light"
"""One of the fonts that every viewer knows by name (Adobe-GB1), so that none is embedded: nobody sees its outlines,
and a subset of another would cost 20 to 110 KB."""
QUALITIES = (72, 64, 56, 48, 40)
SMALLER = 0.85
DESCENT = 0.15
"""Where the baseline runs: this share of a line's height above its lower edge."""
INVISIBLE: Final = 3  # PDF 32000-1, table 106: neither filled nor stroked


class ReadLine(Protocol):
    """A line that was read. `box` is in pixels of the flattened page, clockwise from the line's own top left."""

    @property
    def text(self) -> str: ...

    @property
    def box(self) -> Corners: ...


@dataclass(frozen=True)
class Leaf:
    """One page and what was read on it; without lines it is a picture alone."""

    scan: Scan
    lines: Sequence[ReadLine] = ()


def searchable_pdf(leaves: Sequence[Leaf]) -> bytes:
    """The same bytes for the same leaves. Raises ValueError for a picture that cannot be decoded."""
    out = io.BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(out, invariant=True, pageCompression=1)
    canvas.setTitle("")
    canvas.setAuthor("")
    for leaf in leaves:
        _draw(canvas, leaf)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, leaf: Leaf) -> None:
    """The words first: the picture lies over them."""
    width, height = paper_size(leaf.scan.width, leaf.scan.height)
    canvas.setPageSize((width, height))
    for line in leaf.lines:
        _write(canvas, line, width / leaf.scan.width, height)
    canvas.drawImage(ImageReader(io.BytesIO(within(leaf.scan.jpeg, PAGE_BYTES))), 0, 0, width, height)


def paper_size(width: int, height: int) -> tuple[float, float]:
    """Of a page of this shape, in points: as large as the paper is where the shape tells."""
    ratio = max(width, height) / min(width, height)
    for longer, shorter in PAPERS:
        if abs(ratio / (longer / shorter) - 1) < TOLERANCE:
            return (longer, shorter) if width > height else (shorter, longer)
    return width / DPI * 72, height / DPI * 72


def _write(canvas: Canvas, line: ReadLine, scale: float, page_height: float) -> None:
    """The words exactly as wide as they stand on the page, so that what a viewer marks is what is read there."""
    top_left, top_right, _, bottom_left = line.box
    text = "".join(character for character in line.text if character <= "\uffff")  # the font has no others
    size, width = dist(top_left, bottom_left) * scale, dist(top_left, top_right) * scale
    if not text or size < 1 or width < 1:
        return
    natural = pdfmetrics.stringWidth(text, FONT, size)
    angle = -atan2(top_right[1] - top_left[1], top_right[0] - top_left[0])
    x = (bottom_left[0] + (top_left[0] - bottom_left[0]) * DESCENT) * scale
    y = page_height - (bottom_left[1] + (top_left[1] - bottom_left[1]) * DESCENT) * scale
    words = canvas.beginText()
    words.setTextRenderMode(INVISIBLE)
    words.setTextTransform(cos(angle), sin(angle), -sin(angle), cos(angle), x, y)
    words.setHorizScale(100 * width / natural)
    words.setFont(FONT, size)
    words.textOut(text)
    canvas.drawText(words)


def within(jpeg: bytes, most: int) -> bytes:
    """The picture in at most so many bytes: as it is, else compressed more, else smaller. Raises ValueError."""
    if len(jpeg) <= most:
        return jpeg
    image: Image | None = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError("a page that is no picture")
    while True:
        for quality in QUALITIES:
            smaller = _encoded(image, quality)
            if len(smaller) <= most:
                return smaller
        image = cv2.resize(image, None, fx=SMALLER, fy=SMALLER, interpolation=cv2.INTER_AREA)


def _encoded(image: Image, quality: int) -> bytes:
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    return data.tobytes()
