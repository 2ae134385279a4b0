"""Lines of print side by side in rows, and where each of their characters stands. Knows no labels and no paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width, normalize

from kiosk.reading.reading import Line

SAME_ROW = 0.5  # of the lower line's height: how far apart the middles of two lines of one row are
NEAR = 3  # rows that are still open: in two columns they need not end in order


@dataclass(frozen=True)
class Glyph:
    """One character, where it stands and in which line; `apart`: something empty is in front of it."""

    character: str
    left: float
    right: float
    line: int
    apart: bool


@dataclass(frozen=True)
class Row:
    """Lines side by side, as one text without spaces."""

    glyphs: tuple[Glyph, ...]
    top: float
    bottom: float

    @cached_property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.glyphs)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Rows from top to bottom, each from left to right. Print that runs down the page is left out."""
    groups: list[list[int]] = []
    for number in sorted(range(len(lines)), key=lambda n: middle_of(lines[n])):
        line = lines[number]
        if not line.text.strip() or (high_of(line) > 1.5 * wide_of(line) and len(line.text.strip()) > 1):
            continue
        near = [group for group in groups[-NEAR:] if _beside(lines, group, line)]
        if near:
            max(near, key=lambda group: _middle(lines, group)).append(number)
        else:
            groups.append([number])
    return [_row(lines, group) for group in sorted(groups, key=lambda group: _middle(lines, group))]


def _middle(lines: Sequence[Line], group: list[int]) -> float:
    return sum(middle_of(lines[number]) for number in group) / len(group)


def _beside(lines: Sequence[Line], group: list[int], line: Line) -> bool:
    """Whether the line stands in one row with these, and not over or under one of them."""
    middle = _middle(lines, group)
    lower = min(high_of(line), *(high_of(lines[number]) for number in group))
    left, right = left_of(line), right_of(line)
    apart = all(left >= right_of(lines[n]) - lower or right <= left_of(lines[n]) + lower for n in group)
    return apart and abs(middle_of(line) - middle) <= SAME_ROW * lower


def _row(lines: Sequence[Line], group: list[int]) -> Row:
    ordered = sorted(group, key=lambda number: left_of(lines[number]))
    glyphs = tuple(glyph for number in ordered for glyph in _glyphs(lines[number], number))
    count = len(group)
    return Row(glyphs, sum(top_of(lines[n]) for n in group) / count, sum(bottom_of(lines[n]) for n in group) / count)


def _glyphs(line: Line, number: int) -> list[Glyph]:
    """Where each character stands is reckoned from its share of the line: a hanzi is twice as wide as a digit."""
    text = normalize("NFKC", line.text)
    weights = [1.0 if east_asian_width(character) in "WF" else 0.5 for character in text]
    scale = wide_of(line) / sum(weights)
    glyphs: list[Glyph] = []
    x, apart = left_of(line), True
    for character, weight in zip(text, weights, strict=True):
        if not character.isspace():
            glyphs.append(Glyph(character, x, x + weight * scale, number, apart))
        apart = character.isspace()
        x += weight * scale
    return glyphs


def left_of(line: Line) -> float:
    return min(line.box[0][0], line.box[3][0])


def right_of(line: Line) -> float:
    return max(line.box[1][0], line.box[2][0])


def top_of(line: Line) -> float:
    return (line.box[0][1] + line.box[1][1]) / 2


def bottom_of(line: Line) -> float:
    return (line.box[2][1] + line.box[3][1]) / 2


def middle_of(line: Line) -> float:
    return (top_of(line) + bottom_of(line)) / 2


def high_of(line: Line) -> float:
    return max(1.0, bottom_of(line) - top_of(line))


def wide_of(line: Line) -> float:
    return max(1.0, right_of(line) - left_of(line))
