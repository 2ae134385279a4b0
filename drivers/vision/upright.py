"""Which way up a flattened page is, from its lines of print. Knows how print looks, reads none of it.

Lines of print are found by where ink is close together, across the page or down it. Which way up their characters are
is asked of many little squares along them, which a small network has learnt to tell (`tests.bench.teach_upright`).
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.ground import light_print
from kiosk.picture import Quarters

Image = NDArray[Any]  # uint8
Floats = NDArray[Any]
Box = tuple[int, int, int, int]
"""x, y, width, height in the small page."""
QUARTERS: tuple[Quarters, ...] = (0, 1, 2, 3)

MODEL = Path(__file__).resolve().parents[2] / "assets" / "models" / "upright.npz"
SIDE = 20
"""A square of print as the network sees it, in pixels."""
SMALL = 2
"""Lines are looked for in a page so many times smaller."""
LEAST_HIGH, MOST_HIGH = 7, 40  # of a line, in the small page
GAP = 9
"""Characters of a line are nearer than this, lines are not."""
LONG = 60  # a stroke longer than this is a table's, not a character's
LONGEST = 60  # characters in a line; what is longer is the rest of a table
EDGE = 0.012  # of the page's longer side: around it, its own edge may be seen
MOST_SQUARES = 140
LEAST_SQUARES = 10
LITTLE = 20  # characters: where no more are found, the print may be so large that the page has to be made smaller
SURE = 0.15
"""By how much the votes for a turn must exceed those for none. Where they are divided the page stays as it lies."""


def quarters_to_upright(page: Image) -> Quarters:
    """`page` is rows x columns x BGR, flattened. 0 where it is upright, has no print, or cannot be told."""
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    grey = cv2.bitwise_not(grey) if light_print(page) else grey  # the network has learnt dark print
    votes, seen = _asked(grey)
    if seen < LITTLE:
        half = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        votes = max((votes, seen), _asked(half), key=lambda one: one[1])[0]
    most: Quarters = QUARTERS[int(votes.argmax())]
    return most if votes[most] - votes[0] > SURE else 0


def _asked(grey: Image) -> tuple[Floats, float]:
    """The votes on a page, and how much print was found."""
    ink = _ink(grey)
    across, down = _lines(ink), _lines(ink.T.copy())
    if _print_in(down) > _print_in(across):
        lines = [_turned(box, ink.shape[0]) for box in down]
        return np.roll(votes_on(np.rot90(grey, -1), lines), 1), _print_in(down)
    return votes_on(grey, across), _print_in(across)


def turn(page: Image, quarters: Quarters) -> Image:
    """The page turned clockwise so many times."""
    turned: Image = np.ascontiguousarray(np.rot90(page, -quarters))
    return turned


def votes_on(grey: Image, lines: list[Box]) -> Floats:
    """How the squares along these lines vote: the share for each number of quarters. All 0 where little is seen."""
    squares = np.array(list(_squares(grey, lines)), np.float32)
    if len(squares) < LEAST_SQUARES:
        return np.zeros(4, np.float32)
    # Asked four times, each time turned, so that no answer is favoured.
    answers = ask(np.concatenate([np.rot90(squares, -quarters, axes=(1, 2)) for quarters in QUARTERS]))
    said = np.add.reduce([np.roll(answers[n * len(squares) :][: len(squares)], n, axis=1) for n in QUARTERS])
    shares = np.exp((said - said.max(axis=1, keepdims=True)) / 4)
    votes: Floats = (shares / shares.sum(axis=1, keepdims=True)).mean(axis=0)
    return votes


def ask(squares: Floats) -> Floats:
    """What the network says of squares (n x SIDE x SIDE, as `square` makes them): n x 4, the log-odds of each number of
    quarters that they have to be turned clockwise."""
    hidden_weights, hidden_bias, weights, bias = _network()
    said: Floats = np.maximum(squares.reshape(len(squares), -1) @ hidden_weights + hidden_bias, 0) @ weights + bias
    return said


@cache
def _network() -> tuple[Floats, Floats, Floats, Floats]:
    with np.load(MODEL) as stored:
        first, second, third, fourth = (stored[name].astype(np.float32) for name in ("w1", "b1", "w2", "b2"))
    return first, second, third, fourth


def square(piece: Image) -> Floats | None:
    """A piece of a line, as high as it is wide, evened out for the network; None where there is next to no ink."""
    small = cv2.resize(piece, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    spread = float(small.std())
    if spread < 16:
        return None
    even: Floats = (small - small.mean()) / spread
    return even


def _squares(grey: Image, lines: list[Box]) -> Iterator[Floats]:
    """Squares along the lines, the longest lines first."""
    left = MOST_SQUARES
    for x, y, width, height in sorted(lines, key=lambda line: -line[2] / line[3]):
        high = height * SMALL
        for start in range(x * SMALL, (x + width) * SMALL - high + 1, high):
            made = square(grey[y * SMALL : y * SMALL + high, start : start + high])
            if made is not None:
                yield made
                left -= 1
        if left <= 0:
            return


def _ink(grey: Image) -> Image:
    """Where ink is, in the small page, without the lines of tables."""
    small = cv2.resize(grey, None, fx=1 / SMALL, fy=1 / SMALL, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 14)
    for shape in ((LONG, 1), (1, LONG)):
        ruled = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        ink = cv2.subtract(ink, cv2.dilate(ruled, np.ones((3, 3), np.uint8)))
    edge = round(EDGE * max(ink.shape))
    ink[:edge] = ink[-edge:] = ink[:, :edge] = ink[:, -edge:] = 0
    return ink


def _lines(ink: Image) -> list[Box]:
    """What would be lines of print that run across."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (GAP, 1)))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    boxes = [tuple(int(n) for n in row[:4]) for row in stats[1:]]
    return [box for box in boxes if LEAST_HIGH <= box[3] <= MOST_HIGH and 2 <= box[2] / box[3] <= LONGEST]  # type: ignore[misc]


def _print_in(lines: list[Box]) -> float:
    """How much print the lines hold: their lengths in characters, less one, as a spot is no line."""
    return sum(width / height - 1 for _, _, width, height in lines)


def _turned(box: Box, rows: int) -> Box:
    """A box of the mirrored small page (rows and columns exchanged) in the page turned clockwise by a quarter."""
    y, x, high, wide = box[0], box[1], box[2], box[3]
    return rows - y - high, x, high, wide
