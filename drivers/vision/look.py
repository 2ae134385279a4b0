"""One picture from beginning to end: page, quality, flattening, codes. What `take` and `kiosk scan` share."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision import codes, flat, pages, quality, upright
from drivers.vision.files import UnreadableError
from kiosk.picture import Corners, FoundCode, Quality, Quarters, Scan
from kiosk.trouble import Trouble

Image = NDArray[Any]  # uint8
Result = TypeVar("Result")
JPEG_QUALITY = 80
"""An A4 page of print at 200 dpi in 150 to 300 KB."""


@dataclass(frozen=True)
class Look:
    """`page` and `corners` are None where there is no page; `ms` is how long each stage took."""

    corners: Corners | None
    quality: Quality
    codes: tuple[FoundCode, ...]
    page: Scan | None
    ms: dict[str, float] = field(default_factory=dict)


def _decode(data: NDArray[np.uint8]) -> Image | None:
    """None for anything that is no picture; OpenCV raises for some of it and returns None for the rest."""
    try:
        return cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except cv2.error:
        return None


def look_at(image: Image, known: Corners | None = None, measured: Quality | None = None) -> Look:
    """Everything about the page in this picture. It lies where `known` says and is as good as was `measured`; else it
    is looked for and judged here. Codes are read from the page, or from the picture without one."""
    ms: dict[str, float] = {}
    corners = known or _timed(ms, "find", lambda: pages.find_page(image))
    judged = measured or _timed(ms, "judge", lambda: quality.judge(image, corners))
    if corners is None:
        return Look(None, judged, _timed(ms, "codes", lambda: codes.read_codes(image, every=True)), None, ms)
    lying = _timed(ms, "flatten", lambda: flat.flatten(image, corners))
    quarters = _timed(ms, "turn", lambda: upright.quarters_to_upright(lying))
    page, named = upright.turn(lying, quarters), _renamed(corners, quarters)
    found = _timed(ms, "codes", lambda: codes.read_codes(page, every=True))
    scan = _timed(ms, "compress", lambda: to_scan(page, judged, named, found))
    return Look(named, judged, found, scan, ms)


def _renamed(corners: Corners, quarters: int) -> Corners:
    """The same corners from the top left of the page turned clockwise."""
    one, two, three, four = (corners[(number - quarters) % 4] for number in range(4))
    return one, two, three, four


def to_scan(page: Image, judged: Quality, corners: Corners | None, found: tuple[FoundCode, ...]) -> Scan:
    """The flattened page as it goes into the errand."""
    _, encoded = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
    data = encoded.tobytes()
    height, width = page.shape[:2]
    return Scan(data, width, height, hashlib.sha256(data).hexdigest(), judged, corners, found)


def turned(page: Scan, quarters: Quarters) -> Scan:
    """The same page turned clockwise by so many times 90 degrees. Raises UnreadableError."""
    lying = _decode(np.frombuffer(page.jpeg, np.uint8))
    if lying is None:
        raise UnreadableError(Trouble.NOT_AN_IMAGE, "not a picture that can be read")
    image = upright.turn(lying, quarters)
    corners = page.corners and _renamed(page.corners, quarters)
    return to_scan(image, page.quality, corners, tuple(codes.read_codes(image, every=True)))


def _timed(ms: dict[str, float], stage: str, work: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = work()
    ms[stage] = (time.perf_counter() - began) * 1000
    return result
