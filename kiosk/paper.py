"""Paper as neutral lines. Whoever prints it (ESC/POS, PDF) decides how a line looks; nobody here knows a printer."""

from dataclasses import dataclass
from enum import StrEnum


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True)
class Text:
    """A line of text; wraps where the paper ends. `indent` is in half hanzi of its own size and holds for every row of
    it; `mark` stands in the first row's indent (a box to tick). `large`: twice as wide and high."""

    text: str
    bold: bool = False
    align: Align = Align.LEFT
    indent: int = 0
    mark: str = ""
    large: bool = False


@dataclass(frozen=True)
class Big:
    """A short text as large as it goes, centred: a ticket number."""

    text: str


@dataclass(frozen=True)
class Pair:
    """A label and its value on one line: label left, value right; a long value goes below its label."""

    label: str
    value: str
    large: bool = False


@dataclass(frozen=True)
class Rule:
    """A line across the paper."""


@dataclass(frozen=True)
class Code:
    """A QR code, with the same thing in words below where `caption` is given."""

    content: str
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture, PNG or JPEG bytes, drawn at most `width` of the paper wide (0 to 1)."""

    data: bytes
    width: float = 1.0


@dataclass(frozen=True)
class Gap:
    """Empty paper, in lines."""

    lines: int = 1


@dataclass(frozen=True)
class Cut:
    """Feed past the knife and cut."""


Line = Text | Big | Pair | Rule | Code | Picture | Gap | Cut


@dataclass(frozen=True)
class Paper:
    """What comes out in one go. `title` names the print job and the PDF; it holds no personal data."""

    title: str
    lines: tuple[Line, ...]
