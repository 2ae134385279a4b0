"""Whether a page still lies where another look has seen it. Knows corners, no pictures."""

from math import dist

from kiosk.picture import Corners

MOVED = 0.04
"""Of the page's longest side: 12 mm of an A4 sheet. Fingers push it by more, the finder's corners waver by less."""


def same_place(before: Corners | None, now: Corners | None) -> bool:
    """Whether both are the page at one place, whichever corner is named first. False where one is not there."""
    if before is None or now is None:
        return False
    most = MOVED * max(dist(before[n], before[n - 1]) for n in range(4))
    return any(all(dist(before[n], now[(n + turn) % 4]) <= most for n in range(4)) for turn in range(4))
