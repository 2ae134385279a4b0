"""Flattens a page to the paper's own shape and makes its paper white. Knows sizes of papers, not what they are."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.ground import light_print
from kiosk.picture import Corners

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]

DPI = 200
LONGEST_MM = 297.0
"""A page is at most as long as A4, at 200 dpi; a smaller picture is enlarged at most twofold."""
MOST_ENLARGED = 2.0
SHAPES = {"A4": 297 / 210, "card": 85.6 / 54.0, "booklet leaf": 143 / 105, "double leaf": 210 / 143}
"""Long by short side: ISO 216, ISO 7810 ID-1, household register (GA 148)."""
SHAPE_TOLERANCE = 0.035
USUAL_FOCAL = 1.2  # of the picture's longer side: a camera that sees 45 degrees across
PAPER_WHITE = 250.0


def flatten(image: Image, corners: Corners) -> Image:
    """The page from straight above, upright as its corners say, with white paper. Rows x columns x BGR.

    What is printed light on dark has no white paper: it stays as it is.
    """
    flat = straighten(image, corners)
    return flat if light_print(flat) else whiten(flat)


def straighten(image: Image, corners: Corners) -> Image:
    """The page seen from straight above, in its own proportions."""
    quad = np.array(corners, np.float32)
    top, right, bottom, left = (float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4))
    ratio = named_ratio(height_by_width(quad, (image.shape[1], image.shape[0])))
    width = max(top, bottom, max(left, right) / ratio)
    scale = min(MOST_ENLARGED, LONGEST_MM / 25.4 * DPI / (width * max(1.0, ratio)))
    size = (max(16, round(width * scale)), max(16, round(width * ratio * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    flat: Image = cv2.warpPerspective(image, cv2.getPerspectiveTransform(quad, target), size, flags=cv2.INTER_CUBIC)
    return flat


def height_by_width(quad: Floats, size: tuple[int, int]) -> float:
    """The paper's true proportions from its four corners in the picture.

    After Zhang and He, "Whiteboard scanning and image enhancement" (2006): the corners give the focal length of a
    camera whose axis goes through the picture's middle. Those of a small card, or seen from almost straight above,
    do not: then it is taken to be that of a usual camera.
    """
    sides = [float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4)]
    plain = (sides[1] + sides[3]) / (sides[0] + sides[2])
    m1, m2, m4, m3 = (np.array([x - size[0] / 2, y - size[1] / 2, 1.0]) for x, y in quad)
    k2 = np.dot(np.cross(m1, m4), m3) / np.dot(np.cross(m2, m4), m3)
    k3 = np.dot(np.cross(m1, m4), m2) / np.dot(np.cross(m3, m4), m2)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    sure = abs(n2[2]) > 0.04 and abs(n3[2]) > 0.04
    focal2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]) if sure else 0.0
    if not 0.6 < np.sqrt(max(0.0, focal2)) / max(size) < 5:
        focal2 = (USUAL_FOCAL * max(size)) ** 2
    across, down = ((n[0] ** 2 + n[1] ** 2) / focal2 + n[2] ** 2 for n in (n2, n3))
    estimated = float(np.sqrt(down / across))
    return estimated if 0.7 < estimated / plain < 1.45 else plain


def named_ratio(ratio: float) -> float:
    """The ratio of a usual paper where it is so near that the difference is the eye's, else as it is."""
    lying = ratio < 1
    long_by_short = 1 / ratio if lying else ratio
    nearest = min(SHAPES.values(), key=lambda shape: abs(shape / long_by_short - 1))
    chosen = nearest if abs(nearest / long_by_short - 1) < SHAPE_TOLERANCE else long_by_short
    return 1 / chosen if lying else chosen


def whiten(flat: Image) -> Image:
    """Shadow and tint of the paper divided out, noise in the white gone; ink and red stamps keep their colour."""
    paper = _paper(flat)
    even = np.empty_like(flat)
    for channel in range(3):
        even[:, :, channel] = cv2.divide(flat[:, :, channel], paper[:, :, channel], scale=PAPER_WHITE)
    return cv2.LUT(even, _curve())


def _paper(flat: Image) -> Image:
    """What the paper alone would look like: the light parts of each neighbourhood, smoothed."""
    small = cv2.resize(flat, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    wide = max(5, round(min(small.shape[:2]) * 0.06) | 1)
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (wide, wide)))
    smooth = cv2.GaussianBlur(cv2.medianBlur(light, 5), (0, 0), wide / 4)
    floor = np.maximum(smooth, (0.35 * np.percentile(smooth, 90, axis=(0, 1))).clip(24))
    grown: Image = cv2.resize(floor.astype(np.uint8), (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_LINEAR)
    return grown


def _curve() -> Image:
    """Near-white becomes white, so that paper grain does not cost kilobytes; dark ink becomes a little darker."""
    level = np.arange(256, dtype=np.float32)
    stretched = np.clip((level - 18) / (232 - 18), 0, 1) * 255
    curve: Image = stretched.round().astype(np.uint8)
    return curve
