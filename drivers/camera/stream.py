"""The pictures of one opened camera: what is no whole picture is dropped, and only a while without one is a loss.

Cameras give nothing for a moment when they start, when the bus is busy, when the lamp is switched; they tear a frame,
and some go on giving the last one when they hang. Knows the capture's answers, no page and no thread.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from drivers.device import DeviceError, DeviceGone
from kiosk.trouble import Trouble

if TYPE_CHECKING:
    from drivers.camera.capture import VideoCapture

PATIENCE = 1.0
"""Seconds without a picture until the camera is gone. One that is still there misses a few frames, not thirty."""
FIRST_PATIENCE = 3.0  # seconds for the first one: sensor and lamp wake up
AGAIN = 0.03  # seconds from a bad frame to the next look: a frame's own time
TORN_PATIENCE = 0.5  # seconds: what stays flat so long is what lies there
FROZEN_PATIENCE = 3.0  # seconds of the very same picture from a camera whose grain has been seen
LEAST_SIDE = 64  # pixels
LOWEST = 16  # the part of a frame that never arrived is a sixteenth of its height at least
BLACK, WHITE = 8, 247  # levels: the dark and the glaring have no grain
GLANCE = 16  # every so many pixels tell one picture from another: grain is everywhere


class Stream:
    """Reads frame by frame. `newest` gives rows x columns x BGR (uint8, in one piece), or None for what was dropped."""

    def __init__(self, capture: "VideoCapture", clock: Callable[[], float] = time.monotonic) -> None:
        self._capture, self._clock = capture, clock
        self._without_since: float | None = None  # when the first look began that gave no picture
        self._started = False
        self._flat_since: float | None = None
        self._last: tuple[tuple[int, ...], int] | None = None  # size and sum of the last picture: nothing to be seen
        self._same_since = clock()
        self._alive = False

    def newest(self) -> Any:
        """Raises DeviceGone after a while without any answer, DeviceError where answers are no pictures or stand."""
        began = self._clock()
        came, answer = self._answer()
        picture = _picture(answer) if came else None
        if picture is not None and not self._torn(picture):
            self._without_since, self._started = None, True
            self._check_alive(picture)
            return picture
        if self._without_since is None:
            self._without_since = began
        if self._clock() - self._without_since >= (PATIENCE if self._started else FIRST_PATIENCE):
            raise DeviceError(Trouble.NOT_AN_IMAGE) if came else DeviceGone(Trouble.NOT_CONNECTED)
        return None

    def first(self, wait: Callable[[float], object]) -> Any:
        """The first picture; `wait` passes the time between two looks. Raises as `newest` does."""
        while (picture := self.newest()) is None:
            wait(AGAIN)
        return picture

    def release(self) -> None:
        self._capture.release()

    def _answer(self) -> tuple[bool, Any]:
        try:
            came, answer = self._capture.read()
        except Exception:  # noqa: BLE001  a library's border: OpenCV raises for a frame that it cannot decode
            return True, None
        return bool(came) and answer is not None, answer

    def _torn(self, picture: Any) -> bool:
        """Whether its end never arrived: it is flat at once, where the frame before was not."""
        if not _ends_flat(picture):
            self._flat_since = None
            return False
        if self._flat_since is None:
            self._flat_since = self._clock() if self._last is not None else -TORN_PATIENCE
        return self._clock() - self._flat_since < TORN_PATIENCE

    def _check_alive(self, picture: Any) -> None:
        """A camera that hangs hands out its last picture again and again: somebody else's paper, perhaps."""
        glance = picture[::GLANCE, ::GLANCE]
        before, self._last = self._last, (picture.shape, hash(glance.tobytes()))
        if self._last != before:
            self._alive = self._alive or before is not None
            self._same_since = self._clock()
        elif self._alive and not _is_flat(glance) and self._clock() - self._same_since >= FROZEN_PATIENCE:
            raise DeviceError(Trouble.DEVICE_FAULT, "the picture stands still")


def _ends_flat(picture: Any) -> bool:
    """Whether its last rows are of one colour, neither black nor white, and the rest is not: what a sensor has seen has
    grain, and what never arrived has none."""
    if not _is_flat(picture[-1:]) or not _is_flat(picture[-max(1, len(picture) // LOWEST) :]):
        return False
    last = picture[-1, -1]
    return int(last.max()) > BLACK and int(last.min()) < WHITE and not _is_flat(picture[::GLANCE, ::GLANCE])


def _is_flat(picture: Any) -> bool:
    """One colour, to the last pixel."""
    return bool((picture == picture[0, 0]).all())


def _picture(answer: Any) -> Any:
    """As BGR: some cameras are grey, some drivers add a channel. None for what is no picture."""
    shape: tuple[int, ...] = getattr(answer, "shape", ())
    kind = str(getattr(answer, "dtype", ""))
    if kind != "uint8" or len(shape) not in (2, 3) or min(shape[:2]) < LEAST_SIDE:
        return None
    import cv2  # noqa: PLC0415  loaded by now, on the camera's thread
    import numpy as np  # noqa: PLC0415

    channels = shape[2] if len(shape) == 3 else 1
    if channels == 1:
        return cv2.cvtColor(np.ascontiguousarray(answer), cv2.COLOR_GRAY2BGR)
    if channels == 4:
        return cv2.cvtColor(np.ascontiguousarray(answer), cv2.COLOR_BGRA2BGR)
    return np.ascontiguousarray(answer) if channels == 3 else None
