"""Reads bar codes and QR codes: a ladder from the fastest try to the most patient, within a time that is given.

zxing-cpp reads most at once; what it misses is looked at again with pyzbar and after enhancements. Who wins is
measured by `bench_codes`. A bar code's one check digit lets one wrong reading in ten through, so no single look at one
is believed.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.vision.decoders import EASY, GLOBAL, zbar, zxing
from drivers.vision.patches import (
    ENHANCEMENTS,
    Enhance,
    Patch,
    as_it_is,
    evened,
    larger,
    likely_patch,
    patch_around,
)
from kiosk.picture import Corners, FoundCode

Image = NDArray[Any]  # uint8
Read = Callable[[Image], tuple[FoundCode, ...]]

SECONDS = 0.04
"""No new rung is begun after this time: with the longest rung a frame stays under 60 ms."""
MOST_PIXELS = 600_000  # of an enhanced patch: a larger one holds a code that needs no enhancing


def easy(grey: Image) -> tuple[FoundCode, ...]:
    return zxing(grey, EASY)


def by_one_threshold(grey: Image) -> tuple[FoundCode, ...]:
    return zxing(grey, GLOBAL)


@dataclass(frozen=True)
class Look:
    """One try: what is done to the picture, and who reads it then."""

    library: str
    name: str
    read: Read
    patch: Patch


@dataclass(frozen=True)
class Witnesses:
    """What must be of one mind about a bar code: so many looks, by so many libraries."""

    looks: int
    libraries: int


NEEDED = {"EAN13": Witnesses(2, 2), "Code128": Witnesses(2, 1)}
"""EAN-13 has one check digit of ten, Code 128 one of 103; other codes correct themselves. Of 1,000 worn EAN-13 codes a
single look read 33 wrong, two looks by one library 8, looks by both none."""
AGAIN: tuple[tuple[str, str, Read, Enhance, float], ...] = (
    ("zbar", "as it is", zbar, as_it_is, 1.0),
    ("zxing", "larger", easy, larger, 2.0),
    ("zbar", "larger", zbar, larger, 2.0),
    ("zxing", "evened", easy, evened, 1.0),
)
"""How the place is looked at again where a bar code was read: library, name, reader, treatment, how much larger."""


def read_codes(
    image: Image, every: bool = False, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
) -> tuple[FoundCode, ...]:
    """What the first successful rung reads; nothing once `seconds` are over. `every`: there may be several codes."""
    ends = clock() + seconds
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    hearing = Hearing()
    for look in _looks(grey, every):
        found = look.read(look.patch.image)
        if believed := tuple(code for code in found if hearing.believes(code, look)):
            return _in(look.patch, believed)
        if clock() > ends:
            break
    return ()


def _looks(grey: Image, every: bool) -> Iterator[Look]:
    """What is tried, the likeliest for its time first."""
    whole = Patch(grey, np.eye(2, 3))
    if every:
        yield Look("zxing", "whole", easy, whole)
    patch = likely_patch(grey)
    if patch is not None:
        yield Look("zxing", "patch", easy, patch)
        yield Look("zxing", "patch", by_one_threshold, patch)
        for enhance, scale in ENHANCEMENTS:
            if patch.image.size * scale**2 <= MOST_PIXELS:
                yield Look("zxing", enhance.__name__, easy, patch.enlarged(enhance, scale))
        yield Look("zbar", "patch", zbar, patch)
    if not every:
        yield Look("zxing", "half", easy, Patch(grey[::2, ::2], np.eye(2, 3) * 2))


class Hearing:
    """Who has read what of one picture so far: codes that correct themselves are believed, bar codes need witnesses."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def believes(self, code: FoundCode, look: Look) -> bool:
        """Whether enough looks have read the same; the place is looked at again for it."""
        if code.format not in NEEDED or self._hear(code, look.library, look.name):
            return True
        patch = patch_around(look.patch.image, code.corners)
        for library, name, read, enhance, scale in AGAIN:
            if scale > 1 and patch.image.size * scale**2 > MOST_PIXELS:
                continue
            for one in read(enhance(patch.image)):
                if one.format in NEEDED and self._hear(one, library, f"{look.name} {name}") and one.text == code.text:
                    return True
        return False

    def _hear(self, code: FoundCode, library: str, name: str) -> bool:
        """Whether these are enough."""
        said = self._said.setdefault((code.format, code.text), set())
        said.add((library, name))
        needed = NEEDED[code.format]
        return len(said) >= needed.looks and len({who for who, _ in said}) >= needed.libraries


def _in(patch: Patch, found: tuple[FoundCode, ...]) -> tuple[FoundCode, ...]:
    """The same codes with their corners in the whole picture's pixels."""
    return tuple(FoundCode(code.format, code.text, _back(patch, code.corners)) for code in found)


def _back(patch: Patch, corners: Corners) -> Corners:
    points = np.column_stack([np.array(corners), np.ones(4)]) @ patch.back.T
    return tuple((float(x), float(y)) for x, y in points)  # type: ignore[return-value]
