"""Papers of one colour throughout, on whatever pattern: a dark bank card on striped cloth has weaker edges than the
stripes have, but is the one large patch that is all alike."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.outlines import four_corners

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]

TONES = 5  # that the picture is thought to be made of
WEIGHTS = np.array((0.35, 2.0, 2.0), np.float32)
"""Of lightness, green to red and blue to yellow: a shadow that falls across a card must not cut it in two."""
NEAR = 39.0  # in weighted Lab, the three differences added up
LEAST_AREA = 0.04  # of the picture: tiles of cloth are smaller
WHOLE, FILLED = 0.95, 0.85  # of its hull, and of its corners' area with what is printed on it
PRINTED = 0.002  # of its inner part, at least: a bank card has three times as much, an empty mat nothing
ALIKE_AROUND = 0.1  # of a ring around it: more, and it is a part of the desk
BORDER = 2.0  # pixels of the halved picture: what goes on beyond the border is desk


def of_one_tone(small: Image) -> Floats:
    """k x 4 x 2: whole patches of one colour with four corners, none of their colour around them, largest first."""
    halved = cv2.medianBlur(cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), 3)
    lab = cv2.cvtColor(halved, cv2.COLOR_BGR2Lab).astype(np.float32) * WEIGHTS
    patches = [patch for tone in _tones(lab) if (patch := _patch(_alike(lab, tone))) is not None]
    patches.sort(key=cv2.contourArea, reverse=True)
    return 2.0 * np.array(patches, np.float64).reshape(-1, 4, 2) + 0.5


def _tones(lab: Floats) -> Floats:
    """TONES x 3."""
    some = np.ascontiguousarray(lab[::4, ::4].reshape(-1, 3))
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    cv2.setRNGSeed(1)  # the same picture gives the same page
    tones: Floats = cv2.kmeans(some, TONES, None, criteria, 1, cv2.KMEANS_PP_CENTERS)[2]  # type: ignore[call-overload]
    return tones


def _alike(lab: Floats, tone: Floats) -> Image:
    """1 where the picture has about this colour, without specks."""
    away = cv2.transform(np.abs(lab - tone), np.ones((1, 3), np.float32))
    mask = cv2.threshold(away, NEAR, 1, cv2.THRESH_BINARY_INV)[1].astype(np.uint8)
    opened: Image = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    return opened


def _patch(mask: Image) -> Floats | None:
    """4 x 2: the largest patch, where it may be a paper."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(contours, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < LEAST_AREA * mask.size:
        return None
    hull = cv2.convexHull(largest)
    if cv2.contourArea(largest) < WHOLE * cv2.contourArea(hull):
        return None
    corners = four_corners(hull, mask.size)
    return corners if corners is not None and _lies_alone(mask, corners) else None


def _lies_alone(mask: Image, corners: Floats) -> bool:
    """Within the picture, filled but for some print, and with another colour all around."""
    height, width = mask.shape
    if corners.min() < BORDER or corners[:, 0].max() >= width - BORDER or corners[:, 1].max() >= height - BORDER:
        return False
    inside = cv2.fillConvexPoly(np.zeros_like(mask), corners.astype(np.int32), 1)
    close, far = (cv2.dilate(inside, np.ones((size, size), np.uint8)) for size in (5, 11))
    if cv2.mean(mask, inside)[0] < FILLED or cv2.mean(mask, far - close)[0] > ALIKE_AROUND:
        return False
    return cv2.mean(mask, cv2.erode(inside, np.ones((9, 9), np.uint8)))[0] < 1 - PRINTED
