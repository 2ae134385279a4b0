"""Any printed form: what stands with a colon, or in a table's cell beside a short one. Knows no kind of form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from kiosk.reading.reading import Field, Line
from kiosk.reading.rows import Row
from kiosk.reading.sheet import Label, Sheet
from kiosk.reading.values import HANZI, words

LONGEST_LABEL = 12
LEAST_PAIRS = 3
"""Fewer pairs than this are a text, not a form."""
CELL_GAP = 0.05  # of a row's height: lines of print that are further apart stand in two cells
TITLE = 1.6  # of the usual row's height: print this high is no cell
SAME_COLUMN = 0.8  # of a row's height: how far apart the labels of one column may begin


@dataclass(frozen=True)
class Cell:
    """What stands together: glyphs `start` to `end` of row number `row`."""

    row: int
    start: int
    end: int
    text: str
    left: float


def read_form(lines: Sequence[Line]) -> list[Field]:
    """Label and value in reading order; a label that comes again is left out. Empty where this is no form."""
    sheet = Sheet(lines, {})
    cells = [_cells(number, row) for number, row in enumerate(sheet.rows)]
    labels = sorted({*_before_colons(cells), *_beside_values(cells, sheet.rows)}, key=lambda one: (one.row, one.start))
    labelled = sheet.with_labels(labels)
    fields: dict[str, Field] = {}
    for label in labels:
        value = labelled.value(label, several=True)
        if words(value.text):
            fields.setdefault(label.name, Field(label.name, words(value.text), value.confidence))
    return list(fields.values()) if len(fields) >= LEAST_PAIRS else []


def _before_colons(table: Sequence[Sequence[Cell]]) -> Iterator[Label]:
    for cell in (cell for cells in table for cell in cells):
        place = cell.text.find(":")
        if _is_label(cell.text[: max(place, 0)]):
            yield _label(cell, place)


def _beside_values(table: Sequence[Sequence[Cell]], rows: Sequence[Row]) -> Iterator[Label]:
    """Every other cell of a row, and what stands under or over those."""
    usual = median([row.height for row in rows]) if rows else 0.0
    plain = [cells for cells in table if cells and not any(":" in cell.text for cell in cells)]
    ruled = [cells for cells in plain if rows[cells[0].row].height <= TITLE * usual]
    columns = [cell.left for cells in ruled if len(cells) % 2 == 0 for cell in cells[::2] if _is_label(cell.text)]
    for cells in ruled:
        for place, cell in enumerate(cells):
            paired = len(cells) % 2 == 0 and place % 2 == 0
            in_column = any(abs(cell.left - left) < SAME_COLUMN * usual for left in columns)
            if _is_label(cell.text) and (paired or (in_column and len(cells) % 2)):
                yield _label(cell, cell.end - cell.start)


def _label(cell: Cell, length: int) -> Label:
    return Label(words(cell.text[:length]), cell.row, cell.start, cell.start + length)


def _cells(number: int, row: Row) -> list[Cell]:
    """What stands together. Single hanzi side by side are a label that is spread over its cell."""
    starts = [place for place in range(len(row.glyphs)) if place == 0 or _begins(row, place)]
    cells: list[Cell] = []
    spread = False
    for start, end in zip(starts, [*starts[1:], len(row.glyphs)], strict=True):
        single = end - start == 1 and HANZI.match(row.glyphs[start].character) is not None
        begin = cells.pop().start if single and spread else start
        cells.append(_cell(number, row, begin, end))
        spread = single
    return cells


def _begins(row: Row, place: int) -> bool:
    """Whether another cell begins with this glyph."""
    before, glyph = row.glyphs[place - 1], row.glyphs[place]
    return glyph.line != before.line and glyph.left - before.right > CELL_GAP * row.height


def _cell(number: int, row: Row, start: int, end: int) -> Cell:
    return Cell(number, start, end, row.text[start:end], row.glyphs[start].left)


def _is_label(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_LABEL and HANZI.search(text) is not None
