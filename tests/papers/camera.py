"""Puts a drawn paper under a camera of 1920 x 1080: perspective, desk, lamp, shadow, blur, noise, JPEG."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.sim.scene import A4_PIXELS, PAPER_DPI, SIZE, Scene, Setting
from drivers.sim.scene import photograph as lay_and_look

Image = NDArray[Any]
DESKS = ("dark", "wood", "grey", "stripes", "check")
TILT = 10.0
"""Degrees that the camera stands aslant at most."""


def photograph(image: Image, seed: int) -> Image:
    """A photograph of `image` (rows x columns x BGR, any size), whole, its long side along the picture's.

    1080 x 1920 x 3, or 1920 x 1080 x 3 for an upright paper.
    """
    upright = image.shape[0] > image.shape[1]
    seen = _laid(cv2.rotate(image, cv2.ROTATE_90_COUNTERCLOCKWISE) if upright else image, seed).image
    turned = cv2.rotate(seen, cv2.ROTATE_90_CLOCKWISE) if upright else seen
    return _packed(turned, np.random.default_rng(seed + 1))


def photograph_with_corners(lying: Image, seed: int) -> Scene:
    """The same for a paper wider than high, and where it lies."""
    scene = _laid(lying, seed)
    return replace(scene, image=_packed(scene.image, np.random.default_rng(seed + 1)))


def _laid(lying: Image, seed: int) -> Scene:
    return lay_and_look(lying, seed, _setting(lying, np.random.default_rng(seed)))


def _setting(paper: Image, rng: np.random.Generator) -> Setting:
    """Desk, light and distance; the paper takes 75 to 92 % of the picture, along its length or across."""
    rows, columns = paper.shape[:2]
    share = float(rng.uniform(0.75, 0.92))
    wanted = share * min(SIZE[0] / columns, SIZE[1] / rows)
    return Setting(
        desk=str(rng.choice(DESKS)),
        turn=6.0,
        tilt=(0.0, TILT),
        reach=wanted * (297 / 25.4 * PAPER_DPI) / A4_PIXELS,
        light=float(rng.uniform(0.72, 1.02)),
        noise=float(rng.uniform(1.5, 5)),
        blur=float(rng.uniform(0.4, 1.0)),
        shadow=bool(rng.random() < 0.3),
    )


def _packed(image: Image, rng: np.random.Generator) -> Image:
    """Through a JPEG, as cameras send pictures."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(72, 93))])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))
