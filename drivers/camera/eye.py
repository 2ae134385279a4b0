"""The eye behind the camera: looks for a page in the newest frame, and takes it when asked. Holds no device."""

import logging
import threading
import time
from dataclasses import dataclass
from typing import Any

from kiosk.events import PageFailed, PageSeen, PageTaken, Post
from kiosk.picture import Corners, Sight
from kiosk.trouble import Trouble

log = logging.getLogger(__name__)

LOOKS_PER_SECOND = 12.0
STILL_PIXELS = 6.0  # a corner that moves less between two looks counts as still; hands shake by more
STILL_LOOKS = 3
FRESH_SECONDS = 4.0  # a page is taken from a frame that came after it was asked for, within this time
STOP_SECONDS = 3.0


@dataclass(frozen=True)
class Shot:
    """One frame and when it came (monotonic seconds)."""

    sequence: int
    at: float
    image: Any


class Eye:
    """Works on its own thread, so that capture never waits for it. `show` is called for every frame that came."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._news = threading.Condition()
        self._shot: Shot | None = None
        self._watching = 0
        self._take: tuple[int, float] | None = None  # request, asked at
        self._ending = False
        self._corners: Corners | None = None
        self._still = 0
        self._seen, self._next_look = -1, 0.0
        self._thread = threading.Thread(target=self._run, name="eye", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        with self._news:
            self._ending = True
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)

    def watch(self, request: int) -> None:
        """Post PageSeen under this request from now on; 0: no more."""
        with self._news:
            self._watching = request
            self._corners, self._still = None, 0
            if not request:
                self._shot = None
            self._news.notify_all()

    def take(self, request: int) -> None:
        with self._news:
            self._take = (request, time.monotonic())
            self._news.notify_all()

    def show(self, shot: Shot) -> None:
        with self._news:
            self._shot = shot
            self._news.notify_all()

    def lost(self, trouble: Trouble) -> None:
        """The camera is gone: whoever waits for a page is told."""
        with self._news:
            take, self._take = self._take, None
            self._shot = None
        if take is not None:
            self._post(PageFailed(take[0], trouble))

    def _run(self) -> None:
        while not self._ending:
            with self._news:
                self._news.wait_for(self._due, max(0.005, min(0.25, self._next_look - time.monotonic())))
                shot, watching, take = self._shot, self._watching, self._take
            try:
                if take is not None:
                    self._answer_take(shot, *take)
                elif watching and shot is not None and self._worth_a_look():
                    self._seen, self._next_look = shot.sequence, time.monotonic() + 1 / LOOKS_PER_SECOND
                    self._look(watching, shot)
            except Exception as error:  # noqa: BLE001  the thread's border: one bad frame must not blind the terminal
                log.error("a frame could not be looked at: %s", type(error).__name__)
                self.lost(Trouble.NOT_AN_IMAGE)

    def _due(self) -> bool:
        if self._ending:
            return True
        if self._take is not None:
            return (self._shot is not None and self._shot.at >= self._take[1]) or self._overdue()
        return bool(self._watching) and self._worth_a_look()

    def _worth_a_look(self) -> bool:
        fresh = self._shot is not None and self._shot.sequence != self._seen
        return fresh and time.monotonic() >= self._next_look

    def _overdue(self) -> bool:
        return self._take is not None and time.monotonic() - self._take[1] > FRESH_SECONDS

    def _look(self, request: int, shot: Shot) -> None:
        from drivers.vision import pages, quality  # noqa: PLC0415  OpenCV: only once a camera is watched

        corners = pages.find_page(shot.image)
        judged = quality.judge(shot.image, corners)
        self._still = self._still + 1 if _near(corners, self._corners) else 0
        self._corners = corners
        steady = self._still >= STILL_LOOKS and judged.verdict == "good"
        self._post(PageSeen(request, Sight(shot.sequence, corners, judged, steady)))

    def _answer_take(self, shot: Shot | None, request: int, asked_at: float) -> None:
        if shot is None or shot.at < asked_at:
            if self._overdue():
                self.lost(Trouble.NO_ANSWER)
            return
        with self._news:
            self._take = None
        self._post(take_page(request, shot.image))


def _near(one: Corners | None, other: Corners | None) -> bool:
    if one is None or other is None:
        return False
    return all(abs(a - b) < STILL_PIXELS for p, q in zip(one, other, strict=True) for a, b in zip(p, q, strict=True))


def take_page(request: int, image: Any) -> PageTaken | PageFailed:
    """The page in this picture, flattened and compressed; PageFailed where there is none."""
    from drivers.vision.look import look_at  # noqa: PLC0415

    seen = look_at(image)
    if seen.page is None:
        return PageFailed(request, seen.quality.advice or Trouble.NO_PAGE)
    return PageTaken(request, seen.page)
