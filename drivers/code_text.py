"""The bytes of a code into text. Most are UTF-8; machines in Chinese halls and shops write GBK, a few the West's.

A code seldom says which (ECI), so what the bytes look like decides: common hanzi are told from what comes out when the
wrong table is used. Knows no scanner and no picture.
"""

import codecs
import re

from drivers.own_use import standard

ENDS = "\0\t\n\r \x02\x03"
"""What frames a code on the wire, or was left at its end by the program that made it."""
HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
MARKS = re.compile(r"[\u3000-\u301f\uff01-\uff5e·—‘’“”…￥§×°]")
WESTERN = re.compile(r"[À-ÖØ-öø-ÿ]")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")  # a tab, a line's end, a GS1 separator are none
HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")  # of kana: nobody writes it, a wrong guess is full of it
MOSTLY = 0.5
MOST_FOREIGN = 0.34


def code_text(data: bytes, guess: str = "") -> str:
    """Without what frames it; lines within stay apart. `guess` is a decoder's own reading, taken where ours fails. What
    is no text at all stays visible as U+FFFD."""
    return standard(_decoded(data, guess).strip(ENDS))


def _decoded(data: bytes, guess: str) -> str:
    wide = _as(data, "utf-16") if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None
    if wide and not CONTROL.search(wide):
        return wide
    text = _as(data, "utf-8-sig")
    if text is not None:
        return text
    chinese = _as(data, "gb18030")
    if chinese is not None and _is_common(chinese):
        return chinese
    for other in (_western(data), _traditional(data), guess):
        if other and not CONTROL.search(other) and not HALF_WIDTH.search(other):
            return other
    if chinese is not None and not CONTROL.search(chinese):
        return chinese
    return data.decode("utf-8", errors="replace")


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_common(text: str) -> bool:
    """Whether half of what is no ASCII is in GB 2312, whose 6,763 hanzi are nearly all that is written."""
    foreign = [character for character in text if not character.isascii()]
    common = sum(_is_in_gb2312(character) for character in foreign)
    return not CONTROL.search(text) and common >= MOSTLY * len(foreign)


def _is_in_gb2312(character: str) -> bool:
    if not (HANZI.match(character) or MARKS.match(character)):
        return False
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _traditional(data: bytes) -> str | None:
    """Big5, where it gives nothing but hanzi and their marks."""
    text = _as(data, "big5")
    whole = text is not None and all(c.isascii() or HANZI.match(c) or MARKS.match(c) for c in text)
    return text if whole else None


def _western(data: bytes) -> str | None:
    """Words of western Europe: plain letters, and a few that are not."""
    text = _as(data, "cp1252")
    if text is None or not all(c.isascii() or WESTERN.match(c) for c in text):
        return None
    letters = [c for c in text if c.isalpha()]
    return text if sum(not c.isascii() for c in letters) <= MOST_FOREIGN * len(letters) else None
