"""A source of pictures: OpenCV's capture of a real camera or a film, or anything that behaves like one."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from drivers.device import DeviceGone
from kiosk.config import CameraSection
from kiosk.trouble import Trouble

if TYPE_CHECKING:
    import cv2

log = logging.getLogger(__name__)


class VideoCapture(Protocol):
    """The part of cv2.VideoCapture that the camera uses. `read` gives rows x columns x BGR, uint8, and may block."""

    def read(self) -> tuple[bool, Any]: ...

    def release(self) -> None: ...


OpenCapture = Callable[[], VideoCapture]
"""Opens the source. Raises DeviceGone where it is not there."""


def open_video(settings: CameraSection) -> OpenCapture:
    """A real camera (path or number) or a film."""
    return lambda: _open(settings)


def _open(settings: CameraSection) -> "cv2.VideoCapture":
    import cv2  # noqa: PLC0415  60 ms: only on the camera's thread

    device = _device(settings.device)
    live = isinstance(device, int)
    try:
        capture = cv2.VideoCapture(device, cv2.CAP_V4L2 if live else cv2.CAP_ANY)
    except cv2.error as error:  # a back end that is not there, a file that is no film
        raise DeviceGone(Trouble.NOT_CONNECTED, "OpenCV cannot open it") from error
    if not capture.isOpened():
        capture.release()
        raise DeviceGone(Trouble.NOT_CONNECTED)
    if live:
        # The order matters: the format first (YUY2 at this size exceeds USB 2), then both sides, then the rate.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, settings.width)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.height)
        capture.set(cv2.CAP_PROP_FPS, settings.fps)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        width, height = (round(capture.get(side)) for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
        if (width, height) != (settings.width, settings.height):
            log.info("camera: gives %d x %d, %d x %d was asked for", width, height, settings.width, settings.height)
    return capture


def _device(name: str) -> int | str:
    """The number of a V4L device, also behind a name of udev's; a film's path as it is. Raises DeviceGone."""
    if name.isdigit():
        return int(name)
    path = Path(name)
    if not path.exists():
        raise DeviceGone(Trouble.NOT_CONNECTED, "no such device")
    number = path.resolve().name.removeprefix("video")
    return int(number) if str(path).startswith("/dev/") and number.isdigit() else name
