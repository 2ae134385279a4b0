"""The two libraries that decode codes, with the kinds of code that are wanted: what each reads in a picture."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import zxingcpp
from numpy.typing import NDArray

from drivers.code_text import code_text
from kiosk.picture import Corners, FoundCode

try:
    from pyzbar import pyzbar
except ImportError:  # it looks for the C library when it is imported (Debian's libzbar0)
    pyzbar = None

log = logging.getLogger(__name__)
if pyzbar is None:
    log.info("libzbar is not installed: fewer codes are read, and no EAN")

Image = NDArray[Any]  # uint8

FORMATS = "QRCode,DataMatrix,Aztec,PDF417,Code128,EAN13"
"""A closed list: what stands on papers, receipts and phones. ITF, Codabar and Code 39 have no check of their own and
are read out of any fence of bars; Micro QR hardly corrects; nobody prints the rest here. A UPC-A is an EAN-13."""
ZBAR_NAMES = {"QRCODE": "QRCode", "CODE128": "Code128", "EAN13": "EAN13"}
ZBAR_SYMBOLS = [getattr(pyzbar.ZBarSymbol, name) for name in ZBAR_NAMES] if pyzbar else []
EASY = {"formats": zxingcpp.barcode_formats_from_str(FORMATS), "text_mode": zxingcpp.TextMode.Plain}
GLOBAL = {**EASY, "binarizer": zxingcpp.Binarizer.GlobalHistogram}
ZBAR_TABLES = ("big5", "cp1252", "latin-1", "shift_jis")
OWN_USE = re.compile("[\ue000-\uf8ff]")  # what Unicode leaves to whoever wants it: no text of anybody's


def zxing(grey: Image, options: dict[str, Any]) -> tuple[FoundCode, ...]:
    """What zxing-cpp reads."""
    found = (_from_zxing(code) for code in zxingcpp.read_barcodes(grey, **options) if code.valid)
    return tuple(code for code in found if code.text)


def zbar(grey: Image) -> tuple[FoundCode, ...]:
    """What pyzbar reads; nothing where its library is missing."""
    found = (_from_zbar(code) for code in pyzbar.decode(grey, symbols=ZBAR_SYMBOLS)) if pyzbar else ()
    return tuple(code for code in found if code.text)


def _from_zxing(code: zxingcpp.Barcode) -> FoundCode:
    at = code.position
    corners = tuple((float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    return FoundCode(code.format.name, code_text(code.bytes, code.text), corners)  # type: ignore[arg-type]


def _from_zbar(code: Any) -> FoundCode:
    left, top, width, height = code.rect
    corners: Corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return FoundCode(ZBAR_NAMES.get(code.type, code.type), _zbar_text(code.data), corners)


def _zbar_text(data: bytes) -> str:
    """zbar has turned the code's bytes into UTF-8 by tables of its own, Big5 first: undone, where they were none. Empty
    where that cannot be told: no text is better than another one."""
    text = code_text(data)
    if text.isascii():
        return text
    readings = [text, *(code_text(was) for was in _bytes_before(data.decode("utf-8", "replace")))]
    best = max(readings, key=_share_of_common)
    return "" if OWN_USE.search(best) or "\ufffd" in best else best


def _bytes_before(text: str) -> Iterator[bytes]:
    for table in ZBAR_TABLES:
        try:
            yield text.encode(table)
        except UnicodeEncodeError:
            continue


def _share_of_common(text: str) -> float:
    """Of the hanzi of daily use (GB 2312, level 1: from 啊 to 座) in what is no ASCII."""
    foreign = [character for character in text if not character.isascii()]
    return sum(_is_common(character) for character in foreign) / len(foreign) if foreign else 0.0


def _is_common(character: str) -> bool:
    try:
        return b"\xb0\xa1" <= character.encode("gb2312") <= b"\xd7\xf9"
    except UnicodeEncodeError:
        return False
