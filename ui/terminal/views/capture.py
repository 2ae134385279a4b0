"""One material under the camera: what is seen, the page that was taken, the pages that are kept."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.picture import Frame, Sight
from kiosk.ports import Camera
from kiosk.steps import CaptureStep
from kiosk.terminal import Terminal
from kiosk.trouble import Trouble
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.views.base import View
from ui.terminal.words import trouble_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

BEGIN_WITH = ((0.3, 0.2), (0.7, 0.2), (0.7, 0.8), (0.3, 0.8))
"""Corners as shares of the picture."""


@dataclass(frozen=True)
class PageRow:
    key: str
    source: str
    number: int


def page_source(sha256: str) -> str:
    """Where QML finds a page's picture."""
    return f"image://pages/{sha256}"


def image_of(frame: Frame) -> QImage:
    """Without a copy: not to be kept longer than the frame."""
    return QImage(frame.pixels, frame.width, frame.height, frame.width * 3, QImage.Format.Format_BGR888)


@QmlElement
@QmlUncreatable("made by the app")
class CaptureView(View):
    changed = Signal()
    SCREENS = (Screen.CAPTURE,)
    sightChanged = Signal()

    def __init__(self, terminal: Terminal, changes: Changes, camera: Camera, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._camera = camera
        self._small: QImage | None = None
        self._pages = Rows(PageRow, self)
        changes.sight.connect(self.sightChanged)
        changes.visit.connect(self.sightChanged)

    def refresh(self) -> None:
        if not self.adjusting:
            self._small = None
        pages = self._step.pages if self._step else []
        self._pages.show(
            [PageRow(f"{n}:{page.sha256}", page_source(page.sha256), n) for n, page in enumerate(pages, start=1)]
        )

    @property
    def _step(self) -> CaptureStep | None:
        step = self.terminal.step
        return step if isinstance(step, CaptureStep) else None

    @property
    def sight(self) -> Sight | None:
        """What the camera sees now, for the outline."""
        return self._step.sight if self._step else None

    def newest_frame(self) -> Frame | None:
        """The newest picture, while one is wanted."""
        return self._camera.newest() if self.here else None

    def original_frame(self) -> Frame | None:
        """The whole picture of the page that is shown, while its corners are drawn."""
        return self._camera.original() if self.adjusting else None

    def small_original(self, size: QSize) -> QImage | None:
        """The same in this size. Kept here and not by the item that paints it, which may outlive its page."""
        frame = self.original_frame()
        if frame is None:
            return None
        if self._small is None or self._small.size() != size:
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._small = image_of(frame).scaled(size, keep, smooth)
        return self._small

    @Property(str, notify=changed)
    def name(self) -> str:
        material = self._step.material if self._step else None
        return material.name.get(self.language) if material else ""

    @Property(str, notify=changed)
    def hint(self) -> str:
        material = self._step.material if self._step else None
        return material.hint.get(self.language) if material and material.hint else ""

    @Property(int, notify=changed)
    def maxPages(self) -> int:
        material = self._step.material if self._step else None
        return material.max_pages if material else 0

    @Property(int, notify=changed)
    def pageCount(self) -> int:
        return len(self._step.pages) if self._step else 0

    @Property(Rows, constant=True)
    def pages(self) -> Rows:
        return self._pages

    @Property(bool, notify=changed)
    def full(self) -> bool:
        return self._step is not None and self._step.full

    @Property(bool, notify=changed)
    def taking(self) -> bool:
        return self._step is not None and self._step.taking

    @Property(str, notify=changed)
    def candidate(self) -> str:
        """Where the page is found that waits to be kept; empty where there is none."""
        page = self._step.candidate if self._step else None
        return page_source(page.sha256) if page else ""

    @Property(bool, notify=changed)
    def candidateBad(self) -> bool:
        page = self._step.candidate if self._step else None
        return page is not None and page.quality.verdict == "bad"

    @Property(str, notify=changed)
    def side(self) -> str:
        """front or back, where the paper has two sides that are taken; empty where it has not."""
        if self._step is None or not self._step.two_sided:
            return ""
        return "front" if self._step.front is None else "back"

    @Property(int, notify=changed)
    def replacing(self) -> int:
        """The kept page (from 1) that is taken anew; 0 where none is."""
        return self._step.replacing + 1 if self._step is not None and self._step.replacing is not None else 0

    @Property(bool, notify=changed)
    def adjusting(self) -> bool:
        """The whole picture is shown, so that its corners can be drawn."""
        return self._step is not None and self._step.adjusting

    @Property("QVariantList", notify=changed)
    def edges(self) -> list[QPointF]:
        """The corners of the page that is shown, as points of the whole picture."""
        page = self._step.candidate if self._step else None
        if page is None and self.adjusting:
            return self._edges_to_begin_with()
        return [QPointF(x, y) for x, y in page.corners or ()] if page else []

    def _edges_to_begin_with(self) -> list[QPointF]:
        """Where no page was found: a sheet in the middle of the picture."""
        picture = self._camera.original()
        if picture is None:
            return []
        width, height = picture.width, picture.height
        return [QPointF(width * x, height * y) for x, y in BEGIN_WITH]

    @Property(bool, notify=changed)
    def canMark(self) -> bool:
        """Whether the visitor may draw the corners: of the page that is shown, or of one that was not found."""
        step = self._step
        if step is None or step.adjusting:
            return False
        shown = step.candidate is not None and step.candidate.corners is not None
        return shown or (step.unfound and self._camera.original() is not None)

    @Property(str, notify=changed)
    def share(self) -> str:
        """required, optional or deferrable."""
        material = self._step.material if self._step else None
        return material.share if material else ""

    @Property(str, notify=sightChanged)
    def state(self) -> str:
        """What the line over the picture is about: away, wait, look, same (taken already), advice, steady."""
        step = self._step
        if step is None or step.trouble in (Trouble.NOT_CONNECTED, Trouble.NO_ANSWER, Trouble.DEVICE_FAULT):
            return "away"
        if step.sight is None:
            return "wait"
        if step.sight.corners is None:
            return "look"
        if step.same and not step.taking:
            return "same"
        if step.sight.quality.verdict == "bad" or not step.sight.steady:
            return "advice"
        return "steady"

    @Property(bool, notify=sightChanged)
    def byItself(self) -> bool:
        """Whether the page will be taken without the button."""
        return self._step is not None and self._step.by_itself

    @Property(str, notify=sightChanged)
    def adviceTitle(self) -> str:
        return trouble_words(self._advice())[0]

    @Property(str, notify=sightChanged)
    def adviceText(self) -> str:
        return trouble_words(self._advice())[1]

    def _advice(self) -> Trouble | None:
        step = self._step
        if step is None:
            return None
        if step.sight is not None and step.trouble is None:
            return step.sight.quality.advice
        return step.trouble

    @Slot()
    def take(self) -> None:
        self.terminal.take_page()

    @Slot()
    def keep(self) -> None:
        self.terminal.keep_page()

    @Slot()
    def retake(self) -> None:
        self.terminal.retake_page()

    @Slot()
    def markEdges(self) -> None:
        self.terminal.mark_edges(True)

    @Slot()
    def leaveEdges(self) -> None:
        self.terminal.mark_edges(False)

    @Slot("QVariantList", result=bool)
    def adjust(self, corners: list[QPointF]) -> bool:
        """Take the page anew with these four corners; False where they do not go round a page."""
        if len(corners) != 4:
            return False
        one, two, three, four = ((corner.x(), corner.y()) for corner in corners)
        return self.terminal.adjust_page((one, two, three, four))

    @Slot()
    def otherSideEmpty(self) -> None:
        self.terminal.other_side_empty()

    @Slot()
    def frontAgain(self) -> None:
        self.terminal.front_again()

    @Slot(int)
    def replace(self, number: int) -> None:
        """Take page `number` (from 1) anew; 0: leave it as it is."""
        self.terminal.replace_page(number - 1 if number > 0 else None)

    @Slot(int, int)
    def move(self, number: int, by: int) -> None:
        """Page `number` (from 1) changes places with the one `by` pages on."""
        self.terminal.move_page(number - 1, by)

    @Slot(int)
    def drop(self, number: int) -> None:
        """Take page `number` (from 1) out again."""
        self.terminal.drop_page(number - 1)

    @Slot()
    def postpone(self) -> None:
        self.terminal.postpone()
