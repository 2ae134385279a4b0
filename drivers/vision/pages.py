"""Finds the page in a picture. Says None rather than invent one.

Straight edges of a small picture are put together to quadrilaterals; the edges they lie on and how inside differs
from outside tell which is a page; its sides are then refined in the full picture.
"""

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import lines, outlines, quads, tones
from drivers.vision.refine import refine
from drivers.vision.worth import worth
from kiosk.picture import Corners

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]

SMALL = 480  # pixels on the longer side: enough to see a card's edge, small enough for 15 pictures a second
BRIGHT = 235.0  # what the lightest tenth of the small picture is raised to, so that dark pictures have clear edges
MOST_GAIN = 5.0
DARKEST = 6.0  # under this the picture is black, and what is raised is noise
LEAST_WORTH = 0.0
SURE = 3.0  # below this worth the picture is looked at once more: a chip or a name on a card may look like a page too
VERY_SURE = 7.0  # below this a tile of the cloth may still have been taken for a card
COLOURED = 14.0  # how much colours vary, as they are raised: under this the desk is bare, or grey papers lie there


Found = tuple[Floats | None, float]
NOTHING: Found = (None, -np.inf)


def find_page(image: Image) -> Corners | None:
    """The corners of the page that stands out most, in pixels, clockwise from the top left as the camera sees it."""
    small, scale = shrunk(image)
    small = evenly_exposed(small)
    quad, value = _best(small, small)
    if value < SURE:
        quad, value = max((quad, value), _by_colour(small), key=lambda found: found[1])
    if value < VERY_SURE:
        quad, value = _by_tone(small, (quad, value))
    if quad is None or value < LEAST_WORTH:
        return None
    moved = refine(image, (quad + 0.5) / scale - 0.5, 2.6 / scale)
    return tuple((float(x), float(y)) for x, y in from_top_left(moved))  # type: ignore[return-value]


def _best(small: Image, edged: Image) -> Found:
    """The quadrilateral of the edges of `edged` that in the small picture looks most like a page, and its worth."""
    height, width = small.shape[:2]
    some = quads.shortlist(lines.find_lines(edged), width, height)
    if not len(some.corners):
        return NOTHING
    worths = worth(quads.features(small, some))
    best = int(worths.argmax())
    return some.corners[best], float(worths[best])


def _by_colour(small: Image) -> Found:
    """The second look, at what light and shade leave: a red card on wood is as dark as the wood, and has no edges."""
    green_red, blue_yellow = outlines.opponent_colours(small)
    coloured = cv2.merge([green_red, blue_yellow, cv2.addWeighted(green_red, 0.5, blue_yellow, 0.5, 0)])
    if cv2.meanStdDev(coloured)[1].max() < COLOURED:
        return NOTHING
    return _best(small, coloured)


def _by_tone(small: Image, found: Found) -> Found:
    """The third look: a paper that is all of one colour, unless what was found goes around it."""
    quad, value = found
    alike = tones.of_one_tone(small)
    if not len(alike):
        return found
    around = quad is not None and value > LEAST_WORTH and _area(quad) > _area(alike[0])
    return found if around else (alike[0], VERY_SURE)


def _area(quad: Floats) -> float:
    return cv2.contourArea(quad.astype(np.float32))


def shrunk(image: Image) -> tuple[Image, float]:
    """At most 480 pixels long, and the scale. Halving is ten times as fast as one step of another ratio."""
    small, longest = image, max(image.shape[:2])
    while max(small.shape[:2]) >= 2 * SMALL - 20:
        rows, columns = small.shape[0] // 2, small.shape[1] // 2
        small = cv2.resize(small[: rows * 2, : columns * 2], (columns, rows), interpolation=cv2.INTER_AREA)
    if max(small.shape[:2]) > SMALL * 1.1:
        scale = SMALL / max(small.shape[:2])
        small = cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small, max(small.shape[:2]) / longest


def evenly_exposed(small: Image) -> Image:
    """Brightened so that its lightest parts are light, with the light tones spread: white paper on a white desk."""
    light = float(np.percentile(lines.extremes(small[::3, ::3])[1], 90))
    gain = min(MOST_GAIN, max(1.0, BRIGHT / max(DARKEST, light)))
    return cv2.LUT(cv2.convertScaleAbs(cv2.GaussianBlur(small, (3, 3), 0), alpha=gain), _spread_light())


@cache
def _spread_light() -> Image:
    """Two levels for one near white, half a level near black."""
    level = np.arange(256) / 255
    spread: Image = (255 * (0.5 * level + 0.5 * level**4)).round().astype(np.uint8)
    return spread


def from_top_left(quad: Floats) -> Floats:
    """Clockwise, beginning at the corner that is nearest to the top left when the page is turned upright."""
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    clockwise = quad[np.argsort(angles)]
    turned: Floats = np.roll(clockwise, -int(np.argmin(clockwise.sum(axis=1))), axis=0)
    return turned
