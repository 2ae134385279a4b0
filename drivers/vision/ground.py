"""Whether a page is printed light on dark, as many bank cards are. Knows no print and no paper."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8

LONG_SIDE = 400  # pixels that are enough
AROUND = 51
"""Pixels of that small page: more than half of any such square is ground, not print."""
EDGE = 0.03  # of the small page's shorter side, where the desk may show
GRAIN = 16  # levels that say nothing


def light_print(page: Image) -> bool:
    """`page` is rows x columns x BGR, flattened. Whether more of it stands out light from its ground than dark."""
    scale = LONG_SIDE / max(page.shape[:2])
    grey = cv2.resize(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edge = round(EDGE * min(grey.shape))
    inner = grey[edge : grey.shape[0] - edge, edge : grey.shape[1] - edge]
    apart = inner.astype(np.int16) - cv2.medianBlur(inner, AROUND)
    return bool(apart[apart > GRAIN].sum() > -apart[apart < -GRAIN].sum())
