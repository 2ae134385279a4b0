"""One section of the form: its fields, what stands in them, and what is still wrong."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk import answers
from kiosk.answers import Problem
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
    max_length: int
    choices: list[dict[str, str]]


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
        wrong = answers.problems(section, given, self.today)
        self._fields.show([self._row(field, wrong) for field in section.fields if answers.asked(field, given)])

    @property
    def _section(self) -> Section | None:
        part = self.terminal.place.part
        return next((s for s in self.terminal.visit.sections if s.id == part), None)

    def _row(self, field: Field, wrong: dict[str, Problem]) -> FieldRow:
        visit = self.terminal.visit
        from_card = field.id in visit.from_card
        value = visit.answers.get(field.id, "")
        locked = field.locked and from_card
        return FieldRow(
            field.id,
            field.kind,
            field.label.get(self.language),
            field.hint.get(self.language) if field.hint else "",
            shown_number(value) if locked and field.kind == "resident_number" else value,
            from_card,
            field.id in visit.from_paper,
            not visit.from_paper.get(field.id, True),
            locked,
            field.required,
            problem_words(wrong.get(field.id)) if field.id in self._left else "",
            field.max_length,
            [{"value": choice.value, "label": choice.label.get(self.language)} for choice in field.choices],
        )

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
        """The visitor has left this field: from now on it says what is wrong with it."""
        if field_id not in self._left:
            self._left.add(field_id)
            self._on_change()

    @Slot()
    def next(self) -> None:
        """On to the next page, or say kindly what is missing on this one."""
        section = self._section
        wrong = answers.problems(section, self.terminal.visit.answers, self.today) if section else {}
        if wrong:
            self._left.update(wrong)
            self._on_change()
            self.blocked.emit(next(iter(wrong)))
        else:
            self.terminal.next()
