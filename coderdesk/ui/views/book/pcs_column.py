"""One axis of the ICD-10-PCS table builder: the characters that are still possible, what they mean, what they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QListView, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from coderdesk.ui.delegates.row import Line, RowDelegate, one_line_rect, pixels_of
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.elided_label import ElidedLabel
from coderdesk.ui.theme.fonts import code_font, figures_font, interface_font, small

if TYPE_CHECKING:
    from coderdesk.services.pcs_builder import PcsAxisChoice, PcsLabelChoice

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_FORWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)
_APPROACH = 5
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Backspace)


class _LabelsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.labels: tuple[PcsLabelChoice, ...] = ()

    def show(self, labels: tuple[PcsLabelChoice, ...]) -> None:
        self.beginResetModel()
        self.labels = labels
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.labels)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        label = self.labels[index.row()]
        if role == ROW_ROLE:
            return label
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            left = tr_count("{count} code", "{count} codes", label.codes_left)
            return f"{label.character}  {label.meaning} · {left}"
        return None


class _LabelDelegate(RowDelegate):
    elides = Qt.TextElideMode.ElideRight

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: PcsLabelChoice) -> None:
        line = Line(painter, one_line_rect(option, left=8, right=8), gap=6)
        pixels = pixels_of(option)
        is_due = bool(option.state & QStyle.StateFlag.State_Enabled)
        ink = theme.colour("text" if is_due else "grey")
        line.add_right(f"{row.codes_left:,}", figures_font(small(pixels)), theme.colour("muted"))
        line.add(row.character, code_font(pixels), ink)
        font = interface_font(pixels)
        line.fill(QFontMetricsF(font).elidedText(row.meaning, self.elides, line.room), font, ink)


class PcsColumn(QWidget):
    """`taken(character)` when one is chosen, `back_wanted()` on Left or Backspace."""

    taken = Signal(str)
    back_wanted = Signal()

    def __init__(self, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._position = position
        self._model = _LabelsModel(self)
        self.head = ElidedLabel(role="section")
        self.list = _LabelList()
        self.list.setModel(self._model)
        delegate = _LabelDelegate(self.list)
        if position >= _APPROACH:  # approaches differ in their last word only, so the middle gives way
            delegate.elides = Qt.TextElideMode.ElideMiddle
        self.list.setItemDelegate(delegate)
        self.list.taken.connect(self._take)
        self.list.back_wanted.connect(self.back_wanted)
        self.list.typed.connect(self._type)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(8, 6, 8, 6)
        top.addWidget(self.head)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        self.show_axis(None)

    def show_axis(self, axis: PcsAxisChoice | None) -> None:
        """The characters of this axis; None while the axes before it are still open."""
        labels = axis.labels if axis else ()
        title = axis.title if axis else ""
        self.head.setText(f"{self._position}  {title}" if title else str(self._position))
        self.list.setAccessibleName(tr("Character {position}: {title}", position=self._position, title=title))
        if labels != self._model.labels:
            self._model.show(labels)
        chosen = next((row for row, label in enumerate(labels) if axis and label.character == axis.chosen), -1)
        if chosen >= 0:
            self.list.setCurrentIndex(self._model.index(chosen))
        else:
            self.list.clearSelection()
            self.list.setCurrentIndex(QModelIndex())

    @property
    def labels(self) -> tuple[PcsLabelChoice, ...]:
        return self._model.labels

    def stand_ready(self) -> None:
        """Take the keyboard, on the first character when none is chosen."""
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._model.index(0))
        self.list.setFocus()

    def _take(self, row: int) -> None:
        if 0 <= row < len(self.labels):
            self.taken.emit(self.labels[row].character)

    def _type(self, character: str) -> None:
        row = next((place for place, label in enumerate(self.labels) if label.character == character.upper()), -1)
        self._take(row)


class _LabelList(QListView):
    taken = Signal(int)
    back_wanted = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.taken.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if held:
            super().keyPressEvent(event)
        elif event.key() in _FORWARD:
            self.taken.emit(self.currentIndex().row())
        elif event.key() in _BACK:
            self.back_wanted.emit()
        elif len(event.text()) == 1 and event.text().isalnum():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
