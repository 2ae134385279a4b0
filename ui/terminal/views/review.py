"""Before handing in: the promise, everything on one page, the signature."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import answers
from kiosk.catalogue import Field, MaterialNeed, Section
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.ink import InkField
from ui.terminal.rows import Rows
from ui.terminal.shown import shown_answer
from ui.terminal.views.base import View
from ui.terminal.views.capture import page_source

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True)
class GroupRow:
    """One block of the review with its "change" button. `lines` are label and value, `pages` picture sources."""

    key: str
    screen_name: str
    part: str
    title: str
    lines: list[dict[str, str]]
    pages: list[str]


@QmlElement
@QmlUncreatable("made by the app")
class ReviewView(View):
    changed = Signal()
    SCREENS = (Screen.PROMISE, Screen.REVIEW, Screen.SIGN)

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._groups = Rows(GroupRow, self)

    def refresh(self) -> None:
        self._groups.show(self._rows() if self.terminal.place.screen is Screen.REVIEW else [])

    def _rows(self) -> list[GroupRow]:
        visit = self.terminal.visit
        sections = [self._section_row(s) for s in visit.sections]
        materials = [self._material_row(m) for m in visit.materials if m.source in ("scan", "promise")]
        return [row for row in sections if row.lines] + materials

    def _section_row(self, section: Section) -> GroupRow:
        visit = self.terminal.visit
        given = answers.relevant(visit.item, visit.answers) if visit.item else {}
        lines = [self._line(field, given[field.id]) for field in section.fields if field.id in given]
        return GroupRow(f"form:{section.id}", "form", section.id, section.title.get(self.language), lines, [])

    def _line(self, field: Field, answer: str) -> dict[str, str]:
        visit = self.terminal.visit
        note = QCoreApplication.translate("Review", "Kept as you wrote it: the office will compare it")
        unconfirmed = answers.is_compared(field, visit.answers, visit.compared)
        names = visit.card if field.prefill == "name" and field.id in visit.from_card else None
        return {
            "label": field.label.get(self.language),
            "value": names.both_names if names else shown_answer(field, answer, self.language),
            "note": note if unconfirmed else "",
        }

    def _material_row(self, material: MaterialNeed) -> GroupRow:
        pages = [page_source(page.sha256) for page in self.terminal.visit.pages.get(material.id, [])]
        screen = "promise" if material.source == "promise" else "capture"
        lines = [{"label": "", "value": self._material_state(material, len(pages)), "note": ""}]
        return GroupRow(f"material:{material.id}", screen, material.id, material.name.get(self.language), lines, pages)

    def _material_state(self, material: MaterialNeed, pages: int) -> str:
        if material.source == "promise":
            return QCoreApplication.translate("Review", "You have promised this")
        if pages:
            return QCoreApplication.translate("Review", "Pages: %1").replace("%1", str(pages))
        if material.share == "deferrable":
            return QCoreApplication.translate("Review", "You will hand this in later")
        return QCoreApplication.translate("Review", "Left out")

    @Property(Rows, constant=True)
    def groups(self) -> Rows:
        return self._groups

    @Property(str, notify=changed)
    def itemName(self) -> str:
        item = self.terminal.visit.item
        return item.name.get(self.language) if item else ""

    @Property(str, notify=changed)
    def holder(self) -> str:
        """Who signs."""
        card = self.terminal.visit.card
        return card.both_names if card else ""

    @Property(str, notify=changed)
    def promiseName(self) -> str:
        material = self._promise
        return material.name.get(self.language) if material else ""

    @Property(str, notify=changed)
    def promiseText(self) -> str:
        material = self._promise
        return material.promise.get(self.language) if material and material.promise else ""

    @Property(bool, notify=changed)
    def promised(self) -> bool:
        return self.terminal.place.part in self.terminal.visit.promised

    @property
    def _promise(self) -> MaterialNeed | None:
        here = self.terminal.place.screen is Screen.PROMISE
        return self.terminal.visit.material(self.terminal.place.part) if here else None

    @Slot(bool)
    def promise(self, given: bool) -> None:
        self.terminal.promise(given)

    @Slot(str, str)
    def change(self, screen: str, part: str) -> None:
        self.terminal.change(Screen(screen), part)

    @Slot()
    def confirm(self) -> None:
        self.terminal.confirm()

    @Slot(InkField, result=bool)
    def sign(self, field: InkField) -> bool:
        """False where the ink is not a signature."""
        return self.terminal.sign(field.strokes, field.png())
