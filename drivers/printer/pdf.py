"""Paper as PDF with the Chinese font embedded (reportlab): for A4 printers, for the file, for the eye."""

import io
from collections.abc import Sequence
from functools import cache, singledispatchmethod

import zxingcpp
from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile
from reportlab.pdfgen.canvas import Canvas

from drivers.printer.columns import wrap
from drivers.printer.fonts import chinese_font, rare_font
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Picture, Rule, Text

SIZES = {"roll": (80 * mm, 4 * mm, 8.5), "a4": (210 * mm, 22 * mm, 11.5)}
"""Name to page width, margin and type size in points. A roll's page is as long as its paper, at least A6."""
A4_HEIGHT = 297 * mm
FACE, RARE = "YitangPaper", "YitangRare"


def render_pdf(paper: Paper, size: str = "roll") -> bytes:
    """`size` is "roll" (80 mm) or "a4". The file names neither a person nor a time. Raises FontMissingError."""
    _register()
    lines = [line for line in paper.lines if not isinstance(line, Cut)]
    width, margin, points = SIZES[size]
    measure = _Page(None, width, points, margin)
    measure.draw(lines)
    height = A4_HEIGHT if size == "a4" else margin * 2 - measure.y
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=True)
    canvas.setTitle(paper.title)
    page = _Page(canvas, width, points, margin)
    page.y = height - margin
    page.bottom = margin if size == "a4" else None
    page.top = height - margin
    page.draw(lines)
    canvas.save()
    return out.getvalue()


def _register() -> None:
    if FACE not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(FACE, str(chinese_font())))
        pdfmetrics.registerFont(TTFont(RARE, str(rare_font())))


@cache
def _glyphs() -> frozenset[int]:
    """Code points that the usual font has."""
    return frozenset(TTFontFile(str(chinese_font())).charToGlyph)


class _Page:
    """Draws line by line from `y` down; with no canvas it only measures. Turns the page where `bottom` is given."""

    def __init__(self, canvas: Canvas | None, width: float, points: float, margin: float) -> None:
        self._canvas = canvas
        self._points = points
        self._margin = margin
        self._width = width - 2 * margin
        self.y = 0.0
        self.top = 0.0
        self.bottom: float | None = None

    def draw(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._line(line)

    @singledispatchmethod
    def _line(self, line: Line) -> None:
        raise TypeError(f"{type(line).__name__} is no line of paper")

    @_line.register
    def _text(self, line: Text) -> None:
        indent = line.indent * self._points / 2
        for row in self._rows(line.text, self._points, self._width - indent):
            x = (self._width - self._measure(row, self._points)) / 2 if line.align is Align.CENTRE else indent
            self._put(row, x, self._points, bold=line.bold)

    @_line.register
    def _big(self, line: Big) -> None:
        size = min(self._points * 5, self._points * self._width / max(1.0, self._measure(line.text, self._points)))
        self._put(line.text, (self._width - self._measure(line.text, size)) / 2, size)

    @_line.register
    def _pair(self, line: Pair) -> None:
        left, right = self._measure(line.label, self._points), self._measure(line.value, self._points)
        if left + right + self._points <= self._width:
            self._put(line.value, self._width - right, self._points, advance=False)
            self._put(line.label, 0, self._points)
            return
        self._text(Text(line.label))
        self._text(Text(line.value, indent=2))

    @_line.register
    def _rule(self, _line: Rule) -> None:
        self._make_room(self._points)
        if self._canvas is not None:
            y = self.y - self._points * 0.5
            self._canvas.setLineWidth(0.6)
            self._canvas.line(self._margin, y, self._margin + self._width, y)
        self.y -= self._points

    @_line.register
    def _code(self, line: Code) -> None:
        symbol = zxingcpp.create_barcode(line.content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        image = Image.fromarray(zxingcpp.write_barcode_to_image(symbol, scale=4, add_quiet_zones=True))
        self._image(image, 34 * mm)
        if line.caption:
            self._text(Text(line.caption, align=Align.CENTRE))

    @_line.register
    def _picture(self, line: Picture) -> None:
        with Image.open(io.BytesIO(line.data)) as image:
            self._image(image.convert("RGB"), self._width * line.width)

    @_line.register
    def _gap(self, line: Gap) -> None:
        self.y -= self._points * 1.4 * line.lines

    def _image(self, image: Image.Image, width: float) -> None:
        height = width * image.height / image.width
        self._make_room(height)
        if self._canvas is not None:
            x = self._margin + (self._width - width) / 2
            self._canvas.drawImage(ImageReader(image), x, self.y - height, width, height)
        self.y -= height + self._points * 0.4

    def _put(self, text: str, x: float, size: float, *, bold: bool = False, advance: bool = True) -> None:
        self._make_room(size * 1.4)
        if self._canvas is not None:
            self._show(text, self._margin + x, self.y - size, size, bold)
        if advance:
            self.y -= size * 1.4

    def _show(self, text: str, x: float, y: float, size: float, bold: bool) -> None:
        """Character by character only where a font changes; bold by an outline of the same colour."""
        assert self._canvas is not None  # noqa: S101  only called while drawing
        for run, face in _runs(text):
            draw = self._canvas.beginText(x, y)
            draw.setFont(face, size)
            if bold:
                draw.setTextRenderMode(2)
            draw.textOut(run)
            self._canvas.saveState()  # the render mode outlives a text object
            self._canvas.setLineWidth(size / 40)
            self._canvas.drawText(draw)
            self._canvas.restoreState()
            x += pdfmetrics.stringWidth(run, face, size)

    def _rows(self, text: str, size: float, width: float) -> list[str]:
        """Wrapped by columns first (half hanzi), narrowed until every row fits its true width."""
        columns = max(4, int(width / (size / 2)))
        rows = wrap(text, columns)
        while any(self._measure(row, size) > width for row in rows) and columns > 4:
            columns -= 1
            rows = wrap(text, columns)
        return rows

    def _measure(self, text: str, size: float) -> float:
        return float(sum(pdfmetrics.stringWidth(run, face, size) for run, face in _runs(text)))

    def _make_room(self, height: float) -> None:
        if self._canvas is not None and self.bottom is not None and self.y - height < self.bottom:
            self._canvas.showPage()
            self.y = self.top


def _runs(text: str) -> list[tuple[str, str]]:
    """The text in pieces of one font: the usual one, or the one with rare characters."""
    known = _glyphs()
    runs: list[tuple[str, str]] = []
    for character in text:
        face = FACE if ord(character) in known else RARE
        if runs and runs[-1][1] == face:
            runs[-1] = (runs[-1][0] + character, face)
        else:
            runs.append((character, face))
    return runs
