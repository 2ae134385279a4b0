"""From lines of print to a reading: which kind of paper, then its fields, then whether they can be right."""

from collections.abc import Sequence
from datetime import date
from unicodedata import normalize

from kiosk.numbers import is_bank_card
from kiosk.reading.checks import checked
from kiosk.reading.forms import read_form
from kiosk.reading.kinds import card_numbers, kind_of
from kiosk.reading.mrz import machine_zone, read_zone
from kiosk.reading.papers import read_paper
from kiosk.reading.reading import FIELDS, Field, Kind, Line, Reading

FORM_SURE = 0.7  # any paper may look like a form


def read_lines(lines: Sequence[Line], width: int, height: int, today: date | None = None) -> Reading:
    """What was read on a page of `width` x `height` pixels. Without `today` no day counts as in the future."""
    seen = tuple(line for line in lines if _on_page(line, width, height))
    kind, sure = kind_of(seen)
    if kind in {Kind.UNKNOWN, Kind.BANK_CARD} and (form := read_form(seen)):
        kind, sure, fields = Kind.FORM, FORM_SURE, form  # a card has a number and words, but none that belong together
    elif kind is Kind.UNKNOWN:
        fields = []
    elif zone := _of_zone(seen, today):
        fields = zone
    elif kind is Kind.BANK_CARD:
        fields = checked(kind, _card_number(seen), today)
    else:
        fields = _in_order(kind, checked(kind, read_paper(kind, seen), today))
    return Reading(kind, sure, tuple(fields), tuple(lines))


def _on_page(line: Line, width: int, height: int) -> bool:
    x = sum(corner[0] for corner in line.box) / 4
    y = sum(corner[1] for corner in line.box) / 4
    return bool(line.text.strip()) and 0 <= x <= width and 0 <= y <= height


def _in_order(kind: Kind, fields: list[Field]) -> list[Field]:
    return sorted(fields, key=lambda field: FIELDS[kind].index(field.name))


def _of_zone(lines: Sequence[Line], today: date | None) -> list[Field]:
    zone = machine_zone(["".join(normalize("NFKC", line.text).split()) for line in lines])
    parts = read_zone(zone, today) if zone is not None else []
    return [Field(part.name, part.value, part.confidence) for part in parts]


def _card_number(lines: Sequence[Line]) -> list[Field]:
    """The number that passes its check, else the longest that could be one."""
    best = max(card_numbers(lines), key=lambda number: (is_bank_card(number[0]), len(number[0])), default=None)
    return [Field("number", *best)] if best else []
