"""Straight edges of a small picture, and how well each is borne out by the picture along its length."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]  # float32 or float64

MOST_LINES = 26
SHORTEST = 0.045  # of the picture's longer side: shorter segments are print
ALIKE_DEGREES, ALIKE_PIXELS = 3.0, 2.5
"""Segments that close to each other's line are pieces of one edge, broken by a hand or by noise."""
BESIDE = 4.5  # pixels: beyond a drawn line
CLEAR_STEP = 22.0
"""A step in lightness, 0 to 255 after normalising, that counts as a full edge."""


@dataclass(frozen=True)
class Lines:
    """Lines normal . point = offset. `evidence[i, t + reach]` sums the edge along line i from its one end to place t.

    The edge is signed: positive where it gets lighter along the normal. Places count pixels from the line's foot.
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
    segments = _segments(small)
    normal, offset = _merged(segments, _worth(small, segments)) if len(segments) else (np.zeros((0, 2)), np.zeros(0))
    height, width = small.shape[:2]
    borders = np.array([[1.0, 0], [-1.0, 0], [0, 1.0], [0, -1.0]])
    normal, offset = np.vstack([normal, borders]), np.append(offset, [0.0, 1.0 - width, 0.0, 1.0 - height])
    reach = int(np.hypot(width, height)) + 2
    evidence = _evidence(small, normal, offset, reach)
    evidence[-4:] = 0
    return Lines(normal, offset, evidence, reach)


@cache
def _detector() -> Any:
    """Finer than OpenCV's own setting (2.0), so that white paper on a white desk is seen."""
    return cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD, 0.8, 0.6, 1.0)


def _segments(small: Image) -> Floats:
    """n x 4: both ends. In the least and the greatest channel, so that neither white nor dark paper is missed."""
    least = np.min(small, axis=2)
    found = [_detector().detect(np.ascontiguousarray(channel))[0] for channel in (least, np.max(small, axis=2))]
    segments = np.vstack([one.reshape(-1, 4) for one in found if one is not None] or [np.zeros((0, 4))])
    lengths = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    kept = np.argsort(-lengths)[:160]
    long_enough: Floats = segments[kept[lengths[kept] > SHORTEST * max(small.shape[:2])]].astype(np.float64)
    return long_enough


def _worth(small: Image, segments: Floats) -> Floats:
    """How much a segment counts: its length, less where both its sides look alike, as with print and drawn lines."""
    ends, lengths, direction = _measured(segments)
    aside = np.column_stack([-direction[:, 1], direction[:, 0]])[:, None, :] * BESIDE
    points = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * np.linspace(0.1, 0.9, 9)[None, :, None]
    limit = np.array([small.shape[1], small.shape[0]]) - 1
    left, right = ((points + side).round().astype(np.intp).clip(0, limit) for side in (aside, -aside))
    step = small[left[..., 1], left[..., 0]].astype(np.float32) - small[right[..., 1], right[..., 0]]
    contrast = np.abs(np.median(step, axis=1)).max(axis=1)
    worth: Floats = lengths * (contrast / CLEAR_STEP).clip(0.1, 1)
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
    across = np.stack([_gradient(small, axis) for axis in (0, 1)], axis=2)
    places = np.arange(-reach, reach + 1, dtype=np.float32)
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
    summed: Floats = np.cumsum(np.clip(best / CLEAR_STEP, -1, 1), axis=1)
    return summed


def _gradient(small: Image, axis: int) -> Floats:
    """The step across one pixel along an axis, of whichever channel steps most."""
    all_channels = cv2.Sobel(small, cv2.CV_32F, int(axis == 0), int(axis == 1), scale=0.25)
    most = np.abs(all_channels).argmax(axis=2)[:, :, None]
    step: Floats = np.take_along_axis(all_channels, most, axis=2)[:, :, 0]
    return step
