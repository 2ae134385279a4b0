"""Where print stands on a page: rows, labels, and the value that belongs to a label. Knows no kind of paper."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise

from kiosk.reading.alike import distance, match_at
from kiosk.reading.reading import Line
from kiosk.reading.rows import Glyph, rows_of
from kiosk.reading.stacked import unstacked

NEXT_ROW = 1.0  # of a row's height: the gap to the next row of the same value
OF_ONE_VALUE = 2.5  # of a row's height: a longer gap within a row ends a value
TO_THE_LEFT = 1.5  # of a row's height: so far left of its first row may the second row of a value begin
SPREAD = 6.0  # of a row's height: so wide is a label of which one hanzi was seen at most
ASIDE = 1.3  # of a row's height: a value beside a label that is centred on several rows
LONG_LINE = 16  # characters: print longer than this is no row of a table, a label in its midst is a word
SHORT_LINE = 8  # characters: print that follows a label and is this short may hold the next label too: 男民族汉
NO_WORD = 6  # characters: a label this long is a label wherever it stands


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
        self.lines = unstacked(lines, [spelling for spellings in labels.values() for spelling in spellings])
        self.rows = rows_of(self.lines)
        self.labels = tuple(label for row in range(len(self.rows)) for label in self._labels_in(row, labels))
        self.labels += tuple(self._halves(labels))

    def with_labels(self, labels: Sequence[Label]) -> "Sheet":
        """The same print with these labels alone."""
        sheet = copy(self)
        sheet.labels = tuple(labels)
        return sheet

    def find(self, name: str, number: int = 0) -> Label | None:
        """The first label of this name, or the one after so many others."""
        found = [label for label in self.labels if label.name == name]
        return found[number] if number < len(found) else None

    def value(self, label: Label, several: bool = False) -> Value:
        """What stands right of the label, or else below it; `several`: it may go on in the rows that follow, and begin
        in the row above."""
        above = self._above(label) if several else None
        first = above or self._beside(label) or self._aside(label) or self._below(label)
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
        """Whether a label may stand here: apart from other print, in a short line of labels and values, or word for
        word and so long that it is no word of a text."""
        glyphs = self.rows[row].glyphs
        if glyphs[start].apart:
            return True
        line = glyphs[start].line
        begin = next(place for place, glyph in enumerate(glyphs) if glyph.line == line)
        count = sum(glyph.line == line for glyph in glyphs)
        labelled = any(label.start == begin for label in before)
        follows = any(label.end == begin for label in before)
        if (labelled and count <= LONG_LINE) or (follows and count <= SHORT_LINE):
            return True
        return len(spelling) >= NO_WORD and self.rows[row].text.startswith(spelling, start)

    def _halves(self, labels: Mapping[str, Sequence[str]]) -> Iterator[Label]:
        """Labels of two hanzi of which one was misread, or was not seen as they are spread so wide: the line stands
        alone in front of a value."""
        found = {label.name for label in self.labels}
        short = [(name, one) for name, spellings in labels.items() for one in spellings if len(one) == 2]
        for number, row in enumerate(self.rows):
            for start, end in self._alone(number):
                names = {name for name, one in short if _is_half(row.text[start:end], one)} - found
                if len(names) == 1:
                    name = names.pop()
                    found.add(name)
                    yield Label(name, number, start, end)

    def _alone(self, number: int) -> Iterator[tuple[int, int]]:
        """Lines of a row that are no label and stand in front of print that is none: where they begin and end."""
        glyphs = self.rows[number].glyphs
        bounds = [0, *(n for n in range(1, len(glyphs)) if glyphs[n].line != glyphs[n - 1].line)]
        for start, end in pairwise(bounds):
            if not self._labelled(number, glyphs[start]) and not self._labelled(number, glyphs[end]):
                yield start, end

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

    def _above(self, label: Label) -> tuple[int, tuple[Glyph, ...]] | None:
        """The first row of a value in two rows beside whose second one the label was found: it is nearer to that than
        to what stands above it."""
        own = self._beside(label)
        if own is None or label.row == 0:
            return None
        bound, astray = self._right_bound(label), TO_THE_LEFT * self.rows[label.row].height
        left = own[1][0].left - astray
        over = self._within(label.row - 1, left, bound)
        if not over or over[0].left > left + 2 * astray or self._has_label(label.row - 1, 0, bound):
            return None
        upper = next((n for n in range(label.row - 2, -1, -1) if self._within(n, left, bound)), None)
        step = self.rows[label.row].middle - self.rows[label.row - 1].middle
        before = self.rows[label.row - 1].middle - self.rows[upper].middle if upper is not None else float("inf")
        return (label.row - 1, over) if step < min(ASIDE * self.rows[label.row - 1].height, before) else None

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
        half = label.end - label.start == 1
        column = self._left_of(label) - (SPREAD if half else TO_THE_LEFT) * last.height
        left = first[0].left - TO_THE_LEFT * last.height
        for number in range(row + 1, len(self.rows)):
            below = self.rows[number]
            if below.top - last.bottom > NEXT_ROW * last.height or self._has_label(number, column, bound, label):
                break
            found = self._within(number, left, bound)
            if not found:
                continue
            if found[0].left > first[-1].right:
                break
            parts.append(found)
            last = below
        return parts

    def _has_label(self, row: int, left: float, right: float, own: Label | None = None) -> bool:
        """Whether another label than `own` stands between these."""
        return any(
            label.row == row and left <= self._left_of(label) < right for label in self.labels if label is not own
        )

    def _left_of(self, label: Label) -> float:
        return self.rows[label.row].glyphs[label.start].left

    def _within(self, row: int, left: float, right: float) -> tuple[Glyph, ...]:
        """The print of a row between these, up to its next label or a long gap."""
        glyphs, height = self.rows[row].glyphs, self.rows[row].height
        inside = [place for place, glyph in enumerate(glyphs) if left <= glyph.left < right]
        whole = next((n for n, place in enumerate(inside) if not self._is_midst(row, place)), len(inside))
        if whole == len(inside):
            return ()
        end = self._next_label(row, inside[whole] + 1)
        return _without_gap(tuple(glyphs[place] for place in inside[whole:] if place < end), height)

    def _is_midst(self, row: int, place: int) -> bool:
        """Whether print goes on here that began further left, and was no label."""
        glyphs = self.rows[row].glyphs
        if place == 0 or glyphs[place].apart or glyphs[place - 1].line != glyphs[place].line:
            return False
        return not self._labelled(row, glyphs[place - 1])

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


def _is_half(text: str, label: str) -> bool:
    """Whether the text is one of the label's two hanzi, or both with one of them misread."""
    return text in tuple(label) or (len(text) == 2 and distance(text, label) == 1)
