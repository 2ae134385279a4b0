"""Parts of a picture that may hold a code, turned level, and what may be done to them so that it can be read."""

from collections.abc import Callable
from dataclasses import dataclass
from math import atan2, degrees, dist
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.picture import Corners

Image = NDArray[Any]  # uint8
Enhance = Callable[[Image], Image]

SMALL = 4
"""A code is looked for in a picture so many times smaller."""
LEAST_ROUGHNESS = 4.0
STRIP = 0.3  # of its length: so high a strip of a bar code is enough, and its corners may say less


@dataclass(frozen=True)
class Patch:
    """The part of a picture that may hold a code, turned level; `back` (2 x 3) leads its points to the picture's."""

    image: Image
    back: NDArray[Any]

    def enlarged(self, enhance: Enhance, scale: float) -> "Patch":
        """The same part, treated; `scale` is how much larger it comes out."""
        return Patch(enhance(self.image), self.back @ np.diag([1 / scale, 1 / scale, 1.0]))


def likely_patch(grey: Image) -> Patch | None:
    """Where a code may be: the largest patch that is densely covered with strong edges, turned level."""
    small = cv2.resize(grey, None, fx=1 / SMALL, fy=1 / SMALL, interpolation=cv2.INTER_AREA)
    rough = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    dense = cv2.boxFilter(rough, cv2.CV_32F, (9, 9))
    most = float(dense.max())
    if most < LEAST_ROUGHNESS:
        return None
    contours, _ = cv2.findContours((dense > 0.5 * most).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    middle, size, angle = cv2.minAreaRect(max(contours, key=cv2.contourArea))
    return _level(grey, np.array(middle) * SMALL, np.array(size) * SMALL, angle)


def patch_around(grey: Image, corners: Corners) -> Patch:
    """What lies around a bar code that was read between these corners, turned level."""
    (left, top), (right, other), *_ = corners
    length = max(1.0, dist(corners[0], corners[1]))
    middle = np.array(corners).mean(axis=0)
    return _level(grey, middle, np.array([length, STRIP * length]), degrees(atan2(other - top, right - left)))


def _level(grey: Image, middle: NDArray[Any], size: NDArray[Any], angle: float) -> Patch:
    """Cut out with room for the quiet zone, the longer side across."""
    if size[0] < size[1]:
        size, angle = size[::-1], angle + 90
    wide, high = (size + 28 + size.min() * 0.2).round().astype(int).tolist()
    there = cv2.getRotationMatrix2D(middle.tolist(), angle, 1.0)
    there[:, 2] += np.array([wide, high]) / 2 - middle
    image = cv2.warpAffine(grey, there, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Patch(image, cv2.invertAffineTransform(there))


def as_it_is(grey: Image) -> Image:
    return grey


def sharper(grey: Image) -> Image:
    soft = cv2.GaussianBlur(grey, (0, 0), 3)
    return cv2.addWeighted(grey, 3.0, soft, -2.0, 0)


def larger(grey: Image) -> Image:
    return cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)


def larger_sharper(grey: Image) -> Image:
    return sharper(larger(grey))


def softer(grey: Image) -> Image:
    """Against moire: the screen's own pixels are smoothed away."""
    return cv2.GaussianBlur(grey, (0, 0), 2.0)


def evened(grey: Image) -> Image:
    """Against shadow and glare: local contrast."""
    return cv2.createCLAHE(4.0, (6, 6)).apply(grey)


def closed(grey: Image) -> Image:
    """Against cracks: thin bright lines through dark modules are filled."""
    return cv2.medianBlur(grey, 5)


def inverted(grey: Image) -> Image:
    """A phone in dark mode; zxing-cpp inverts for square codes alone."""
    return cv2.bitwise_not(grey)


ENHANCEMENTS: tuple[tuple[Enhance, float], ...] = (
    (inverted, 1.0),
    (sharper, 1.0),
    (larger_sharper, 2.0),
    (softer, 1.0),
    (evened, 1.0),
    (closed, 1.0),
    (larger, 2.0),
)
"""And how much larger the patch comes out."""
