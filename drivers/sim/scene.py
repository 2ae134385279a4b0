"""Photographs papers synthetically: a pinhole camera over a desk, lamp, shadows, hands, noise. Fixed by its seed."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.sim.desks import desk_top
from drivers.sim.hands import lay_hand
from kiosk.picture import Corners

Image = NDArray[Any]
Random = np.random.Generator
SIZE = (1920, 1080)
FOCAL = 2.4
"""The camera's height over the desk, in picture heights: a document camera at 45 cm seeing a little more than A4."""
A4_PIXELS = 0.88 * SIZE[1]
"""How long an A4 sheet appears from straight above; cards are as much smaller as they are on the desk."""
PAPER_DPI = 150
CARD_COLUMNS = 600
"""A paper narrower than this, at 150 dpi, is a card or a leaf of a booklet."""


@dataclass(frozen=True)
class Setting:
    """How a photograph is taken. Angles are in degrees and the most that a seed may draw; lengths in pixels."""

    desk: str = "wood"
    turn: float = 5.0
    tilt: tuple[float, float] = (0.0, 5.0)  # the camera's least and greatest slant
    reach: float = 1.0  # the paper's size against what is usual
    light: float = 1.0  # exposure
    noise: float = 3.0
    blur: float = 0.7
    hand: bool = False  # a hand lies on an edge of it
    shadow: bool = False  # something throws a shadow across it
    folded: bool = False  # a fold down the middle stands up a little
    beside: Image | None = None  # a second paper, lying partly under the first


@dataclass(frozen=True)
class Scene:
    """`corners` is where the paper really lies (None: no paper), clockwise from its own top left.

    `beside` is where the second paper lies, if it can be seen whole: then either is a page that may be found.
    """

    image: Image
    corners: Corners | None
    beside: Corners | None = None


def photograph(paper: Image | None, seed: int, setting: Setting | None = None) -> Scene:
    """`paper` is rows x columns x BGR at 150 dpi. 1080 x 1920 x 3 come back."""
    how = setting or Setting()
    rng = np.random.default_rng(seed)
    picture = desk_top(how.desk, SIZE, rng)
    quad: Image | None = None
    other: Image | None = None
    if paper is not None:
        quad = _placed(paper, how, rng)
        if how.beside is not None:
            other = _neighbour(how.beside, quad, how, rng)
            picture = _lay(picture, how.beside, other, rng)
        picture = _lay(picture, _creased(paper) if how.folded else paper, quad, rng)
    if how.hand:
        picture = lay_hand(picture, quad, rng)
    image = _exposed(picture, how, rng)
    whole = other is not None and quad is not None and _whole(other, quad)
    return Scene(image, _corners(quad), _corners(other) if whole else None)


def _corners(quad: Image | None) -> Corners | None:
    return None if quad is None else tuple((float(x), float(y)) for x, y in quad)  # type: ignore[return-value]


def _whole(under: Image, over: Image) -> bool:
    """Inside the picture, and at most a quarter of it covered."""
    inside = (under > 0).all() and (under < np.array(SIZE)).all()
    return bool(inside and cv2.intersectConvexConvex(under, over)[0] < 0.25 * cv2.contourArea(under))


def noisy(image: Image, number: int, strength: float) -> Image:
    """The same picture with other sensor noise; `number` picks the grain."""
    across, down = (number * 37) % 64, (number * 53) % 64
    grain = _grain()[down : down + image.shape[0], across : across + image.shape[1]]
    scaled = cv2.convertScaleAbs(np.abs(grain), alpha=strength)
    brighter = cv2.merge([np.where(grain > 0, scaled, 0).astype(np.uint8)] * 3)
    darker = cv2.merge([np.where(grain < 0, scaled, 0).astype(np.uint8)] * 3)
    done: Image = cv2.subtract(cv2.add(image, brighter), darker)
    return done


@cache
def _grain() -> Image:
    """Normal noise of deviation 1, wider than a picture, so that it can be shifted about. It is made once."""
    plane = np.random.default_rng(0).normal(0, 1, (SIZE[1] + 64, SIZE[0] + 64)).astype(np.float32)
    return cv2.GaussianBlur(plane, (0, 0), 0.5) * 1.4


def _exposed(picture: Image, how: Setting, rng: Random) -> Image:
    light = _lamp(rng) * how.light
    if how.shadow:
        light *= _cast_shadow(rng)
    lit: Image = picture * light[:, :, None]
    if how.blur:
        lit = cv2.GaussianBlur(lit, (0, 0), how.blur)
    return noisy(cv2.convertScaleAbs(lit), int(rng.integers(0, 1000)), how.noise)


def _seen(points: Image, rotation: Image) -> Image:
    """Points of the desk (pixels from its middle) as the slanted pinhole camera sees them."""
    distance = FOCAL * SIZE[1]
    space = np.column_stack([points, np.zeros(len(points))]) @ rotation.T
    seen: Image = space[:, :2] * distance / (distance + space[:, 2:])
    return seen


def _slanted(how: Setting, rng: Random) -> Image:
    """The camera's rotation, 3 x 3, about any axis that lies in the desk."""
    towards = rng.uniform(0, 2 * np.pi)
    axis = np.array([np.cos(towards), np.sin(towards), 0.0]) * np.radians(rng.uniform(*how.tilt))
    rotation, _ = cv2.Rodrigues(axis)
    return np.asarray(rotation)


def _placed(paper: Image, how: Setting, rng: Random) -> Image:
    """The paper's corners in the picture: true to scale, turned, seen aslant, wholly inside."""
    rows, columns = paper.shape[:2]
    scale = A4_PIXELS / (297 / 25.4 * PAPER_DPI) * how.reach
    half = np.array([[-columns, -rows], [columns, -rows], [columns, rows], [-columns, rows]]) * scale / 2
    turned = _turned(half, rng.uniform(-how.turn, how.turn))
    rotation = _slanted(how, rng)
    room = np.maximum(0, np.array(SIZE) - np.ptp(turned, axis=0)) / 2
    moved = turned + rng.uniform(-0.7, 0.7, 2) * room
    limit = np.array(SIZE) / 2 - 12
    while (np.abs(_seen(moved, rotation)) > limit).any():
        moved = moved * 0.97  # nearer to the middle, and as if from higher up
    placed: Image = (_seen(moved, rotation) + np.array(SIZE) / 2).astype(np.float32)
    return placed


def _neighbour(paper: Image, quad: Image, how: Setting, rng: Random) -> Image:
    """A second paper whose middle lies at the first one's edge or beyond, as far as the picture goes."""
    other = _placed(paper, how, rng)
    side = 1 if quad[:, 0].mean() < SIZE[0] / 2 else -1
    width = quad[:, 0].max() - quad[:, 0].min()
    middle = quad.mean(axis=0) + np.array([side * width * rng.uniform(0.75, 1.25), rng.uniform(-150, 150)])
    moved = other - other.mean(axis=0) + middle
    beyond = np.minimum(0, moved.min(axis=0) - 12) + np.maximum(0, moved.max(axis=0) + 12 - np.array(SIZE))
    back: Image = (moved - beyond).astype(np.float32)
    return back


def _turned(points: Image, degrees: float) -> Image:
    angle = np.radians(degrees)
    turned: Image = points @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return turned


def _lay(picture: Image, paper: Image, quad: Image, rng: Random) -> Image:
    """The paper on what is there, with the soft shadow that its lifted edges throw."""
    rows, columns = paper.shape[:2]
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    seen = _warped(paper, cv2.getPerspectiveTransform(source, quad))
    mask = np.zeros((SIZE[1], SIZE[0]), np.uint8)
    cv2.fillConvexPoly(mask, (quad * 16).round().astype(np.int32), 255, cv2.LINE_AA, shift=4)
    shift = np.array([[1, 0, rng.uniform(-7, 7)], [0, 1, rng.uniform(2, 8)]], np.float32)
    depth = float(rng.uniform(0.15, 0.45))
    shadow = cv2.blur(cv2.warpAffine(mask, shift, SIZE), (15, 15)).astype(np.float32) * (-depth / 255) + 1
    share = (mask.astype(np.float32) / 255)[:, :, None]
    laid: Image = picture * shadow[:, :, None] * (1 - share) + seen * share
    return laid


def _warped(paper: Image, matrix: Image) -> Image:
    """Seen through `matrix`, softened first by as much as it shrinks, so that print does not turn into moire."""
    shrink = 1 / max(0.05, float(np.sqrt(abs(np.linalg.det(matrix[:2, :2])))))
    soft = cv2.GaussianBlur(paper, (0, 0), 0.4 * shrink) if shrink > 1 else paper
    warped: Image = cv2.warpPerspective(soft, matrix, SIZE, flags=cv2.INTER_LINEAR)
    return warped


def _creased(paper: Image) -> Image:
    """Darker towards a fold down the middle, lighter beyond it."""
    columns = paper.shape[1]
    away = np.abs(np.arange(columns) - columns / 2) / columns
    side = np.where(np.arange(columns) < columns / 2, 0.9, 1.0)
    shade = (side - 0.25 * np.exp(-away * 40)).astype(np.float32)
    creased: Image = cv2.convertScaleAbs(paper * shade[None, :, None])
    return creased


def _lamp(rng: Random) -> Image:
    """A lamp to one side and darker corners, 0.75 to 1.05."""
    x, y = np.meshgrid(np.linspace(-1, 1, SIZE[0], dtype=np.float32), np.linspace(-1, 1, SIZE[1], dtype=np.float32))
    direction = rng.uniform(0, 2 * np.pi)
    lamp = rng.uniform(0.02, 0.10) * (np.cos(direction) * x + np.sin(direction) * y)
    light: Image = (0.96 + lamp - 0.06 * (x**2 + y**2)).astype(np.float32)
    return light


def _cast_shadow(rng: Random) -> Image:
    """The shadow of an arm or a head: a band across the picture, soft at its edges."""
    width, height = SIZE
    mask = np.zeros((height // 4, width // 4), np.float32)
    middle = np.array([rng.uniform(0.25, 0.75) * width, rng.uniform(0.3, 0.7) * height]) / 4
    angle = rng.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)]) * width
    thick = int(rng.uniform(0.15, 0.5) * height / 4)
    cv2.line(mask, (middle - along).astype(int).tolist(), (middle + along).astype(int).tolist(), 1.0, thick)
    soft = cv2.GaussianBlur(mask, (0, 0), float(rng.uniform(2, 12)))
    shadow: Image = 1 - float(rng.uniform(0.25, 0.55)) * cv2.resize(soft, SIZE)
    return shadow
