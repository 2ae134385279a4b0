"""The sides of a card on one sheet of A4, as a copier would do it. Knows sizes of paper, not what is on the card."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.flat import DPI, SHAPES
from drivers.vision.look import to_scan
from kiosk.picture import Corners, FoundCode, Quality, Scan

Image = NDArray[Any]  # uint8
A4_MM = (210.0, 297.0)
CARD_MM = 85.6  # the longer side of ISO 7810 ID-1
CARD_TOLERANCE = 0.06
MOST_MM = (150.0, 120.0)
"""A side that is no card, a folded certificate for example, becomes at most so large."""
VERDICTS = ("good", "poor", "bad")


def both_sides(sides: Sequence[Scan]) -> Scan:
    """One or two sides, one below the other, each in the middle of its half; a card is as large as it is in the hand.

    The page is as good as the worse of them. Raises ValueError for a picture that cannot be decoded.
    """
    sheet = np.full((_pixels(A4_MM[1]), _pixels(A4_MM[0]), 3), 255, np.uint8)
    codes: list[FoundCode] = []
    for number, side in enumerate(sides):
        codes += _lay(sheet, side, (number + 0.5) / 2)
    return to_scan(sheet, _worse(sides), None, tuple(codes))


def _lay(sheet: Image, side: Scan, down: float) -> list[FoundCode]:
    """Put it on the sheet, its middle at `down` of the height; its codes, at their new places."""
    image = cv2.imdecode(np.frombuffer(side.jpeg, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise ValueError("a side that is no picture")
    scale = _scale(side)
    size = (round(side.width * scale), round(side.height * scale))
    x, y = (sheet.shape[1] - size[0]) // 2, round(sheet.shape[0] * down - size[1] / 2)
    sheet[y : y + size[1], x : x + size[0]] = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return [replace(code, corners=_moved(code.corners, scale, x, y)) for code in side.codes]


def _scale(side: Scan) -> float:
    """From the side's own pixels to the sheet's."""
    longer, shorter = max(side.width, side.height), min(side.width, side.height)
    if abs(longer / shorter / SHAPES["card"] - 1) < CARD_TOLERANCE:
        return _pixels(CARD_MM) / longer
    return min(1.0, _pixels(MOST_MM[0]) / side.width, _pixels(MOST_MM[1]) / side.height)


def _moved(corners: Corners, scale: float, x: int, y: int) -> Corners:
    one, two, three, four = ((x + px * scale, y + py * scale) for px, py in corners)
    return one, two, three, four


def _pixels(millimetres: float) -> int:
    return round(millimetres / 25.4 * DPI)


def _worse(sides: Sequence[Scan]) -> Quality:
    return max((side.quality for side in sides), key=lambda quality: VERDICTS.index(quality.verdict))
