"""Straight edges of a small picture, and how well each is borne out by the picture along its length."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]  # float32 or float64

MOST_SEGMENTS, MOST_LINES = 160, 28
LEVELS_FAVOURED = 3.0
BLOB_LEVELS = (0.7, 0.86)  # of the lightest there is
LEAST_BLOB = 0.006  # of the picture
LONG = 120.0  # pixels: a longer segment counts no more than this
SHORTEST = 0.035  # of the picture's longer side: shorter segments are print
ALIKE_DEGREES, ALIKE_PIXELS = 3.0, 2.5
"""Segments that close to each other's line are pieces of one edge, broken by a hand or by noise."""
BESIDE = (4.0, 8.0, 14.0)  # pixels: beyond a drawn line, and beyond the stripes of a cloth
STRIDE = 2.0  # pixels: how densely lines are sampled
CLEAR_STEP = 22.0
"""A step in lightness, 0 to 255 after normalising, that counts as a full edge."""


@dataclass(frozen=True)
class Lines:
    """Lines normal . point = offset. `evidence[i, t + reach]` sums the edge along line i from its one end to place t.

    The edge is signed: positive where it gets lighter along the normal. Places count STRIDE pixels from its foot.
    The last four lines are the picture's own borders and have no evidence.
    """

    normal: Floats  # n x 2
    offset: Floats  # n
    evidence: Floats  # n x (2 reach + 1)
    reach: int

    @property
    def direction(self) -> Floats:
        return np.column_stack([-self.normal[:, 1], self.normal[:, 0]])


def find_lines(small: Image) -> Lines:
    """The strongest lines of a picture of 320 to 640 pixels (BGR, evenly exposed), and the borders."""
    segments, favour = _segments(small)
    normal, offset = (
        _merged(segments, favour * _worth(small, segments)) if len(segments) else (np.zeros((0, 2)), np.zeros(0))
    )
    height, width = small.shape[:2]
    borders = np.array([[1.0, 0], [-1.0, 0], [0, 1.0], [0, -1.0]])
    normal, offset = np.vstack([normal, borders]), np.append(offset, [0.0, 1.0 - width, 0.0, 1.0 - height])
    reach = int(np.hypot(width, height) / STRIDE) + 2
    evidence = _evidence(small, normal, offset, reach)
    evidence[-4:] = 0
    return Lines(normal, offset, evidence, reach)


@cache
def _detector() -> Any:
    """Finer than OpenCV's own setting (2.0), so that white paper on a white desk is seen."""
    return cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE, 0.8, 0.6, 1.0)


def _segments(small: Image) -> tuple[Floats, Floats]:
    """n x 4: both ends, and how much each is favoured.

    They are sought in the lightness, and in the levels of the least channel, where white stands out most: there a
    cloth's pattern has few, so that the sides of a card are not lost among its stripes.
    """
    least, most = extremes(small)
    lightness = cv2.addWeighted(least, 0.5, most, 0.5, 0)
    found = [_detected(lightness), _detected(_levels(least)), _blobs(least)]
    segments, favour = np.vstack(found), np.repeat((1.0, LEVELS_FAVOURED, LEVELS_FAVOURED), [len(one) for one in found])
    lengths = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    kept = np.argsort(-lengths * favour)[:MOST_SEGMENTS]
    kept = kept[lengths[kept] > SHORTEST * max(small.shape[:2])]
    return segments[kept], favour[kept]


def _detected(channel: Image) -> Floats:
    found = _detector().detect(channel)[0]
    return np.zeros((0, 4)) if found is None else found.reshape(-1, 4).astype(np.float64)


def _blobs(least: Image) -> Floats:
    """The sides of the lightest patches with four corners: those of a card are too short to be sure lines."""
    soft = cv2.medianBlur(least, 5)
    sides = [np.zeros((0, 4))]
    for share in BLOB_LEVELS:
        mask = (soft > share * np.percentile(soft[::2, ::2], 99.3)).astype(np.uint8)
        closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
        contours, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for contour in sorted(contours, key=cv2.contourArea)[-3:]:
            if cv2.contourArea(contour) > LEAST_BLOB * least.size:
                sides.append(_four_sides(contour))
    return np.vstack(sides)


def _four_sides(contour: NDArray[Any]) -> Floats:
    """4 x 4: both ends of each side, or 0 x 4 where the patch is no quadrilateral."""
    hull = cv2.convexHull(contour)
    for tolerance in (0.025, 0.045, 0.07):
        outline = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True).reshape(-1, 2)
        if len(outline) == 4:
            return np.hstack([outline, np.roll(outline, -1, axis=0)]).astype(np.float64)
    return np.zeros((0, 4))


def extremes(small: Image) -> tuple[Image, Image]:
    """The least and the greatest of the three channels at each place."""
    blue, green, red = cv2.split(small)
    return cv2.min(cv2.min(blue, green), red), cv2.max(cv2.max(blue, green), red)


def _levels(least: Image) -> Image:
    """Three tones: dark, light, and as light as paper, closed over print. A patterned cloth has few edges there."""
    soft = cv2.medianBlur(least, 5)
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
    support = alike @ worth
    normals: list[Floats] = []
    offsets: list[float] = []
    left = np.ones(len(segments), bool)
    while left.any() and len(normals) < MOST_LINES:
        leader = int(np.argmax(np.where(left, support, -1)))
        own = alike[leader] & left
        own[leader] = True
        normal, offset = _fitted(ends[own], lengths[own])
        normals.append(normal)
        offsets.append(offset)
        left &= ~own
    return np.array(normals), np.array(offsets)


def _measured(segments: Floats) -> tuple[Floats, Floats, Floats]:
    ends = segments.reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    return ends, lengths, along / lengths[:, None]


def _alike(ends: Floats, directions: Floats) -> NDArray[np.bool_]:
    """Whether segment j lies on the line of segment i, for each pair."""
    normals = np.column_stack([-directions[:, 1], directions[:, 0]])
    offsets = (normals * ends[:, 0]).sum(axis=1)
    away = np.abs(np.einsum("ik,jek->ije", normals, ends) - offsets[:, None, None]).max(axis=2)
    parallel = np.abs(directions @ directions.T) > np.cos(np.radians(ALIKE_DEGREES))
    together: NDArray[np.bool_] = parallel & (away < ALIKE_PIXELS)
    return together


def _fitted(ends: Floats, lengths: Floats) -> tuple[Floats, float]:
    """The line through these ends, the longer segments counting more."""
    points, weights = ends.reshape(-1, 2), np.repeat(lengths, 2)
    middle = np.average(points, axis=0, weights=weights)
    centred = (points - middle) * np.sqrt(weights)[:, None]
    spread = centred.T @ centred
    normal = np.linalg.eigh(spread)[1][:, 0]
    return normal, float(normal @ middle)


def _evidence(small: Image, normal: Floats, offset: Floats, reach: int) -> Floats:
    """The running sum of the signed edge along each line; the best of three neighbouring places counts."""
    across = cv2.merge([_gradient(small, axis) for axis in (0, 1)])
    places = STRIDE * np.arange(-reach, reach + 1, dtype=np.float32)
    direction = np.column_stack([-normal[:, 1], normal[:, 0]])
    foot = normal * offset[:, None]
    points = foot[:, None, :] + places[None, :, None] * direction[:, None, :]
    steps = []
    for aside in (-1.0, 0.0, 1.0):
        at = (points + aside * normal[:, None, :]).astype(np.float32)
        seen = cv2.remap(across, at[:, :, 0], at[:, :, 1], cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
        steps.append((seen * normal[:, None, :]).sum(axis=2))
    stacked = np.stack(steps)
    best = np.take_along_axis(stacked, np.abs(stacked).argmax(axis=0)[None], axis=0)[0]
    summed: Floats = STRIDE * np.cumsum(np.clip(best / CLEAR_STEP, -1, 1), axis=1)
    return summed


def _gradient(small: Image, axis: int) -> Floats:
    """The step across one pixel along an axis, of the least or the greatest channel, whichever steps more."""
    one, other = (cv2.Sobel(c, cv2.CV_32F, int(axis == 0), int(axis == 1), scale=0.25) for c in extremes(small))
    step: Floats = np.where(np.abs(one) > np.abs(other), one, other)
    return step
