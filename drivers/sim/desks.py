"""What lies under the paper: table tops of several kinds, drawn by a seed. Float, rows x columns x BGR, 0 to 255."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[Any]
Random = np.random.Generator
DESKS = ("dark", "wood", "white", "check", "stripes", "dots", "grey")


def desk_top(kind: str, size: tuple[int, int], rng: Random) -> Image:
    """One of DESKS, `size` as width and height. Raises KeyError."""
    desk = {
        "dark": _dark,
        "wood": _wood,
        "white": _white,
        "grey": _grey,
        "check": _check,
        "stripes": _stripes,
        "dots": _dots,
    }[kind](size, rng)
    coarse = rng.normal(0, 3, (9, 16)).astype(np.float32)
    laid: Image = desk + cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)[:, :, None]
    return laid


def _plain(size: tuple[int, int], colour: Any) -> Image:
    return np.full((size[1], size[0], 3), colour, np.float32)


def _dark(size: tuple[int, int], rng: Random) -> Image:
    return _plain(size, rng.uniform(22, 60) + rng.uniform(-6, 6, 3))


def _white(size: tuple[int, int], rng: Random) -> Image:
    """Laminate, a little greyer than paper: the hardest."""
    return _plain(size, rng.uniform(205, 236) + rng.uniform(-3, 3, 3))


def _grey(size: tuple[int, int], rng: Random) -> Image:
    return _plain(size, rng.uniform(90, 180) + rng.uniform(-12, 12, 3))


def _wood(size: tuple[int, int], rng: Random) -> Image:
    width, height = size
    grain = cv2.resize(rng.normal(0, 1, (height // 6, 24)).astype(np.float32), size)
    base = np.array((78, 112, 148)) * rng.uniform(0.6, 1.3)
    wood: Image = _plain(size, base) + (cv2.GaussianBlur(grain, (0, 0), 5) * rng.uniform(10, 30))[:, :, None]
    for edge in rng.integers(0, height, 2) if rng.random() < 0.4 else ():
        cv2.line(wood, (0, int(edge)), (width, int(edge + rng.integers(-20, 20))), (base * 0.5).tolist(), 3)
    return wood


def _grid(size: tuple[int, int], step: float, rng: Random) -> tuple[Image, Image]:
    """Coordinates along and across the threads, in units of `step`, turned a little."""
    x, y = np.meshgrid(np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32))
    angle = np.float32(rng.uniform(-0.6, 0.6))
    return (np.cos(angle) * x + np.sin(angle) * y) / step, (np.cos(angle) * y - np.sin(angle) * x) / step


def _cloth_colours(rng: Random) -> tuple[Image, Image]:
    first = rng.uniform(30, 190, 3).astype(np.float32)
    return first, np.clip(first + rng.uniform(25, 70) * rng.choice([-1, 1], 3), 10, 225).astype(np.float32)


def _check(size: tuple[int, int], rng: Random) -> Image:
    along, across = _grid(size, rng.uniform(20, 90), rng)
    one, other = _cloth_colours(rng)
    share = ((along.astype(np.int32) % 2 == 0).astype(np.float32) + (across.astype(np.int32) % 2 == 0)) / 2
    checked: Image = one + (other - one) * share[:, :, None]
    return checked


def _stripes(size: tuple[int, int], rng: Random) -> Image:
    along, _ = _grid(size, rng.uniform(12, 70), rng)
    one, other = _cloth_colours(rng)
    striped: Image = one + (other - one) * (np.mod(along, 3) < 1).astype(np.float32)[:, :, None]
    return striped


def _dots(size: tuple[int, int], rng: Random) -> Image:
    along, across = _grid(size, rng.uniform(40, 110), rng)
    one, other = _cloth_colours(rng)
    away = np.hypot(np.mod(along, 1) - 0.5, np.mod(across, 1) - 0.5)
    return one + (other - one) * (away < 0.3).astype(np.float32)[:, :, None]
