"""A list for QML made of frozen dataclasses. Knows nothing of what the rows mean."""

from collections.abc import Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement, QmlUncreatable

QML_IMPORT_NAME = "Yitang.Terminal"
QML_IMPORT_MAJOR_VERSION = 1

Index = QModelIndex | QPersistentModelIndex
FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1


def camel(name: str) -> str:
    """`from_card` -> `fromCard`: Python's names as QML says them."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


@QmlElement
@QmlUncreatable("filled by a view")
class Rows(QAbstractListModel):
    """Rows of one dataclass; its first field is the key. A row whose key stays keeps its delegate, so that a line
    somebody is writing on never loses the finger's place when another line changes.
    """

    def __init__(self, kind: type, parent: Any = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(kind)]
        self._rows: list[Any] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        return {FIRST_ROLE + n: QByteArray(camel(name).encode()) for n, name in enumerate(self._names)}

    def data(self, index: Index, role: int = FIRST_ROLE) -> Any:
        number = role - FIRST_ROLE
        if not index.isValid() or not 0 <= number < len(self._names):
            return None
        return getattr(self._rows[index.row()], self._names[number])

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows instead, with the fewest changes."""
        matcher = SequenceMatcher(None, [self._key(r) for r in self._rows], [self._key(r) for r in rows], False)
        for change, start, end, new_start, new_end in reversed(matcher.get_opcodes()):
            if change in ("delete", "replace"):
                self._remove(start, end)
            if change in ("insert", "replace"):
                self._insert(start, rows[new_start:new_end])
        self._refresh(rows)

    def _key(self, row: Any) -> Any:
        return getattr(row, self._names[0])

    def _remove(self, start: int, end: int) -> None:
        self.beginRemoveRows(QModelIndex(), start, end - 1)
        del self._rows[start:end]
        self.endRemoveRows()

    def _insert(self, start: int, rows: Sequence[Any]) -> None:
        self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
        self._rows[start:start] = rows
        self.endInsertRows()

    def _refresh(self, rows: Sequence[Any]) -> None:
        for number, row in enumerate(rows):
            roles = [
                FIRST_ROLE + n
                for n, name in enumerate(self._names)
                if getattr(row, name) != getattr(self._rows[number], name)
            ]
            if roles:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number), roles)
