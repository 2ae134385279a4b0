"""Closed outlines of a small picture that have four corners: those of a card, whose sides are too short to be sure
lines, or of any paper that nothing touches."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]

BLOB_LEVELS = (0.7, 0.86)  # of the lightest there is
LEAST_AREA = 0.006  # of the picture
LARGEST = 3  # outlines of each kind
FAINT, CLEAR = 40, 120  # Canny's two thresholds
COLOURFUL = 4.0  # how much differences in colour are raised
TOLERANCES = (0.025, 0.045, 0.07)  # of the outline's length
FILLED = 0.8  # of the four corners' area: less is no paper but something that only spans as much


def of_light(soft: Image) -> Floats:
    """k x 4 x 2: the lightest patches of the least channel (without specks), where white stands out most."""
    lightest = np.percentile(soft[::2, ::2], 99.3)
    masks = [(soft > share * lightest).astype(np.uint8) for share in BLOB_LEVELS]
    return np.vstack([_largest(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))) for mask in masks])


def of_edges(small: Image) -> Floats:
    """k x 4 x 2: what clear edges enclose."""
    return _enclosed(small[:, :, 0], small[:, :, 2])


def of_colours(small: Image) -> Floats:
    """k x 4 x 2: what differs from its surroundings in colour, however a shadow falls across it."""
    return _enclosed(*opponent_colours(small))


def opponent_colours(small: Image) -> tuple[Image, Image]:
    """Green to red and blue to yellow, raised, with grey in the middle: the same in light and in shadow."""
    _, *colours = cv2.split(cv2.cvtColor(small, cv2.COLOR_BGR2Lab))
    soft = [cv2.GaussianBlur(colour, (0, 0), 1.2) for colour in colours]
    green_red, blue_yellow = (cv2.convertScaleAbs(one, alpha=COLOURFUL, beta=128 - 128 * COLOURFUL) for one in soft)
    return green_red, blue_yellow


def _enclosed(one: Image, other: Image) -> Floats:
    edges = cv2.max(cv2.Canny(one, FAINT, CLEAR), cv2.Canny(other, FAINT, CLEAR))
    return _largest(cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)))


def _largest(mask: Image) -> Floats:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hulls = sorted((cv2.convexHull(one) for one in contours if len(one) > 3), key=cv2.contourArea)[-LARGEST:]
    quads = [quad for hull in hulls if (quad := four_corners(hull, mask.size)) is not None]
    return np.array(quads, np.float64).reshape(-1, 4, 2)


def four_corners(hull: Any, pixels: int) -> Floats | None:
    """4 x 2, or None where the patch is no quadrilateral."""
    area = cv2.contourArea(hull)
    if area < LEAST_AREA * pixels:
        return None
    length = cv2.arcLength(hull, True)
    for tolerance in TOLERANCES:
        corners: Floats = cv2.approxPolyDP(hull, tolerance * length, True).reshape(-1, 2)
        if len(corners) == 4 and cv2.contourArea(corners) > FILLED * area:
            return corners
    return None
