"""A signature as the finger drew it: strokes with time, and whether it is one. Draws nothing."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot, sqrt

LEAST_INK = 0.35
"""Length of all strokes together, in widths of the field: two hanzi written small measure about 0.8."""
LEAST_EXTENT = 0.04
"""Extent in the narrower direction, in widths of the field: a plain line has next to none."""


@dataclass(frozen=True)
class Dot:
    """One touch point: x and y in widths of the field, seconds since the first touch, pressure 0 to 1."""

    x: float
    y: float
    t: float
    pressure: float = 1.0


Stroke = tuple[Dot, ...]


@dataclass(frozen=True)
class Signature:
    """The ink as vectors and as picture, bound to what was signed by `signed_hash` (SHA-256, hex)."""

    strokes: tuple[Stroke, ...] = field(repr=False)
    png: bytes = field(repr=False)
    signed_hash: str


def is_signature(strokes: tuple[Stroke, ...]) -> bool:
    """False for nothing, a dot, or one straight line, in whatever direction."""
    dots = [dot for stroke in strokes for dot in stroke]
    if len(dots) < 3:
        return False
    length = sum(hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))
    return length >= LEAST_INK and _narrow_extent(dots) >= LEAST_EXTENT


def _narrow_extent(dots: list[Dot]) -> float:
    """Standard deviation across the main direction of the ink, times two: 0 for a straight line at any angle."""
    n = len(dots)
    mx, my = sum(d.x for d in dots) / n, sum(d.y for d in dots) / n
    xx = sum((d.x - mx) ** 2 for d in dots) / n
    yy = sum((d.y - my) ** 2 for d in dots) / n
    xy = sum((d.x - mx) * (d.y - my) for d in dots) / n
    spread = hypot(xx - yy, 2 * xy)
    return 2 * sqrt(max(0.0, (xx + yy - spread) / 2))
