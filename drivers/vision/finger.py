"""Whether a finger lies on a flattened page: something of the colour of skin that comes in over its edge.

Knows colours relative to the paper's own white, so that the lamp's tint and the light's strength do not matter.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
LONG = 240  # pixels of the longer side, to which the page is made smaller
HUES = (2.0, 44.0)  # degrees: skin of every shade, under white light
SATURATIONS = (0.24, 0.72)
VALUES = (0.2, 0.98)  # of the paper's brightness
DEPTH = 0.02
"""Of the page's longer side: what reaches in less far is the desk, along an edge that was not found quite exactly."""
BROAD = 0.6
"""Of a side: what lies along more of it is a strip of the desk, or the page's own colour."""
COLOURED = 0.6  # weakest by strongest colour of the paper: below, as on the cover of a certificate, nothing can be said
OWN = 0.8
"""Of the page: where more of it has the colour of skin, the paper itself is so coloured, and nothing can be said."""


def finger_share(page: Image) -> float:
    """Share of the page (rows x columns x BGR) that fingers cover, 0 to 1; 0 where none does."""
    if _paper_is_coloured(page):
        return 0.0
    scale = min(1.0, LONG / max(page.shape[:2]))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    skin = cv2.morphologyEx(_like_skin(small), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if skin.mean() > OWN:
        return 0.0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(skin, connectivity=4)
    covered = sum(int(stats[n, cv2.CC_STAT_AREA]) for n in range(1, len(stats)) if _comes_in(labels == n))
    return covered / skin.size


def _paper(page: Image) -> NDArray[Any]:
    """The paper's own colour, BGR: what most of its lighter part looks like."""
    return np.percentile(page[::4, ::4].reshape(-1, 3), 75, axis=0).clip(40)


def _paper_is_coloured(page: Image) -> bool:
    paper = _paper(page)
    return bool(paper.min() < COLOURED * paper.max())


def _like_skin(small: Image) -> Image:
    """1 where the colour could be skin's."""
    white = _paper(small)
    hue, saturation, value = cv2.split(cv2.cvtColor((small / white).clip(0, 1.2).astype(np.float32), cv2.COLOR_BGR2HSV))
    fits = (hue > HUES[0]) & (hue < HUES[1])
    fits &= (saturation > SATURATIONS[0]) & (saturation < SATURATIONS[1]) & (value > VALUES[0]) & (value < VALUES[1])
    likely: Image = fits.astype(np.uint8)
    return likely


def _comes_in(blob: NDArray[np.bool_]) -> bool:
    """Whether it comes in over one side of the page, as a finger does, and reaches far enough."""
    least = DEPTH * max(blob.shape)
    sides = (blob, blob[::-1], blob.T, blob.T[::-1])
    touching = [float(side[:2].any(axis=0).mean()) for side in sides]
    if max(touching) >= BROAD:
        return False
    return any(
        touch > 0 and np.flatnonzero(side.any(axis=1)).max() > least
        for touch, side in zip(touching, sides, strict=True)
    )
