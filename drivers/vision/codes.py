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
    inverted,
    larger,
    larger_sharper,
    likely_patch,
    patch_around,
    softer,
)
from kiosk.picture import Corners, FoundCode

Image = NDArray[Any]  # uint8
Read = Callable[[Image], tuple[FoundCode, ...]]

SECONDS = 0.04
"""No new rung is begun after this time: with the longest rung a frame stays under 60 ms, and with a bar code, which is
looked at again, under 100."""
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


NEEDED = {"EAN13": Witnesses(5, 2), "Code128": Witnesses(3, 1)}
"""EAN-13 has one check digit of ten, Code 128 one of 103; other codes correct themselves. Of 1,000 worn EAN-13 codes a
single look read 33 wrong; two that agree, by both libraries even, are still wrong now and then."""
AGAIN: tuple[tuple[str, Read, Enhance, float], ...] = (
    ("zbar", zbar, as_it_is, 1.0),
    ("zxing", easy, as_it_is, 1.0),
    ("zxing", easy, evened, 1.0),
    ("zbar", zbar, larger, 2.0),
    ("zxing", easy, larger, 2.0),
    ("zxing", easy, larger_sharper, 2.0),
    ("zxing", easy, softer, 1.0),
)
"""How the place is looked at again where a bar code was read: library, reader, treatment, how much larger."""
HEARD = {"EAN13": len(AGAIN), "Code128": 4}
"""So many of these looks are heard before a code is believed."""
AS_TREATED = {"Code128"}
"""Of these the other library also looks at what the first one has read: what moire needs, the picture as it is has not.
In an EAN-13 one treatment leads both astray."""


def read_codes(
    image: Image, every: bool = False, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
) -> tuple[FoundCode, ...]:
    """What the first successful rung reads; nothing once `seconds` are over. `every`: there may be several codes."""
    ends = clock() + seconds
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY) if image.ndim == 3 else image
    hearing = Hearing(grey)
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

    def __init__(self, grey: Image) -> None:
        self._grey = grey
        self._said: dict[str, set[tuple[str, str]]] = {}
        self._looked_at: set[str] = set()

    def believes(self, code: FoundCode, look: Look) -> bool:
        """Whether enough looks have read the same, in more than one treatment or by both libraries, and none has read
        anything else; the place is looked at again for it."""
        if code.format not in NEEDED:
            return True
        self._hear(code, look.library, look.name)
        for number, (library, name, read, image) in enumerate(self._again(code, look), 1):
            for one in read(image):
                if one.format in NEEDED:
                    self._hear(one, library, name)
            if len(self._said) > 1:
                return False
            if number >= HEARD[code.format] and self._is_enough(code):
                return True
        return self._is_enough(code)

    def _is_enough(self, code: FoundCode) -> bool:
        witnesses, needed = self._said[code.text], NEEDED[code.format]
        return len(witnesses) >= needed.looks and len({who for who, _ in witnesses}) >= needed.libraries

    def _again(self, code: FoundCode, look: Look) -> Iterator[tuple[str, str, Read, Image]]:
        """The looks at its place: library, treatment, reader, picture. The picture as it is, once for each reading."""
        if code.format in AS_TREATED:
            yield "zbar", look.name, zbar, patch_around(look.patch.image, code.corners).image
        if code.text in self._looked_at:
            return
        self._looked_at.add(code.text)
        (whole,) = _in(look.patch, (code,))
        plain = patch_around(self._grey, whole.corners).image
        plain = inverted(plain) if look.name == inverted.__name__ else plain
        for library, read, enhance, scale in AGAIN:
            if scale == 1 or plain.size * scale**2 <= MOST_PIXELS:
                yield library, "patch" if enhance is as_it_is else enhance.__name__, read, enhance(plain)

    def _hear(self, code: FoundCode, library: str, name: str) -> None:
        self._said.setdefault(code.text, set()).add((library, name))


def _in(patch: Patch, found: tuple[FoundCode, ...]) -> tuple[FoundCode, ...]:
    """The same codes with their corners in the whole picture's pixels."""
    return tuple(FoundCode(code.format, code.text, _back(patch, code.corners)) for code in found)


def _back(patch: Patch, corners: Corners) -> Corners:
    points = np.column_stack([np.array(corners), np.ones(4)]) @ patch.back.T
    return tuple((float(x), float(y)) for x, y in points)  # type: ignore[return-value]
