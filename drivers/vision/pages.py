"""Finds the page in a picture and flattens it. Says None rather than invent one.

Candidates are quadrilaterals from several segmentations of a small picture; each is judged by how well its sides lie
on edges and how much its inside differs from what is around it; the best is refined at full size.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.picture import Corners

Image = NDArray[Any]  # uint8
Quad = NDArray[Any]  # float, 4 x 2, clockwise

SMALL = 480  # pixels on the longer side: enough to see a page, small enough for 15 pictures a second
LEAST_AREA = 0.02  # of the picture: an ID card at arm's length
LEAST_SCORE = 0.42
A4 = 297 / 210
DPI = 200
LONGEST_SIDE_INCHES = 297 / 25.4
"""A page is flattened to at most an A4 page's length at 200 dpi."""


def find_page(image: Image) -> Corners | None:
    """The corners of the page that stands out most, in pixels, clockwise from the top left as the camera sees it."""
    scale = SMALL / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best, best_score = None, LEAST_SCORE
    strength = _edge_strength(small)
    for quad in _candidates(small):
        if (score := _score(small, strength, quad)) > best_score:
            best, best_score = quad, score
    if best is None:
        return None
    refined = _refine(image, best / scale)
    return tuple((float(x), float(y)) for x, y in ordered(refined))  # type: ignore[return-value]


def ordered(quad: Quad) -> Quad:
    """Clockwise, beginning at the corner nearest the picture's top left."""
    centre = quad.mean(axis=0)
    angles = np.arctan2(quad[:, 1] - centre[1], quad[:, 0] - centre[0])
    clockwise = quad[np.argsort(angles)]
    return np.roll(clockwise, -int(np.argmin(clockwise.sum(axis=1))), axis=0)


def _candidates(small: Image) -> Iterator[Quad]:
    """Quadrilaterals that could be a page, from light masks, colour masks and closed edges."""
    least = LEAST_AREA * small.shape[0] * small.shape[1]
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if cv2.contourArea(contour) >= least:
                yield from _quads(contour, least)


def _masks(small: Image) -> Iterator[Image]:
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (5, 5), 0), cv2.COLOR_BGR2LAB)
    light = lab[:, :, 0]
    kernel = np.ones((3, 3), np.uint8)
    otsu, _ = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for level in (otsu, otsu * 1.15, otsu * 0.85, float(np.percentile(light, 60)), float(np.percentile(light, 80))):
        mask = np.where(light > level, 255, 0).astype(np.uint8)
        yield cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    for low, high in ((20, 60), (50, 150), (100, 200)):
        edges = np.max([cv2.Canny(np.ascontiguousarray(lab[:, :, c]), low, high) for c in range(3)], axis=0)
        yield cv2.dilate(edges, kernel)
        yield cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    for channel in (1, 2):
        _, tinted = cv2.threshold(lab[:, :, channel], 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        yield tinted
        yield cv2.bitwise_not(tinted)


def _quads(contour: NDArray[Any], least: float) -> Iterator[Quad]:
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for tolerance in (0.02, 0.04, 0.06):
        outline = cv2.approxPolyDP(hull, tolerance * around, True)
        if len(outline) == 4 and cv2.contourArea(outline) >= least and _plausible(outline.reshape(4, 2)):
            yield ordered(outline.reshape(4, 2).astype(np.float32))
            return


def _plausible(quad: NDArray[Any]) -> bool:
    """No corner sharper than 35 or blunter than 145 degrees, no side out of proportion."""
    sides = np.roll(quad, -1, axis=0) - quad
    lengths = np.linalg.norm(sides, axis=1)
    if lengths.min() < 12 or lengths.max() / lengths.min() > 6:
        return False
    directions = sides / lengths[:, None]
    cosines = np.abs((directions * np.roll(directions, 1, axis=0)).sum(axis=1))
    return bool(cosines.max() < np.cos(np.radians(35)))


def _edge_strength(small: Image) -> NDArray[Any]:
    """Gradient across all colours, 0 to 1, widened so that a side may lie two pixels off."""
    blurred = cv2.GaussianBlur(small, (3, 3), 0)
    dx, dy = cv2.Sobel(blurred, cv2.CV_32F, 1, 0), cv2.Sobel(blurred, cv2.CV_32F, 0, 1)
    strength = np.sqrt((dx**2 + dy**2).max(axis=2))
    limited: Image = cv2.dilate(np.minimum(1.0, strength / 90.0).astype(np.float32), np.ones((5, 5), np.uint8))
    return limited


def _score(small: Image, strength: NDArray[Any], quad: Quad) -> float:
    """0 to 1: edge support of the weakest sides, and contrast between a band inside and a band outside."""
    support = sorted(_along(strength, a, b) for a, b in pairwise([*quad, quad[0]]))
    contrast = _contrast(small, quad)
    area = float(cv2.contourArea(quad)) / (small.shape[0] * small.shape[1])
    weakest, all_sides = float(np.mean(support[:2])), float(np.mean(support))
    return float(0.45 * weakest + 0.25 * all_sides + 0.2 * contrast + 0.1 * min(1.0, area * 2))


def _along(strength: NDArray[Any], a: NDArray[Any], b: NDArray[Any]) -> float:
    """Mean strength along a side; a side on the picture's border has no evidence and counts a little."""
    height, width = strength.shape
    points = np.linspace(a, b, 48)
    x, y = points[:, 0].round().astype(int), points[:, 1].round().astype(int)
    inside = (x > 2) & (x < width - 3) & (y > 2) & (y < height - 3)
    values = np.where(inside, strength[y.clip(0, height - 1), x.clip(0, width - 1)], 0.15)
    return float(values.mean())


def _contrast(small: Image, quad: Quad) -> float:
    """How different the inside border of the page is from what lies around it, 0 to 1."""
    centre = quad.mean(axis=0)
    areas = []
    for inner, outer in ((0.80, 0.96), (1.04, 1.20)):
        mask = np.zeros(small.shape[:2], np.uint8)
        cv2.fillPoly(mask, [(centre + (quad - centre) * outer).round().astype(np.int32)], 255)
        cv2.fillPoly(mask, [(centre + (quad - centre) * inner).round().astype(np.int32)], 0)
        areas.append(mask)
    if not areas[1].any() or not areas[0].any():
        return 0.0
    inside, outside = (np.array(cv2.mean(small, mask=mask)[:3]) for mask in areas)
    return min(1.0, float(np.linalg.norm(inside - outside)) / 60.0)


def _refine(image: Image, quad: Quad) -> Quad:
    """Move each side to where the picture's edge really is, at up to 1400 pixels, and intersect the sides anew."""
    scale = min(1.0, 1400 / max(image.shape[:2]))
    grey = cv2.cvtColor(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    grey = cv2.GaussianBlur(grey, (5, 5), 0)
    corners = quad * scale
    lines = [_fit_side(grey, a, b) for a, b in pairwise([*corners, corners[0]])]
    crossed = [_cross(lines[i - 1], lines[i]) for i in range(4)]
    reach = 0.03 * max(grey.shape)
    moved = [
        new if new is not None and np.linalg.norm(new - old) < reach else old
        for new, old in zip(crossed, corners, strict=True)
    ]
    refined: Quad = (np.array(moved) / scale).astype(np.float32)
    return refined


def _fit_side(grey: Image, a: NDArray[Any], b: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The strongest edge across 40 places of the side, as a line (point, direction)."""
    direction = (b - a) / max(1e-6, float(np.linalg.norm(b - a)))
    normal = np.array([-direction[1], direction[0]])
    reach = np.arange(-9, 10)
    found = []
    for t in np.linspace(0.06, 0.94, 40):
        xy = a + (b - a) * t + reach[:, None] * normal
        x, y = xy[:, 0].round().astype(int), xy[:, 1].round().astype(int)
        if x.min() < 0 or y.min() < 0 or x.max() >= grey.shape[1] or y.max() >= grey.shape[0]:
            continue
        steps = np.abs(np.diff(grey[y, x].astype(np.float32)))
        if steps.max() > 4:
            found.append(xy[int(steps.argmax())] + normal * 0.5)
    if len(found) < 12:
        return a.astype(np.float64), direction.astype(np.float64)
    vx, vy, x0, y0 = cv2.fitLine(np.array(found, np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x0, y0], np.float64), np.array([vx, vy], np.float64)


def _cross(one: tuple[NDArray[Any], NDArray[Any]], other: tuple[NDArray[Any], NDArray[Any]]) -> NDArray[Any] | None:
    (p, d), (q, e) = one, other
    across = d[0] * e[1] - d[1] * e[0]
    if abs(across) < 0.05:
        return None
    t = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / across
    crossing: NDArray[Any] = p + t * d
    return crossing


def aspect(corners: Corners) -> float:
    """Height by width of the page as it lies, from the lengths of its sides."""
    quad = np.array(corners, np.float32)
    top, right, bottom, left = (float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4))
    return (left + right) / max(1.0, top + bottom)


def flatten(image: Image, corners: Corners) -> Image:
    """The page seen from straight above, at most A4's length at 200 dpi, never enlarged more than twofold."""
    quad = np.array(corners, np.float32)
    sides = [float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4)]
    width, height = max(sides[0], sides[2]), max(sides[1], sides[3])
    ratio = height / width
    for known in (A4, 1 / A4):
        if abs(ratio / known - 1) < 0.08:
            height = width * known
    scale = min(2.0, DPI * LONGEST_SIDE_INCHES / max(width, height))
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, target)
    flat: Image = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC)
    return flat


def whiten(flat: Image) -> Image:
    """Shadow and tint of the paper divided out: white is white, ink and red stamps keep their colour."""
    small = cv2.resize(flat, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 9)
    paper = cv2.resize(paper, (flat.shape[1], flat.shape[0]), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    even = flat.astype(np.float32) * (245.0 / np.maximum(paper, 40.0))
    result: Image = np.clip(even, 0, 255).astype(np.uint8)
    return result
