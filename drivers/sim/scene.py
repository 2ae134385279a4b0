"""Photographs a paper synthetically: a desk, a camera a little askew, shadow, vignette, noise. Fixed by its seed."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.picture import Corners

Image = NDArray[Any]
SIZE = (1920, 1080)
DESKS = ("dark", "wood", "white", "cloth")


@dataclass(frozen=True)
class Scene:
    """`corners` is where the paper really lies (None: no paper), clockwise from its own top left."""

    image: Image
    corners: Corners | None


def photograph(paper: Image | None, seed: int, desk: str = "wood", tilt: float = 1.0, light: float = 1.0) -> Scene:
    """`paper` is rows x columns x BGR. `tilt` scales rotation and perspective, `light` the exposure."""
    rng = np.random.default_rng(seed)
    picture = _desk(desk, rng)
    corners: Corners | None = None
    if paper is not None:
        quad = _placed(paper, rng, tilt)
        picture = _lay(picture, paper, quad, rng)
        corners = tuple((float(x), float(y)) for x, y in quad)  # type: ignore[assignment]
    picture = picture.astype(np.float32) * _lighting(rng)[:, :, None] * light
    picture = cv2.GaussianBlur(picture, (0, 0), 0.7)
    return Scene(noisy(np.clip(picture, 0, 255), rng), corners)


def noisy(picture: Image, rng: np.random.Generator, strength: float = 3.0) -> Image:
    """Sensor noise, a little stronger where it is dark."""
    grain = rng.normal(0, strength, picture.shape[:2]).astype(np.float32)[:, :, None]
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def _desk(kind: str, rng: np.random.Generator) -> Image:
    width, height = SIZE
    base = {"dark": (42, 40, 38), "wood": (78, 112, 148), "white": (208, 210, 212), "cloth": (120, 84, 70)}[kind]
    desk = np.full((height, width, 3), base, np.float32)
    if kind == "wood":
        grain = cv2.resize(rng.normal(0, 1, (height // 6, 24)).astype(np.float32), (width, height))
        desk += (cv2.GaussianBlur(grain, (0, 0), 5) * 26)[:, :, None]
    elif kind == "cloth":
        x, y = np.meshgrid(np.arange(width), np.arange(height))
        desk += (((x // 24 + y // 24) % 2) * 26.0)[:, :, None]
    coarse = cv2.resize(rng.normal(0, 4, (18, 32)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return desk + coarse[:, :, None]


def _placed(paper: Image, rng: np.random.Generator, tilt: float) -> Image:
    """The four corners in the picture: scaled to fit, turned and seen askew."""
    width, height = SIZE
    rows, columns = paper.shape[:2]
    small = columns < 600  # a card lies as a card, not blown up to a page
    scale = min(0.86 * height / rows, 0.86 * width / columns) * (0.42 if small else 1.0)
    half = np.array([[-columns, -rows], [columns, -rows], [columns, rows], [-columns, rows]]) * scale / 2
    angle = np.radians(rng.uniform(-5, 5) * tilt)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    askew = rng.uniform(-0.022, 0.022, (4, 2)) * tilt * min(rows, columns) * scale
    quad = half @ turn.T + askew
    quad *= min(1.0, 0.47 * height / np.abs(quad[:, 1]).max())
    centre = np.array([width / 2, height / 2]) + rng.uniform(-0.5, 0.5, 2) * np.array([160, 8]) * tilt
    placed: Image = (quad + centre).astype(np.float32)
    return placed


def _lay(desk: Image, paper: Image, quad: Image, rng: np.random.Generator) -> Image:
    """The paper on the desk, with the soft shadow that its lifted edges throw."""
    height = SIZE[1]
    rows, columns = paper.shape[:2]
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, quad)
    smaller = cv2.GaussianBlur(paper, (0, 0), 0.6) if rows > height else paper
    seen = cv2.warpPerspective(smaller, matrix, SIZE, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full((rows, columns), 255, np.uint8), matrix, SIZE, flags=cv2.INTER_LINEAR)
    shift = np.array([[1, 0, rng.uniform(3, 9)], [0, 1, rng.uniform(3, 9)]], np.float32)
    shadow = cv2.GaussianBlur(cv2.warpAffine(mask, shift, SIZE), (0, 0), 9).astype(np.float32) / 255
    share = (mask.astype(np.float32) / 255)[:, :, None]
    laid: Image = desk * (1 - 0.45 * shadow[:, :, None]) * (1 - share) + seen.astype(np.float32) * share
    return laid


def _lighting(rng: np.random.Generator) -> Image:
    """A lamp to one side and darker corners, 0.75 to 1.05."""
    width, height = SIZE
    x, y = np.meshgrid(np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32))
    direction = rng.uniform(0, 2 * np.pi)
    lamp = 0.06 * (np.cos(direction) * x + np.sin(direction) * y)
    light: Image = (0.97 + lamp - 0.07 * (x**2 + y**2)).astype(np.float32)
    return light
