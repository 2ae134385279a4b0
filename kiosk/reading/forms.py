"""Any printed form: what stands with a colon, or in a table's cell beside a short one. Knows no kind of form."""

from collections.abc import Sequence
from statistics import median

from kiosk.reading.reading import Field, Line
from kiosk.reading.sheet import Glyph, Row, rows_of
from kiosk.reading.values import HANZI, words

LONGEST_LABEL = 12
LEAST_PAIRS = 3
"""Fewer pairs than this are a text, not a form."""
CELL_GAP = 1.0  # of a row's height


def read_form(lines: Sequence[Line]) -> list[Field]:
    """Label and value in reading order; a label that comes again is left out. Empty where this is no form."""
    fields: dict[str, Field] = {}
    rows = rows_of(lines)
    for row in rows:
        for name, value, confidence in _pairs(row, lines, _middle_of_the_page(rows)):
            fields.setdefault(name, Field(name, value, confidence))
    return list(fields.values()) if len(fields) >= LEAST_PAIRS else []


def _middle_of_the_page(rows: Sequence[Row]) -> float:
    return median([row.height for row in rows]) if rows else 0.0


def _pairs(row: Row, lines: Sequence[Line], usual: float) -> list[tuple[str, str, float]]:
    """The labels of a row with their values: by colons where there are any, else cell by cell."""
    cells = _cells(row)
    if ":" in row.text:
        return [pair for pair in (_by_colon(cell, lines) for cell in _joined_at_colons(cells)) if pair is not None]
    if row.height > 1.6 * usual or len(cells) % 2:
        return []
    pairs = zip(cells[::2], cells[1::2], strict=True)
    return [_pair(_text(label), value, lines) for label, value in pairs if _is_label(_text(label))]


def _cells(row: Row) -> list[list[Glyph]]:
    """What stands together."""
    cells: list[list[Glyph]] = []
    for place, glyph in enumerate(row.glyphs):
        before = row.glyphs[place - 1] if place else None
        if before is None or (glyph.line != before.line and glyph.left - before.right > CELL_GAP * row.height / 2):
            cells.append([])
        cells[-1].append(glyph)
    return cells


def _joined_at_colons(cells: list[list[Glyph]]) -> list[list[Glyph]]:
    """A value that stands apart from its label's colon goes with it."""
    joined: list[list[Glyph]] = []
    for cell in cells:
        if joined and (_text(joined[-1]).endswith(":") or ":" not in _text(cell)):
            joined[-1] = joined[-1] + cell
        else:
            joined.append(cell)
    return joined


def _by_colon(cell: list[Glyph], lines: Sequence[Line]) -> tuple[str, str, float] | None:
    place = next((n for n, glyph in enumerate(cell) if glyph.character == ":"), None)
    if place is None or place + 1 >= len(cell) or not _is_label(_text(cell[:place])):
        return None
    return _pair(_text(cell[:place]), cell[place + 1 :], lines)


def _pair(label: str, value: Sequence[Glyph], lines: Sequence[Line]) -> tuple[str, str, float]:
    return words(label), words(_text(value)), min(lines[glyph.line].confidence for glyph in value)


def _is_label(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_LABEL and HANZI.search(text) is not None


def _text(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.character for glyph in glyphs)
