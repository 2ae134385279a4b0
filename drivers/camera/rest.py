"""Tells a page that lies still from one that moves, and where it lies. Knows pictures and corners, no camera."""

from collections import deque
from typing import Any

import cv2
import numpy as np

from kiosk.picture import Corners

STILL_PIXELS = 6.0  # corners that stay this near to where they were first seen are still; hands shake by more
LOOSE_PIXELS = 24.0  # grain alone moves a faint corner so far, while nothing moves in the picture
STILL_SECONDS = 0.12  # for so long, and over no fewer looks than
STILL_LOOKS = 3
LOOKS_KEPT = 7
GLANCE = (160, 90)  # pixels: in cells of 12 grain is gone, and an edge that moves by two is not
SAME_LEVELS = 12  # of 255: under flickering light a picture differs by less from the one before


class Rest:
    """How long a page has stayed where it was first seen: one that slides slowly does not rest."""

    def __init__(self) -> None:
        self._first: tuple[Corners, Any] | None = None
        self._since = 0.0
        self._looks: deque[Corners] = deque(maxlen=LOOKS_KEPT)

    def seen(self, corners: Corners | None, image: Any, at: float) -> Corners | None:
        """Where the page lies, from all looks since it lies still; None while it moves. `image` (rows x columns x BGR)
        is where `corners` were found, `at` when it came (seconds)."""
        glance = cv2.resize(image, GLANCE, interpolation=cv2.INTER_AREA)
        if not self._stays(corners, glance):
            self._first, self._since = (corners, glance) if corners is not None else None, at
            self._looks.clear()
        if corners is not None:
            self._looks.append(corners)
        if len(self._looks) < STILL_LOOKS or at - self._since < STILL_SECONDS:
            return None
        middle = np.median(self._looks, axis=0)
        return tuple((float(x), float(y)) for x, y in middle)  # type: ignore[return-value]

    def _stays(self, corners: Corners | None, glance: Any) -> bool:
        if self._first is None or corners is None:
            return False
        away = np.abs(np.subtract(corners, self._first[0])).max()
        return bool(away < STILL_PIXELS or (away < LOOSE_PIXELS and _alike(glance, self._first[1])))


def _alike(one: Any, other: Any) -> bool:
    return int(cv2.absdiff(one, other).max()) <= SAME_LEVELS
