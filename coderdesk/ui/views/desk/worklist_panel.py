"""The worklist: which visit comes next, found by typing, by state or by age."""

from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.ui.delegates.worklist import WorklistDelegate
from coderdesk.ui.icons import icon
from coderdesk.ui.models.worklist_model import Order, WorklistModel
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import EmptyState, hairline, label, set_role, set_surface
from coderdesk.ui.views.desk.ghosts import GhostRows
from coderdesk.ui.views.desk.status_chips import StatusChips


class WorklistPanel(QWidget):
    """`visit_chosen` follows a click or Enter on a row, never a call of `select` or `show_rows`."""

    visit_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.setAccessibleName(tr("Worklist"))
        self._model = WorklistModel(self)
        self._delegate = WorklistDelegate(self)
        self._list = self._make_list()
        self._field = self._make_field()
        self._chips = StatusChips(self)
        self._count = label(role="small")
        self._sort = self._make_sort()
        self._empty = EmptyState()
        self._stack = QStackedWidget()
        self._ghosts = GhostRows()
        self._lay_out()
        self._field.textChanged.connect(self._refilter)
        self._chips.chosen.connect(self._refilter)
        self._empty.acted.connect(self.clear_filter)
        self.setFocusProxy(self._list)
        self.setMinimumWidth(200)

    def show_rows(self, rows: tuple[WorklistRow, ...], today: date) -> None:
        """All visits of the practice; the selection and the place in the list stay where they are."""
        chosen = self.selected()
        self._delegate.set_today(today)
        self._model.show_rows(rows, today)
        self._chips.show_counts(self._model.counts(), self._model.total)
        self._restore(chosen)
        self._say()

    def show_loading(self) -> None:
        """The shape of what comes, while the first visits are read."""
        self._stack.setCurrentWidget(self._ghosts)

    def select(self, encounter_id: str) -> None:
        """Make a visit the current row, opening the filter when that hides it; says nothing to anyone."""
        if self._model.place_of(encounter_id) is None and self._model.knows(encounter_id):
            self.set_filter()
        self._restore(encounter_id)

    def selected(self) -> str | None:
        index = self._list.currentIndex()
        return str(self._model.row_at(index.row()).encounter_id) if index.isValid() else None

    def show_waiting(self, encounter_id: str, count: int) -> None:
        """How many suggestions of a visit wait for an answer."""
        self._model.show_waiting(encounter_id, count)

    def next_open(self, encounter_id: str) -> str | None:
        """The next visit to code below this one, in the order and filter that are shown."""
        return self._model.next_open(encounter_id)

    def set_filter(self, text: str = "", status: EncounterStatus | None = None) -> None:
        self._chips.choose(status)
        self._field.setText(text)
        self._refilter()

    def clear_filter(self) -> None:
        self.set_filter()
        self._list.setFocus()

    def focus_filter(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    def set_order(self, order: Order) -> None:
        chosen = self.selected()
        self._model.set_order(order)
        self._sort.setText(_ORDER_WORDS()[order])
        self._restore(chosen)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(tr("Visits"))
        view.clicked.connect(self._choose)
        view.installEventFilter(self)
        return view

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        set_role(field, "search")
        field.setPlaceholderText(tr("Patient, account, payer, reason"))
        field.setAccessibleName(tr("Filter the worklist"))
        field.setToolTip(tr("Filter by patient, account, payer, provider, reason or date. Esc clears the filter."))
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition).setText(tr("Filter"))
        field.installEventFilter(self)
        return field

    def _make_sort(self) -> QToolButton:
        button = QToolButton()
        set_role(button, "quiet")
        button.setProperty("scale", "small")
        button.setIcon(icon("sort"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(tr("Order of the worklist"))
        button.setToolTip(tr("Order of the worklist"))
        menu, group = QMenu(button), QActionGroup(button)
        for order, words in _ORDER_WORDS().items():
            action = QAction(words, menu, checkable=True, checked=order is Order.OLDEST)
            action.setData(order.value)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_order)
        button.setMenu(menu)
        button.setText(_ORDER_WORDS()[Order.OLDEST])
        return button

    def _lay_out(self) -> None:
        for page in (self._list, self._empty, self._ghosts):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._empty)
        head = QVBoxLayout()
        head.setContentsMargins(12, 12, 12, 8)
        head.setSpacing(8)
        head.addWidget(self._field)
        head.addWidget(self._chips)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 4, 4)
        line.addWidget(self._count, 1)
        line.addWidget(self._sort)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(line)
        whole.addWidget(hairline())
        whole.addWidget(self._stack, 1)
        self._say()

    def _on_order(self, action: QAction) -> None:
        self.set_order(Order(action.data()))

    def _refilter(self) -> None:
        chosen = self.selected()
        self._model.set_filter(self._field.text(), self._chips.status)
        self._restore(chosen)
        self._say()

    def _restore(self, encounter_id: str | None) -> None:
        place = self._model.place_of(encounter_id) if encounter_id else None
        if place is None:
            return
        index = self._model.index(place)
        if index != self._list.currentIndex():
            self._list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._list.scrollTo(index)

    def _say(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        self._count.setText(
            tr_count("{count} visit", "{count} visits", total)
            if shown == total
            else tr("{shown} of {total} visits", shown=shown, total=total)
        )
        self._stack.setCurrentWidget(self._list if shown else self._empty)
        if not shown:
            self._empty.show_words(**_empty_words(self._field.text().strip(), total))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.visit_chosen.emit(str(self._model.row_at(index.row()).encounter_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._field and self._field_key(event.key()):
                return True
            if watched is self._list and self._list_key(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _field_key(self, key: int) -> bool:
        """Esc empties, Down and Enter go into the list."""
        if key == Qt.Key.Key_Escape and (self._field.text() or self._chips.status is not None):
            self.set_filter()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._model.rowCount():
            self._enter_list(is_choice=key != Qt.Key.Key_Down)
            return True
        return False

    def _enter_list(self, *, is_choice: bool) -> None:
        if not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))
        self._list.setFocus()
        if is_choice and self._model.rowCount() == 1:
            self._choose(self._list.currentIndex())

    def _list_key(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self._list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape and (self._field.text() or self._chips.status is not None):
            self.clear_filter()
            return True
        return False


def _ORDER_WORDS() -> dict[Order, str]:
    return {
        Order.OLDEST: tr("Oldest first"),
        Order.NEWEST: tr("Newest first"),
        Order.PATIENT: tr("Patient"),
        Order.STATUS: tr("Status"),
    }


def _empty_words(text: str, total: int) -> dict[str, str]:
    if not total:
        return {
            "title": tr("No visits yet"),
            "words": tr("Ctrl+N adds a visit. Its patient, provider and prices are entered under Records first."),
        }
    if text:
        return {
            "title": tr("No visit matches “{text}”", text=text),
            "words": tr("Esc clears the filter."),
            "action": tr("Clear the filter"),
        }
    return {
        "title": tr("Nothing in this state"),
        "words": tr("All other visits are one click away."),
        "action": tr("Show all visits"),
    }
