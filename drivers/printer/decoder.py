"""ESC/POS bytes back to the paper they make: the subset that `escpos` sends. The fake printer and the preview use it.

Bytes it does not know are an error: what we send must be what we mean.
"""

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from drivers.printer.fonts import chinese_font
from kiosk.paper import Paper

CELL = 24
LINE = 30  # dots from line to line: ESC 2's default
MARGIN = 24
LONGEST_PAPER = 12_000  # dots: 1.5 m


class UnknownBytesError(ValueError):
    """Bytes that are none of our commands."""


class EscPosDecoder:
    """Feed it bytes as they come; each cut calls `on_paper` with the paper, an "L" picture of 203 dpi."""

    def __init__(self, dots: int = 576, on_paper: Callable[[Image.Image], None] = lambda image: None) -> None:
        self._dots = dots
        self._on_paper = on_paper
        self._buffer = bytearray()
        self.confirmations = 0  # GS r asked so far
        self._reset()
        self._fresh()

    @property
    def height(self) -> int:
        """Dots printed on the present paper."""
        return self._y

    def feed(self, data: bytes) -> None:
        """Take in bytes; an incomplete command waits for its rest. Raises UnknownBytesError."""
        self._buffer += data
        while self._buffer and (used := self._step()):
            del self._buffer[:used]

    def _fresh(self) -> None:
        self._paper = Image.new("L", (self._dots, LONGEST_PAPER), 255)
        self._y = MARGIN
        self._row: list[tuple[str, int]] = []

    def _reset(self) -> None:
        self._bold = self._centre = False
        self._times = 1
        self._qr = b""
        self._qr_dots = 3

    def _step(self) -> int:
        """Obey the first command; how many bytes it took, 0 where more must come."""
        first = self._buffer[0]
        if first == 0x0A:
            self._print_row()
            return 1
        if first in (0x1B, 0x1C, 0x1D):
            return self._command()
        if 0x20 <= first < 0x7F:
            self._row.append((chr(first), self._times))
            return 1
        if first >= 0x81:
            return self._hanzi()
        raise UnknownBytesError(f"{first:02X}")

    def _hanzi(self) -> int:
        if len(self._buffer) < 2:
            return 0
        try:
            self._row.append((bytes(self._buffer[:2]).decode("gbk"), self._times))
        except UnicodeDecodeError as error:
            raise UnknownBytesError(bytes(self._buffer[:2]).hex()) from error
        return 2

    def _command(self) -> int:
        if len(self._buffer) < 2:
            return 0
        name = bytes(self._buffer[:2])
        plain: dict[bytes, Callable[[], None]] = {b"\x1b@": self._reset, b"\x1c&": lambda: None}
        if name in plain:
            plain[name]()
            return 2
        if name == b"\x1dv":
            return self._raster()
        if name == b"\x1d(":
            return self._two_dimensional()
        return self._with_value(name)

    def _with_value(self, name: bytes) -> int:
        commands: dict[bytes, Callable[[int], None]] = {
            b"\x1ba": lambda n: setattr(self, "_centre", n == 1),
            b"\x1bE": lambda n: setattr(self, "_bold", bool(n & 1)),
            b"\x1bd": self._feed_lines,
            b"\x1d!": lambda n: setattr(self, "_times", (n & 0x0F) + 1),
            b"\x1dV": lambda n: self._cut(),
            b"\x1dr": lambda n: setattr(self, "confirmations", self.confirmations + 1),
        }
        if name not in commands:
            raise UnknownBytesError(name.hex())
        if len(self._buffer) < 3:
            return 0
        commands[name](self._buffer[2])
        return 3

    def _feed_lines(self, count: int) -> None:
        self._print_row(always=False)
        self._y += LINE * count

    def _raster(self) -> int:
        if len(self._buffer) < 8:
            return 0
        row_bytes = int.from_bytes(self._buffer[4:6], "little")
        rows = int.from_bytes(self._buffer[6:8], "little")
        end = 8 + row_bytes * rows
        if len(self._buffer) < end:
            return 0
        bitmap = Image.frombytes("1", (row_bytes * 8, rows), bytes(self._buffer[8:end]))
        self._paste(bitmap.convert("L").point(lambda dot: 255 - dot))
        return end

    def _two_dimensional(self) -> int:
        if len(self._buffer) < 5:
            return 0
        end = 5 + int.from_bytes(self._buffer[3:5], "little")
        if len(self._buffer) < end:
            return 0
        function, data = bytes(self._buffer[5:7]), bytes(self._buffer[7:end])
        if function == b"1C":
            self._qr_dots = data[0]
        elif function == b"1P":
            self._qr = data[1:]
        elif function == b"1Q":
            self._paste(_qr_image(self._qr, self._qr_dots))
        elif function not in (b"1A", b"1E"):
            raise UnknownBytesError(function.hex())
        return end

    def _paste(self, image: Image.Image) -> None:
        x = (self._dots - image.width) // 2 if self._centre else 0
        self._paper.paste(image, (x, self._y))
        self._y += image.height

    def _print_row(self, always: bool = True) -> None:
        row, self._row = self._row, []
        if not row:
            self._y += LINE if always else 0
            return
        widths = [(CELL if not c.isascii() else CELL // 2) * times for c, times in row]
        x = (self._dots - sum(widths)) // 2 if self._centre else 0
        if sum(widths) > self._dots:
            raise UnknownBytesError("a row wider than the paper")
        tallest = max(times for _, times in row)
        draw = ImageDraw.Draw(self._paper)
        for (character, times), wide in zip(row, widths, strict=True):
            self._draw(draw, character, (x, self._y), times, wide)
            x += wide
        self._y += LINE + CELL * (tallest - 1)

    def _draw(self, draw: ImageDraw.ImageDraw, character: str, at: tuple[int, int], times: int, wide: int) -> None:
        font = _font(CELL * times)
        inset = (wide - draw.textlength(character, font=font)) / 2
        draw.text((at[0] + inset, at[1]), character, font=font, fill=0, stroke_width=1 if self._bold else 0)

    def _cut(self) -> None:
        self._print_row(always=False)
        paper = self._paper.crop((0, 0, self._dots, min(self._y, LONGEST_PAPER)))
        self._fresh()
        self._on_paper(_with_border(paper))


_FONTS: dict[int, ImageFont.FreeTypeFont] = {}


def _font(size: int) -> ImageFont.FreeTypeFont:
    return _FONTS.setdefault(size, ImageFont.truetype(str(chinese_font()), size))


def _qr_image(data: bytes, dots: int) -> Image.Image:
    symbol = zxingcpp.create_barcode(data.decode(), zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = Image.fromarray(zxingcpp.write_barcode_to_image(symbol, scale=dots, add_quiet_zones=False))
    framed = Image.new("L", (image.width + 8 * dots, image.height + 8 * dots), 255)
    framed.paste(image, (4 * dots, 4 * dots))
    return framed


def _with_border(paper: Image.Image) -> Image.Image:
    """The unprinted edge of the roll: 80 mm paper has 72 mm of print."""
    framed = Image.new("L", (paper.width + 2 * MARGIN, paper.height), 255)
    framed.paste(paper, (MARGIN, 0))
    return framed


def preview_png(paper: Paper, dots: int = 576) -> bytes:
    """The paper as it will look, PNG, drawn from the very bytes that the printer would get."""
    from drivers.printer.escpos import render  # noqa: PLC0415  the renderer needs Pillow's text only for rare names

    drawn: list[Image.Image] = []
    EscPosDecoder(dots, drawn.append).feed(render(paper, dots))
    out = io.BytesIO()
    drawn[0].save(out, format="PNG")
    return out.getvalue()
