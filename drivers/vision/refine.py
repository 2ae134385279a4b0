"""Moves the sides of a roughly known page to where the full picture has its edge."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]

PLACES = 72  # along a side
PASSES = 3
STRAY = 2.0  # pixels at full size: an edge farther from the fitted line belongs to something else


def refine(image: Image, quad: Floats, reach: float) -> Floats:
    """`quad` 4 x 2, clockwise, at most `reach` pixels off. A side without an edge stays where it is."""
    lines = [_side(image, quad[side], quad[(side + 1) % 4], reach) for side in range(4)]
    moved = np.array([_cross(*lines[side - 1], *lines[side]) for side in range(4)])
    near = np.linalg.norm(moved - quad, axis=1) < 2.5 * reach
    return np.where(near[:, None], moved, quad)


def _side(image: Image, start: Floats, end: Floats, reach: float) -> tuple[Floats, Floats]:
    """Point and direction of the edge nearest to this side."""
    along = (end - start) / max(1e-6, float(np.linalg.norm(end - start)))
    outward = np.array([along[1], -along[0]])
    aside = np.arange(-round(reach), round(reach) + 1, dtype=np.float32)
    part = np.linspace(0.03, 0.97, PLACES, dtype=np.float32)
    steps = _steps(image, start + part[:, None] * (end - start), outward, aside)
    offset, strength = _peaks(steps, aside[:-2] + 1)
    fitted = _fit(part, offset, strength)
    if fitted is None:
        return start, along
    first, last = (start + at * (end - start) + fitted(at) * outward for at in (0.0, 1.0))
    return first, last - first


def _steps(image: Image, points: Floats, outward: Floats, aside: Floats) -> Floats:
    """PLACES x offsets: how much darker it gets outwards (colour channels summed), smoothed along the side."""
    at = (points[:, None, :] + aside[None, :, None] * outward).astype(np.float32)
    strip = cv2.remap(image, at[..., 0], at[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    summed = cv2.blur(strip.astype(np.float32).sum(axis=2), (1, 3))
    steps: Floats = summed[:, :-2] - summed[:, 2:]
    return steps


def _peaks(steps: Floats, aside: Floats) -> tuple[Floats, Floats]:
    """The offset of the strongest step at each place, between pixels, looking for the way most places step."""
    nearness = 1 - 0.5 * np.abs(aside) / np.abs(aside).max()
    way = 1.0 if np.median((steps * nearness).max(axis=1)) >= np.median((-steps * nearness).max(axis=1)) else -1.0
    weighed = steps * way * nearness
    peak = weighed.argmax(axis=1).clip(1, steps.shape[1] - 2)
    rows = np.arange(len(steps))
    left, middle, right = (weighed[rows, peak + k] for k in (-1, 0, 1))
    bend = left - 2 * middle + right
    between = np.where(np.abs(bend) > 1e-6, 0.5 * (left - right) / np.where(np.abs(bend) > 1e-6, bend, 1), 0)
    return aside[peak] + between.clip(-0.5, 0.5), middle


def _fit(part: Floats, offset: Floats, strength: Floats) -> Any:
    """A straight line through the offsets of one edge, or None where the places do not agree on one."""
    usable = strength > max(6.0, 0.25 * float(np.median(strength)))
    if usable.sum() < PLACES / 4:
        return None
    weight = np.where(usable, 1.0, 0.0)
    line = _agreed(part, offset, usable)
    for _ in range(PASSES):
        away = np.abs(offset - line[0] * part - line[1])
        weight = np.where(usable & (away < STRAY * 2), 1 / (1 + (away / STRAY) ** 2), 0.0)
        if np.count_nonzero(weight) < PLACES / 5:
            return None
        line = _through(part, offset, weight)
    return lambda at: float(line[0] * at + line[1])


def _through(part: Floats, offset: Floats, weight: Floats) -> Floats:
    """Slope and level of the line with the least weighed squares."""
    whole = weight.sum()
    x, y = weight @ part / whole, weight @ offset / whole
    slope = weight @ ((part - x) * (offset - y)) / max(1e-9, float(weight @ (part - x) ** 2))
    return np.array([slope, y - slope * x])


def _agreed(part: Floats, offset: Floats, usable: NDArray[np.bool_]) -> Floats:
    """Of lines through pairs of places, the one that most places lie on."""
    where = np.flatnonzero(usable)
    half = len(where) // 2
    one, other = where[:half], where[len(where) - half :]
    one, other = np.concatenate([one, one]), np.concatenate([other, np.roll(other, half // 3)])
    slope = (offset[other] - offset[one]) / np.maximum(1e-3, part[other] - part[one])
    level = offset[one] - slope * part[one]
    away = np.abs(offset[None, where] - level[:, None] - slope[:, None] * part[None, where])
    best = int((away < STRAY).sum(axis=1).argmax())
    return np.array([slope[best], level[best]])


def _cross(p: Floats, d: Floats, q: Floats, e: Floats) -> Floats:
    across = d[0] * e[1] - d[1] * e[0]
    if abs(across) < 1e-6:
        return q
    t = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / across
    crossing: Floats = p + t * d
    return crossing
