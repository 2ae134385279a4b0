"""Straight edges of a small picture, and how well each is borne out by the picture along its length."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import outlines

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]  # float32 or float64

MOST_SEGMENTS, MOST_LINES = 160, 28
LEVELS_FAVOURED = 3.0
FINE, COARSE = 0.8, 0.7  # of the picture's size: where the lines of lightness are sought, and those of three tones
LONG = 120.0  # pixels: a longer segment counts no more than this
SHORTEST = 0.035  # of the picture's longer side: shorter segments are print
ALIKE_DEGREES, ALIKE_PIXELS = 3.0, 2.5
"""Segments that close to each other's line are pieces of one edge, broken by a hand or by noise."""
BESIDE = (4.0, 8.0, 14.0)  # pixels: beyond a drawn line, and beyond the stripes of a cloth
STRIDE = 2.0  # pixels: how densely lines are sampled
SOBEL = 0.25  # its sums, as the step across one pixel
CLEAR_STEP = 22.0
"""A step in lightness, 0 to 255 after normalising, that counts as a full edge."""


@dataclass(frozen=True)
class Lines:
    """Lines normal . point = offset. `evidence[i, t + reach]` sums the edge along line i from its one end to place t.

    The edge is signed: positive where it gets lighter along the normal. Places count STRIDE pixels, 0 is where the
    line is nearest to `middle`. First come lines for which any others may be opposite or adjacent, the last four of
    them the picture's own borders, without evidence; from `free` on, each four are the sides of a closed outline.
    """

    normal: Floats  # n x 2
    offset: Floats  # n
    free: int
    middle: Floats  # 2
    evidence: Floats  # n x (2 reach + 1)
    reach: int

    @property
    def direction(self) -> Floats:
        return np.column_stack([-self.normal[:, 1], self.normal[:, 0]])


def find_lines(small: Image) -> Lines:
    """The strongest lines of a picture of 320 to 640 pixels (BGR, evenly exposed), the borders, and closed outlines."""
    least, most = extremes(small)
    soft = cv2.medianBlur(least, 5)
    light = outlines.of_light(soft)
    segments, favour = _segments(cv2.addWeighted(least, 0.5, most, 0.5, 0), _levels(soft), light)
    normal, offset = (
        _merged(segments, favour * _worth(small, segments)) if len(segments) else (np.zeros((0, 2)), np.zeros(0))
    )
    height, width = small.shape[:2]
    around = np.array([[1.0, 0], [-1.0, 0], [0, 1.0], [0, -1.0]])
    closed = _segments_of(np.vstack([light, outlines.of_edges(small), outlines.of_colours(small)]))
    own_normal, own_offset = _through(closed)
    free = len(normal) + 4
    normal = np.vstack([normal, around, own_normal])
    offset = np.concatenate([offset, [0.0, 1.0 - width, 0.0, 1.0 - height], own_offset])
    middle, reach = np.array([width, height]) / 2, int(np.hypot(width, height) / 2 / STRIDE) + 2
    evidence = _evidence(_across(least, most), normal, offset - normal @ middle, reach)
    evidence[free - 4 : free] = 0
    return Lines(normal, offset, free, middle, evidence, reach)


@cache
def _detector(scale: float) -> Any:
    """Quantised finer than is OpenCV's own setting (2.0), so that white paper on a white desk is seen."""
    return cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, scale, 0.6, 1.0)


def _segments(lightness: Image, levels: Image, light: Floats) -> tuple[Floats, Floats]:
    """n x 4: both ends, and how much each is favoured.

    They are sought in the lightness, and in the levels of the least channel, where white stands out most: there a
    cloth's pattern has few, so that the sides of a card are not lost among its stripes. The outlines of light patches
    are as good.
    """
    found = [_detected(lightness, FINE), _detected(levels, COARSE), _segments_of(light)]
    segments, favour = np.vstack(found), np.repeat((1.0, LEVELS_FAVOURED, LEVELS_FAVOURED), [len(one) for one in found])
    lengths = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    kept = np.argsort(-lengths * favour)[:MOST_SEGMENTS]
    kept = kept[lengths[kept] > SHORTEST * max(levels.shape)]
    return segments[kept], favour[kept]


def _detected(channel: Image, scale: float) -> Floats:
    found = _detector(scale).detect(channel)[0]
    return np.zeros((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)


def _segments_of(quads: Floats) -> Floats:
    """The sides of k quadrilaterals, 4 k x 4, each quadrilateral's together."""
    return np.concatenate([quads, np.roll(quads, -1, axis=1)], axis=2).reshape(-1, 4)


def _through(segments: Floats) -> tuple[Floats, Floats]:
    """Normals and offsets of the lines that each of these lies on."""
    ends, _, directions = _measured(segments)
    normals = np.column_stack([-directions[:, 1], directions[:, 0]])
    return normals, (normals * ends[:, 0]).sum(axis=1)


def extremes(small: Image) -> tuple[Image, Image]:
    """The least and the greatest of the three channels at each place."""
    blue, green, red = cv2.split(small)
    return cv2.min(cv2.min(blue, green), red), cv2.max(cv2.max(blue, green), red)


def _levels(soft: Image) -> Image:
    """Three tones: dark, light, and as light as paper, closed over print. A patterned cloth has few edges there."""
    light, _ = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    above = soft[soft > light]
    lightest = light if not above.size else cv2.threshold(above, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]
    tones = (soft > light).astype(np.uint8) * 110 + (soft > lightest).astype(np.uint8) * 130
    closed = cv2.morphologyEx(tones, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))
    levels: Image = cv2.GaussianBlur(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), (3, 3), 0)
    return levels


def _worth(small: Image, segments: Floats) -> Floats:
    """How much a segment counts: its length, less where both its sides look alike, as with print and drawn lines."""
    ends, lengths, direction = _measured(segments)
    aside = np.column_stack([-direction[:, 1], direction[:, 0]])[:, None, :]
    points = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * np.linspace(0.1, 0.9, 9)[None, :, None]
    limit = np.array([small.shape[1], small.shape[0]]) - 1
    contrasts = []
    for away in BESIDE:
        left, right = ((points + side * away).round().astype(np.intp).clip(0, limit) for side in (aside, -aside))
        step = small[left[..., 1], left[..., 0]].astype(np.float32) - small[right[..., 1], right[..., 0]]
        contrasts.append(np.median(step, axis=1))
    contrast = np.abs(np.mean(contrasts, axis=0)).max(axis=1)
    worth: Floats = np.minimum(lengths, LONG) * (contrast / CLEAR_STEP).clip(0.1, 1)
    return worth


def _merged(segments: Floats, worth: Floats) -> tuple[Floats, Floats]:
    """Normals and offsets of the lines that the segments lie on, the longest support first."""
    ends, lengths, directions = _measured(segments)
    alike = _alike(ends, directions)
    left = alike @ worth
    shares: list[NDArray[np.bool_]] = []
    while len(shares) < MOST_LINES and left.max() >= 0:
        leader = int(left.argmax())
        own = alike[leader] & (left >= 0)
        own[leader] = True
        shares.append(own)
        left[own] = -1.0
    return _fitted(ends, np.array(shares) * lengths)


def _measured(segments: Floats) -> tuple[Floats, Floats, Floats]:
    ends = segments.reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    return ends, lengths, along / lengths[:, None]


def _alike(ends: Floats, directions: Floats) -> NDArray[np.bool_]:
    """Whether segment j lies on the line of segment i, for each pair."""
    normals = np.column_stack([-directions[:, 1], directions[:, 0]])
    offsets = (normals * ends[:, 0]).sum(axis=1)
    one, other = (np.abs(normals @ ends[:, end].T - offsets[:, None]) for end in (0, 1))
    away = np.maximum(one, other)
    parallel = np.abs(directions @ directions.T) > np.cos(np.radians(ALIKE_DEGREES))
    together: NDArray[np.bool_] = parallel & (away < ALIKE_PIXELS)
    return together


def _fitted(ends: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The line through the ends of some segments, the longer ones counting more, for each row of weights."""
    whole = 2 * weights.sum(axis=1)
    x, y = ends[:, :, 0], ends[:, :, 1]
    middle_x, middle_y = weights @ x.sum(axis=1) / whole, weights @ y.sum(axis=1) / whole
    xx = weights @ (x**2).sum(axis=1) / whole - middle_x**2
    yy = weights @ (y**2).sum(axis=1) / whole - middle_y**2
    xy = weights @ (x * y).sum(axis=1) / whole - middle_x * middle_y
    slope = np.arctan2(2 * xy, xx - yy) / 2
    normal = np.column_stack([-np.sin(slope), np.cos(slope)])
    return normal, normal[:, 0] * middle_x + normal[:, 1] * middle_y


def _evidence(across: Image, normal: Floats, offset: Floats, reach: int) -> Floats:
    """The running sum of the signed edge along each line; the best of three neighbouring places counts. Offsets are
    from the picture's middle."""
    height, width = across.shape[:2]
    places = STRIDE * np.arange(-reach, reach + 1, dtype=np.float32)
    best = np.zeros((len(normal), len(places)), np.float32)
    nx, ny, away = (one.astype(np.float32)[:, None] for one in (normal[:, 0], normal[:, 1], offset))
    for aside in (-1, 0, 1):
        x, y = nx * (away + aside) - ny * places + width / 2, ny * (away + aside) + nx * places + height / 2
        seen = cv2.remap(across, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
        step = (seen[:, :, 0] * nx + seen[:, :, 1] * ny) * SOBEL
        best = np.where(np.abs(step) > np.abs(best), step, best)
    summed: Floats = STRIDE * np.cumsum(np.clip(best / CLEAR_STEP, -1, 1), axis=1)
    return summed


def _across(least: Image, most: Image) -> Image:
    """What Sobel sees to the right and downwards, of the least or the greatest channel, whichever steps more."""
    steps = []
    for right, down in ((1, 0), (0, 1)):
        one, other = (cv2.Sobel(channel, cv2.CV_16S, right, down) for channel in (least, most))
        cv2.copyTo(one, cv2.compare(np.abs(one), np.abs(other), cv2.CMP_GT), other)
        steps.append(other)
    return cv2.merge(steps)
