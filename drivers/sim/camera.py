"""A fake document camera: plays the desk as it is now, at a camera's pace, with fresh noise in every frame."""

import threading
import time
from typing import Any

from drivers.device import DeviceGone
from drivers.sim import papers
from drivers.sim.scene import SIZE, Setting, noisy, photograph
from kiosk.trouble import Trouble

FRAMES_PER_SECOND = 24
NOISES = 4  # grains in turn: fresh enough for the eye, cheap enough for two cores


class FakeCamera:
    """What lies on the desk and whether the cable is in; `open` is the camera's OpenCapture."""

    def __init__(self, desk: str = "wood", seed: int = 1) -> None:
        self._desk, self._seed = desk, seed
        self._lock = threading.Lock()
        self._plugged = True
        self._frames: list[Any] = []
        self.lying: str = ""
        self.corners: Any = None
        self.clear()

    def lay(self, key: str) -> None:
        """Lay a paper down, a little differently each time. Raises KeyError."""
        self._seed += 1
        self._show(papers.find(key).array())
        self.lying = key

    def clear(self) -> None:
        self._show(None)
        self.lying = ""

    def show_image(self, image: Any) -> None:
        """A picture as it is, 1080 x 1920 x 3: black, blank, a real photograph."""
        with self._lock:
            self._frames = [image]

    def _show(self, paper: Any) -> None:
        scene = photograph(paper, self._seed, Setting(desk=self._desk, noise=1.5))
        frames = [noisy(scene.image, number, 2.0) for number in range(NOISES)]
        with self._lock:
            self._frames, self.corners = frames, scene.corners

    def unplug(self) -> None:
        self._plugged = False

    def plug(self) -> None:
        self._plugged = True

    @property
    def plugged(self) -> bool:
        return self._plugged

    def frame(self, number: int) -> Any:
        with self._lock:
            return self._frames[number % len(self._frames)]

    def open(self) -> "FakeCapture":
        if not self._plugged:
            raise DeviceGone(Trouble.NOT_CONNECTED)
        return FakeCapture(self)


class FakeCapture:
    """One opening of the fake camera, as cv2.VideoCapture behaves."""

    def __init__(self, camera: FakeCamera) -> None:
        self._camera = camera
        self._count = 0
        self._next = time.monotonic()
        self._released = threading.Event()

    def read(self) -> tuple[bool, Any]:
        """The next frame when it is due; (False, None) once the cable is out."""
        self._next = max(self._next + 1 / FRAMES_PER_SECOND, time.monotonic())
        self._released.wait(max(0.0, self._next - time.monotonic()))
        if self._released.is_set() or not self._camera.plugged:
            return False, None
        self._count += 1
        return True, self._camera.frame(self._count)

    def release(self) -> None:
        self._released.set()


__all__ = ["SIZE", "FakeCamera", "FakeCapture"]
