"""One material under the camera: seen, taken, shown, kept or taken again."""

from kiosk.catalogue import MaterialNeed
from kiosk.desk import Topic
from kiosk.events import Device, DeviceChanged, DeviceState, Event, PageFailed, PageSeen, PageTaken
from kiosk.picture import Scan, Sight
from kiosk.steps.base import Stage, Step
from kiosk.trouble import Trouble


class CaptureStep(Step):
    """Keeps the camera open while the page is shown. A page taken waits as `candidate` until it is kept."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.sight: Sight | None = None
        self.candidate: Scan | None = None
        self.taking = False
        self._watching = 0
        self._request = 0

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

    def enter(self) -> None:
        if self.candidate is None and not self.full:
            self._watching = next(self.desk.requests)
            self.desk.camera.open(self._watching)

    def leave(self) -> None:
        self._watching = self._request = 0
        self.sight, self.taking = None, False
        self.desk.camera.close()

    def handle(self, event: Event) -> None:
        if isinstance(event, PageSeen) and event.request == self._watching:
            self.sight = event.sight
            self.stage.changed(Topic.SIGHT)
        elif isinstance(event, PageTaken) and event.request == self._request:
            self._taken(event.scan)
        elif isinstance(event, PageFailed) and event.request == self._request:
            self.taking = False
            self.failed(event.trouble)
        elif isinstance(event, DeviceChanged) and event.device is Device.CAMERA:
            self._camera_changed(event)

    def _taken(self, scan: Scan) -> None:
        self.taking, self.candidate = False, scan
        self._stop_watching()
        self.failed(scan.quality.advice if scan.quality.verdict != "good" else None)

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
        self.candidate = None
        self.enter()
        self.failed(None)

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
