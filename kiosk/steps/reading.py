"""Pages that were taken are read in the background: what they say fills the form, and what is wrong is said kindly.

Nothing waits for it. Where no reader is, or it has no answer, the errand goes on as without.
"""

from collections.abc import Callable

from kiosk import filling
from kiosk.desk import Desk, Topic
from kiosk.events import Event, PageTaken, PaperRead, ReadingFailed
from kiosk.picture import Scan
from kiosk.steps.base import Step
from kiosk.steps.capture import CaptureStep
from kiosk.visit import Purpose, Visit


class PaperReading:
    """The readings of one visit. Only pages that the visitor keeps fill anything in."""

    def __init__(self, desk: Desk, visit: Visit, changed: Callable[[Topic], None]) -> None:
        self._desk = desk
        self._visit = visit
        self._changed = changed
        self._asked: dict[int, str] = {}  # request to the hash of its page
        self._kept: list[tuple[str, str]] = []  # material, hash of its page

    def handle(self, event: Event, step: Step) -> None:
        """After the step has had the event."""
        if isinstance(event, PageTaken) and isinstance(step, CaptureStep) and step.candidate is event.scan:
            self._ask(event.scan)
            self._advise(step)
        elif isinstance(event, PaperRead) and event.request in self._asked:
            self._read(self._asked.pop(event.request), event, step)
        elif isinstance(event, ReadingFailed):
            self._asked.pop(event.request, None)

    def kept(self, material_id: str, page: Scan) -> None:
        """The visitor keeps this page for this material."""
        self._kept.append((material_id, page.sha256))
        self._fill(material_id, page.sha256)

    def sorted_out(self, step: CaptureStep) -> None:
        """A page may have been taken out or replaced: what it filled in goes with it, what the others say stays."""
        material_id = self._visit.place.part
        left = [(material, page) for material, page in self._kept if material != material_id or _stands(step, page)]
        if left == self._kept:
            return
        self._kept = left
        self._withdraw(material_id)
        for material, page in left:
            if material == material_id:
                self._fill(material, page)

    def _withdraw(self, material_id: str) -> None:
        """Answers that stand as this paper gave them; never what the visitor wrote."""
        visit = self._visit
        for field in visit.item.fields if visit.item else ():
            if field.from_paper is not None and field.from_paper[0] == material_id and field.id in visit.from_paper:
                visit.answers.pop(field.id, None)
                del visit.from_paper[field.id]
        self._changed(Topic.VISIT)

    def forget(self) -> None:
        """The visit is over: pages that wait to be read are nobody's business any more."""
        self._asked.clear()
        if self._desk.paper_reader is not None:
            self._desk.paper_reader.forget()

    def _ask(self, page: Scan) -> None:
        """Every page once. Copies are nobody's data: they are not read."""
        asked = page.sha256 in self._visit.readings or page.sha256 in self._asked.values()
        if self._desk.paper_reader is None or asked or self._visit.purpose is not Purpose.ERRAND:
            return
        request = next(self._desk.requests)
        self._asked[request] = page.sha256
        self._desk.paper_reader.read(request, page)

    def _read(self, asked: str, event: PaperRead, step: Step) -> None:
        page = event.page
        self._visit.readings[page.sha256] = event.reading
        if page.sha256 != asked:
            self._turned(asked, page, step)
        if isinstance(step, CaptureStep):
            self._advise(step)
        for material_id in [material for material, kept in self._kept if kept == page.sha256]:
            self._fill(material_id, page.sha256)

    def _turned(self, lying: str, upright: Scan, step: Step) -> None:
        """The upright page takes the place of the one that was taken, wherever that one is."""
        for pages in self._visit.pages.values():
            pages[:] = [upright if page.sha256 == lying else page for page in pages]
        self._kept = [(material, upright.sha256 if page == lying else page) for material, page in self._kept]
        if isinstance(step, CaptureStep):
            step.turned(lying, upright)
        self._changed(Topic.VISIT)

    def _advise(self, step: CaptureStep) -> None:
        """Advice, not a wall: the page that is shown may be kept all the same. The picture's own faults come first."""
        reading = self._visit.readings.get(step.candidate.sha256) if step.candidate is not None else None
        if reading is None or step.material is None or step.trouble is not None:
            return
        back = step.two_sided and step.front is not None
        trouble = filling.paper_trouble(step.material, reading, back, self._desk.clock.now().date())
        if trouble is not None:
            step.failed(trouble)

    def _fill(self, material_id: str, sha256: str) -> None:
        """Never over what the visitor wrote, and never once the visitor has said that everything is right."""
        visit, reading = self._visit, self._visit.readings.get(sha256)
        if reading is None or visit.item is None or visit.card is None or visit.reviewed:
            return
        for field_id, filled in filling.from_paper(visit.item, material_id, reading, visit.card).items():
            if not visit.answers.get(field_id) or field_id in visit.from_paper:
                visit.answers[field_id] = filled.answer
                visit.from_paper[field_id] = filled.sure
        self._changed(Topic.VISIT)


def _stands(step: CaptureStep, sha256: str) -> bool:
    """Whether this page is still kept. The sides of a card end on one sheet, which has a hash of its own."""
    if step.two_sided:
        return bool(step.pages) or step.front is not None or step.taking
    return any(page.sha256 == sha256 for page in step.pages)
