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
        self.front: Scan | None = None  # of a card, kept until its back is
        self.replacing: int | None = None  # the kept page that the next one takes the place of
        self.adjusting = False  # the whole picture is shown, with handles at the corners
        self._watching = 0
        self._request = 0
        self._gone = 0
        self._joining = False

    @property
    def material(self) -> MaterialNeed | None:
        return self.visit.material(self.visit.place.part)

    @property
    def pages(self) -> list[Scan]:
        return self.visit.pages.get(self.visit.place.part, [])

    @property
    def full(self) -> bool:
        """No more pages are asked for."""
        material = self.material
        return self.replacing is None and material is not None and len(self.pages) >= material.max_pages

    @property
    def two_sided(self) -> bool:
        return self.material is not None and self.material.both_sides

    @property
    def unfound(self) -> bool:
        """A picture was taken in which no page was found: the visitor may say where it is."""
        return self.trouble is Trouble.NO_PAGE and self.candidate is None and not self.taking

    @property
    def same(self) -> bool:
        """The page in sight is the one that was taken last."""
        return self.sight is not None and same_place(self.visit.lying, self.sight.corners)

    @property
    def by_itself(self) -> bool:
        """The page in sight will be taken without the button, once it lies still."""
        return self.desk.settings.takes_pages and self.visit.lying is None

    def enter(self) -> None:
        """A camera that is gone already says so at once: nothing else would tell the visitor."""
        if self.candidate is None and not self.full:
            self.trouble = self.stage.lost(Device.CAMERA)
            self._watching = next(self.desk.requests)
            self.desk.camera.open(self._watching)

    def leave(self) -> None:
        self._watching = self._request = 0
        self.sight = self.candidate = self.front = self.replacing = None
        self.taking = self.adjusting = self._joining = False
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
            self._answered(event.scan)
        elif isinstance(event, PageFailed) and event.request == self._request:
            self._not_taken(event.trouble)
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

    def _answered(self, scan: Scan) -> None:
        if self._joining:
            self._put(scan)
        else:
            self._taken(scan)

    def _not_taken(self, trouble: Trouble) -> None:
        joining, self._joining, self.taking = self._joining, False, False
        if joining:
            self.enter()
        self.failed(trouble)

    def _taken(self, scan: Scan) -> None:
        if not self.adjusting:
            self.visit.lying = scan.corners
        self.taking = self.adjusting = False
        self.candidate = scan
        self._stop_watching()
        self._advise()

    def turned(self, lying: str, upright: Scan) -> None:
        """Reading has found that the page with the hash `lying` was not upright: it is from now on."""
        if self.candidate is not None and self.candidate.sha256 == lying:
            self.candidate = upright
        if self.front is not None and self.front.sha256 == lying:
            self.front = upright

    def _advise(self) -> None:
        """What is wrong with the page that is shown, if anything is."""
        quality = self.candidate.quality if self.candidate is not None else None
        self.failed(quality.advice if quality is not None and quality.verdict != "good" else None)

    def _camera_changed(self, event: DeviceChanged) -> None:
        lost = event.state in (DeviceState.ABSENT, DeviceState.FAULTY)
        if lost:
            if self.taking and self.candidate is None:
                self.visit.lying = None  # the page that was being taken is still to be taken
            self.sight, self.taking = None, False
            if self._watching:  # a page that waits to be kept needs no camera
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
        """Keep the page that is shown; a bad one is not kept. The front of a card waits for its back.

        The camera opens again where more may follow.
        """
        page = self.candidate
        if page is None or page.quality.verdict == "bad" or self.taking:
            return False
        if not self.two_sided:
            self._put(page)
        elif self.front is None:
            self.front = page
            self.retake()
        else:
            self._join((self.front, page))
        return True

    def one_side_only(self) -> None:
        """There is nothing on the card's back: its front alone makes the page."""
        if self.front is not None and self.candidate is None and not self.taking:
            self._join((self.front,))

    def front_again(self) -> None:
        """Forget the front that waits for its back."""
        self.front = None
        self.retake()

    def _join(self, sides: tuple[Scan, ...]) -> None:
        self.taking = self._joining = True
        self._request = next(self.desk.requests)
        self._stop_watching()
        self.failed(None)
        self.desk.camera.join(self._request, sides)

    def _put(self, page: Scan) -> None:
        """Among the kept pages: in the place of the one that it replaces, or at the end."""
        part = self.visit.place.part
        pages = self.visit.pages.setdefault(part, [])
        if self.replacing is None:
            pages.append(page)
        else:
            pages[self.replacing] = page
        self.visit.postponed.discard(part)
        self.front = self.replacing = None
        self.taking = self._joining = False
        self.retake()

    def retake(self) -> None:
        """Forget the page that is shown and look again."""
        self.candidate, self.adjusting = None, False
        self.desk.camera.forget()
        self.trouble = None
        self.enter()
        self.stage.changed(Topic.VISIT)

    def mark_edges(self, marking: bool = True) -> None:
        """Show the whole picture, so that the visitor can draw the corners to where they are; or no longer."""
        begins = marking and (self.candidate is not None or self.unfound)
        if self.adjusting and not begins and self.candidate is None:
            self.retake()
            return
        self.adjusting, self.taking = begins, False
        self._request = 0
        self._stop_watching()
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

    def replace(self, index: int | None) -> None:
        """Take page `index` anew; it stays until the new one is kept. None: leave it as it is."""
        if self.candidate is None and not self.taking:
            self.front = None
            self.replacing = index if index is not None and 0 <= index < len(self.pages) else None
            self._look_on()

    def move(self, index: int, by: int) -> None:
        """Change the order: page `index` changes places with the one `by` pages on."""
        pages, other = self.pages, index + by
        if 0 <= index < len(pages) and 0 <= other < len(pages):
            pages[index], pages[other] = pages[other], pages[index]
            self.replacing = None
            self._look_on()

    def drop(self, index: int) -> None:
        """Take page `index` out again."""
        if 0 <= index < len(self.pages):
            del self.pages[index]
            self.replacing = None
            self._look_on()

    def _look_on(self) -> None:
        """The camera is open exactly where another page may come."""
        if self.full:
            self._stop_watching()
        elif self._watching == 0:
            self.enter()
        self.stage.changed(Topic.VISIT)

    def _stop_watching(self) -> None:
        self._watching, self.sight = 0, None
        self.desk.camera.close()
