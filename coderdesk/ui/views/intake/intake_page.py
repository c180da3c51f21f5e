"""The page on which documents come in: all that arrived, one of them in detail, and the way into the visits."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelection, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.ui.delegates.row import TWO_LINES
from coderdesk.ui.delegates.two_lines import TwoLinesDelegate
from coderdesk.ui.models.arrivals import Arrival, ArrivalsModel, ChosenVisit, chosen_from
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import EmptyState, hairline, label, set_role, set_surface
from coderdesk.ui.views.codesets.work_line import WorkLine
from coderdesk.ui.views.intake.arrival_detail import ArrivalDetail

if TYPE_CHECKING:
    from coderdesk.services.visit_match import Doubt, VisitMatch

_SHARES = (24, 24, 22, 22, 20)


class IntakePage(QWidget):
    """`files_chosen(tuple of Path)`, `paste_wanted()`, `take_in_wanted(tuple of Arrival)`, `doubts_wanted(Arrival)` when a
    visit was chosen, `visit_wanted(Arrival)` for a choice among all, `new_visit_wanted(Arrival, patient)`,
    `new_visit_entered(key, EnteredVisit)`, `cancelled()` for the work under way, `left()` for the way back.
    """

    files_chosen = Signal(object)
    paste_wanted = Signal()
    take_in_wanted = Signal(object)
    doubts_wanted = Signal(object)
    visit_wanted = Signal(object)
    new_visit_wanted = Signal(object, object)
    new_visit_entered = Signal(int, object)
    cancelled = Signal()
    left = Signal()
    left_out = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "panel")
        self.model = ArrivalsModel(self)
        self.table = self._made_table()
        self.detail = ArrivalDetail()
        self.work = WorkLine()
        self.choose_button = QPushButton(tr("Choose files …"))
        self.paste_button = QPushButton(tr("Paste"))
        self.paste_button.setToolTip(tr("Text or files from the clipboard (Ctrl+Shift+T)"))
        self.remove_button = QPushButton(tr("Leave it out"))
        self.remove_button.setToolTip(tr("Take the selected rows off this list (Del). The files stay where they are."))
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setToolTip(tr("Back to the desk (Esc). What is not taken in stays on this list."))
        for button in (self.choose_button, self.paste_button, self.remove_button, self.close_button):
            set_role(button, "quiet")
        self.take_in_button = QPushButton()
        set_role(self.take_in_button, "primary")
        self._counts = label(role="muted")
        self._empty = EmptyState(
            title=tr("No documents wait here"),
            words=tr(
                "Drop files on the window, paste a text, or choose files: text, PDF, DOCX, RTF, C-CDA, FHIR, HL7 v2."
            ),
            action=tr("Choose files …"),
        )
        self._lay_out()
        self._wire()
        self._show_state()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(TwoLinesDelegate(table))
        table.setAccessibleName(tr("Documents to take in"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(TWO_LINES)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        return table

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 8)
        top.setSpacing(8)
        top.addWidget(label(tr("Take in documents"), "title"), 1)
        for button in (self.choose_button, self.paste_button):
            top.addWidget(button)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self.table)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 1)
        self._split.setSizes([900, 420])
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._split)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self._counts, 1)
        for button in (self.remove_button, self.close_button, self.take_in_button):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.work)
        layout.addWidget(hairline())
        layout.addWidget(self._stack, 1)
        layout.addWidget(hairline())
        layout.addLayout(foot)

    def _wire(self) -> None:
        self.setFocusProxy(self.table)
        self.table.viewport().installEventFilter(self)
        self.choose_button.clicked.connect(self.choose_files)
        self._empty.acted.connect(self.choose_files)
        self.paste_button.clicked.connect(self.paste_wanted)
        self.remove_button.clicked.connect(self._leave_out)
        self.close_button.clicked.connect(self.left)
        self.take_in_button.clicked.connect(self._take_in)
        self.work.cancelled.connect(self.cancelled)
        selection = self.table.selectionModel()
        selection.selectionChanged.connect(self._show_selected)
        self.detail.fields.told.connect(self._tell)
        self.detail.doubts.confirmed.connect(self._confirm)
        self.detail.visit.match_chosen.connect(self._choose_match)
        self.detail.visit.other_wanted.connect(self._want_visit)
        self.detail.new_visit_entered.connect(self._enter_visit)
        for keys, widget, act in (
            (Qt.Key.Key_Escape, self, self.left.emit),
            (Qt.Key.Key_Delete, self.table, self._leave_out),
        ):
            shortcut = QShortcut(QKeySequence(keys), widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # what is shown ---------------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """The platform's own chooser, for as many files as one likes."""
        dialog = QFileDialog(self, tr("Choose documents to take in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        documents = "*.txt *.pdf *.docx *.rtf *.xml *.json *.hl7"
        dialog.setNameFilters([tr("Documents ({endings})", endings=documents), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.files_chosen.emit(tuple(Path(name) for name in names)))
        dialog.open()

    def add(self, arrivals: Sequence[Arrival]) -> None:
        """More that arrived; the first thing that arrives is shown in detail."""
        self.model.add(arrivals)
        if not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self._show_state()

    def put(self, *arrivals: Arrival) -> None:
        """What is now known about some of them; the detail is shown anew only where it tells of one of these."""
        for arrival in arrivals:
            self.model.put(arrival)
        current = self._current()
        if current is None or any(arrival.key == current.key for arrival in arrivals):
            self._show_selected()
        self._show_state()

    def take_away(self, keys: Sequence[int]) -> None:
        self.model.take_away(keys)
        if self.model.rows and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self._show_selected()
        self._show_state()

    def clear(self) -> None:
        """Nothing of any document stays on the page."""
        self.take_away([row.key for row in self.model.rows])
        self.end_work()

    def begin_work(self, words: str) -> None:
        self.work.begin(words)
        self._show_state()

    def end_work(self) -> None:
        self.work.end()
        self._show_state()

    @property
    def is_working(self) -> bool:
        return not self.work.isHidden()

    def _selected(self) -> list[Arrival]:
        rows = self.table.selectionModel().selectedRows()
        found = (self.model.arrival(index.row()) for index in rows)
        return [row for row in found if row is not None]

    def _current(self) -> Arrival | None:
        """The row in detail: the current one while it is selected, else the first that is."""
        selected = self._selected()
        current = self.model.arrival(self.table.currentIndex().row())
        return current if current in selected else next(iter(selected), None)

    def _show_selected(self, _now: QItemSelection | None = None, _before: QItemSelection | None = None) -> None:
        self.detail.show_arrival(self._current(), len(self._selected()))
        self.remove_button.setEnabled(bool(self._selected()) and not self.is_working)

    def _show_state(self) -> None:
        rows = self.model.rows
        ready = sum(row.is_ready for row in rows)
        refused = sum(bool(row.refusal) for row in rows)
        asked = len(rows) - ready - refused
        counted = (
            (ready, tr_count("{count} ready", "{count} ready", ready)),
            (asked, tr_count("{count} asks something", "{count} ask something", asked)),
            (refused, tr_count("{count} refused", "{count} refused", refused)),
        )
        self._counts.setText(" · ".join(words for count, words in counted if count))
        words = tr_count("Take in {count} document", "Take in {count} documents", ready)
        self.take_in_button.setText(words if ready else tr("Take in"))
        self.take_in_button.setEnabled(ready > 0 and not self.is_working)
        self.remove_button.setEnabled(bool(self._selected()) and not self.is_working)
        self.remove_button.setVisible(bool(rows))
        self._stack.setCurrentWidget(self._split if rows else self._empty)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.table.viewport() and isinstance(event, QResizeEvent):
            for column, share in enumerate(_SHARES[:-1]):
                self.table.setColumnWidth(column, event.size().width() * share // sum(_SHARES))
        return super().eventFilter(watched, event)

    # what a person decides -------------------------------------------------------------------------------------

    def choose_visit(self, key: int, visit: ChosenVisit) -> None:
        """File this document with that visit, as soon as what speaks against it is looked up and confirmed."""
        arrival = self.model.by_key(key)
        if arrival is not None and arrival.received is not None:
            chosen = arrival.with_visit(visit)
            self.put(chosen)
            self.doubts_wanted.emit(chosen)

    def _choose_match(self, match: "VisitMatch") -> None:
        arrival, visit = self._current(), chosen_from(match)
        if arrival is None:
            return
        if visit is None:
            self.new_visit_wanted.emit(arrival, match)
        else:
            self.choose_visit(arrival.key, visit)

    def _want_visit(self) -> None:
        arrival = self._current()
        if arrival is not None:
            self.visit_wanted.emit(arrival)

    def _enter_visit(self, entered: object) -> None:
        arrival = self._current()
        if arrival is not None:
            self.new_visit_entered.emit(arrival.key, entered)

    def _tell(self, name: str, value: object) -> None:
        """What was set is set for every selected document."""
        said: dict[str, Any] = {name: value}
        for arrival in self._selected():
            if arrival.details is not None:
                self.model.put(replace(arrival, details=replace(arrival.details, **said)))
        self._show_selected()
        self._show_state()

    def _confirm(self, doubt: "Doubt", on: bool) -> None:  # noqa: FBT001 - the form of the signal
        arrival = self._current()
        if arrival is not None:
            confirmed = arrival.confirmed | {doubt} if on else arrival.confirmed - {doubt}
            self.put(replace(arrival, confirmed=confirmed))

    def _leave_out(self) -> None:
        if not self.is_working:
            selected = tuple(self._selected())
            self.take_away([row.key for row in selected])
            self.left_out.emit(selected)

    def _take_in(self) -> None:
        ready = tuple(row for row in self.model.rows if row.is_ready)
        if ready and not self.is_working:
            self.take_in_wanted.emit(ready)
