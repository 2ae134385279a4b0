"""Text in columns of half a hanzi, as receipt printers count: its width, where it breaks, whether it can be sent."""

import unicodedata
from collections.abc import Callable

CLOSING = "，。、；：！？）》」』】〉”’…·％,.;:!?)%"
OPENING = "（《「『【〈“‘("
"""What may not begin a line, and what may not end one."""


def width(text: str) -> int:
    """Columns: the printer's Chinese font draws everything that is not ASCII two columns wide."""
    return sum(1 if character.isascii() else 2 for character in text if not unicodedata.combining(character))


def clean(text: str) -> str:
    """Without control and format characters: a text must never become a command to the printer."""
    kinds = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": ""}
    return "".join(kinds.get(unicodedata.category(character), character) for character in text)


def printable(text: str) -> bool:
    """Whether the printer's own font has every character: ASCII, or two bytes of GBK (areas 1 to 5 of GB 18030)."""
    return all(character.isascii() or len(character.encode("gbk", "ignore")) == 2 for character in text)


def wrap(text: str, most: float, measure: Callable[[str], float] = width) -> list[str]:
    """Rows of at most `most`, in whatever `measure` gives: breaks between hanzi, in Latin text at spaces.

    Closing punctuation begins no row, opening punctuation ends none. A word longer than a row is cut.
    """
    return [row for paragraph in text.split("\n") for row in _rows(clean(paragraph), most, measure)]


def _rows(text: str, most: float, measure: Callable[[str], float]) -> list[str]:
    rows, row = [], ""
    for piece in _pieces(text):
        rest = piece
        if row and measure((row + piece).rstrip()) > most:
            rows.append(row.rstrip())
            row, rest = "", piece.lstrip()
        while measure(rest.rstrip()) > most and len(rest) > 1:
            cut = next((n for n in range(len(rest) - 1, 1, -1) if measure(rest[:n]) <= most), 1)
            rows.append(rest[:cut])
            rest = rest[cut:]
        row += rest
    return [*rows, row.rstrip()]


def _pieces(text: str) -> list[str]:
    """What must not be torn: a hanzi with its punctuation, or a Latin word with the space behind it."""
    pieces: list[str] = []
    for character in text:
        if pieces and _clings(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _clings(last: str, character: str) -> bool:
    if character in CLOSING or last in OPENING or unicodedata.combining(character):
        return True
    return last.isascii() and character.isascii() and (last != " " or character == " ")


def pair_rows(label: str, value: str, most: int) -> list[str]:
    """Label left, value right in one row of `most` columns; a longer value goes below, right where one row holds it."""
    label, value = clean(label), clean(value)
    gap = most - width(label) - width(value)
    if gap >= 1:
        return [label + " " * gap + value]
    rows = wrap(value, most - 2)
    indent = most - width(rows[0]) if len(rows) == 1 else 2
    return [*wrap(label, most), *(" " * indent + row for row in rows)]
