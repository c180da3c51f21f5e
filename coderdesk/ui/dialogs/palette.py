"""One field over everything (Ctrl+P): visits, patients, codes and commands."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyleOptionViewItem, QVBoxLayout, QWidget

from coderdesk.ui.delegates.row import Index, Line, RowDelegate, one_line_rect, pixels_of
from coderdesk.ui.dialogs.overlay import Overlay
from coderdesk.ui.dialogs.palette_items import PaletteItem, ranked, without_doubles
from coderdesk.ui.icons import icon
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme
from coderdesk.ui.theme.fonts import figures_font, interface_font, small
from coderdesk.ui.theme.parts import hairline, label

__all__ = ["CommandPalette", "PaletteItem"]

_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROWS_SHOWN = 12
_NOWHERE = QModelIndex()


class _ItemsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[PaletteItem, ...] = ()

    def show(self, items: tuple[PaletteItem, ...]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.words
        return item if role == ROW_ROLE else None


class _ItemDelegate(RowDelegate):
    """Words, what tells more, and at the right the key or the kind."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(0, 4)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: PaletteItem) -> None:
        pixels = pixels_of(option)
        line = Line(painter, one_line_rect(option, left=16, right=16))
        line.add_right(row.kind, interface_font(small(pixels)), theme.colour("muted"), width=72)
        if row.shortcut:
            line.add_right(row.shortcut, figures_font(small(pixels)), theme.colour("muted"))
        line.add(row.text, interface_font(pixels), theme.colour("text"))
        line.fill(row.detail, interface_font(small(pixels)), theme.colour("muted"))


class CommandPalette(Overlay):
    """`items(text)` gives what the desk knows at once; slower answers follow `query_changed` and come through `add_items`."""

    chosen = Signal(object)
    query_changed = Signal(str)

    def __init__(self, host: QWidget, items: Callable[[str], Sequence[PaletteItem]]) -> None:
        super().__init__(host, width=640, top=72)
        self._items = items
        self._later: tuple[PaletteItem, ...] = ()
        self.setAccessibleName(tr("Find anything"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("patients, visits, claims, codes, commands"))
        self.field.setAccessibleName(tr("Find anything"))
        self.field.addAction(QAction(icon("search"), "", self.field), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.list = QListView()
        self._model = _ItemsModel(self.list)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_ItemDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Found"))
        self._nothing = label(
            tr("Nothing by that name. Try part of a name, a date of service or a code."), "muted", wraps=True
        )
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._build()
        self.field.textChanged.connect(self._on_text)
        self.list.clicked.connect(self._choose)

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(12, 12, 12, 12)
        top.addWidget(self.field)
        layout = QVBoxLayout(self.card)
        layout.setContentsMargins(1, 1, 1, 8)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(hairline())
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)

    def open(self, text: str = "") -> None:
        """Show the field with a text to type over; opening the open palette closes it."""
        if not self.isHidden():
            self.put_away()
            return
        self._later = ()
        self.field.setText(text)
        self._list(text)
        self.show_over(self.field)
        self.field.selectAll()

    def forget(self) -> None:
        """Close, with nothing left in the field or the list."""
        self.put_away()
        self._later = ()
        self.field.clear()
        self._model.show(())

    def card_height(self, width: int) -> int:  # noqa: ARG002 - rows are of one line
        row = max(self.list.sizeHintForRow(0), 32)
        return self.field.sizeHint().height() + 42 + row * _ROWS_SHOWN

    def add_items(self, query: str, items: Sequence[PaletteItem]) -> None:
        """Answers that came later, in their own order below the rest; dropped when something else is typed meanwhile."""
        if query == self.field.text() and not self.isHidden():
            self._later = tuple(items)
            self._list(query)

    def _on_text(self, text: str) -> None:
        if not self.isHidden():
            self._later = ()
            self._list(text)
            self.query_changed.emit(text)

    def _list(self, text: str) -> None:
        before = self.current_item()
        self._model.show(without_doubles((*ranked(text, self._items(text)), *self._later)))
        stays = before in self._model.items and bool(self._later)
        self.list.setCurrentIndex(self._model.index(self._model.items.index(before) if before and stays else 0))
        self._nothing.setVisible(not self._model.items)
        self.list.setVisible(bool(self._model.items))

    def current_item(self) -> PaletteItem | None:
        row = self.list.currentIndex().row()
        return self._model.items[row] if 0 <= row < len(self._model.items) else None

    def _choose(self, _index: QModelIndex | None = None) -> None:
        item = self.current_item()
        if item is not None:
            self.put_away()
            self.chosen.emit(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = watched is self.field and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and self._field_key(event):
            return True
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in _STEPS:
            self.list.keyPressEvent(event)
        else:
            return False
        return True
