"""Choosing an errand, and everything it needs at once (一次性告知)."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QCoreApplication, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.catalogue import Item, MaterialNeed, When
from kiosk.events import Device
from kiosk.terminal import Terminal
from kiosk.visit import Screen
from ui.terminal.changes import Changes
from ui.terminal.rows import Rows
from ui.terminal.views.base import View
from ui.terminal.words import hindrance_words, period_words

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

SOURCES = ("card", "form", "scan", "promise")
"""The order of the groups: what costs no effort first, so that the list frightens nobody."""


@dataclass(frozen=True)
class ItemRow:
    code: str
    name: str
    detail_text: str
    sign: str
    offered: bool
    reason: str


@dataclass(frozen=True)
class NeedRow:
    material: str
    source: str
    first: bool  # of its group
    name: str
    hint: str
    later: bool
    optional: bool
    condition: str


@QmlElement
@QmlUncreatable("made by the app")
class ItemsView(View):
    changed = Signal()
    SCREENS = (Screen.ITEMS, Screen.NEEDS)

    def __init__(self, terminal: Terminal, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(terminal, changes, parent)
        self._items = Rows(ItemRow, self)
        self._needs = Rows(NeedRow, self)
        self._query = ""

    def refresh(self) -> None:
        screen = self.terminal.place.screen
        if screen is not Screen.ITEMS:
            self._query = ""
        items = self.terminal.visit.catalogue.items if screen is Screen.ITEMS else ()
        self._items.show([self._item_row(item) for item in items if matches(item, self._query)])
        self._needs.show(self._need_rows() if screen is Screen.NEEDS else [])

    def _item_row(self, item: Item) -> ItemRow:
        hindrance = self.terminal.hindrance(item.code)
        name, summary = item.name.get(self.language), item.summary.get(self.language)
        reason = hindrance_words(hindrance, item) or (self._unfinishable if item.needs_camera else "")
        return ItemRow(item.code, name, summary, item.icon, hindrance is None, reason)

    @property
    def _unfinishable(self) -> str:
        """It may be begun all the same: to see what it needs, and to print the list."""
        if self.terminal.works(Device.CAMERA):
            return ""
        return QCoreApplication.translate("Items", "Cannot be finished now: the camera does not work")

    def _need_rows(self) -> list[NeedRow]:
        item = self._item
        if item is None:
            return []
        rows = []
        for source in SOURCES:
            needs = [material for material in item.materials if material.source == source]
            rows += [self._need_row(item, need, number == 0) for number, need in enumerate(needs)]
        return rows

    def _need_row(self, item: Item, need: MaterialNeed, first: bool) -> NeedRow:
        return NeedRow(
            need.id,
            need.source,
            first,
            need.name.get(self.language),
            need.hint.get(self.language) if need.hint else "",
            need.share == "deferrable",
            need.share == "optional",
            self._condition(item, need.when),
        )

    def _condition(self, item: Item, when: When | None) -> str:
        """When a paper is only needed after a certain answer, in the words of the form."""
        field = next((f for f in item.fields if when is not None and f.id == when.field), None)
        if when is None or field is None:
            return ""
        labels = [choice.label.get(self.language) for choice in field.choices if choice.value in when.is_]
        answer = QCoreApplication.translate("Items", " or ").join(labels)
        words = QCoreApplication.translate("Items", "only if: %1 %2")
        return words.replace("%1", field.label.get(self.language)).replace("%2", answer)

    @property
    def _item(self) -> Item | None:
        return self.terminal.visit.item

    @Property(Rows, constant=True)
    def items(self) -> Rows:
        return self._items

    @Property(int, notify=changed)
    def found(self) -> int:
        return self._items.rowCount()

    @Property(Rows, constant=True)
    def needs(self) -> Rows:
        return self._needs

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._item.name.get(self.language) if self._item else ""

    @Property(bool, notify=changed)
    def finishable(self) -> bool:
        """Papers can be taken, or none are needed."""
        return self._item is None or not self._item.needs_camera or self.terminal.works(Device.CAMERA)

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._item.icon if self._item else ""

    @Property(str, notify=changed)
    def summary(self) -> str:
        return self._item.summary.get(self.language) if self._item else ""

    @Property(str, notify=changed)
    def department(self) -> str:
        return self._item.department.get(self.language) if self._item else ""

    @Property(str, notify=changed)
    def promised(self) -> str:
        return period_words(self._item.promised) if self._item else ""

    @Property(str, notify=changed)
    def statutory(self) -> str:
        return period_words(self._item.statutory) if self._item else ""

    @Property(str, notify=changed)
    def fee(self) -> str:
        return self._item.fee.get(self.language) if self._item else ""

    @Property(str, notify=changed)
    def result(self) -> str:
        return self._item.result.get(self.language) if self._item else ""

    @Slot(str)
    def search(self, query: str) -> None:
        self._query = query
        self._on_change()

    @Slot(str)
    def choose(self, code: str) -> None:
        self.terminal.choose_item(code)

    @Slot()
    def printNeeds(self) -> None:
        self.terminal.print_needs()

    @Slot()
    def accept(self) -> None:
        self.terminal.accept_needs()


def matches(item: Item, query: str) -> bool:
    """Every word of the query stands somewhere: in the names, what it is for, the theme, or the plain words."""
    texts = [item.name, item.summary, item.theme, item.department]
    known = " ".join([t for text in texts for t in (text.zh, text.en)] + list(item.keywords)).casefold()
    return all(word in known for word in query.casefold().split())
