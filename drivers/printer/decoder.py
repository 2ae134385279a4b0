"""ESC/POS bytes back to the paper they make: the subset that `escpos` sends. The fake printer and the preview use it.

Bytes it does not know are an error: what we send must be what we mean.
"""

from collections.abc import Callable

from PIL import Image

from drivers.printer import qr
from drivers.printer.sheet import Sheet, Style

MORE = 0  # a command took no bytes: it waits for its rest


class UnknownBytesError(ValueError):
    """Bytes that are none of our commands."""


class EscPosDecoder:
    """Feed it bytes as they come. `on_paper` gets every paper that is cut, `on_question` is called for every GS r in
    its turn with the dots that were fed since the last one."""

    def __init__(
        self,
        dots: int = 576,
        on_paper: Callable[[Image.Image], None] = lambda image: None,
        on_question: Callable[[int], None] = lambda fed: None,
    ) -> None:
        self._dots = dots
        self._on_paper = on_paper
        self._on_question = on_question
        self._buffer = bytearray()
        self._style = Style()
        self._sheet = Sheet(dots)
        self._row: list[str] = []
        self._qr = ("", 3)  # content, dots a module
        self._fed = 0

    def feed(self, data: bytes) -> None:
        """Take in bytes; an incomplete command waits for its rest. Raises UnknownBytesError, TooWideError."""
        self._buffer += data
        while self._buffer and (used := self._step()) != MORE:
            del self._buffer[:used]

    def forget(self) -> None:
        """Drop what has not been obeyed yet, half a command included."""
        self._buffer.clear()
        self._row.clear()

    def _step(self) -> int:
        """Obey the first command; how many bytes it took, MORE where it is not complete."""
        first = self._buffer[0]
        if first == 0x0A:
            return self._end_row()
        if first in (0x1B, 0x1C, 0x1D):
            return self._command()
        if first >= 0x81:
            return self._hanzi()
        if 0x20 <= first < 0x7F:
            self._row.append(chr(first))
        elif first != 0x00:  # NUL prints nothing
            raise UnknownBytesError(f"{first:02X}")
        return 1

    def _hanzi(self) -> int:
        if len(self._buffer) < 2:
            return MORE
        pair = bytes(self._buffer[:2])
        try:
            self._row.append(pair.decode("gbk"))
        except UnicodeDecodeError as error:
            raise UnknownBytesError(pair.hex()) from error
        return 2

    def _command(self) -> int:
        name = bytes(self._buffer[:2])
        if len(name) < 2:
            return MORE
        if name == b"\x1b@":
            self._style, self._row = Style(), []
            return 2
        if name == b"\x1c&":
            return 2
        if name == b"\x1dv":
            return self._raster()
        if name == b"\x1d(":
            return self._two_dimensional()
        return self._with_value(name)

    def _with_value(self, name: bytes) -> int:
        commands: dict[bytes, Callable[[int], None]] = {
            b"\x1ba": lambda n: self._look(centred=n == 1),
            b"\x1bE": lambda n: self._look(bold=bool(n & 1)),
            b"\x1b3": lambda n: self._look(spacing=n),
            b"\x1d!": lambda n: self._look(times=(n & 0x0F) + 1),
            b"\x1bd": lambda n: self._feed(n * self._style.spacing),
            b"\x1bJ": self._feed,
            b"\x1bR": _nothing,
            b"\x1da": _nothing,
            b"\x1dV": self._cut,
            b"\x1dr": self._question,
        }
        if name not in commands:
            raise UnknownBytesError(name.hex())
        if len(self._buffer) < 3:
            return MORE
        commands[name](self._buffer[2])
        return 3

    def _look(self, **changes: int | bool) -> None:
        self._style = self._style.with_(**changes)

    def _end_row(self) -> int:
        row, self._row = self._row, []
        self._sheet.row(row, self._style)
        return 1

    def _feed(self, dots: int) -> None:
        if self._row:
            self._end_row()
        self._sheet.feed(dots)

    def _raster(self) -> int:
        head = bytes(self._buffer[:8])
        if len(head) < 8:
            return MORE
        row_bytes, rows = int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")
        end = 8 + row_bytes * rows
        if len(self._buffer) < end:
            return MORE
        inverted = bytes(byte ^ 0xFF for byte in self._buffer[8:end])  # in a printer's picture a one is black
        self._sheet.picture(Image.frombytes("1", (row_bytes * 8, rows), inverted), self._style)
        return end

    def _two_dimensional(self) -> int:
        end = 5 + int.from_bytes(self._buffer[3:5], "little")
        if len(self._buffer) < max(5, end):
            return MORE
        function, data = bytes(self._buffer[5:7]), bytes(self._buffer[7:end])
        content, dots = self._qr
        if function == b"1C":
            self._qr = (content, data[0])
        elif function == b"1P":
            self._qr = (data[1:].decode(), dots)
        elif function == b"1Q":
            self._sheet.picture(qr.enlarged(content, dots).convert("1"), self._style)
        elif function not in (b"1A", b"1E"):
            raise UnknownBytesError(function.hex())
        return end

    def _cut(self, _kind: int) -> None:
        self._feed(0)
        sheet, self._sheet = self._sheet, Sheet(self._dots)
        self._fed += sheet.height
        if not sheet.empty:
            self._on_paper(sheet.paper())

    def _question(self, _kind: int) -> None:
        fed, self._fed = self._fed, 0
        self._on_question(fed)


def _nothing(_value: int) -> None:
    """A setting that changes nothing of what is drawn."""
