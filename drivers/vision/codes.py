"""Reads bar codes and QR codes: a ladder from the fastest try to the most patient, within a time that is given.

zxing-cpp reads most at once; what it misses is looked at again with pyzbar and after enhancements. Who wins is
measured by `bench_codes`.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from kiosk.picture import Corners, FoundCode

Image = NDArray[Any]  # uint8
Enhance = Callable[[Image], Image]

SECONDS = 0.04
"""No new rung is begun after this time: with the longest rung a frame stays under 60 ms."""
FORMATS = "QRCode,MicroQRCode,RMQRCode,DataMatrix,Aztec,PDF417,Code128,Code93,EAN13"
"""Those whose own check makes a wrong reading all but impossible; ITF, Codabar and Code 39 have none."""
ZBAR_NAMES = {"QRCODE": "QRCode", "CODE128": "Code128", "EAN13": "EAN13"}
ZBAR_SYMBOLS = [getattr(pyzbar.ZBarSymbol, name) for name in ZBAR_NAMES]
EASY = {"formats": zxingcpp.barcode_formats_from_str(FORMATS)}
GLOBAL = {**EASY, "binarizer": zxingcpp.Binarizer.GlobalHistogram}
SMALL = 4
"""A code is looked for in a picture so many times smaller."""
LEAST_ROUGHNESS = 4.0
MOST_PIXELS = 600_000  # of an enhanced patch: a larger one holds a code that needs no enhancing


@dataclass(frozen=True)
class Patch:
    """The part of a picture that may hold a code, turned level; `back` (2 x 3) leads its points to the picture's."""

    image: Image
    back: NDArray[Any]

    def enlarged(self, enhance: Enhance, scale: float) -> "Patch":
        """The same part, treated; `scale` is how much larger it comes out."""
        return Patch(enhance(self.image), self.back @ np.diag([1 / scale, 1 / scale, 1.0]))


def read_codes(
    image: Image, every: bool = False, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
) -> tuple[FoundCode, ...]:
    """What the first successful rung reads; nothing once `seconds` are over. `every`: there may be several codes."""
    ends = clock() + seconds
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    for rung in _rungs(grey, every):
        if found := rung():
            return found
        if clock() > ends:
            break
    return ()


def _rungs(grey: Image, every: bool) -> Iterator[Callable[[], tuple[FoundCode, ...]]]:
    """What is tried, the likeliest for its time first."""
    if every:
        yield lambda: zxing(grey, EASY)
    patch = likely_patch(grey)
    if patch is not None:
        yield lambda: _in(patch, zxing(patch.image, EASY))
        yield lambda: _in(patch, zxing(patch.image, GLOBAL))
        for enhance, scale in ENHANCEMENTS:
            if patch.image.size * scale**2 > MOST_PIXELS:
                continue
            treated = patch.enlarged(enhance, scale)
            yield lambda treated=treated: _in(treated, zxing(treated.image, EASY))  # type: ignore[misc]
        yield lambda: _in(patch, zbar(patch.image))
    if not every:
        yield lambda: zxing(grey[::2, ::2], EASY)


def zxing(grey: Image, options: dict[str, Any]) -> tuple[FoundCode, ...]:
    """What zxing-cpp reads."""
    return tuple(_from_zxing(code) for code in zxingcpp.read_barcodes(grey, **options) if code.valid and code.text)


def zbar(grey: Image) -> tuple[FoundCode, ...]:
    """What pyzbar reads."""
    return tuple(_from_zbar(code) for code in pyzbar.decode(grey, symbols=ZBAR_SYMBOLS))


def likely_patch(grey: Image) -> Patch | None:
    """Where a code may be: the largest patch that is densely covered with strong edges, turned level."""
    small = cv2.resize(grey, None, fx=1 / SMALL, fy=1 / SMALL, interpolation=cv2.INTER_AREA)
    rough = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    dense = cv2.boxFilter(rough, cv2.CV_32F, (9, 9))
    most = float(dense.max())
    if most < LEAST_ROUGHNESS:
        return None
    contours, _ = cv2.findContours((dense > 0.5 * most).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    middle, size, angle = cv2.minAreaRect(max(contours, key=cv2.contourArea))
    return _level(grey, np.array(middle) * SMALL, np.array(size) * SMALL, angle)


def _level(grey: Image, middle: NDArray[Any], size: NDArray[Any], angle: float) -> Patch:
    """Cut out with room for the quiet zone, the longer side across."""
    if size[0] < size[1]:
        size, angle = size[::-1], angle + 90
    wide, high = (size + 28 + size.min() * 0.2).round().astype(int).tolist()
    there = cv2.getRotationMatrix2D(middle.tolist(), angle, 1.0)
    there[:, 2] += np.array([wide, high]) / 2 - middle
    image = cv2.warpAffine(grey, there, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Patch(image, cv2.invertAffineTransform(there))


def _sharper(grey: Image) -> Image:
    soft = cv2.GaussianBlur(grey, (0, 0), 3)
    return cv2.addWeighted(grey, 3.0, soft, -2.0, 0)


def _larger(grey: Image) -> Image:
    return cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)


def _larger_sharper(grey: Image) -> Image:
    return _sharper(_larger(grey))


def _softer(grey: Image) -> Image:
    """Against moire: the screen's own pixels are smoothed away."""
    return cv2.GaussianBlur(grey, (0, 0), 2.0)


def _evened(grey: Image) -> Image:
    """Against shadow and glare: local contrast."""
    return cv2.createCLAHE(4.0, (6, 6)).apply(grey)


def _closed(grey: Image) -> Image:
    """Against cracks: thin bright lines through dark modules are filled."""
    return cv2.medianBlur(grey, 5)


def _inverted(grey: Image) -> Image:
    """A phone in dark mode; zxing-cpp inverts for square codes alone."""
    return cv2.bitwise_not(grey)


ENHANCEMENTS: tuple[tuple[Enhance, float], ...] = (
    (_inverted, 1.0),
    (_sharper, 1.0),
    (_larger_sharper, 2.0),
    (_softer, 1.0),
    (_evened, 1.0),
    (_closed, 1.0),
    (_larger, 2.0),
)


def _in(patch: Patch, found: tuple[FoundCode, ...]) -> tuple[FoundCode, ...]:
    """The same codes with their corners in the whole picture's pixels."""
    return tuple(FoundCode(code.format, code.text, _back(patch, code.corners)) for code in found)


def _back(patch: Patch, corners: Corners) -> Corners:
    points = np.column_stack([np.array(corners), np.ones(4)]) @ patch.back.T
    return tuple((float(x), float(y)) for x, y in points)  # type: ignore[return-value]


def _from_zxing(code: zxingcpp.Barcode) -> FoundCode:
    at = code.position
    corners = tuple((float(p.x), float(p.y)) for p in (at.top_left, at.top_right, at.bottom_right, at.bottom_left))
    return FoundCode(code.format.name, code.text, corners)  # type: ignore[arg-type]


def _from_zbar(code: pyzbar.Decoded) -> FoundCode:
    left, top, width, height = code.rect
    corners: Corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return FoundCode(ZBAR_NAMES.get(code.type, code.type), code.data.decode("utf-8", "replace"), corners)
