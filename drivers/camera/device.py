"""The document camera: keeps the newest frame, hands it to the preview and to the eye, and notices when it is gone."""

import logging
import time

from drivers.camera.capture import OpenCapture
from drivers.camera.eye import Eye, Shot
from drivers.camera.stream import AGAIN, Stream
from drivers.device import DeviceGone, Supervised
from kiosk.events import Device, Post
from kiosk.picture import Corners, Frame, Scan
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

REST_SECONDS = 1.0  # between two frames while nobody watches: enough to notice a pulled cable


class CameraDevice(Supervised):
    """The `Camera` port. Frames come on the supervisor's thread, pages are found on the eye's."""

    device = Device.CAMERA

    def __init__(self, post: Post, open_capture: OpenCapture) -> None:
        super().__init__(post)
        self._open = open_capture
        self._stream: Stream | None = None
        self._watching = 0
        self._frame: Frame | None = None
        self._sequence = 0
        self._eye = Eye(post)

    def start(self) -> None:
        self._eye.start()
        super().start()

    def stop(self) -> None:
        super().stop()
        self._eye.stop()

    # ---- the port, called by the core

    def open(self, request: int) -> None:
        self._watching = request
        self._eye.watch(request)
        self.wake()

    def close(self) -> None:
        """Nothing of what was seen stays: the frame goes at once."""
        self._watching = 0
        self._eye.watch(0)
        self._frame = None

    def newest(self) -> Frame | None:
        return self._frame

    def take(self, request: int) -> None:
        self._eye.take(request)

    def original(self) -> Frame | None:
        held = self._eye.held
        return _frame(held) if held is not None else None

    def flatten(self, request: int, corners: Corners) -> None:
        self._eye.flatten(request, corners)

    def join(self, request: int, sides: tuple[Scan, ...]) -> None:
        self._eye.join(request, sides)

    def forget(self) -> None:
        self._eye.forget()

    # ---- the supervisor's side

    def connect(self) -> None:
        """Opened is not there: a camera is ready with its first picture."""
        self._stream = Stream(self._open())
        while not self._read():
            self.wait(AGAIN)

    def disconnect(self) -> None:
        stream, self._stream = self._stream, None
        self._frame = None
        if stream is not None:
            stream.release()

    def abandon(self, trouble: Trouble) -> None:
        self._eye.lost(trouble)

    def turn(self) -> float:
        if not self._read():
            return AGAIN
        return 0.0 if self._watching else REST_SECONDS

    def _read(self) -> bool:
        """Whether a picture came; the next may. Raises DeviceError, DeviceGone."""
        if self._stream is None or self.ending:
            raise DeviceGone(Trouble.NOT_CONNECTED)
        image = self._stream.newest()
        if image is None:
            return False
        watching = self._watching
        if watching:
            self._sequence += 1
            shot = Shot(self._sequence, time.monotonic(), image)
            if watching == self._watching:  # closed meanwhile: do not keep what nobody may see any more
                self._frame = _frame(shot)
                self._eye.show(shot)
            if watching != self._watching:  # or in this very moment
                self._frame = None
        return True


def _frame(shot: Shot) -> Frame:
    """The same picture for the screen, without a copy."""
    height, width = shot.image.shape[:2]
    return Frame(shot.sequence, width, height, memoryview(shot.image).cast("B"))
