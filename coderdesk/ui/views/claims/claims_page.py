"""Claims and invoices: what is ready to leave, and what has left."""

from datetime import date

from PySide6.QtCore import Qt, Signal
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

from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.ui.models.billing_model import BillingModel
from coderdesk.ui.text import tr, tr_count
from coderdesk.ui.theme.parts import EmptyState, set_role, set_surface
from coderdesk.ui.views.claims.claim_filters import ClaimFilters, FilteredBilling, day_before
from coderdesk.ui.views.claims.timeline_panel import TimelinePanel

ROW_HEIGHT = 28
PAYER_COLUMN = 4
ROOM_BETWEEN = 16


class ClaimsPage(QWidget):
    """`export_wanted` carries the visits chosen, `visit_wanted` one visit, `invoice_wanted` a visit whose page is wanted,
    `form_wanted` one whose claim is wanted on paper, `timeline_wanted` one whose claim's life is, `list_wanted` a path and the
    rows to write there."""

    export_wanted = Signal(object)
    invoice_wanted = Signal(object)
    visit_wanted = Signal(object)
    form_wanted = Signal(object)
    timeline_wanted = Signal(object)
    list_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_surface(self, "window")
        self.model = BillingModel()
        self._sorted = FilteredBilling(self.model, self)
        self.filters = ClaimFilters()
        self.timeline = TimelinePanel()
        self.list_button = QPushButton(tr("Save list"))
        self.filter_field = QLineEdit()
        self.filter_field.setPlaceholderText(tr("Filter by patient, account, payer, state"))
        self.filter_field.setAccessibleName(tr("Filter claims and invoices"))
        self.filter_field.setClearButtonEnabled(True)
        self.table = self._made_table()
        self.summary = QLabel()
        set_role(self.summary, "muted")
        self.export_button = QPushButton(tr("Export claims"))
        set_role(self.export_button, "primary")
        self.invoice_button = QPushButton(tr("Invoice page"))
        self.form_button = QPushButton(tr("Claim on a form"))
        for button in (self.invoice_button, self.form_button, self.list_button):
            set_role(button, "quiet")
        self._lay_out()
        self._wire()
        self._show_choice()

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._sorted)
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
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(PAYER_COLUMN, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        return table

    def _lay_out(self) -> None:
        title = QLabel(tr("Claims and invoices"))
        set_role(title, "title")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(self.filters)
        top.addWidget(self.filter_field)
        self.filter_field.setMinimumWidth(240)
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
        bottom = QHBoxLayout()
        bottom.addWidget(self.summary, 1)
        bottom.addWidget(self.list_button)
        bottom.addWidget(self.form_button)
        bottom.addWidget(self.invoice_button)
        bottom.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(top)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.timeline)
        layout.addLayout(bottom)

    def _wire(self) -> None:
        self.filter_field.textChanged.connect(self._sorted.setFilterFixedString)
        self.filters.changed.connect(self._filter)
        self.list_button.clicked.connect(self._save_list)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_choice())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._want_timeline())
        self.table.doubleClicked.connect(lambda index: self.visit_wanted.emit(self._row(index.row()).encounter_id))
        self.export_button.clicked.connect(lambda: self.export_wanted.emit(self._exportable()))
        self.invoice_button.clicked.connect(self._want_invoice)
        self.form_button.clicked.connect(self._want_form)

    def show_rows(self, rows: tuple[BillingRow, ...]) -> None:
        was_empty = self.model.rowCount() == 0
        self.model.show_rows(rows)
        self.filters.offer(rows)
        if rows and was_empty:
            self._fit_columns()
        self._stack.setCurrentIndex(0 if rows else 1)
        self._show_choice()

    def _fit_columns(self) -> None:
        """Each column as wide as what stands in it, the payer's as wide as is left."""
        header = self.table.horizontalHeader()
        for column in range(header.count()):
            if column != PAYER_COLUMN:
                wanted = max(self.table.sizeHintForColumn(column), header.sectionSizeHint(column))
                self.table.setColumnWidth(column, wanted + ROOM_BETWEEN)

    def _row(self, place: int) -> BillingRow:
        return self.model.row_at(self._sorted.mapToSource(self._sorted.index(place, 0)))

    def chosen(self) -> tuple[BillingRow, ...]:
        return tuple(self._row(index.row()) for index in self.table.selectionModel().selectedRows())

    def _filter(self, state: str, payer: str, days: int) -> None:
        self._sorted.choose(state=state, payer=payer, before=day_before(date.today(), days))  # noqa: DTZ011 - the local day

    def _save_list(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Save list"), "claims.csv", "CSV (*.csv)")
        if path:
            self.list_wanted.emit(path, self._sorted.shown())

    def _want_timeline(self) -> None:
        rows = self.chosen()
        self.timeline.clear()
        if len(rows) == 1:
            self.timeline_wanted.emit(rows[0].encounter_id)

    def _exportable(self) -> tuple[EncounterId, ...]:
        return tuple(row.encounter_id for row in self.chosen() if row.state is BillingState.READY and row.payer)

    def _want_invoice(self) -> None:
        rows = self.chosen()
        if len(rows) == 1:
            self.invoice_wanted.emit(rows[0].encounter_id)

    def _want_form(self) -> None:
        rows = self.chosen()
        if len(rows) == 1:
            self.form_wanted.emit(rows[0].encounter_id)

    def _show_choice(self) -> None:
        count = len(self._exportable())
        self.export_button.setEnabled(count > 0)
        self.export_button.setToolTip(
            "" if count else tr("Choose one or more rows that are ready for a claim to one payer.")
        )
        self.invoice_button.setEnabled(len(self.chosen()) == 1)
        self.form_button.setEnabled([bool(row.payer) for row in self.chosen()] == [True])
        self.summary.setText(
            tr_count("{count} claim ready to export", "{count} claims ready to export", count)
            if count
            else tr("Choose rows: double-click opens the visit, Shift or Ctrl chooses several.")
        )
