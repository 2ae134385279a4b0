"""A camera at the other end of a socket: the pictures are made in one process and seen in another."""

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from drivers.device import DeviceGone
from drivers.sim.scene import SIZE
from kiosk.trouble import Trouble

WIDTH, HEIGHT = SIZE
SECONDS = 1 / 8  # between two pictures


class PictureSender:
    """`frame` gives the picture of this number, 1080 x 1920 x 3 bytes."""

    def __init__(self, path: Path, frame: Callable[[int], Any]) -> None:
        self._frame = frame
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, name="pictures", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        number = 0
        with contextlib.suppress(OSError):  # closed
            while True:
                line, _ = self._listener.accept()
                with line, contextlib.suppress(OSError):
                    while line.recv(1):
                        number += 1
                        line.sendall(np.ascontiguousarray(self._frame(number)).data)

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


class DistantCapture:
    """As cv2.VideoCapture. Keeps one buffer, like a camera's driver: the next picture overwrites it."""

    def __init__(self, path: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        try:
            self._line.connect(str(path))
        except OSError as error:
            raise DeviceGone(Trouble.NOT_CONNECTED) from error
        self._buffer = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
        self._released = threading.Event()

    def read(self) -> tuple[bool, Any]:
        if self._released.wait(SECONDS):
            return False, None
        self._line.sendall(b"\1")
        left = memoryview(self._buffer).cast("B")
        while left:
            count = self._line.recv_into(left)
            if not count:
                return False, None
            left = left[count:]
        return True, self._buffer.copy()

    def release(self) -> None:
        self._released.set()
        self._line.close()


def distant_camera(path: Path) -> Callable[[], DistantCapture]:
    return lambda: DistantCapture(path)


__all__ = ["DistantCapture", "PictureSender", "distant_camera"]
