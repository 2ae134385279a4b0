"""One section of the form: its fields, what stands in them, and what is still wrong."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import answers, flow
from kiosk.answers import DOUBTS, Problem
from kiosk.catalogue import Field, Section
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.shown import shown_number
from ui.terminal.views.base import View
from ui.terminal.words import problem_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True)
class FieldRow:
    field_id: str
    kind: str
    label: str
    hint: str
    value: str
    from_card: bool
    from_paper: bool
    to_compare: bool
    locked: bool
    needed: bool
    problem: str
    doubted: bool  # the visitor may keep it as it stands
    unconfirmed: bool  # and has
    max_length: int
    choices: list[dict[str, str]]


def written_length(field: Field) -> int:
    """How much may be written: with the gaps and dashes of a number that is grouped, more than is sent."""
    return field.max_length if field.kind in ("text", "name", "address") else 2 * field.max_length


@QmlElement
@QmlUncreatable("made by the app")
class FormView(View):
    """A field is judged after the visitor has left it or wants to go on, never while the finger still writes."""

    changed = Signal()
    SCREENS = (Screen.FORM,)
    blocked = Signal(str)  # the first field that keeps the visitor here

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._fields = Rows(FieldRow, self)
        self._left: set[str] = set()
        changes.place.connect(self._left.clear)

    def refresh(self) -> None:
        section = self._section
        if not self.here or section is None:
            self._left.clear()
            self._fields.show([])
            return
        given = self.terminal.visit.answers
        wrong = flow.problems(self.terminal.visit, section, self.today)
        self._fields.show([self._row(field, wrong) for field in section.fields if answers.asked(field, given)])

    @property
    def _section(self) -> Section | None:
        part = self.terminal.place.part
        return next((s for s in self.terminal.visit.sections if s.id == part), None)

    def _row(self, field: Field, wrong: dict[str, Problem]) -> FieldRow:
        visit = self.terminal.visit
        from_card = field.id in visit.from_card
        locked = field.locked and from_card
        problem = wrong.get(field.id) if field.id in self._left else None
        return FieldRow(
            field.id,
            field.kind,
            field.label.get(self.language),
            field.hint.get(self.language) if field.hint else "",
            self._shown(field) if locked else visit.answers.get(field.id, ""),
            from_card,
            field.id in visit.from_paper,
            not visit.from_paper.get(field.id, True),
            locked,
            field.required,
            problem_words(problem, field),
            problem in DOUBTS,
            answers.is_compared(field, visit.answers, visit.compared),
            written_length(field),
            [{"value": choice.value, "label": choice.label.get(self.language)} for choice in field.choices],
        )

    def _shown(self, field: Field) -> str:
        """What the card has settled, as people behind the visitor may see it."""
        visit = self.terminal.visit
        value = visit.answers.get(field.id, "")
        if field.prefill == "name" and visit.card is not None:
            return visit.card.both_names
        return shown_number(value) if field.kind == "resident_number" else value

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._section.title.get(self.language) if self._section else ""

    @Property(str, notify=changed)
    def itemName(self) -> str:
        item = self.terminal.visit.item
        return item.name.get(self.language) if item else ""

    @Property(Rows, constant=True)
    def fields(self) -> Rows:
        return self._fields

    @Property(bool, notify=changed)
    def anyFromCard(self) -> bool:
        section = self._section
        return section is not None and any(field.id in self.terminal.visit.from_card for field in section.fields)

    @Property(bool, notify=changed)
    def fromReview(self) -> bool:
        """The visitor came back to change one thing."""
        return self.terminal.visit.reviewed_once

    @Slot(str, str)
    def setAnswer(self, field_id: str, value: str) -> None:
        self.terminal.set_answer(field_id, value)

    @Slot(str)
    def leave(self, field_id: str) -> None:
        """The visitor has left this field: its form is settled, and from now on it says what is wrong with it."""
        self.terminal.tidy_answer(field_id)
        if field_id not in self._left:
            self._left.add(field_id)
            self._on_change()

    @Slot(str)
    def keep(self, field_id: str) -> None:
        """The visitor has compared what is doubted: it is right."""
        self.terminal.keep_answer(field_id)

    @Slot()
    def next(self) -> None:
        """On to the next page, or say kindly what is missing on this one."""
        section = self._section
        for field in section.fields if section else ():
            self.terminal.tidy_answer(field.id)
        wrong = flow.problems(self.terminal.visit, section, self.today) if section else {}
        if wrong:
            self._left.update(wrong)
            self._on_change()
            self.blocked.emit(next(iter(wrong)))
        else:
            self.terminal.next()
