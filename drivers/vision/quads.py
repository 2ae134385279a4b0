"""Quadrilaterals that four lines make, and how much each looks like a page."""

from dataclasses import dataclass
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
SHORTLIST = 32
SURE = 9.0  # a closed outline is always looked at more closely
FEATURES = (
    *("least edge", "second edge", "other edges", "least contrast", "second contrast", "other contrasts"),
    *("uneven", "smooth", "light", "colourful", "uneven around", "size", "not tiny", "beyond the picture"),
    *("most edge beyond", "other edges beyond", "closed", "edge around", "contrast around"),
)
BEYOND_FROM, BEYOND_TO = 2.0, 7.0  # places of a line, from a corner on
CLOSELY = 1.7  # a page's area, at most, against that of a frame printed on it
SAMPLES = 16  # places along a side at which inside and outside are compared
AWAY = (2.5, 4.5, 7.5)
"""How far inside and outside of a side the picture is looked at, in pixels of the small picture."""


@dataclass(frozen=True)
class Quads:
    """m quadrilaterals and what their lines tell of them."""

    corners: Floats  # m x 4 x 2, clockwise
    sides: Floats  # m x 4: the mean signed edge of each side, from each corner to the next
    beyond: Floats  # m x 4: that of the same lines shortly before and after it; a page's edges end at its corners
    closed: NDArray[np.bool_]  # m: a closed outline was seen

    def some(self, which: Any) -> "Quads":
        return Quads(self.corners[which], self.sides[which], self.beyond[which], self.closed[which])

    def lighter_inside(self) -> "Quads":
        """With edges that are positive where most agree."""
        sign = np.where(self.sides.sum(axis=1) >= 0, 1.0, -1.0)[:, None]
        return Quads(self.corners, self.sides * sign, self.beyond * sign, self.closed)


def shortlist(lines: Lines, width: int, height: int) -> Quads:
    """Closed outlines and the quads best borne out by edges."""
    found = _quads(lines, width, height).lighter_inside()
    agreeing = np.sort(found.sides, axis=1)
    share = np.sqrt(_areas(found.corners) / (width * height))
    worth = agreeing.mean(axis=1) + 0.5 * agreeing[:, 0] + 0.5 * agreeing[:, 1] + 0.6 * share + SURE * found.closed
    return found.some(np.argsort(-worth)[:SHORTLIST])


def _quads(lines: Lines, width: int, height: int) -> Quads:
    """All that are possible."""
    points = _crossings(lines)
    outlines = np.arange(lines.free, len(lines.offset)).reshape(-1, 4)
    owners = np.vstack([outlines, _rings(lines, points, width, height)])
    corners = np.stack([points[owners[:, side - 1], owners[:, side]] for side in range(4)], axis=1)
    kept = np.flatnonzero(_convex(corners, LEAST_AREA * width * height))
    corners, owners = corners[kept], owners[kept]
    found = Quads(corners, *_sides(lines, corners, owners), kept < len(outlines))
    return _clockwise(found)


def _rings(lines: Lines, points: Floats, width: int, height: int) -> Numbers:
    """k x 4 lines, each meeting the next at a wide angle inside the picture, of all that may be free sides."""
    free = lines.free
    pairs = _opposites(lines, max(width, height))
    spare = OUTSIDE * max(width, height)
    x, y = points[:free, :free, 0], points[:free, :free, 1]
    inside = (x > -spare) & (y > -spare) & (x < width + spare) & (y < height + spare)
    meets = inside & (_angles(lines)[:free, :free] > np.radians(CORNER_DEGREES))
    touched = meets[pairs[:, 0]] & meets[pairs[:, 1]]  # which lines meet both of a pair
    whole = touched[:, pairs[:, 0]] & touched[:, pairs[:, 1]]
    one, other = np.nonzero(np.triu(whole, 1))
    rings: Numbers = np.column_stack([pairs[one, 0], pairs[other, 0], pairs[one, 1], pairs[other, 1]])
    return rings


def _angles(lines: Lines) -> Floats:
    """Between each two lines, 0 to a right angle, in radians."""
    angles: Floats = np.arccos(np.clip(np.abs(lines.normal @ lines.normal.T), 0, 1))
    return angles


def _opposites(lines: Lines, longest: int) -> Numbers:
    """Pairs of lines that may be opposite sides: nearly parallel and apart."""
    angles = _angles(lines)
    one, other = np.triu_indices(lines.free, 1)
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


def _turns(quads: Floats) -> Floats:
    """4 x m: twice the area of the triangle at each corner, positive where it turns clockwise."""
    x, y = _steps(quads)
    turns: Floats = x * np.roll(y, -1, axis=0) - np.roll(x, -1, axis=0) * y
    return turns


def _steps(quads: Floats) -> tuple[Floats, Floats]:
    """4 x m each: from every corner to the next. Sums and comparisons over the first axis are fast."""
    x, y = np.ascontiguousarray(quads[:, :, 0].T), np.ascontiguousarray(quads[:, :, 1].T)
    return np.roll(x, -1, axis=0) - x, np.roll(y, -1, axis=0) - y


def _areas(quads: Floats) -> Floats:
    """m: half the product of the diagonals."""
    one, other = quads[:, 2] - quads[:, 0], quads[:, 3] - quads[:, 1]
    areas: Floats = np.abs(one[:, 0] * other[:, 1] - other[:, 0] * one[:, 1]) / 2
    return areas


def _convex(quads: Floats, least: float) -> NDArray[np.bool_]:
    """Convex, no side out of proportion, and large enough."""
    turns, sides = _turns(quads), np.hypot(*_steps(quads))
    one_way = (turns > 0).all(axis=0) | (turns < 0).all(axis=0)
    opposite = np.maximum(sides[:2], sides[2:]) / np.maximum(1e-6, np.minimum(sides[:2], sides[2:]))
    even = (opposite < 2.2).all(axis=0) & (sides.max(axis=0) < 4.5 * sides.min(axis=0))
    kept: NDArray[np.bool_] = one_way & even & (_areas(quads) > least)
    return kept


def _sides(lines: Lines, quads: Floats, owners: Numbers) -> tuple[Floats, Floats]:
    """m x 4 each: the mean signed edge of each side, positive where it is lighter inside, and beyond its ends."""
    along, normal = lines.direction[owners], lines.normal[owners]
    away = quads - lines.middle
    after = np.roll(away, -1, axis=1)
    first = along[..., 0] * away[..., 0] + along[..., 1] * away[..., 1]
    last = along[..., 0] * after[..., 0] + along[..., 1] * after[..., 1]
    low, high = np.minimum(first, last) / STRIDE, np.maximum(first, last) / STRIDE
    centre = (quads[:, :1] + quads[:, 1:2] + quads[:, 2:3] + quads[:, 3:]) / 4
    inward = np.sign(normal[..., 0] * centre[..., 0] + normal[..., 1] * centre[..., 1] - lines.offset[owners])
    before = _mean_edge(lines, owners, low - BEYOND_TO, low - BEYOND_FROM)
    behind = _mean_edge(lines, owners, high + BEYOND_FROM, high + BEYOND_TO)
    return _mean_edge(lines, owners, low, high) * inward, (before + behind) / 2 * inward


def _mean_edge(lines: Lines, owners: Numbers, low: Floats, high: Floats) -> Floats:
    """Of part of each line, from one place to another."""
    begin, end = (np.clip(at.round().astype(np.intp), -lines.reach, lines.reach) for at in (low, high))
    total = lines.evidence[owners, end + lines.reach] - lines.evidence[owners, begin + lines.reach]
    mean: Floats = total / np.maximum(1, (end - begin) * STRIDE)
    return mean


def _clockwise(found: Quads) -> Quads:
    wrong = _turns(found.corners).sum(axis=0) < 0
    found.corners[wrong] = found.corners[wrong][:, ::-1]
    for edges in (found.sides, found.beyond):
        edges[wrong] = edges[wrong][:, [2, 1, 0, 3]]
    return found


def features(small: Image, found: Quads) -> Floats:
    """m x 19, about 0 to 1 each; FEATURES names them and worth.py weighs them."""
    quads = found.corners
    bands, there = _bands(small, quads)
    reach = len(AWAY)
    each = [_contrast(bands[:, :, :, reach - 1 - k], bands[:, :, :, reach + k], there) for k in range(reach)]
    contrast = np.sort(np.min(each, axis=0), axis=1)
    inner = bands[:, :, :, :reach].reshape(len(quads), 4, -1, 3)
    around = np.median(bands[:, :, :, reach:].reshape(len(quads), 4, -1, 3), axis=2)
    tone = np.median(inner, axis=2)
    paper = np.median(tone, axis=1)
    off = np.maximum.reduce(list(np.moveaxis(np.abs(inner - paper[:, None, None]), 3, 0)))
    ordered, onward = np.sort(found.sides, axis=1), np.sort(found.beyond, axis=1)
    height, width = small.shape[:2]
    size = np.sqrt(_areas(quads) / (width * height))
    columns = [ordered[:, 0], ordered[:, 1], ordered[:, 2:].mean(axis=1)]
    columns += [contrast[:, 0], contrast[:, 1], contrast[:, 2:].mean(axis=1)]
    columns += [np.minimum(1, np.abs(tone - paper[:, None]).max(axis=(1, 2)) / 80), (off < 30).mean(axis=(1, 2))]
    columns += [np.maximum(0.4, paper.min(axis=1) / 255), np.minimum(0.4, np.ptp(paper, axis=1) / 128)]
    columns += [np.minimum(1, np.abs(around - np.median(around, axis=1)[:, None]).max(axis=(1, 2)) / 80)]
    columns += [size, np.minimum(0.3, size), (~there).mean(axis=(1, 2))]
    columns += [onward[:, 3], onward[:, :3].mean(axis=1), found.closed]
    columns += [*_framed(quads, np.column_stack([ordered[:, :2].mean(axis=1), contrast[:, :2].mean(axis=1)]))]
    return np.column_stack(columns)


def _framed(quads: Floats, clear: Floats) -> Floats:
    """2 x m: how clear (m x 2) the clearest quad is that goes closely around each: what it holds may be print."""
    start, step = quads, np.roll(quads, -1, axis=1) - quads
    away = quads[None, :, None] - start[:, None, :, None]  # outer, inner, side of the outer, corner of the inner
    within = step[:, None, :, None, 0] * away[..., 1] - step[:, None, :, None, 1] * away[..., 0]
    length = np.linalg.norm(step, axis=2)[:, None, :, None]
    areas = _areas(quads)
    larger = (areas[:, None] > 1.04 * areas) & (areas[:, None] < CLOSELY * areas)
    around = (within > -length).all(axis=(2, 3)) & larger
    clearest: Floats = np.where(around[..., None], clear[:, None].clip(0), 0).max(axis=0)
    return clearest.T


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
