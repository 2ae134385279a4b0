"""A hard set of codes as a camera or a phone's screen shows them: generated, fixed by number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

Image = NDArray[Any]
Draw = np.random.Generator
SIZE = (1280, 720)
FORMATS = (("QRCode", 3), ("QRCode", 5), ("QRCode", 4), ("Code128", 3), ("PDF417", 3), ("DataMatrix", 6))
"""zxing's name and the pixels of a module, before the picture is taken."""
LETTERS = np.array(list("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"))


@dataclass(frozen=True)
class HardCode:
    trouble: str
    format: str
    text: str = field(repr=False)
    image: Image = field(repr=False)  # 720 x 1280, grey


def hard_code(number: int) -> HardCode:
    """Troubles take turns, so that any run of numbers holds all of them."""
    rng = np.random.default_rng(number)
    name = list(TROUBLES)[number % len(TROUBLES)]
    kind, module = FORMATS[int(rng.integers(len(FORMATS)))]
    text = "YT" + "".join(rng.choice(LETTERS, int(rng.integers(8, 22))))
    code = _drawn(kind, text, module)
    size = 0.5 if name == "small" else 1.0
    tilt = {"perspective": 38.0, "tilt": 20.0, "combined": 18.0}.get(name, 4.0)
    turn = 180.0 if name in ("rotation", "combined") else 8.0
    if name == "inverted":
        code = 255 - code
    picture = _photographed(
        code, size, np.radians(rng.uniform(0.7, 1) * tilt), np.radians(rng.uniform(-turn, turn)), rng
    )
    spoilt = TROUBLES[name](picture, rng)
    noise = rng.normal(0, rng.uniform(2, 5), spoilt.shape)
    return HardCode(name, kind, text, np.clip(spoilt + noise, 0, 255).astype(np.uint8))


def _drawn(kind: str, text: str, module: int) -> Image:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    drawn = np.array(zxingcpp.write_barcode_to_image(code, scale=module, add_quiet_zones=True))
    if drawn.shape[0] < 60:  # a linear code is drawn one module high
        drawn = np.repeat(drawn[:1], 90, axis=0)
    return cv2.copyMakeBorder(drawn, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=255)


def _photographed(code: Image, size: float, tilt: float, turn: float, rng: Draw) -> Image:
    """The code in the middle of a picture, turned and seen aslant by a pinhole camera."""
    rows, columns = code.shape
    half = np.array([[-columns, -rows], [columns, -rows], [columns, rows], [-columns, rows]]) * size / 2
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    towards = rng.uniform(0, 2 * np.pi)
    rotation, _ = cv2.Rodrigues(np.array([np.cos(towards), np.sin(towards), 0]) * tilt)
    space = np.column_stack([half @ spin, np.zeros(4)]) @ rotation.T
    quad = space[:, :2] * 900 / (900 + space[:, 2:]) + np.array(SIZE) / 2 + rng.uniform(-120, 120, 2)
    source = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, quad.astype(np.float32))
    desk = np.full((SIZE[1], SIZE[0]), rng.uniform(60, 160), np.float32)
    mask = cv2.warpPerspective(np.ones_like(code, np.float32), matrix, SIZE, flags=cv2.INTER_AREA)
    seen = cv2.warpPerspective(code.astype(np.float32), matrix, SIZE, flags=cv2.INTER_AREA)
    lit: Image = (desk * (1 - mask) + seen * mask) * rng.uniform(0.7, 0.95) + 15
    return lit


def _defocus(picture: Image, rng: Draw) -> Image:
    return cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(1.2, 2.6)))


def _motion(picture: Image, rng: Draw) -> Image:
    length = int(rng.integers(4, 10))
    kernel = np.zeros((length * 2 + 1, length * 2 + 1), np.float32)
    angle = rng.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    ends = [tuple(round(float(v)) for v in length + sign * along) for sign in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_AA)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def _moire(picture: Image, rng: Draw) -> Image:
    """A phone's pixel grid beating with the camera's."""
    x, y = np.meshgrid(np.arange(SIZE[0], dtype=np.float32), np.arange(SIZE[1], dtype=np.float32))
    angle, period = rng.uniform(0, np.pi), rng.uniform(3, 9)
    wave = np.sin((np.cos(angle) * x + np.sin(angle) * y) * 2 * np.pi / period)
    return picture * (1 + rng.uniform(0.15, 0.35) * wave)


def _low_contrast(picture: Image, rng: Draw) -> Image:
    return (picture - 128) * rng.uniform(0.07, 0.2) + rng.uniform(60, 190)


def _glare(picture: Image, rng: Draw) -> Image:
    x, y = np.meshgrid(np.arange(SIZE[0]), np.arange(SIZE[1]))
    at = np.array(SIZE) / 2 + rng.uniform(-130, 130, 2)
    away = np.hypot(x - at[0], y - at[1]) / rng.uniform(40, 110)
    return np.minimum(255, picture + 230 * np.exp(-(away**2)))


def _cracked(picture: Image, rng: Draw) -> Image:
    """Lines of broken glass, light or dark, from one point."""
    cracked = picture.copy()
    start = np.array(SIZE) / 2 + rng.uniform(-160, 160, 2)
    for _ in range(int(rng.integers(2, 6))):
        end = start + rng.uniform(-500, 500, 2)
        tone = float(rng.choice([25, 240]))
        cv2.line(
            cracked, start.astype(int).tolist(), end.astype(int).tolist(), tone, int(rng.integers(1, 4)), cv2.LINE_AA
        )
    return cracked


def _as_it_is(picture: Image, _rng: Draw) -> Image:
    return picture


def _combined(picture: Image, rng: Draw) -> Image:
    return (cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(0.8, 1.4))) - 128) * rng.uniform(0.25, 0.5) + 120


TROUBLES: dict[str, Callable[[Image, Draw], Image]] = {
    "rotation": _as_it_is,
    "perspective": _as_it_is,
    "defocus": _defocus,
    "motion": _motion,
    "moire": _moire,
    "low contrast": _low_contrast,
    "inverted": _as_it_is,
    "glare": _glare,
    "small": _as_it_is,
    "cracked": _cracked,
    "tilt": _as_it_is,
    "combined": _combined,
}
