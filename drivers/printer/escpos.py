"""Paper to ESC/POS bytes for receipt printers with a Chinese font. Knows the commands, not the cable.

Text goes as GBK, which the printer draws itself: a notice is 1 kB instead of 70. A row with a character the printer's
font lacks (a rare name) goes as a picture of that row, and so does what is read from afar, for its shape's sake.
"""

from functools import singledispatchmethod

from drivers.printer import columns, commands, qr, raster
from kiosk.paper import Align, Big, Code, Cut, Gap, Line, Pair, Paper, Picture, Rule, Text

DOTS_PER_COLUMN = commands.CELL // 2
QR_DOTS = 7  # a module: 33 modules make 29 mm, easily scanned by a phone


def render(paper: Paper, dots: int = 576) -> bytes:
    """Everything from reset to cut, and the question whose answer confirms it. `dots` is the print width: 576 (80 mm
    paper), 512 or 384 (58 mm). Raises FontMissingError, OSError for a picture that is none."""
    return Renderer(dots).render(paper)


class Renderer:
    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._columns = dots // DOTS_PER_COLUMN

    def render(self, paper: Paper) -> bytes:
        return commands.START + b"".join(self._line(line) for line in paper.lines) + commands.CONFIRM

    @singledispatchmethod
    def _line(self, line: Line) -> bytes:
        raise TypeError(f"{type(line).__name__} is no line of paper")

    @_line.register
    def _text(self, line: Text) -> bytes:
        times = 2 if line.large else 1
        rows = columns.wrap(line.text, self._columns // times - line.indent)
        mark = line.mark + " " * (line.indent - columns.width(line.mark))
        leads = [mark] + [" " * line.indent] * (len(rows) - 1)
        return self._rows([lead + row for lead, row in zip(leads, rows, strict=True)], line.align, line.bold, times)

    @_line.register
    def _pair(self, line: Pair) -> bytes:
        times = 2 if line.large else 1
        return self._rows(columns.pair_rows(line.label, line.value, self._columns // times), Align.LEFT, False, times)

    def _rows(self, rows: list[str], align: Align, bold: bool, times: int) -> bytes:
        data = b"".join(self._row(row, bold, times) for row in rows)
        if bold:
            data = commands.BOLD + data + commands.LIGHT
        if times > 1:
            data = commands.spacing(times) + commands.LARGE + data + commands.NORMAL + commands.spacing(1)
        return _align(align) + data

    def _row(self, row: str, bold: bool, times: int) -> bytes:
        if columns.printable(row):
            return row.encode("gbk") + b"\n"
        return raster.command(raster.text_row(row, bold, times))

    @_line.register
    def _big(self, line: Big) -> bytes:
        return commands.CENTRED + b"".join(raster.command(row) for row in raster.display_rows(line.text, self._dots))

    @_line.register
    def _rule(self, _line: Rule) -> bytes:
        line = raster.command(raster.rule(self._dots))
        return commands.LEFT + commands.feed_dots(8) + line + commands.feed_dots(14)

    @_line.register
    def _code(self, line: Code) -> bytes:
        modules = qr.symbol(line.content).width
        dots = max(2, min(QR_DOTS, self._dots // (modules + 8)))
        caption = self._text(Text(line.caption, align=Align.CENTRE)) if line.caption else b""
        air = commands.feed_dots(4 * dots)  # the quiet zone; left and right is paper enough
        return commands.CENTRED + air + commands.qr(line.content, dots) + air + caption

    @_line.register
    def _picture(self, line: Picture) -> bytes:
        return commands.CENTRED + raster.command(raster.picture(line.data, int(self._dots * line.width)))

    @_line.register
    def _gap(self, line: Gap) -> bytes:
        return commands.feed_rows(line.lines)

    @_line.register
    def _cut(self, _line: Cut) -> bytes:
        return commands.FINISH


def _align(align: Align) -> bytes:
    return commands.CENTRED if align is Align.CENTRE else commands.LEFT
