"""The level of an office visit in place of the code book: every tick takes the words selected in the document."""

from functools import partial
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.coding.em_elements import Column, Element, PatientStatus
from coderdesk.domain.coding.em_level import StatedTime
from coderdesk.services.em_levels import EmSheet
from coderdesk.ui.delegates.level import LevelDelegate
from coderdesk.ui.models.level_rows import (
    ELEMENTS,
    TIME_KEY,
    ColumnRow,
    ElementRow,
    LevelModel,
    LevelRow,
    TickRow,
    column_words,
    level_rows,
    level_words,
    result_words,
)
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import close_together, hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.elided_label import ElidedLabel


class LevelList(QListView):
    """`row_wanted(row)` by mouse, Enter and Space; `remove_wanted(int)` by the cross and Del."""

    row_wanted = Signal(object)
    remove_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        delegate = LevelDelegate(self)
        self.setItemDelegate(delegate)
        self.setModel(LevelModel(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("What the level of the visit is weighed by"))
        delegate.remove_wanted.connect(self._remove)
        self.clicked.connect(self._choose)

    @property
    def rows(self) -> LevelModel:
        return cast(LevelModel, self.model())

    def show_rows(self, rows: tuple[LevelRow, ...]) -> None:
        """The eye and the keyboard stay where they were."""
        before, top = self._key(self.currentIndex()), self.verticalScrollBar().value()
        has_more = 0 < self.rows.rowCount() < len(rows)
        self.rows.show_rows(rows)
        keys = [self._key(self.rows.index(place, 0)) for place in range(len(rows))]
        if before in keys and before is not None:
            self.setCurrentIndex(self.rows.index(keys.index(before), 0))
        self.doItemsLayout()
        self.verticalScrollBar().setValue(top)
        if has_more and before in keys:
            self.scrollTo(self.rows.index(len(keys) - 1 - keys[::-1].index(before), 0))  # the words just ticked on

    @staticmethod
    def _key(index: QModelIndex) -> Element | None:
        row = index.data(ROW_ROLE)
        return row.element if isinstance(row, (ElementRow, TickRow)) else None

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, (ElementRow, TickRow)):
            self.row_wanted.emit(row)

    def _remove(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, TickRow):
            self.remove_wanted.emit(row.index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self._remove(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape or _is_letter(event):
            event.ignore()  # the panel knows what it means
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap: another width makes other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _is_letter(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and event.text().upper() in (*ELEMENTS, TIME_KEY)


class LevelPanel(QWidget):
    """`tick_wanted(Element)`, `untick_wanted(int)`, `time_wanted()`, `time_dropped()`, `status_wanted(PatientStatus)`,
    `passage_wanted(Evidence)`, `print_wanted()`, `left()`."""

    tick_wanted = Signal(object)
    untick_wanted = Signal(int)
    time_wanted = Signal()
    time_dropped = Signal()
    status_wanted = Signal(object)
    passage_wanted = Signal(object)
    print_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self._sheet: EmSheet | None = None
        self._may_write = True
        self._build()
        self._wire()
        self.setFocusProxy(self.list)

    def _build(self) -> None:
        self.list = LevelList()
        self.code_label = label(role="display")
        self.result_label = label(wraps=True)
        self.attached_label = label(role="small", wraps=True)
        self.message = label(role="small", wraps=True)
        self.subject_field = QLineEdit()
        self.subject_field.setPlaceholderText(tr("Name it once: the problem, test or source"))
        self.subject_field.setAccessibleName(tr("Name of what the next tick counts"))
        self.subject_field.setToolTip(tr("Ticks of one name count once: the same test ordered and read is one test."))
        self.apart_box = QCheckBox(tr("billed apart"))
        self.apart_box.setToolTip(tr("The test's reading is billed by itself: it is no data of this visit."))
        layout = close_together(QVBoxLayout(self))
        layout.addLayout(self._build_head())
        layout.addWidget(hairline())
        layout.addWidget(self._build_result())
        layout.addLayout(self._build_columns())
        layout.addWidget(self.list, 1)
        layout.addWidget(hairline())
        layout.addLayout(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 8, 6)
        self.status_box = QComboBox()
        self.status_box.setAccessibleName(tr("New or established patient"))
        self.status_box.addItem(tr("New patient"), PatientStatus.NEW)
        self.status_box.addItem(tr("Established patient"), PatientStatus.ESTABLISHED)
        self.print_button, self.close_button = QPushButton(tr("Print")), QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the code book (Esc)"))
        head.addWidget(label(tr("Level of the visit"), role="title"), 1)
        head.addWidget(self.status_box)
        for button in (self.print_button, self.close_button):
            set_role(button, "quiet")
            head.addWidget(button)
        return head

    def _build_result(self) -> QWidget:
        card = QWidget()
        set_surface(card, "raised")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.result_label, self.attached_label, self.message):
            words.addWidget(part)
        row.addWidget(self.code_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return card

    def _build_columns(self) -> QHBoxLayout:
        """The three columns at a glance; each leads to its part of the list."""
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self.chips: dict[Column, QPushButton] = {}
        for column in Column:
            chip = self.chips[column] = QPushButton(column_words(column))
            set_role(chip, "chip")
            chip.setCheckable(True)
            chip.setToolTip(tr("Filled where the column does not hold the visit back"))
            chip.clicked.connect(partial(self._go_to_column, column))
            row.addWidget(chip, 1)
        return row

    def _build_foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(6)
        name = QHBoxLayout()
        name.addWidget(self.subject_field, 1)
        name.addWidget(self.apart_box)
        time = QHBoxLayout()
        self.time_button, self.drop_time_button = QPushButton(tr("Time from the selection")), QPushButton(tr("Drop"))
        self.time_button.setToolTip(tr("State the minutes that the selected words name ({key})", key=TIME_KEY))
        set_role(self.drop_time_button, "quiet")
        self.time_label = ElidedLabel(role="small")
        time.addWidget(label(TIME_KEY, role="key"))
        time.addWidget(self.time_button)
        time.addWidget(self.time_label, 1)
        time.addWidget(self.drop_time_button)
        foot.addLayout(time)
        foot.addLayout(name)
        return foot

    def _wire(self) -> None:
        self.list.row_wanted.connect(self._row_wanted)
        self.list.remove_wanted.connect(self.untick_wanted)
        self.time_button.clicked.connect(self._state_time)
        self.drop_time_button.clicked.connect(self.time_dropped)
        self.status_box.activated.connect(self._set_status)
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button.clicked.connect(self.left)

    # what is shown ---------------------------------------------------------------------------------------------

    @property
    def sheet(self) -> EmSheet | None:
        return self._sheet

    def show_sheet(self, sheet: EmSheet, *, hint: str = "") -> None:
        self._sheet = sheet
        result = sheet.result
        self.code_label.setText(result.code or "–")
        self.result_label.setText("\n".join(result_words(result)))
        for column, chip in self.chips.items():
            words = tr("{column}: {level}", column=column_words(column), level=level_words(result.column(column).level))
            chip.setText(words)
            chip.setChecked(column not in result.limiting and bool(result.code))
        self._show_attached(sheet)
        self.list.show_rows(level_rows(sheet))
        self.status_box.setCurrentIndex(self.status_box.findData(result.status))
        self._show_time(sheet.worksheet.time, is_counted=bool(result.minutes))
        self.print_button.setEnabled(bool(sheet.version))
        self.say(hint)

    def _show_attached(self, sheet: EmSheet) -> None:
        attached = ", ".join(sheet.attached)
        differs = bool(attached) and sheet.result.code not in sheet.attached
        set_role(self.attached_label, "smallwarn" if differs else "small")
        self.attached_label.setText(tr("On the visit: {codes}", codes=attached) if attached else "")
        self.attached_label.setVisible(bool(attached))

    def _show_time(self, time: StatedTime | None, *, is_counted: bool) -> None:
        self.drop_time_button.setVisible(time is not None)
        if time is None:
            self.time_label.setText(tr("no time stated"))
            return
        quoted = " ".join(time.evidence[0].quotation.split()) if time.evidence else ""
        words = tr("{minutes} minutes: “{quoted}”", minutes=time.minutes, quoted=quoted)
        self.time_label.setText(words if is_counted else tr("not counted: {words}", words=words))

    def say(self, sentence: str) -> None:
        """A sentence about what was just tried; "" takes the last one away."""
        self.message.setText(sentence)
        set_role(self.message, "smallwarn")
        self.message.setVisible(bool(sentence))

    def set_writable(self, *, writable: bool) -> None:
        self._may_write = writable
        for part in (self.time_button, self.drop_time_button, self.status_box, self.subject_field, self.apart_box):
            part.setEnabled(writable)

    def take_name(self) -> tuple[str, bool]:
        """The name for the next tick and whether its reading is billed apart."""
        return self.subject_field.text(), self.apart_box.isChecked()

    def clear_name(self) -> None:
        self.subject_field.clear()
        self.apart_box.setChecked(False)

    # what is wanted --------------------------------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Tick by key, wherever the keyboard is; False for a key without a meaning here."""
        if key.upper() == TIME_KEY:
            self._state_time()
        elif key.upper() in ELEMENTS:
            self._want(ELEMENTS[key.upper()])
        else:
            return False
        return True

    def _want(self, element: Element) -> None:
        if self._may_write:
            self._bring_into_view(element)
            self.tick_wanted.emit(element)

    def _bring_into_view(self, element: Element) -> None:
        rows = self.list.rows
        place = next(
            (at for at, row in enumerate(rows.rows) if isinstance(row, ElementRow) and row.element is element), -1
        )
        if place >= 0:
            self.list.setCurrentIndex(rows.index(place, 0))
            self.list.scrollTo(rows.index(place, 0))

    def _go_to_column(self, column: Column) -> None:
        """The chip only tells; it does not stay pressed."""
        limiting = self._sheet.result.limiting if self._sheet else ()
        self.chips[column].setChecked(column not in limiting and bool(self._sheet and self._sheet.result.code))
        rows = self.list.rows
        place = next((at for at, row in enumerate(rows.rows) if isinstance(row, ColumnRow) and row.column is column), 0)
        self.list.scrollTo(rows.index(place, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _row_wanted(self, row: LevelRow) -> None:
        if isinstance(row, TickRow):
            self.passage_wanted.emit(row.evidence)
        elif isinstance(row, ElementRow):
            self._want(row.element)

    def _state_time(self) -> None:
        if self._may_write:
            self.time_wanted.emit()

    def _set_status(self, place: int) -> None:
        self.status_wanted.emit(PatientStatus(self.status_box.itemData(place)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not (_is_letter(event) and self.press(event.text())):
            super().keyPressEvent(event)
