"""The coded list as a model: headings, codes with their reasons, and below each code what proves it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.values.ids import AssignmentId
from coderdesk.ui.models.coded_rows import Entry, HeadingRow, ReasonRow, Row
from coderdesk.ui.models.rows import ROW_ROLE, CodedRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TOP = 0
ASSIGNMENT_MIME = "application/x-coderdesk-assignment"


class CodedModel(QAbstractItemModel):
    """Two levels; a row below an entry carries the entry's place plus one as its internal id."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> bool:
        """New contents. True when rows came, went or moved; when only words changed, every index stays valid."""
        if _shape(entries) == _shape(self._entries):
            self._entries = entries
            self._say_changed()
            return False
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()
        return True

    def _say_changed(self) -> None:
        for place, entry in enumerate(self._entries):
            here = self.index(place, 0)
            self.dataChanged.emit(here, here)
            if entry.below:
                self.dataChanged.emit(self.index(0, 0, here), self.index(len(entry.below) - 1, 0, here))

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, index: _Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # QObject.parent() has no argument
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        if not parent.isValid():
            return len(self._entries)
        return len(self._entries[parent.row()].below) if parent.internalId() == _TOP else 0

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's own signature
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None or isinstance(row, HeadingRow | ReasonRow):
            return Qt.ItemFlag.ItemIsEnabled if row else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(row, CodedRow):
            flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [ASSIGNMENT_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The id of the code that is dragged, understood inside this list only."""
        carried = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        if isinstance(row, CodedRow):
            carried.setData(ASSIGNMENT_MIME, row.assignment_id.encode())
        return carried

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.words
        return None

    def row_at(self, index: _Index) -> Row | None:
        if not index.isValid():
            return None
        if index.internalId() == _TOP:
            return self._entries[index.row()].row
        return self._entries[index.internalId() - 1].below[index.row()]

    def index_of(self, assignment_id: AssignmentId) -> QModelIndex:
        """The row of a code; invalid when the visit has it no more."""
        for place, entry in enumerate(self._entries):
            if isinstance(entry.row, CodedRow) and entry.row.assignment_id == assignment_id:
                return self.index(place, 0)
        return QModelIndex()

    @property
    def assignment_ids(self) -> tuple[AssignmentId, ...]:
        """The codes from top to bottom."""
        rows = (entry.row for entry in self._entries)
        return tuple(AssignmentId(row.assignment_id) for row in rows if isinstance(row, CodedRow))


def _shape(entries: tuple[Entry, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((entry.key, len(entry.below)) for entry in entries)
