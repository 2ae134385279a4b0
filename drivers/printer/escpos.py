"""Paper to ESC/POS bytes for receipt printers with a Chinese font. Knows the commands, not the cable.

Text goes as GBK, which the printer draws itself: a ticket is 500 bytes instead of 35,000. A line with a character the
printer's font lacks (a rare name) goes as a picture of that line.
"""

import io
from functools import singledispatchmethod

from PIL import Image

from drivers.printer import columns, raster
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Picture, Rule, Text

INIT = b"\x1b@" + b"\x1c&"  # reset, Chinese mode on
CONFIRM = b"\x1dr\x01"  # GS r 1: answered only when everything before it has been printed
FEED_TO_KNIFE = 4  # lines
DOTS_PER_COLUMN = 12
QR_DOTS = 7  # per module: 33 modules make 29 mm at 8 dots/mm, easily scanned by a phone
LARGEST_TIMES = 4


def render(paper: Paper, dots: int = 576) -> bytes:
    """Everything from reset to cut, and the question whose answer confirms it."""
    return Renderer(dots).render(paper)


class Renderer:
    """`dots` is the print width: 576 (80 mm), 512 or 384 (58 mm)."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._columns = dots // DOTS_PER_COLUMN

    def render(self, paper: Paper) -> bytes:
        return INIT + b"".join(self._line(line) for line in paper.lines) + CONFIRM

    @singledispatchmethod
    def _line(self, line: Line) -> bytes:
        raise TypeError(f"{type(line).__name__} is no line of paper")

    @_line.register
    def _text(self, line: Text) -> bytes:
        rows = columns.wrap(line.text, self._columns - line.indent)
        data = b"".join(self._row(" " * line.indent + row, line.bold) for row in rows)
        return _align(line.align) + (b"\x1bE\x01" + data + b"\x1bE\x00" if line.bold else data)

    def _row(self, row: str, bold: bool = False) -> bytes:
        if columns.printable(row):
            return row.encode("gbk") + b"\n"
        return raster.command(raster.text_row(row, self._dots, bold))

    @_line.register
    def _big(self, line: Big) -> bytes:
        times = min(LARGEST_TIMES, max(1, self._columns // max(1, columns.width(line.text))))
        if not columns.printable(line.text):
            return _align(Align.CENTRE) + raster.command(raster.text_row(line.text, self._dots, True, times))
        size = (times - 1) * 0x11
        return _align(Align.CENTRE) + b"\x1d!" + bytes([size]) + line.text.encode("gbk") + b"\n\x1d!\x00"

    @_line.register
    def _pair(self, line: Pair) -> bytes:
        rows = pair_rows(line, self._columns)
        return _align(Align.LEFT) + b"".join(self._row(row) for row in rows)

    @_line.register
    def _rule(self, _line: Rule) -> bytes:
        return _align(Align.LEFT) + raster.command(raster.rule(self._dots))

    @_line.register
    def _code(self, line: Code) -> bytes:
        data = line.content.encode()
        store = b"\x1d(k" + (len(data) + 3).to_bytes(2, "little") + b"1P0" + data
        setup = b"\x1d(k\x04\x001A2\x00" + b"\x1d(k\x03\x001C" + bytes([QR_DOTS]) + b"\x1d(k\x03\x001E1"
        caption = self._text(Text(line.caption, align=Align.CENTRE)) if line.caption else b""
        return _align(Align.CENTRE) + setup + store + b"\x1d(k\x03\x001Q0" + caption

    @_line.register
    def _picture(self, line: Picture) -> bytes:
        with Image.open(io.BytesIO(line.data)) as image:
            return _align(Align.CENTRE) + raster.command(raster.picture(image, int(self._dots * line.width)))

    @_line.register
    def _gap(self, line: Gap) -> bytes:
        return b"\x1bd" + bytes([line.lines])

    @_line.register
    def _cut(self, _line: Cut) -> bytes:
        return b"\x1bd" + bytes([FEED_TO_KNIFE]) + b"\x1dV\x01"


def pair_rows(line: Pair, total: int) -> list[str]:
    """Label left, value right on one row; a long value wraps below the label, indented."""
    gap = total - columns.width(line.label) - columns.width(line.value)
    if gap >= 1:
        return [line.label + " " * gap + line.value]
    rows = columns.wrap(line.value, total - 2)
    return [*columns.wrap(line.label, total), *("  " + row for row in rows)]


def _align(align: Align) -> bytes:
    return b"\x1ba" + (b"\x01" if align is Align.CENTRE else b"\x00")
