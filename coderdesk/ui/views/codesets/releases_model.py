"""The installed releases as a table, by code set, the newest first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.coding.editions import CODE_KINDS
from coderdesk.domain.values.dates import Period
from coderdesk.ui.text import tr
from coderdesk.ui.theme import theme_of
from coderdesk.ui.words import day_words, state_on

if TYPE_CHECKING:
    from coderdesk.services.code_imports import InstalledRelease

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_COUNT, _STATE = 4, 5


class ReleasesModel(QAbstractTableModel):
    """A release that is not in force on `today` is grey; its state says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[InstalledRelease, ...] = ()
        self._today = date.min
        self._counts: dict[str, int] = {}
        self._heads = (tr("Code set"), tr("Release"), tr("From"), tr("To"), tr("Rows"), tr("State"), tr("Source"))

    def show_releases(self, rows: tuple[InstalledRelease, ...], today: date) -> None:
        """Sorted by code set as the program names them, then newest first."""
        order = list(CodeSet)
        newest_first = sorted(rows, key=lambda row: row.header.in_force.start or date.min, reverse=True)
        self.beginResetModel()
        self._rows = tuple(sorted(newest_first, key=lambda row: order.index(row.header.code_set)))
        self._today = today
        self.endResetModel()

    def show_counts(self, counts: dict[str, int]) -> None:
        """Rows of releases that do not say it themselves."""
        self._counts = counts
        if self._rows:
            self.dataChanged.emit(self.index(0, _COUNT), self.index(len(self._rows) - 1, _COUNT))

    def release(self, row: int) -> InstalledRelease | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, release_id: str) -> int:
        return next((place for place, row in enumerate(self._rows) if row.id == release_id), -1)

    def ends(self, row: InstalledRelease) -> date | None:
        """The day before the next release of the same codes or table begins, where the release itself is open at its end."""
        begins = row.header.in_force.start
        if row.header.in_force.end is not None or begins is None:
            return row.header.in_force.end
        later = [
            other.header.in_force.start
            for other in self._rows
            if _line_of(other) == _line_of(row)
            and other.header.in_force.start is not None
            and other.header.in_force.start > begins
        ]
        return date.fromordinal(min(later).toordinal() - 1) if later else None

    def period(self, row: InstalledRelease) -> Period:
        return Period(row.header.in_force.start, self.ends(row))

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._cells(row, is_first=self._is_first(index.row()))[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _side(column)
            case Qt.ItemDataRole.ForegroundRole:
                return theme_of().colour(self._token(row, column))
            case Qt.ItemDataRole.ToolTipRole:
                return row.header.kind.value
        return None

    def _is_first(self, place: int) -> bool:
        """Whether the row opens its code set: the name is written once, as in a printed table."""
        return place == 0 or self._rows[place - 1].header.code_set is not self._rows[place].header.code_set

    def _token(self, row: InstalledRelease, column: int) -> str:
        if column == 0:
            return "text"
        is_in_force = self.period(row).covers(self._today)
        if column == _STATE and is_in_force:
            return "green"
        return "text" if is_in_force else "grey"

    def _cells(self, row: InstalledRelease, *, is_first: bool) -> tuple[str, ...]:
        period = self.period(row)
        return (
            row.header.code_set.value if is_first else "",
            f"{row.header.release} · {row.header.setting}" if row.header.setting else row.header.release,
            day_words(period.start),
            day_words(period.end),
            f"{count:,}" if (count := row.rows or self._counts.get(row.id, 0)) else "",
            state_on(period, self._today),
            tr("shipped") if row.is_shipped else tr("imported"),
        )


def _line_of(row: InstalledRelease) -> tuple[str, str, str]:
    """What follows one another: the lists of a code set whatever their layout, each other table by itself."""
    kind = "" if row.header.kind in CODE_KINDS else row.header.kind.value
    return row.header.code_set.value, kind, row.header.setting


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _COUNT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
