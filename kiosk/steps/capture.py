"""One material under the camera: seen, taken by itself or by button, shown, kept or taken again."""

from kiosk.catalogue import MaterialNeed
from kiosk.desk import Topic
from kiosk.events import Device, DeviceChanged, DeviceState, Event, PageFailed, PageSeen, PageTaken
from kiosk.picture import Corners, Scan, Sight
from kiosk.steps.base import Stage, Step
from kiosk.steps.corners import is_page_shape, same_place
from kiosk.trouble import Trouble

GONE_LOOKS = 2
"""So many looks in a row without the page where it was, and it has been moved: one look may miss it."""


class CaptureStep(Step):
    """Keeps the camera open while the page is shown. A page taken waits as `candidate` until it is kept.

    A page that lies still is taken by itself, once: the next one after it was moved, taken away or changed.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.sight: Sight | None = None
        self.candidate: Scan | None = None
        self.taking = False
        self.adjusting = False  # the whole picture is shown, with handles at the corners
        self._watching = 0
        self._request = 0
        self._gone = 0

    @property
    def material(self) -> MaterialNeed | None:
        return self.visit.material(self.visit.place.part)

    @property
    def pages(self) -> list[Scan]:
        return self.visit.pages.get(self.visit.place.part, [])

    @property
    def full(self) -> bool:
        """No more pages are asked for."""
        return self.material is not None and len(self.pages) >= self.material.max_pages

    @property
    def same(self) -> bool:
        """The page in sight is the one that was taken last."""
        return self.sight is not None and same_place(self.visit.lying, self.sight.corners)

    @property
    def by_itself(self) -> bool:
        """The page in sight will be taken without the button, once it lies still."""
        return self.desk.settings.takes_pages and self.visit.lying is None

    def enter(self) -> None:
        if self.candidate is None and not self.full:
            self._watching = next(self.desk.requests)
            self.desk.camera.open(self._watching)

    def leave(self) -> None:
        self._watching = self._request = 0
        self.sight, self.candidate = None, None
        self.taking = self.adjusting = False
        self.desk.camera.close()
        self.desk.camera.forget()

    def again(self) -> None:
        """The camera once more; a page that waits to be kept stays."""
        self._stop_watching()
        self.taking, self.trouble = False, None
        self.enter()

    def handle(self, event: Event) -> None:
        if isinstance(event, PageSeen) and event.request == self._watching:
            self._seen(event.sight)
        elif isinstance(event, PageTaken) and event.request == self._request:
            self._taken(event.scan)
        elif isinstance(event, PageFailed) and event.request == self._request:
            self.taking = False
            self.failed(event.trouble)
        elif isinstance(event, DeviceChanged) and event.device is Device.CAMERA:
            self._camera_changed(event)

    def _seen(self, sight: Sight) -> None:
        self.sight = sight
        self._gone = 0 if self.visit.lying is None or self.same else self._gone + 1
        if self._gone >= GONE_LOOKS:
            self.visit.lying = None
        self.stage.changed(Topic.SIGHT)
        if sight.steady and self.by_itself:
            self.take()

    def _taken(self, scan: Scan) -> None:
        if not self.adjusting:
            self.visit.lying = scan.corners
        self.taking = self.adjusting = False
        self.candidate = scan
        self._stop_watching()
        self._advise()

    def _advise(self) -> None:
        """What is wrong with the page that is shown, if anything is."""
        quality = self.candidate.quality if self.candidate is not None else None
        self.failed(quality.advice if quality is not None and quality.verdict != "good" else None)

    def _camera_changed(self, event: DeviceChanged) -> None:
        lost = event.state in (DeviceState.ABSENT, DeviceState.FAULTY)
        if lost:
            self.sight, self.taking = None, False
            self.failed(event.trouble or Trouble.NOT_CONNECTED)
        elif event.state is DeviceState.READY and self.trouble is not None and self.candidate is None:
            self.failed(None)

    def take(self) -> None:
        """The visitor's button, or the page lying still."""
        if self.taking or self.candidate is not None or self.full:
            return
        self.taking = True
        self.visit.lying = self.sight.corners if self.sight else None
        self._request = next(self.desk.requests)
        self.failed(None)
        self.desk.camera.take(self._request)

    def keep(self) -> bool:
        """Keep the page that is shown; a bad one is not kept. The camera opens again where more may follow."""
        if self.candidate is None or self.candidate.quality.verdict == "bad":
            return False
        part = self.visit.place.part
        self.visit.pages.setdefault(part, []).append(self.candidate)
        self.visit.postponed.discard(part)
        self.retake()
        return True

    def retake(self) -> None:
        """Forget the page that is shown and look again."""
        self.candidate, self.adjusting = None, False
        self.desk.camera.forget()
        self.enter()
        self.failed(None)

    def mark_edges(self, marking: bool = True) -> None:
        """Show the whole picture, so that the visitor can draw the corners to where they are; or no longer."""
        self.adjusting = marking and self.candidate is not None
        self.taking = False
        self._request = 0
        self._advise()

    def adjust(self, corners: Corners) -> bool:
        """Take the page anew with these corners, in pixels of the whole picture; False for what is no page's shape."""
        if not self.adjusting or self.taking or not is_page_shape(corners):
            return False
        self.taking = True
        self._request = next(self.desk.requests)
        self.failed(None)
        self.desk.camera.flatten(self._request, corners)
        return True

    def drop(self, index: int) -> None:
        """Take page `index` out again."""
        if 0 <= index < len(self.pages):
            del self.pages[index]
            if self._watching == 0:
                self.enter()
            self.stage.changed(Topic.VISIT)

    def _stop_watching(self) -> None:
        self._watching, self.sight = 0, None
        self.desk.camera.close()
