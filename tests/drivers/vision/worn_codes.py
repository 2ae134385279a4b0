"""Bar codes as wear leaves them: small, smeared, scratched, torn, fixed by number. Their one check digit is weak."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from tests.drivers.vision.hard_codes import HardCode

Image = NDArray[Any]  # uint8
Draw = np.random.Generator
KINDS = ("EAN13", "UPCA", "Code128")
HEIGHT = 60  # pixels, before it is made smaller
LETTERS = np.array(list("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"))


def worn_code(number: int) -> HardCode:
    """Kinds and wear take turns. A UPC-A is the EAN-13 with a zero in front."""
    rng = np.random.default_rng(number)
    kind = KINDS[number % len(KINDS)]
    name = list(WEAR)[number // len(KINDS) % len(WEAR)]
    text = _text(kind, rng)
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    bars = np.array(zxingcpp.write_barcode_to_image(code, scale=3, add_quiet_zones=True))
    drawn = np.repeat(bars[len(bars) // 4][None, :], HEIGHT * 3, axis=0).astype(np.float32)
    drawn = cv2.copyMakeBorder(drawn, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=255)
    spoilt = WEAR[name](drawn * 0.8 + 20, rng)
    module = rng.uniform(0.9, 2.2)  # pixels
    seen = _on_desk(cv2.resize(spoilt, None, fx=module / 3, fy=module / 3, interpolation=cv2.INTER_AREA), rng)
    seen = cv2.GaussianBlur(seen, (0, 0), float(rng.uniform(0.3, 0.45 * module)))
    seen += rng.normal(0, rng.uniform(1, 9), seen.shape)
    return HardCode(name, kind, _as_read(kind, text), np.clip(seen, 0, 255).astype(np.uint8))


def _text(kind: str, rng: Draw) -> str:
    if kind == "Code128":
        return "".join(rng.choice(LETTERS, int(rng.integers(6, 16))))
    digits = "".join(map(str, rng.integers(0, 10, 12 if kind == "EAN13" else 11)))
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def _as_read(kind: str, text: str) -> str:
    return "0" + text if kind == "UPCA" else text


def _on_desk(code: Image, rng: Draw) -> Image:
    """In the middle of a larger picture, a little turned."""
    rows, columns = code.shape
    wide, high = columns + 120, rows + 120
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), float(rng.uniform(-12, 12)), 1.0)
    turn[:, 2] += 60 + rng.uniform(-20, 20, 2)
    tone = float(rng.uniform(60, 170))
    return cv2.warpAffine(code, turn, (wide, high), flags=cv2.INTER_LINEAR, borderValue=tone)


def _plain(code: Image, _rng: Draw) -> Image:
    return code


def _scratched(code: Image, rng: Draw) -> Image:
    """Along the bars or across them, dark or light."""
    out = code.copy()
    rows, columns = code.shape
    for _ in range(int(rng.integers(2, 9))):
        x, lean = rng.uniform(0.1, 0.9) * columns, rng.uniform(-0.15, 0.15) * columns
        tone = float(rng.choice([25, 225]))
        cv2.line(out, (int(x), 0), (int(x + lean), rows), tone, int(rng.integers(1, 6)), cv2.LINE_AA)
    return out


def _stained(code: Image, rng: Draw) -> Image:
    out = code.copy()
    rows, columns = code.shape
    for _ in range(int(rng.integers(1, 5))):
        at = (int(rng.uniform(0.1, 0.9) * columns), int(rng.uniform(0, 1) * rows))
        size = (int(rng.uniform(3, 25)), int(rng.uniform(10, rows)))
        cv2.ellipse(out, at, size, float(rng.uniform(-20, 20)), 0, 360, float(rng.choice([25, 225])), -1)
    return out


def _patchy(code: Image, rng: Draw) -> Image:
    """A print head with dead dots, or ink that ran: bars thinner or thicker along the code."""
    grown = cv2.erode(code, np.ones((1, int(rng.integers(2, 5))), np.uint8))
    shrunk = cv2.dilate(code, np.ones((1, int(rng.integers(2, 4))), np.uint8))
    wave = np.sin(np.arange(code.shape[1]) * rng.uniform(0.005, 0.05) + rng.uniform(0, 6))[None, :]
    return np.where(wave > 0.5, grown, np.where(wave < -0.5, shrunk, code)).astype(np.float32)


def _torn(code: Image, rng: Draw) -> Image:
    """A part of it is pushed aside, as on folded or crumpled paper."""
    at = int(rng.uniform(0.2, 0.8) * code.shape[1])
    by = int(rng.integers(2, 12))
    out = code.copy()
    out[:, at:] = np.roll(code, int(rng.choice([-1, 1])) * by, axis=1)[:, at:]
    return out


def _smeared(code: Image, rng: Draw) -> Image:
    return cv2.blur(code, (int(rng.integers(3, 11)), 1))


WEAR: dict[str, Callable[[Image, Draw], Image]] = {
    "plain": _plain,
    "scratched": _scratched,
    "stained": _stained,
    "patchy": _patchy,
    "torn": _torn,
    "smeared": _smeared,
}
