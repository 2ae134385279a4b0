"""Paper as PDF with the Chinese font embedded (reportlab): for A4 printers, for the file, for the eye."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatchmethod

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from drivers.printer import qr
from drivers.printer.columns import wrap
from drivers.printer.pdf_type import measure, show
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Picture, Rule, Text

LEADING = 1.5
"""Distance of rows, in type sizes."""


@dataclass(frozen=True)
class Format:
    """In points. `height` 0: as long as the paper is. `value_at`: where values stand in pairs, as a share of the width;
    0: at the right edge, as on receipts."""

    width: float
    height: float
    margin: float
    size: float
    large: float
    biggest: float
    code: float
    value_at: float


FORMATS = {
    "roll": Format(80 * mm, 0, 4 * mm, 8.5, 17, 60, 33 * mm, 0),
    "a4": Format(210 * mm, 297 * mm, 20 * mm, 11.5, 16, 40, 34 * mm, 0.36),
}


def render_pdf(paper: Paper, form: str = "roll") -> bytes:
    """`form` is "roll" (80 mm) or "a4". The file names neither a person nor a time, and is the same every time.

    Raises FontMissingError, OSError for a picture that is none.
    """
    chosen = FORMATS[form]
    lines = [line for line in paper.lines if not isinstance(line, Cut)]
    height = chosen.height or _height(lines, chosen)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(chosen.width, height), invariant=True)
    canvas.setTitle(paper.title)
    canvas.setAuthor("")
    _Page(canvas, chosen, height).draw(lines)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _height(lines: Sequence[Line], form: Format) -> float:
    trial = _Page(Canvas(io.BytesIO()), form, 0)
    trial.draw(lines)
    return form.margin - trial.y


class _Page:
    """Draws line by line from the top down; turns the page where the form has a height."""

    def __init__(self, canvas: Canvas, form: Format, height: float) -> None:
        self._canvas = canvas
        self._form = form
        self._width = form.width - 2 * form.margin
        self._top = height - form.margin
        self.y = self._top

    def draw(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._line(line)

    @singledispatchmethod
    def _line(self, line: Line) -> None:
        raise TypeError(f"{type(line).__name__} is no line of paper")

    @_line.register
    def _text(self, line: Text) -> None:
        size = self._form.large if line.large else self._form.size
        indent = line.indent * size / 2
        rows = wrap(line.text, self._width - indent, lambda part: measure(part, size))
        for number, row in enumerate(rows):
            self._advance(size)
            if line.mark and number == 0:
                show(self._canvas, line.mark, (self._form.margin, self.y), size, line.bold)
            x = (self._width - measure(row, size)) / 2 if line.align is Align.CENTRE else indent
            show(self._canvas, row, (self._form.margin + x, self.y), size, line.bold)

    @_line.register
    def _big(self, line: Big) -> None:
        form = self._form
        size = max(
            form.size, min(form.biggest, form.biggest * self._width / max(1.0, measure(line.text, form.biggest)))
        )
        for row in wrap(line.text, self._width + 0.01, lambda part: measure(part, size)):
            self._advance(size * 0.8)  # digits and capitals: nothing to leave room for above
            show(self._canvas, row, (form.margin + (self._width - measure(row, size)) / 2, self.y), size, bold=True)
        self.y -= size / 4

    @_line.register
    def _pair(self, line: Pair) -> None:
        size = self._form.large if line.large else self._form.size
        left, right = measure(line.label, size), measure(line.value, size)
        value_at = self._form.value_at * self._width
        if value_at and left + size <= value_at:
            self._table_row(line, value_at, size)
        elif left + right + size <= self._width:
            self._advance(size)
            show(self._canvas, line.label, (self._form.margin, self.y), size)
            show(self._canvas, line.value, (self._form.margin + self._width - right, self.y), size)
        else:
            self._text(Text(line.label, large=line.large))
            self._text(Text(line.value, large=line.large, indent=2))

    def _table_row(self, line: Pair, value_at: float, size: float) -> None:
        for number, row in enumerate(wrap(line.value, self._width - value_at, lambda part: measure(part, size))):
            self._advance(size)
            if number == 0:
                show(self._canvas, line.label, (self._form.margin, self.y), size)
            show(self._canvas, row, (self._form.margin + value_at, self.y), size)

    @_line.register
    def _rule(self, _line: Rule) -> None:
        self._make_room(self._form.size * 1.2)
        self._canvas.setLineWidth(0.7)
        y = self.y - self._form.size * 0.8
        self._canvas.line(self._form.margin, y, self._form.margin + self._width, y)
        self.y -= self._form.size * 1.2

    @_line.register
    def _code(self, line: Code) -> None:
        self._image(qr.enlarged(line.content, 4), self._form.code)  # 4: viewers smooth what is coarser
        if line.caption:
            self._text(Text(line.caption, align=Align.CENTRE))

    @_line.register
    def _picture(self, line: Picture) -> None:
        with Image.open(io.BytesIO(line.data)) as image:
            self._image(image.convert("RGBA"), self._width * line.width)

    @_line.register
    def _gap(self, line: Gap) -> None:
        self.y -= self._form.size * LEADING * line.lines

    def _image(self, image: Image.Image, width: float) -> None:
        air = self._form.size * 0.8
        height = width * image.height / image.width
        self._make_room(height + 2 * air)
        x = self._form.margin + (self._width - width) / 2
        self._canvas.drawImage(ImageReader(image), x, self.y - air - height, width, height, mask="auto")
        self.y -= height + 2 * air

    def _advance(self, size: float) -> None:
        """To the next baseline, on a new page where this one is full."""
        self._make_room(size * LEADING)
        self.y -= size * LEADING

    def _make_room(self, height: float) -> None:
        if self._form.height and self.y - height < self._form.margin:
            self._canvas.showPage()
            self.y = self._top
