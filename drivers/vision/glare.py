"""How much of a flattened page is lost in the reflection of a lamp: patches that are burnt out, with a steep rim.

Paper that is white because it is lit well has no such rim, and loses nothing: its ink is dark all the same.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
BURNT = 252
LEAST = 9  # pixels across, of a page whose longer side has 800
NEAR, FAR = 7, 31  # the rim is looked at between these distances from the patch, in pixels
STEEP = 8.0
"""Levels by which the paper at the rim is darker than the patch."""


def glare_share(grey: Image) -> float:
    """Share of the page (rows x columns, longer side at most 800 pixels) that is lost, 0 to 1."""
    burnt = cv2.morphologyEx((grey >= BURNT).astype(np.uint8), cv2.MORPH_OPEN, np.ones((LEAST, LEAST), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(burnt)
    lost = 0
    for number in range(1, count):
        x, y, width, height, area = (int(n) for n in stats[number])
        around = (slice(max(0, y - FAR), y + height + FAR), slice(max(0, x - FAR), x + width + FAR))
        if _rim_is_steep(grey[around], (labels[around] == number).astype(np.uint8)):
            lost += area
    return lost / grey.size


def _rim_is_steep(grey: Image, patch: Image) -> bool:
    """Whether most of what surrounds the patch is clearly darker than it. Ink is, too: so the lighter part counts."""
    distance = cv2.distanceTransform(1 - patch, cv2.DIST_L2, 3)
    rim = grey[(distance > NEAR) & (distance < FAR)]
    return bool(rim.size) and BURNT - float(np.percentile(rim, 60)) > STEEP
