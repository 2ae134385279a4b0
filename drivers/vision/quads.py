"""Quadrilaterals that four lines make, and how much each looks like a page."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from drivers.vision.lines import STRIDE, Lines

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]
Numbers = NDArray[np.intp]

LEAST_AREA = 0.007  # of the picture: an ID card on a desk a good metre wide
NEAREST_SIDES = 0.04  # of the picture's longer side
OPPOSITE_DEGREES, CORNER_DEGREES = 50.0, 35.0
OUTSIDE = 0.01  # of the picture: so far may a corner lie beyond its border
SHORTLIST = 36
FEATURES = (
    *("least edge", "second edge", "other edges", "least contrast", "second contrast", "other contrasts"),
    *("uneven", "smooth", "light", "colourful", "uneven around", "size", "not tiny", "beyond the picture"),
)
SAMPLES = 24  # places along a side at which inside and outside are compared
AWAY = (2.5, 4.5, 7.5)
"""How far inside and outside of a side the picture is looked at, in pixels of the small picture."""


def shortlist(lines: Lines, width: int, height: int) -> tuple[Floats, Floats]:
    """The quads best borne out by edges, m x 4 x 2, clockwise, and the signed edge of their sides, m x 4."""
    quads, sides = _quads(lines, width, height)
    if not len(quads):
        return quads, sides
    polarity = np.where(sides.sum(axis=1) >= 0, 1.0, -1.0)
    agreeing = np.sort(sides * polarity[:, None], axis=1)
    share = np.sqrt(_areas(quads) / (width * height))
    worth = agreeing.mean(axis=1) + 0.5 * agreeing[:, 0] + 0.5 * agreeing[:, 1] + 0.6 * share
    best = np.argsort(-worth)[:SHORTLIST]
    return quads[best], sides[best] * polarity[best, None]


def _quads(lines: Lines, width: int, height: int) -> tuple[Floats, Floats]:
    pairs = _opposites(lines, max(width, height))
    if len(pairs) < 2:
        return np.zeros((0, 4, 2)), np.zeros((0, 4))
    one, other = np.triu_indices(len(pairs), 1)
    a, c = pairs[one].T
    b, d = pairs[other].T
    angle = np.abs(_angles(lines))
    wide = np.radians(CORNER_DEGREES)
    fit = (angle[a, b] > wide) & (angle[b, c] > wide) & (angle[c, d] > wide) & (angle[d, a] > wide)
    a, b, c, d = a[fit], b[fit], c[fit], d[fit]
    points = _crossings(lines)
    quads = np.stack([points[a, b], points[b, c], points[c, d], points[d, a]], axis=1)
    kept = _inside(quads, width, height) & _convex(quads, LEAST_AREA * width * height)
    quads, owners = quads[kept], np.stack([b, c, d, a], axis=1)[kept]
    sides = np.stack([_side(lines, quads, owners, side) for side in range(4)], axis=1)
    return _clockwise(quads, sides)


def _angles(lines: Lines) -> Floats:
    """Between each two lines, 0 to a right angle, in radians."""
    angles: Floats = np.arccos(np.clip(np.abs(lines.normal @ lines.normal.T), 0, 1))
    return angles


def _opposites(lines: Lines, longest: int) -> Numbers:
    """Pairs of lines that may be opposite sides: nearly parallel and apart."""
    angles = _angles(lines)
    one, other = np.triu_indices(len(lines.offset), 1)
    aligned = np.sign((lines.normal[one] * lines.normal[other]).sum(axis=1))
    apart = np.abs(lines.offset[one] - aligned * lines.offset[other]) > NEAREST_SIDES * longest
    slanted = angles[one, other] > np.radians(12)
    fit = (angles[one, other] < np.radians(OPPOSITE_DEGREES)) & (apart | slanted)
    return np.column_stack([one[fit], other[fit]])


def _crossings(lines: Lines) -> Floats:
    """n x n x 2: where each two lines cross; far away where they do not."""
    n, c = lines.normal, lines.offset
    det = n[:, None, 0] * n[None, :, 1] - n[:, None, 1] * n[None, :, 0]
    det = np.where(np.abs(det) < 1e-6, 1e-6, det)
    x = (c[:, None] * n[None, :, 1] - n[:, None, 1] * c[None, :]) / det
    y = (n[:, None, 0] * c[None, :] - c[:, None] * n[None, :, 0]) / det
    return np.stack([x, y], axis=2)


def _inside(quads: Floats, width: int, height: int) -> NDArray[np.bool_]:
    spare = OUTSIDE * max(width, height)
    low, high = quads.min(axis=1), quads.max(axis=1)
    inside: NDArray[np.bool_] = (low > -spare).all(axis=1) & (high < np.array([width, height]) + spare).all(axis=1)
    return inside


def _turns(quads: Floats) -> Floats:
    """m x 4: twice the area of the triangle at each corner, positive where it turns clockwise."""
    step = np.roll(quads, -1, axis=1) - quads
    after = np.roll(step, -1, axis=1)
    turns: Floats = step[:, :, 0] * after[:, :, 1] - step[:, :, 1] * after[:, :, 0]
    return turns


def _areas(quads: Floats) -> Floats:
    after = np.roll(quads, -1, axis=1)
    areas: Floats = np.abs((quads[:, :, 0] * after[:, :, 1] - after[:, :, 0] * quads[:, :, 1]).sum(axis=1)) / 2
    return areas


def _convex(quads: Floats, least: float) -> NDArray[np.bool_]:
    """Convex, no side out of proportion, and large enough."""
    turns = _turns(quads)
    sides = np.linalg.norm(np.roll(quads, -1, axis=1) - quads, axis=2)
    one_way = (turns > 0).all(axis=1) | (turns < 0).all(axis=1)
    opposite = np.maximum(sides[:, :2], sides[:, 2:]) / np.maximum(1e-6, np.minimum(sides[:, :2], sides[:, 2:]))
    even = (opposite < 2.2).all(axis=1) & (sides.max(axis=1) < 4.5 * sides.min(axis=1))
    kept: NDArray[np.bool_] = one_way & even & (_areas(quads) > least)
    return kept


def _side(lines: Lines, quads: Floats, owners: Numbers, side: int) -> Floats:
    """Mean signed edge of one side of each quad, positive where it is lighter inside."""
    line, start, end = owners[:, side], quads[:, side], quads[:, (side + 1) % 4]
    direction = lines.direction[line]
    first, last = ((direction * point).sum(axis=1) for point in (start, end))
    low = np.clip((np.minimum(first, last) / STRIDE).round().astype(np.intp), -lines.reach, lines.reach)
    high = np.clip((np.maximum(first, last) / STRIDE).round().astype(np.intp), -lines.reach, lines.reach)
    total = lines.evidence[line, high + lines.reach] - lines.evidence[line, low + lines.reach]
    inward = np.sign((lines.normal[line] * quads.mean(axis=1)).sum(axis=1) - lines.offset[line])
    mean: Floats = total / np.maximum(1, (high - low) * STRIDE) * inward
    return mean


def _clockwise(quads: Floats, sides: Floats) -> tuple[Floats, Floats]:
    wrong = _turns(quads).sum(axis=1) < 0
    quads[wrong] = quads[wrong][:, ::-1]
    sides[wrong] = sides[wrong][:, [2, 1, 0, 3]]
    return quads, sides


def features(small: Image, quads: Floats, sides: Floats) -> Floats:
    """m x 14, about 0 to 1 each; FEATURES names them and worth.py weighs them."""
    bands, there = _bands(small, quads)
    reach = len(AWAY)
    each = [_contrast(bands[:, :, :, reach - 1 - k], bands[:, :, :, reach + k], there) for k in range(reach)]
    contrast = np.sort(np.min(each, axis=0), axis=1)
    inner = bands[:, :, :, :reach].reshape(len(quads), 4, -1, 3)
    around = np.median(bands[:, :, :, reach:].reshape(len(quads), 4, -1, 3), axis=2)
    tone = np.median(inner, axis=2)
    paper = np.median(tone, axis=1)
    off = np.abs(inner - paper[:, None, None]).max(axis=3)
    ordered = np.sort(sides, axis=1)
    height, width = small.shape[:2]
    size = np.sqrt(_areas(quads) / (width * height))
    columns = [ordered[:, 0], ordered[:, 1], ordered[:, 2:].mean(axis=1)]
    columns += [contrast[:, 0], contrast[:, 1], contrast[:, 2:].mean(axis=1)]
    columns += [np.minimum(1, np.abs(tone - paper[:, None]).max(axis=(1, 2)) / 80), (off < 30).mean(axis=(1, 2))]
    columns += [np.maximum(0.4, paper.min(axis=1) / 255), np.minimum(0.4, np.ptp(paper, axis=1) / 128)]
    columns += [np.minimum(1, np.abs(around - np.median(around, axis=1)[:, None]).max(axis=(1, 2)) / 80)]
    columns += [size, np.minimum(0.3, size), (~there).mean(axis=(1, 2))]
    return np.column_stack(columns)


def _contrast(inside: Floats, outside: Floats, there: NDArray[np.bool_]) -> Floats:
    """m x 4: how far apart the colours inside and outside of each side are; 0 where less than half can be seen."""
    step = np.median(np.where(there[..., None], inside - outside, 0), axis=2)
    seen = there.mean(axis=2) > 0.5
    contrast: Floats = np.minimum(1, np.linalg.norm(step, axis=2) / 60) * seen
    return contrast


def _bands(small: Image, quads: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Colours along each side at six distances from far inside to far outside (m x 4 x SAMPLES x 6 x 3), and
    which places lie in the picture."""
    start = quads[:, :, None, :]
    step = np.roll(quads, -1, axis=1)[:, :, None, :] - start
    length = np.maximum(1e-6, np.linalg.norm(step, axis=3, keepdims=True))
    outward = np.concatenate([step[..., 1:], -step[..., :1]], axis=3) / length
    points = start + step * np.linspace(0.06, 0.94, SAMPLES)[None, None, :, None]
    away = np.array([-away for away in reversed(AWAY)] + list(AWAY))[:, None]
    at = (points[:, :, :, None] + outward[:, :, :, None] * away).round().astype(np.intp)
    height, width = small.shape[:2]
    x, y = at[..., 0], at[..., 1]
    there = ((x >= 0) & (y >= 0) & (x < width) & (y < height)).all(axis=3)
    return small[y.clip(0, height - 1), x.clip(0, width - 1)].astype(np.float32), there
