"""What stands under an empty search field: one's favourites by group and the codes looked at lately, ready for Enter."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from coderdesk.services.code_browser import CodeHit
from coderdesk.services.own_codes import OwnSection
from coderdesk.ui.delegates.code_hit import code_column
from coderdesk.ui.delegates.row import Index, Line, RowDelegate, lines_height, one_line_rect, pixels_of
from coderdesk.ui.models.rows import ROW_ROLE, hit_words, title_words
from coderdesk.ui.text import tr
from coderdesk.ui.theme import Theme, theme_of
from coderdesk.ui.theme.fonts import code_font, interface_font, small

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A heading when `hit` is None. `group` is where a favourite stands; None for one looked at lately."""

    words: str
    hit: CodeHit | None = None
    group: str | None = None


def rows_of(sections: tuple[OwnSection, ...]) -> tuple[OwnRow, ...]:
    rows: list[OwnRow] = []
    for section in sections:
        title = tr("Looked at lately") if section.is_recent else section.group or tr("Favourites")
        rows.append(OwnRow(words=title))
        group = None if section.is_recent else section.group
        rows += [OwnRow(words=hit_words(hit), hit=hit, group=group) for hit in section.hits]
    return tuple(rows)


class _OwnCodesModel(QAbstractListModel):
    """Headings can be neither chosen nor entered."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OwnRow, ...] = ()

    def show(self, rows: tuple[OwnRow, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        row = self.rows[index.row()] if index.isValid() else None
        return super().flags(index) if row and row.hit else Qt.ItemFlag.NoItemFlags

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole and row.hit is not None:
            return f"{row.hit.code.value}  {row.hit.code.title}"
        return row if role == ROW_ROLE else None


class _OwnCodeDelegate(RowDelegate):
    """One quiet line for each code; a heading in small letters over each section."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's form
        return QSize(0, lines_height(pixels_of(option), two=False))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OwnRow | None = index.data(ROW_ROLE)
        if row is None or row.hit is not None:
            super().paint(painter, option, index)
            return
        font = interface_font(small(pixels_of(option)), strong=True)
        rect = QRectF(option.rect).adjusted(12, 0, -12, -4)
        painter.save()
        painter.setFont(font)
        painter.setPen(theme_of().colour("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.words)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, theme: Theme, row: OwnRow) -> None:
        hit = row.hit
        assert hit is not None
        pixels = pixels_of(option)
        is_over = hit.code.is_billable and not hit.billable_on_date
        ink = theme.colour("grey" if is_over else "text")
        font = code_font(pixels)
        font.setStrikeOut(is_over)
        line = Line(painter, one_line_rect(option))
        line.add(hit.code.value, font, ink, width=code_column(pixels))
        line.fill(title_words(hit.code.title), interface_font(pixels), ink if hit.code.title else theme.colour("muted"))


class OwnCodesView(QListView):
    """`hit_chosen` follows the current row; Enter and typing go where they go in the list of hits."""

    hit_chosen = Signal(object)
    enter_pressed = Signal()
    typed = Signal(QKeyEvent)
    field_wanted = Signal()
    detail_wanted = Signal()
    move_wanted = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _OwnCodesModel(self)
        self._is_filling = False
        self.setModel(self._model)
        self.setItemDelegate(_OwnCodeDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Favourites and codes looked at lately"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_current)
        self.doubleClicked.connect(lambda _index: self.enter_pressed.emit())

    def show_sections(self, sections: tuple[OwnSection, ...]) -> None:
        """The row that the person stood on stays the current one while it is still there."""
        before = self.current_row()
        rows = rows_of(sections)
        if rows == self._model.rows:
            return
        self._is_filling = True
        self._model.show(rows)
        place = next((i for i, row in enumerate(rows) if before is not None and row == before), -1)
        if place < 0 and before is not None and before.hit is not None:
            values = [row.hit.code.value if row.hit else "" for row in rows]
            place = values.index(before.hit.code.value) if before.hit.code.value in values else -1
        if place >= 0:
            self.setCurrentIndex(self._model.index(place))
        self._is_filling = False

    @property
    def is_empty(self) -> bool:
        return not self._model.rows

    @property
    def rows(self) -> tuple[OwnRow, ...]:
        return self._model.rows

    def current_row(self) -> OwnRow | None:
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def current_hit(self) -> CodeHit | None:
        row = self.current_row()
        return row.hit if row else None

    def enter(self) -> None:
        """From the field: stand on the first code, or on the one that was chosen."""
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(1))
        else:
            self._on_current(self.currentIndex())
        self.setFocus()

    def forget_choice(self) -> None:
        self._is_filling = True
        self.setCurrentIndex(QModelIndex())
        self._is_filling = False

    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.rows[index.row()] if index.isValid() else None
        if row is not None and row.hit is not None and not self._is_filling:
            self.hit_chosen.emit(row.hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.current_row()
        if key in _ENTER and not held:
            self.enter_pressed.emit()
        elif key == Qt.Key.Key_Up and not held and self.currentIndex().row() <= 1:
            self.field_wanted.emit()
        elif held == Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and row is not None:
            self.move_wanted.emit(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Right and not held:
            self.detail_wanted.emit()
        elif not held & ~Qt.KeyboardModifier.ShiftModifier and event.text().isprintable() and event.text():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)
