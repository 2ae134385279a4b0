"""A hand that lies in the picture, over an edge of the paper where there is one."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
Random = np.random.Generator
SKIN = np.array([[150, 180, 225], [120, 150, 200], [90, 125, 180], [60, 85, 130]], np.float32)
SHADOW = np.array([[1, 0, 10], [0, 1, 12]], np.float32)
FINGER = 62
"""Pixels wide, where A4 is 950 pixels long: 19 mm."""


def lay_hand(picture: Image, quad: Image | None, rng: Random) -> Image:
    """`picture` is float, rows x columns x BGR; the hand comes in from the nearest side of the picture."""
    height, width = picture.shape[:2]
    tip = _place(quad, (width, height), rng)
    mask = cv2.GaussianBlur(_outline(tip, (width, height), rng), (0, 0), 1.5).astype(np.float32) / 255
    shadow = 1 - 0.35 * cv2.blur(cv2.warpAffine(mask, SHADOW, (width, height)), (31, 31))
    round_off = cv2.blur(mask, (41, 41))[:, :, None] ** 0.6
    skin = SKIN[rng.integers(len(SKIN))] * (0.7 + 0.3 * round_off)
    share = mask[:, :, None]
    laid: Image = picture * shadow[:, :, None] * (1 - share) + skin * share
    return laid


def _place(quad: Image | None, size: tuple[int, int], rng: Random) -> Image:
    """Where the fingertips are: a little inside the paper's edge, not at its top side, where nobody holds it."""
    if quad is None:
        return np.array([rng.uniform(0.3, 0.7) * size[0], rng.uniform(0.4, 0.7) * size[1]])
    side = int(rng.integers(1, 4))
    along = rng.uniform(0.15, 0.85)
    edge = quad[side] * (1 - along) + quad[(side + 1) % 4] * along
    reach = rng.uniform(0.05, 0.16)
    tip: Image = edge + (quad.mean(axis=0) - edge) * reach * 2
    return tip


def _outline(tip: Image, size: tuple[int, int], rng: Random) -> Image:
    """Fingers as thick rounded lines, a palm, and an arm that leaves the picture."""
    mask = np.zeros((size[1], size[0]), np.uint8)
    away = tip - np.array([size[0] / 2, size[1] * 0.35])
    away = away / max(1.0, float(np.linalg.norm(away)))
    across = np.array([-away[1], away[0]])
    palm = tip + away * 300
    for number in range(int(rng.integers(1, 5))):
        finger = tip + across * (number - 1.2) * FINGER * 1.15 + away * abs(number - 1.5) * 22
        _stroke(mask, finger, palm + across * (number - 1.2) * FINGER * 0.8, FINGER)
    _stroke(mask, palm, palm + away * 160, FINGER * 4)
    _stroke(mask, palm + away * 160, palm + away * 1500, FINGER * 3)
    return mask


def _stroke(mask: Image, start: Image, end: Image, thickness: float) -> None:
    points = [tuple(int(v) for v in point) for point in (start, end)]
    cv2.line(mask, points[0], points[1], 255, int(thickness), cv2.LINE_AA)
