"""Claims and invoices: what is ready to leave, what has left, what came back, and what follows."""

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.billing.clean_claims import CleanRate
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.services.claim_timeline import ClaimTimeline
from coderdesk.ui.models.billing_criteria import Criteria
from coderdesk.ui.models.billing_model import BillingModel
from coderdesk.ui.models.billing_sums import clean_help, clean_words, ready_words, shown_words, unbilled_words
from coderdesk.ui.models.billing_words import FILE_BY, PAYER, PROVIDER
from coderdesk.ui.text import tr
from coderdesk.ui.theme.elided_label import ElidedLabel
from coderdesk.ui.theme.parts import EmptyState, label, set_role, set_surface
from coderdesk.ui.views.claims.answers_panel import AnswersPanel
from coderdesk.ui.views.claims.check_panel import CheckPanel
from coderdesk.ui.views.claims.chosen_rows import ChosenRows
from coderdesk.ui.views.claims.claim_filters import ClaimFilters
from coderdesk.ui.views.claims.follow_panel import FollowPanel
from coderdesk.ui.views.claims.timeline_panel import TimelinePanel
from coderdesk.ui.views.codesets.work_line import WorkLine

ROW_HEIGHT = 28
ROOM_BETWEEN = 16
LOWER_HEIGHT = 220
ROOM_FOR_PROVIDER = 1320
_FOLLOWED = (BillingState.CLAIM, BillingState.REFUSED, BillingState.FOLLOWED)


class ClaimsPage(QWidget):
    """`export_wanted` and `check_wanted` carry the visits chosen, `visit_wanted` one visit, `invoice_wanted` a visit whose page
    is wanted, `form_wanted` one whose claim is wanted on paper, `timeline_wanted` one whose claim's life is, `follow_wanted` one
    whose claim something is to follow, `again_wanted` a claim whose file is to be written once more, `list_wanted` a path and
    the rows to write there, `answers_wanted` and `receivers_wanted` nothing."""

    export_wanted = Signal(object)
    check_wanted = Signal(object)
    invoice_wanted = Signal(object)
    visit_wanted = Signal(object)
    form_wanted = Signal(object)
    timeline_wanted = Signal(object)
    follow_wanted = Signal(object)
    again_wanted = Signal(object)
    list_wanted = Signal(str, object)
    answers_wanted = Signal()
    receivers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.model = BillingModel()
        self._is_writable = True
        self.filters = ClaimFilters()
        self.timeline = TimelinePanel()
        self.follow = FollowPanel()
        self.answers = AnswersPanel()
        self.checked = CheckPanel()
        self.work = WorkLine()
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText(tr("Filter by patient, account, payer, state"))
        self.filter_field.setAccessibleName(tr("Filter claims and invoices"))
        self.filter_field.setClearButtonEnabled(True)
        self.table = self._made_table()
        self._chosen = ChosenRows(self.table, self.model, self)
        self.summary = QLabel()
        self.sums = ElidedLabel()
        set_role(self.sums, "muted")
        self.clean = label(role="muted")
        set_role(self.summary, "muted")
        self.test_button = QPushButton(tr("Production files"))
        self.test_button.setCheckable(True)
        set_role(self.test_button, "chip")
        self.answers_button = QPushButton(tr("Answers"))
        self.receivers_button = QPushButton(tr("Receivers"))
        self.export_button = QPushButton(tr("Export claims"))
        set_role(self.export_button, "primary")
        self.check_button = QPushButton(tr("Check"))
        self.follow_button = QPushButton(tr("Follow up"))
        self.again_button = QPushButton(tr("File again"))
        self.invoice_button = QPushButton(tr("Invoice page"))
        self.form_button = QPushButton(tr("Claim on a form"))
        self.list_button = QPushButton(tr("Save list"))
        for button in (self.answers_button, self.receivers_button, *self._quiet_buttons()):
            set_role(button, "quiet")
        self._lay_out()
        self._wire()
        self._show_choice()

    def _quiet_buttons(self) -> tuple[QPushButton, ...]:
        papers = (self.list_button, self.form_button, self.invoice_button)
        return (*papers, self.again_button, self.follow_button, self.check_button)

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName(tr("Claims and invoices"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setSortingEnabled(True)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        # The header would ask every chosen cell whether its column is chosen whole, at each painting.
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(PAYER, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        return table

    def _lay_out(self) -> None:
        title = QLabel(tr("Claims and invoices"))
        set_role(title, "title")
        top, narrow, told, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        for button in (self.test_button, self.answers_button, self.receivers_button):
            top.addWidget(button)
        narrow.addWidget(self.filters)
        narrow.addStretch(1)
        narrow.addWidget(self.filter_field)
        self.filter_field.setMinimumWidth(200)
        told.addWidget(self.sums, 1)
        told.addWidget(self.clean)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState(
                title=tr("Nothing to bill yet"),
                words=tr(
                    "A visit that is marked coded (Ctrl+Enter on the desk) appears here, ready for its claim or invoice."
                ),
            )
        )
        bottom.addWidget(self.summary, 1)
        for button in (*self._quiet_buttons(), self.export_button):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        for row in (top, narrow, told):
            layout.addLayout(row)
        layout.addWidget(self.work)
        layout.addWidget(self._stack, 1)
        for panel in self._panels():
            layout.addWidget(panel)
            panel.hide()
        for listed in (self.answers, self.checked):
            listed.setFixedHeight(LOWER_HEIGHT)
        layout.addLayout(bottom)

    def _panels(self) -> tuple[QWidget, ...]:
        """Of these one is shown under the list, or none."""
        return self.timeline, self.follow, self.answers, self.checked

    def _wire(self) -> None:
        self.filter_field.textChanged.connect(self._search)
        self.model.found.connect(self._show_sums)
        self.model.found.connect(self._show_choice)
        self.filters.changed.connect(self._filter)
        self.list_button.clicked.connect(self._save_list)
        self._chosen.changed.connect(self._show_choice)
        self._chosen.changed.connect(self._want_timeline)
        self.table.doubleClicked.connect(
            lambda index: self.visit_wanted.emit(self.model.row_at(index.row()).encounter_id)
        )
        self.export_button.clicked.connect(self.export_chosen)
        self.check_button.clicked.connect(self.check_chosen)
        self.follow_button.clicked.connect(self.follow_chosen)
        self.again_button.clicked.connect(self._want_again)
        self.invoice_button.clicked.connect(self._want_invoice)
        self.form_button.clicked.connect(self._want_form)
        self.answers_button.clicked.connect(self.answers_wanted)
        self.receivers_button.clicked.connect(self.receivers_wanted)
        self.test_button.toggled.connect(self._show_usage)
        for panel in (self.follow, self.answers, self.checked):
            panel.left.connect(self.leave_panel)
        for keys, do in (("F9", self.check_chosen), ("Ctrl+F9", self.export_chosen), ("F12", self.follow_chosen)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    # what is shown ---------------------------------------------------------------------------------------------

    def show_rows(self, rows: tuple[BillingRow, ...]) -> None:
        """What was chosen stays chosen as long as it is there."""
        was_empty = self.model.total == 0
        if was_empty and any(row.days_left is not None for row in rows):
            self.table.sortByColumn(FILE_BY, Qt.SortOrder.AscendingOrder)
        self.model.show_rows(rows)
        self.filters.offer(rows)
        if rows and was_empty:
            self._fit_columns()
        self._stack.setCurrentIndex(0 if rows else 1)
        self._show_choice()
        if self.chosen():
            self._want_timeline()

    def show_rate(self, rate: CleanRate) -> None:
        self.clean.setText(clean_words(rate))
        self.clean.setToolTip(clean_help(rate))

    def set_writable(self, *, writable: bool) -> None:
        self._is_writable = writable
        self._show_choice()

    def show_panel(self, panel: QWidget) -> None:
        """Show it under the list, in place of what stands there."""
        for one in self._panels():
            one.setVisible(one is panel)
        if panel is not self.timeline:
            panel.setFocus()

    def show_timeline(self, timeline: ClaimTimeline) -> None:
        """The life of the chosen claim, unless something else was opened under the list meanwhile."""
        if all(panel.isHidden() for panel in self._panels() if panel is not self.timeline):
            self.timeline.show_timeline(timeline)

    def leave_panel(self) -> None:
        for one in self._panels():
            one.hide()
        self.follow.clear()
        self.table.setFocus()
        self._want_timeline()

    @property
    def is_test(self) -> bool:
        """Whether files are written as tests, which receivers read and throw away."""
        return self.test_button.isChecked()

    def _show_usage(self) -> None:
        self.test_button.setText(tr("Test files") if self.is_test else tr("Production files"))
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The provider's column gives way to the payer's where there is no room for both; the filter knows it still."""
        super().resizeEvent(event)
        self.table.setColumnHidden(PROVIDER, self.width() < ROOM_FOR_PROVIDER)

    def _fit_columns(self) -> None:
        """Each column as wide as what stands in it, the payer's as wide as is left."""
        header = self.table.horizontalHeader()
        for column in range(header.count()):
            if column != PAYER:
                hints = [self.table.sizeHintForIndex(self.model.index(at, column)) for at in self.model.longest(column)]
                wanted = max([hint.width() for hint in hints] + [header.sectionSizeHint(column)])
                self.table.setColumnWidth(column, wanted + ROOM_BETWEEN)

    def _search(self, words: str) -> None:
        self.model.search(words)
        self._show_sums()

    def _filter(self, criteria: Criteria) -> None:
        self.model.choose(criteria)
        self._show_sums()

    def _show_sums(self) -> None:
        rows = self.model.shown()
        words = (shown_words(rows, self.model.total), unbilled_words(rows))
        self.sums.setText("   ".join(part for part in words if part))

    # what is chosen --------------------------------------------------------------------------------------------

    def chosen(self) -> tuple[BillingRow, ...]:
        return self._chosen.rows()

    def only(self) -> BillingRow | None:
        """The one row that is chosen, None for none and for several."""
        rows = self.chosen()
        return rows[0] if len(rows) == 1 else None

    def export_chosen(self) -> None:
        if self.export_button.isEnabled():
            self.export_wanted.emit(tuple(row.encounter_id for row in self._chosen.unbilled()))

    def check_chosen(self) -> None:
        if self.check_button.isEnabled():
            self.check_wanted.emit(tuple(row.encounter_id for row in self._chosen.unbilled()))

    def follow_chosen(self) -> None:
        row = self.only()
        if row is not None and self.follow_button.isEnabled():
            self.follow_wanted.emit(row.encounter_id)

    def _want_again(self) -> None:
        row = self.only()
        if row is not None and row.claim_id is not None:
            self.again_wanted.emit(row.claim_id)

    def _save_list(self) -> None:
        kinds = tr("Workbook (*.xlsx);;CSV (*.csv)")
        path, kind = QFileDialog.getSaveFileName(self, tr("Save list"), "claims.xlsx", kinds)
        if path:
            ending = ".csv" if "csv" in kind else ".xlsx"
            named = path if path.lower().endswith((".csv", ".xlsx")) else path + ending
            self.list_wanted.emit(named, self.model.shown())

    def _want_timeline(self) -> None:
        row = self.only()
        self.timeline.clear()
        if row is not None and all(panel.isHidden() for panel in self._panels()):
            self.timeline_wanted.emit(row.encounter_id)

    def _want_invoice(self) -> None:
        row = self.only()
        if row is not None:
            self.invoice_wanted.emit(row.encounter_id)

    def _want_form(self) -> None:
        row = self.only()
        if row is not None:
            self.form_wanted.emit(row.encounter_id)

    def _show_choice(self) -> None:
        rows, only = self._chosen.unbilled(), self.only()
        can_leave = bool(rows) and self._is_writable
        for button in (self.export_button, self.check_button):
            button.setEnabled(can_leave)
        self.export_button.setText(tr("Export as a test") if self.is_test else tr("Export claims"))
        self.export_button.setToolTip(
            tr("Each claim leaves once, in a file for each receiver (Ctrl+F9)")
            if rows
            else tr("Choose one or more rows that are ready for a claim.")
        )
        has_left = only is not None and only.state in _FOLLOWED
        self.follow_button.setEnabled(has_left and self._is_writable)
        self.again_button.setEnabled(has_left)
        self.invoice_button.setEnabled(only is not None)
        self.form_button.setEnabled(only is not None and bool(only.payer))
        self.summary.setText(
            ready_words(len(rows), rows)
            if rows
            else tr("Choose rows: double-click opens the visit, Shift or Ctrl chooses several.")
        )
