"""From a page that lies still to the page taken: the camera's driver and the core on one core of the processor.

The page is pushed about, then let go; "still" is the first frame that shows it where it stays. Against what it cannot
do without: the looks that tell a page at rest, at the camera's pace, and the taking, measured alone on the same frames.
"""

import math
import queue
import statistics
import threading
import time
from itertools import count
from typing import Any

from tests.bench.one_core import OneCore
from tests.bench.report import Row, beside

ROUNDS = 12
PAPERS = ("licence", "lease", "diagnosis", "household", "health_card", "floor_plan")
GOAL = "<= 1.7"
PATIENCE = 60.0
REQUESTS = count(1)  # over all rounds, as on a terminal


def bench(short: bool = False) -> list[Row]:
    with OneCore():
        rounds = _measure(ROUNDS // 3 if short else ROUNDS)
    took, floors = zip(*rounds, strict=True)
    return [
        beside("page still to taken, median", statistics.median(took), statistics.median(floors), "ms", GOAL),
        beside(f"page still to taken, worst of {len(took)}", max(took), max(floors), "ms"),
    ]


def _floor(image: Any) -> float:
    """Milliseconds: the looks that tell a page at rest, at the camera's pace or as fast as they go, and the taking."""
    from drivers.camera.eye import LOOKS_PER_SECOND, take_page
    from drivers.camera.rest import STILL_LOOKS
    from drivers.sim.camera import FRAMES_PER_SECOND
    from drivers.vision import pages, quality

    pace = math.ceil(FRAMES_PER_SECOND / LOOKS_PER_SECOND) / FRAMES_PER_SECOND
    began = time.monotonic()
    corners = pages.find_page(image)
    judged = quality.judge(image, corners)
    looked = time.monotonic()
    take_page(0, image, corners, judged)
    look, taking = looked - began, time.monotonic() - looked
    return ((STILL_LOOKS - 1) * max(pace, look) + look + taking) * 1000


class _Desk:
    """A camera over papers that slide: each frame another place, until `stop` lets them lie."""

    def __init__(self) -> None:
        from drivers.sim.camera import FakeCamera

        self._still = FakeCamera()
        self._moving = threading.Event()
        self.lies_since = 0.0
        self.picture: Any = None

    def push(self, paper: str) -> None:
        self._still.lay(paper)
        self.lies_since = 0.0
        self._moving.set()

    def stop(self) -> None:
        self._moving.clear()

    def open(self) -> "_Desk":
        self._capture = self._still.open()
        return self

    def read(self) -> tuple[bool, Any]:
        import numpy as np

        came, image = self._capture.read()
        if self._moving.is_set():
            return came, np.roll(image, int(time.monotonic() * 240) % 120 - 60, axis=1)
        if came and not self.lies_since:
            self.lies_since, self.picture = time.monotonic(), image
        return came, image

    def release(self) -> None:
        self._capture.release()


def _measure(rounds: int) -> list[tuple[float, float]]:
    """Milliseconds of every round and of its floor; the first (libraries are loaded in it) is left out."""
    from drivers.camera import CameraDevice

    desk, measured = _Desk(), []
    for number in range(rounds + 1):
        news: queue.SimpleQueue[Any] = queue.SimpleQueue()
        camera = CameraDevice(news.put, desk.open)
        camera.start()
        try:
            took = _round(desk, camera, news, number)
        finally:
            camera.stop()
        measured.append((took, _floor(desk.picture)))
    return measured[1:]


def _round(desk: _Desk, camera: Any, news: "queue.SimpleQueue[Any]", number: int) -> float:
    from kiosk.events import PageSeen

    step = _step(camera)
    desk.push(PAPERS[number % len(PAPERS)])
    step.enter()
    seen = 0
    while step.candidate is None:
        event = news.get(timeout=PATIENCE)
        step.handle(event)
        seen += isinstance(event, PageSeen)
        if seen == 6:
            desk.stop()
    took = (time.monotonic() - desk.lies_since) * 1000
    step.leave()
    return took


def _step(camera: Any) -> Any:
    """A page for one paper, with everything but the camera made of paper."""
    from dataclasses import replace

    from kiosk.catalogue import Catalogue
    from kiosk.steps import CaptureStep, Stage
    from kiosk.visit import Place, Screen, Visit
    from tests.kiosk.fakes import item, rig

    desk = replace(rig().terminal.step.desk, camera=camera, requests=REQUESTS)
    visit = Visit(Catalogue("bench", ()), place=Place(Screen.CAPTURE, "licence"), item=item())
    return CaptureStep(Stage(desk, visit, "zh", lambda topic: None, lambda: None, lambda device: None))
