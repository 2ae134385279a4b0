"""The paper a thermal head makes, dot by dot: rows of cells and bitmaps below each other. Knows no command."""

from dataclasses import dataclass, replace

from PIL import Image

from drivers.printer.commands import CELL, LEADING
from drivers.printer.raster import draw_cell

TOP = 24  # dots between the knife and the first row
EDGE = 32  # dots on each side that the head does not reach: 80 mm paper has 72 mm of print


@dataclass(frozen=True)
class Style:
    """How the next characters look; `times` is the size in cells."""

    bold: bool = False
    centred: bool = False
    times: int = 1
    spacing: int = CELL + LEADING

    def with_(self, **changes: int | bool) -> "Style":
        return replace(self, **changes)  # type: ignore[arg-type]


class TooWideError(ValueError):
    """A row or a picture does not fit the paper: a printer would break it or cut it off."""


class Sheet:
    """`dots` is the width of the head. Rows and pictures are kept and put together when the paper is cut."""

    def __init__(self, dots: int) -> None:
        self._dots = dots
        self._parts: list[tuple[int, int, Image.Image]] = []
        self.height = TOP

    @property
    def empty(self) -> bool:
        return not self._parts

    def feed(self, dots: int) -> None:
        self.height += dots

    def row(self, characters: list[str], style: Style) -> None:
        """Print one row in the printer's own font and feed. Raises TooWideError."""
        widths = [CELL if not character.isascii() else CELL // 2 for character in characters]
        if not characters:
            self.feed(style.spacing)
            return
        image = Image.new("1", (sum(widths), CELL + LEADING // 2), 1)
        x = 0
        for character, wide in zip(characters, widths, strict=True):
            draw_cell(image, character, (x, 0), CELL, style.bold)
            x += wide
        if style.times > 1:  # as the printer does it: every dot becomes a square of dots
            image = image.resize((image.width * style.times, image.height * style.times), Image.Resampling.NEAREST)
        self._put(image, style)
        self.feed(max(style.spacing, CELL * style.times))

    def picture(self, image: Image.Image, style: Style) -> None:
        """A mode "1" bitmap whose black is False, and feed past it. Raises TooWideError."""
        self._put(image, style)
        self.feed(image.height)

    def _put(self, image: Image.Image, style: Style) -> None:
        if image.width > self._dots:
            raise TooWideError(f"{image.width} dots on paper for {self._dots}")
        self._parts.append(((self._dots - image.width) // 2 if style.centred else 0, self.height, image))

    def paper(self) -> Image.Image:
        """Mode "L", 203 dpi, with the unprinted edges of the roll."""
        whole = Image.new("L", (self._dots + 2 * EDGE, self.height), 255)
        for x, y, image in self._parts:
            whole.paste(0, (EDGE + x, y), image.convert("L").point(lambda dot: 255 - dot))
        return whole
