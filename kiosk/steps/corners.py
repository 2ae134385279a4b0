"""What four corners say: whether a page still lies where it was, and whether they can be a page at all. Knows no
pictures."""

from math import dist

from kiosk.picture import Corners, Point

MOVED = 0.04
"""Of the page's longest side: 12 mm of an A4 sheet. Fingers push it by more, the finder's corners waver by less."""
LEAST_SIDE = 40.0
"""Pixels. An ID card under the camera is 200 wide; what is shorter cannot be read anyhow."""


def same_place(before: Corners | None, now: Corners | None) -> bool:
    """Whether both are the page at one place, whichever corner is named first. False where one is not there."""
    if before is None or now is None:
        return False
    most = MOVED * max(dist(before[n], before[n - 1]) for n in range(4))
    return any(all(dist(before[n], now[(n + turn) % 4]) <= most for n in range(4)) for turn in range(4))


def is_page_shape(corners: Corners) -> bool:
    """Whether the corners go round clockwise without a dent, and no side is too short: they can be flattened."""
    turns = [_turn(corners[n - 2], corners[n - 1], corners[n]) for n in range(4)]
    return all(turn > 0 for turn in turns) and min(dist(corners[n], corners[n - 1]) for n in range(4)) >= LEAST_SIDE


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above 0 where the way a, b, c turns right, as the picture's rows go down."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])
