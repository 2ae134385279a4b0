"""Where print stands on a page: rows, labels, and the value that belongs to a label. Knows no kind of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width, normalize

from kiosk.reading.alike import match_at
from kiosk.reading.reading import Line

SAME_ROW = 0.5  # of the lower line's height: how far apart the middles of two lines of one row are
NEXT_ROW = 1.0  # of a row's height: the gap to the next row of the same value
OF_ONE_VALUE = 2.5  # of a row's height: a longer gap within a row ends a value
TO_THE_LEFT = 1.5  # of a row's height: so far left of its first row may the second row of a value begin
ASIDE = 1.3  # of a row's height: a value beside a label that is centred on several rows
LONG_LINE = 16  # characters: print this long is no row of a table, a short label in its midst is a word


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


@dataclass(frozen=True)
class Label:
    """A label that was found: glyphs `start` to `end` of row `row`."""

    name: str
    row: int
    start: int
    end: int


@dataclass(frozen=True)
class Value:
    """What stands with a label, its rows in order; `confidence` is that of its worst line."""

    parts: tuple[str, ...]
    confidence: float

    @property
    def text(self) -> str:
        return "".join(self.parts)


NOTHING = Value((), 0.0)


class Sheet:
    """The lines of a page in rows, with the labels of one kind of paper."""

    def __init__(self, lines: Sequence[Line], labels: Mapping[str, Sequence[str]]) -> None:
        """`labels`: name to its spellings. A name that begins with "-" ends a value and is asked for by nobody."""
        self.lines = lines
        self.rows = rows_of(lines)
        self.labels = tuple(label for row in range(len(self.rows)) for label in self._labels_in(row, labels))

    @property
    def text(self) -> str:
        return "\n".join(row.text for row in self.rows)

    def find(self, name: str, number: int = 0) -> Label | None:
        """The first label of this name, or the one after so many others."""
        found = [label for label in self.labels if label.name == name]
        return found[number] if number < len(found) else None

    def value(self, label: Label, several: bool = False) -> Value:
        """What stands right of the label, or else below it; `several`: it may go on in the rows that follow."""
        first = self._beside(label) or self._aside(label) or self._below(label)
        if first is None:
            return NOTHING
        row, glyphs = first
        parts = [glyphs]
        if several:
            parts += self._going_on(label, row, glyphs)
        return self._as_value(parts)

    def _as_value(self, parts: list[tuple[Glyph, ...]]) -> Value:
        texts = tuple("".join(glyph.character for glyph in part) for part in parts)
        return Value(texts, min(self.lines[glyph.line].confidence for part in parts for glyph in part))

    # ---- labels

    def _labels_in(self, row: int, labels: Mapping[str, Sequence[str]]) -> list[Label]:
        found: list[Label] = []
        start = 0
        while start < len(self.rows[row].glyphs):
            label = self._label_at(row, start, labels, found)
            if label is not None:
                found.append(label)
            start = label.end if label is not None else start + 1
        return found

    def _label_at(
        self, row: int, start: int, labels: Mapping[str, Sequence[str]], before: Sequence[Label]
    ) -> Label | None:
        """The longest label that begins here."""
        text, longest = self.rows[row].text, None
        for name, spellings in labels.items():
            for spelling in spellings:
                length = match_at(text, start, spelling) if self._may_begin(row, start, spelling, before) else 0
                if length and (longest is None or start + length > longest.end):
                    longest = Label(name, row, start, start + length)
        return longest

    def _may_begin(self, row: int, start: int, spelling: str, before: Sequence[Label]) -> bool:
        """A short label within a line is a word of its text, unless the line begins with a label itself."""
        glyphs = self.rows[row].glyphs
        if len(spelling) > 2 or glyphs[start].apart:
            return True
        line = glyphs[start].line
        begin = next(place for place, glyph in enumerate(glyphs) if glyph.line == line)
        short = sum(glyph.line == line for glyph in glyphs) <= LONG_LINE
        return short and any(label.start == begin for label in before)

    # ---- values

    def _next_label(self, row: int, after: int) -> int:
        """Where the next label of this row begins, or its end."""
        starts = [label.start for label in self.labels if label.row == row and label.start >= after]
        return min(starts, default=len(self.rows[row].glyphs))

    def _beside(self, label: Label) -> tuple[int, tuple[Glyph, ...]] | None:
        row = self.rows[label.row]
        glyphs = row.glyphs[label.end : self._next_label(label.row, label.end)]
        while glyphs and glyphs[0].character in ":.,;-_|":
            glyphs = glyphs[1:]
        return (label.row, _without_gap(glyphs, row.height)) if glyphs else None

    def _aside(self, label: Label) -> tuple[int, tuple[Glyph, ...]] | None:
        """Beside a label that stands in the middle of several rows: the uppermost of them."""
        own, right = self.rows[label.row], self.rows[label.row].glyphs[label.end - 1].right
        for number, row in enumerate(self.rows):
            if number == label.row or abs(row.middle - own.middle) > ASIDE * own.height:
                continue
            found = self._within(number, right, self._right_bound(label))
            if found and not self._labelled(number, found[0]):
                return number, found
        return None

    def _below(self, label: Label) -> tuple[int, tuple[Glyph, ...]] | None:
        own = self.rows[label.row]
        left, bound = self._left_of(label), self._right_bound(label)
        for number in range(label.row + 1, len(self.rows)):
            row = self.rows[number]
            if row.top - own.bottom > 1.5 * own.height:
                return None
            found = self._within(number, left - TO_THE_LEFT * own.height, bound)
            if found and found[0].left < own.glyphs[label.end - 1].right and not self._labelled(number, found[0]):
                return number, found
        return None

    def _going_on(self, label: Label, row: int, first: tuple[Glyph, ...]) -> list[tuple[Glyph, ...]]:
        """The rows of the same value under its first one, up to the next label of the same column."""
        parts: list[tuple[Glyph, ...]] = []
        last, bound = self.rows[row], self._right_bound(label)
        column = self._left_of(label) - TO_THE_LEFT * last.height
        left = first[0].left - TO_THE_LEFT * last.height
        for number in range(row + 1, len(self.rows)):
            below = self.rows[number]
            if below.top - last.bottom > NEXT_ROW * last.height or self._has_label(number, column, bound):
                break
            found = self._within(number, left, bound)
            if not found:
                continue
            if found[0].left > first[-1].right:
                break
            parts.append(found)
            last = below
        return parts

    def _has_label(self, row: int, left: float, right: float) -> bool:
        return any(label.row == row and left <= self._left_of(label) < right for label in self.labels)

    def _left_of(self, label: Label) -> float:
        return self.rows[label.row].glyphs[label.start].left

    def _within(self, row: int, left: float, right: float) -> tuple[Glyph, ...]:
        """The print of a row between these, up to its next label or a long gap."""
        number = self.rows[row]
        inside = [place for place, glyph in enumerate(number.glyphs) if left <= glyph.left < right]
        if not inside:
            return ()
        end = self._next_label(row, inside[0] + 1)
        return _without_gap(tuple(number.glyphs[place] for place in inside if place < end), number.height)

    def _labelled(self, row: int, glyph: Glyph) -> bool:
        """Whether this glyph belongs to a label."""
        place = self.rows[row].glyphs.index(glyph)
        return any(label.row == row and label.start <= place < label.end for label in self.labels)

    def _right_bound(self, label: Label) -> float:
        """Where the next column begins: the next label right of this one, in its own row or beside it."""
        own = self.rows[label.row]
        right = own.glyphs[label.end - 1].right
        lefts = [
            self._left_of(other)
            for other in self.labels
            if abs(self.rows[other.row].middle - own.middle) < ASIDE * own.height
        ]
        return min((left for left in lefts if left > right), default=float("inf"))


def _without_gap(glyphs: tuple[Glyph, ...], height: float) -> tuple[Glyph, ...]:
    """Up to the first long gap between two lines."""
    for place in range(1, len(glyphs)):
        before, here = glyphs[place - 1], glyphs[place]
        if here.line != before.line and here.left - before.right > OF_ONE_VALUE * height:
            return glyphs[:place]
    return glyphs


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Rows from top to bottom, each from left to right. Print that runs down the page is left out."""
    groups: list[list[int]] = []
    for number in sorted(range(len(lines)), key=lambda n: _middle(lines[n])):
        line = lines[number]
        if not line.text.strip() or (_high(line) > 1.5 * _wide(line) and len(line.text.strip()) > 1):
            continue
        if groups and _beside(lines, groups[-1], line):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [_row(lines, group) for group in groups]


def _beside(lines: Sequence[Line], group: list[int], line: Line) -> bool:
    """Whether the line stands in one row with these, and not over or under one of them."""
    middle = sum(_middle(lines[number]) for number in group) / len(group)
    lower = min(_high(line), *(_high(lines[number]) for number in group))
    apart = all(_left(line) >= _right(lines[n]) - lower or _right(line) <= _left(lines[n]) + lower for n in group)
    return apart and abs(_middle(line) - middle) <= SAME_ROW * lower


def _row(lines: Sequence[Line], group: list[int]) -> Row:
    ordered = sorted(group, key=lambda number: _left(lines[number]))
    glyphs = tuple(glyph for number in ordered for glyph in _glyphs(lines[number], number))
    count = len(group)
    return Row(glyphs, sum(_top(lines[n]) for n in group) / count, sum(_bottom(lines[n]) for n in group) / count)


def _glyphs(line: Line, number: int) -> list[Glyph]:
    """Where each character stands is reckoned from its share of the line: a hanzi is twice as wide as a digit."""
    text = normalize("NFKC", line.text)
    weights = [1.0 if east_asian_width(character) in "WF" else 0.5 for character in text]
    scale = _wide(line) / sum(weights)
    glyphs: list[Glyph] = []
    x, apart = _left(line), True
    for character, weight in zip(text, weights, strict=True):
        if not character.isspace():
            glyphs.append(Glyph(character, x, x + weight * scale, number, apart))
        apart = character.isspace()
        x += weight * scale
    return glyphs


def _left(line: Line) -> float:
    return min(line.box[0][0], line.box[3][0])


def _right(line: Line) -> float:
    return max(line.box[1][0], line.box[2][0])


def _top(line: Line) -> float:
    return (line.box[0][1] + line.box[1][1]) / 2


def _bottom(line: Line) -> float:
    return (line.box[2][1] + line.box[3][1]) / 2


def _middle(line: Line) -> float:
    return (_top(line) + _bottom(line)) / 2


def _high(line: Line) -> float:
    return max(1.0, _bottom(line) - _top(line))


def _wide(line: Line) -> float:
    return max(1.0, _right(line) - _left(line))
