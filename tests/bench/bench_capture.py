"""From a page that lies still to the page taken: the camera's driver and the core on one core of the processor.

The page is pushed about, then let go; "still" is the first frame that shows it where it stays.
"""

import queue
import statistics
import threading
import time
from itertools import count
from typing import Any

from tests.bench.one_core import OneCore

ROUNDS = 12
PAPERS = ("licence", "lease", "diagnosis", "household", "health_card", "floor_plan")
GOAL_MS = 400.0
PATIENCE = 10.0
REQUESTS = count(1)  # over all rounds, as on a terminal


def bench() -> list[dict[str, object]]:
    with OneCore():
        times = _measure()
    return [
        _row("page still to taken, median", statistics.median(times)),
        _row("page still to taken, worst of 12", max(times)),
    ]


def _row(name: str, milliseconds: float) -> dict[str, object]:
    return {"name": name, "ours": milliseconds, "goal": f"<= {GOAL_MS:.0f}", "unit": "ms"}


class _Desk:
    """A camera over papers that slide: each frame another place, until `stop` lets them lie."""

    def __init__(self) -> None:
        from drivers.sim.camera import FakeCamera

        self._still = FakeCamera()
        self._moving = threading.Event()
        self.lies_since = 0.0

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
            self.lies_since = time.monotonic()
        return came, image

    def release(self) -> None:
        self._capture.release()


def _measure() -> list[float]:
    """Milliseconds of every round, the first (libraries are loaded in it) left out."""
    from drivers.camera import CameraDevice

    desk, news = _Desk(), queue.SimpleQueue()
    camera = CameraDevice(news.put, desk.open)
    camera.start()
    try:
        return [_round(desk, camera, news, number) for number in range(ROUNDS + 1)][1:]
    finally:
        camera.stop()


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
