"""Pictures as they pass between camera, core and screen. Knows no image library: arrays stay behind the camera."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.trouble import Trouble

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Pixels of the picture, clockwise from the page's own top left."""
Quarters = Literal[0, 1, 2, 3]
"""How often a page has to be turned clockwise by 90 degrees to be upright."""


@dataclass(frozen=True)
class Frame:
    """One camera picture for the preview: `pixels` is width x height x 3 bytes, BGR, rows without padding."""

    sequence: int
    width: int
    height: int
    pixels: bytes | memoryview = field(repr=False)


@dataclass(frozen=True)
class Quality:
    """What was measured of a page, against which limits it is judged, and the verdict."""

    verdict: Literal["good", "poor", "bad"]  # poor: may be kept; bad: retake
    advice: Trouble | None  # the worst fault, what the visitor is told
    measures: dict[str, float] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundCode:
    """A bar code or QR code in a picture. `format` is zxing's name (QRCode, Code128 ...)."""

    format: str
    text: str = field(repr=False)
    corners: Corners


@dataclass(frozen=True)
class Sight:
    """What the camera sees now, for the outline on the preview. `corners` is None where there is no page."""

    sequence: int
    corners: Corners | None
    quality: Quality
    steady: bool  # the page has not moved for a moment: fit to be taken


@dataclass(frozen=True)
class Scan:
    """A page that was taken: flattened, upright, compressed."""

    jpeg: bytes = field(repr=False)
    width: int
    height: int
    sha256: str
    quality: Quality
    corners: Corners | None = None
    codes: tuple[FoundCode, ...] = ()
