"""The eye behind the camera: looks for a page in the newest frame, and takes it when asked. Holds no device."""

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drivers import memory
from kiosk.events import PageFailed, PageSeen, PageTaken, Post
from kiosk.picture import Corners, Quality, Scan, Sight
from kiosk.trouble import Trouble

if TYPE_CHECKING:
    from drivers.camera.rest import Rest

log = logging.getLogger(__name__)

LOOKS_PER_SECOND = 15.0
FRESH_SECONDS = 0.1  # a page is taken from a frame no older than this: what the finger saw when it touched
PATIENCE_SECONDS = 4.0  # for such a frame to come
STOP_SECONDS = 3.0


@dataclass(frozen=True)
class Shot:
    """One frame and when it came (monotonic seconds)."""

    sequence: int
    at: float
    image: Any


@dataclass(frozen=True)
class Wish:
    """A page to be taken: from a fresh picture; from the one that is held, where `corners` say; or made of `sides`."""

    request: int
    at: float
    corners: Corners | None = None
    sides: tuple[Scan, ...] = ()


@dataclass(frozen=True)
class Lying:
    """A page that lies still and is good: the newest picture of it, where it lies, what was measured of it."""

    shot: Shot
    corners: Corners
    quality: Quality


class Eye:
    """Works on its own thread, so that capture never waits for it. `show` is called for every frame that came."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._news = threading.Condition()
        self._shot: Shot | None = None
        self._watching = 0
        self._wish: Wish | None = None
        self.held: Shot | None = None  # what the last page was taken from
        self._ending = False
        self._rest: Rest | None = None
        self._lying: Lying | None = None
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
            self._rest = None
            self._lying = None
            if request:
                self.held = None
            else:
                self._shot = None
            self._news.notify_all()

    def take(self, request: int) -> None:
        self._ask(Wish(request, time.monotonic()))

    def flatten(self, request: int, corners: Corners) -> None:
        """Take the page anew, from the picture that is held."""
        self._ask(Wish(request, time.monotonic(), corners))

    def join(self, request: int, sides: tuple[Scan, ...]) -> None:
        """Put the sides of a card on one sheet."""
        self._ask(Wish(request, time.monotonic(), sides=sides))

    def _ask(self, wish: Wish) -> None:
        with self._news:
            self._wish = wish
            self._news.notify_all()

    def forget(self) -> None:
        """Nothing of the last page stays, and one that was asked for is not taken any more."""
        with self._news:
            self._wish = self.held = None

    def show(self, shot: Shot) -> None:
        with self._news:
            self._shot = shot if self._watching else None
            self._news.notify_all()

    def lost(self, trouble: Trouble) -> None:
        """The camera is gone: whoever waits for a page is told."""
        with self._news:
            wish, self._wish = self._wish, None
            self._shot = None
        if wish is not None:
            self._post(PageFailed(wish.request, trouble))

    def _run(self) -> None:
        while not self._ending:
            with self._news:
                self._news.wait_for(self._due, max(0.005, min(0.25, self._next_look - time.monotonic())))
            if self._work():
                memory.tidy()

    def _work(self) -> bool:
        """Answer the wish or look at the newest frame, if it is time; whether there was anything to do."""
        with self._news:
            shot, watching, wish = self._shot, self._watching, self._wish
        try:
            if wish is not None:
                self._answer(wish, shot)
            elif watching and shot is not None and self._worth_a_look():
                self._seen, self._next_look = shot.sequence, time.monotonic() + 1 / LOOKS_PER_SECOND
                self._look(watching, shot)
            else:
                return False
        except Exception as error:  # noqa: BLE001  the thread's border: one bad frame must not blind the terminal
            log.error("a frame could not be looked at: %s", type(error).__name__)
            self.lost(Trouble.NOT_AN_IMAGE)
        return True

    def _due(self) -> bool:
        if self._ending:
            return True
        if self._wish is not None:
            ready = self._wish.corners is not None or bool(self._wish.sides)
            return ready or _fresh(self._shot, self._wish.at) or self._overdue()
        return bool(self._watching) and self._worth_a_look()

    def _worth_a_look(self) -> bool:
        fresh = self._shot is not None and self._shot.sequence != self._seen
        return fresh and time.monotonic() >= self._next_look

    def _overdue(self) -> bool:
        return self._wish is not None and time.monotonic() - self._wish.at > PATIENCE_SECONDS

    def _look(self, request: int, shot: Shot) -> None:
        from drivers.camera.rest import Rest  # noqa: PLC0415  OpenCV: only once a camera is watched
        from drivers.vision import pages, quality  # noqa: PLC0415

        rest = self._rest = self._rest or Rest()  # another watch may begin meanwhile
        found = pages.find_page(shot.image)
        resting = rest.seen(found, shot.image, shot.at)
        corners = resting or found
        judged = quality.judge(shot.image, corners)
        steady = resting is not None and judged.verdict == "good"
        lying = Lying(shot, resting, judged) if steady and resting is not None else None
        with self._news:
            if self._watching != request:  # closed meanwhile: nothing of it is kept
                self._rest = None
                return
            self._lying = lying
        self._post(PageSeen(request, Sight(shot.sequence, corners, judged, steady)))

    def _answer(self, wish: Wish, newest: Shot | None) -> None:
        if wish.sides:
            self._answer_join(wish)
            return
        lying = self._lying if self._lying is not None and _fresh(self._lying.shot, wish.at) else None
        if wish.corners is not None:
            self._take_from(wish, self.held, wish.corners)
        elif lying is not None:
            self._take_from(wish, lying.shot, lying.corners, lying.quality)
        elif _fresh(newest, wish.at):
            self._take_from(wish, newest)
        elif self._overdue():
            self.lost(Trouble.NO_ANSWER)

    def _take_from(
        self, wish: Wish, shot: Shot | None, corners: Corners | None = None, quality: Quality | None = None
    ) -> None:
        """Take the page from this picture, where it lies and how good it is being known or not."""
        if shot is None:
            self.lost(Trouble.NO_ANSWER)
            return
        with self._news:
            if self._wish is not wish:  # given up meanwhile
                return
            self.held = shot
        self._tell(wish, take_page(wish.request, shot.image, corners, quality))

    def _answer_join(self, wish: Wish) -> None:
        from drivers.vision.sheet import both_sides  # noqa: PLC0415

        self._tell(wish, PageTaken(wish.request, both_sides(wish.sides)))

    def _tell(self, wish: Wish, answer: PageTaken | PageFailed) -> None:
        """Answer a wish that is still open; the work may have taken longer than the visitor stayed."""
        with self._news:
            if self._wish is not wish:
                return
            self._wish = None
        self._post(answer)


def _fresh(shot: Shot | None, asked_at: float) -> bool:
    return shot is not None and shot.at >= asked_at - FRESH_SECONDS


def take_page(
    request: int, image: Any, corners: Corners | None = None, quality: Quality | None = None
) -> PageTaken | PageFailed:
    """The page in this picture, flattened and compressed; PageFailed where there is none. It lies where `corners` say,
    or is looked for; `quality` is what was measured of it, where it was."""
    from drivers.vision.look import look_at  # noqa: PLC0415

    seen = look_at(image, corners, quality)
    if seen.page is None:
        return PageFailed(request, seen.quality.advice or Trouble.NO_PAGE)
    return PageTaken(request, seen.page)
