"""The answers of the code search, one row each."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_browser import CodeHit
from coderdesk.ui.models.rows import ROW_ROLE, hit_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CodeHitsModel(QAbstractListModel):
    """Paints only what it was given; ROW_ROLE holds the CodeHit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[CodeHit, ...] = ()

    def show(self, hits: tuple[CodeHit, ...]) -> None:
        """A new answer. The same answer again changes nothing, so that no row moves under the hand."""
        if hits == self._hits:
            return
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{hit.code.value} {hit.code.title}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return hit_words(hit)
            case Qt.ItemDataRole.ToolTipRole:
                return f"{hit.code.value}  {hit.code.title}"
        return hit if role == ROW_ROLE else None

    def hit(self, row: int) -> CodeHit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, system: CodeSystem, value: str) -> int:
        """Where a code stands in this answer; -1 when it is not in it."""
        places = (row for row, hit in enumerate(self._hits) if (hit.code.system, hit.code.value) == (system, value))
        return next(places, -1)
