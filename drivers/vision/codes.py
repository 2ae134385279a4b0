"""Reads bar codes and QR codes: zxing-cpp first, pyzbar for what it misses."""

from typing import Any

import cv2
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from kiosk.picture import Corners, FoundCode

Image = NDArray[Any]  # uint8
ZBAR_SYMBOLS = [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.EAN13, pyzbar.ZBarSymbol.CODE39]
ZBAR_NAMES = {"QRCODE": "QRCode", "CODE128": "Code128", "EAN13": "EAN13", "CODE39": "Code39"}


def read_codes(image: Image) -> tuple[FoundCode, ...]:
    """Every code in the picture, as zxing names its format."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    found = tuple(_from_zxing(code) for code in zxingcpp.read_barcodes(grey) if code.valid)
    return found or tuple(_from_zbar(code) for code in pyzbar.decode(grey, symbols=ZBAR_SYMBOLS))


def _from_zxing(code: zxingcpp.Barcode) -> FoundCode:
    at = code.position
    corners = tuple((float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    return FoundCode(code.format.name, code.text, corners)  # type: ignore[arg-type]


def _from_zbar(code: pyzbar.Decoded) -> FoundCode:
    box = code.rect
    corners: Corners = (
        (box.left, box.top),
        (box.left + box.width, box.top),
        (box.left + box.width, box.top + box.height),
        (box.left, box.top + box.height),
    )
    return FoundCode(ZBAR_NAMES.get(code.type, code.type), code.data.decode("utf-8", "replace"), corners)
