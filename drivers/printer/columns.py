"""Text in columns of half a hanzi, as receipt printers count: its width, where it breaks, whether it can be sent."""

import unicodedata

GBK_LEADS = range(0x81, 0xFF)


def width(text: str) -> int:
    """Columns: wide and ambiguous characters two (the printer's Chinese font draws them so), others one."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character.isascii():
        return 1
    return 0 if unicodedata.combining(character) else 2


def printable(text: str) -> bool:
    """Whether the printer's own font has every character: ASCII, or two bytes of GBK (areas 1 to 5 of GB 18030)."""
    try:
        data = text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return all(character.isascii() or len(character.encode("gbk")) == 2 for character in text) and b"\x80" not in data


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`: between hanzi anywhere, inside Latin text at spaces, inside a long word if need be.

    Closing punctuation never begins a line.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns and piece not in "，。、；：！？）》”":
            lines.append(line.rstrip())
            line = ""
            piece = piece.lstrip()  # noqa: PLW2901
        while width(piece) > columns:
            cut = next(n for n in range(len(piece), 0, -1) if width(piece[:n]) <= columns)
            lines.append(piece[:cut])
            piece = piece[cut:]  # noqa: PLW2901
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """What must not be torn: one hanzi, or a Latin word with the space behind it."""
    pieces: list[str] = []
    for character in text:
        joins = pieces and character.isascii() and pieces[-1][-1].isascii() and not pieces[-1].endswith(" ")
        if joins:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces
