"""The records a claim is built from: a filterable list at the left, the form of the chosen one at the right."""

from functools import partial

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from coderdesk.domain.billing.fees import PricedService
from coderdesk.domain.billing.payer import Coverage, Payer
from coderdesk.domain.people.patient import Guarantor, Patient
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Location, Place
from coderdesk.services.records import Records, with_record
from coderdesk.ui.icons import icon
from coderdesk.ui.models.records_model import Record, RecordsModel, location_at, place_of, title_of
from coderdesk.ui.text import tr
from coderdesk.ui.theme.parts import EmptyState, set_surface
from coderdesk.ui.views.records import forms
from coderdesk.ui.views.records.fields import FormSpec, Texts
from coderdesk.ui.views.records.record_form import RecordForm

_NO_RECORDS = Records(practice=None, providers=(), payers=(), patients=(), guarantors=(), coverages=())


Drafts = dict[Location, Texts]


class RecordsPage(QWidget):
    """Emits `saved` with a new value; what is typed into one record waits there while another is looked at."""

    saved = Signal(object)
    new_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records: Records | None = None
        self._drafts: Drafts = {}
        self._shown: Location | None = None
        self._build_list()
        self.form = RecordForm()
        self._build()
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.form.saved.connect(self.saved)
        self.form.edited.connect(self._note_draft)

    def _build_list(self) -> None:
        self.list = QTreeView()
        self._model = RecordsModel(self.list)
        self._proxy = QSortFilterProxyModel(self.list)
        self._proxy.setSourceModel(self._model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setAutoAcceptChildRows(True)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter the records"))
        self.filter.setAccessibleName(tr("Filter the records"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._on_filter)
        self.list.setObjectName("records")
        self.list.setModel(self._proxy)
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        self.list.setIndentation(16)
        self.list.setAccessibleName(tr("Records"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _build(self) -> None:
        left = QWidget()
        set_surface(left, "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filter, 1)
        top.addWidget(self._new_button())
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self._nothing = EmptyState(
            title=tr("Choose a record"),
            words=tr("The practice, its providers, payers and patients stand at the left. Claims are built from them."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.form)
        set_surface(self._stack, "paper")
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self._stack)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 700])
        splitter.setChildrenCollapsible(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def _new_button(self) -> QPushButton:
        self.new_button = QPushButton(tr("New"))
        self.new_button.setAccessibleName(tr("New record"))
        self.new_button.setIcon(icon("plus"))
        menu = QMenu(self.new_button)
        self.new_actions = {}
        for place, words in (
            (Place.PATIENT, tr("Patient")),
            (Place.COVERAGE, tr("Coverage of the chosen patient")),
            (Place.GUARANTOR, tr("Guarantor")),
            (Place.PROVIDER, tr("Provider")),
            (Place.PAYER, tr("Payer")),
            (Place.FEES, tr("Service of the charge list")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self._want_new, place))
            self.new_actions[place] = action
        menu.aboutToShow.connect(self._show_what_can_be_new)
        self.new_button.setMenu(menu)
        return self.new_button

    def _want_new(self, place: Place) -> None:
        self.new_wanted.emit(place, self.chosen_patient())

    def _show_what_can_be_new(self) -> None:
        has_payer = self._records is not None and bool(self._records.payers)
        self.new_actions[Place.COVERAGE].setEnabled(bool(self.chosen_patient()) and has_payer)

    def chosen_patient(self) -> str:
        """The id of the patient that is shown, or whose coverage is; "" for none."""
        record = self._model.record(self._shown) if self._shown else None
        match record:
            case Patient():
                return record.id
            case Coverage():
                return record.patient_id
            case _:
                return ""

    def show_new(self, record: Record) -> None:
        """A blank record in the list and in the form; it is stored once its form is saved."""
        if self._records is None:
            return
        self._records = with_record(self._records, record)
        self.filter.clear()
        self.show_records(self._records)
        self._choose(place_of(record))
        self.form.take_focus()

    # -- what is shown

    @property
    def is_empty(self) -> bool:
        """Whether no practice is shown."""
        return self._records is None

    def put_away(self) -> Drafts:
        """Show nothing of the practice any more; what was typed into its records and not saved."""
        self._note_draft()
        drafts, self._drafts = self._drafts, {}
        self._shown = self._records = None
        self._model.show(_NO_RECORDS)
        self.filter.clear()
        self._stack.setCurrentWidget(self._nothing)
        self.form.forget()
        return drafts

    def take_up(self, drafts: Drafts) -> None:
        """What `put_away` gave, for the same practice; shown with its records."""
        self._drafts = drafts

    def show_records(self, records: Records) -> None:
        """All records anew; the chosen one and everything typed stay."""
        self._note_draft()
        shown = self._shown
        self._records = records
        self._model.show(records)
        self._drafts = {where: texts for where, texts in self._drafts.items() if self._model.record(where) is not None}
        self._model.mark_unsaved(frozenset(self._drafts))
        self._expand()
        record = self._model.record(shown) if shown else None
        if record is not None and shown is not None:
            self._choose(shown)
            if record != self.form.record:
                self._show(record)

    def open_at(self, where: Location, why: str = "") -> bool:
        """The record and field that a finding names. False when there is no such record."""
        self.filter.clear()
        if self._model.record(where) is None:
            return False
        self._choose(where)
        self.form.open_at(where.field, why)
        return True

    def show_saved(self, record: Record) -> None:
        """The service stored it."""
        where = place_of(record)
        self._drafts.pop(where, None)
        self._model.mark_unsaved(frozenset(self._drafts))
        if where == self._shown and self._records is not None:
            self.form.show_saved(record, title=title_of(record, self._records))

    def show_trouble(self, sentence: str) -> None:
        self.form.show_trouble(sentence)

    def set_read_only(self, reason: str) -> None:
        """Why nothing can be added or saved here; "" when it can."""
        self.new_button.setEnabled(not reason)
        self.new_button.setToolTip(reason)
        self.form.set_read_only(reason)

    def has_unsaved(self) -> bool:
        return bool(self._drafts)

    # -- choosing

    def _choose(self, where: Location) -> None:
        index = self._proxy.mapFromSource(self._model.index_of(where))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _on_current(self, current: QModelIndex) -> None:
        where = location_at(current)
        record = self._model.record(where) if where else None
        if record is not None and where != self._shown:
            self._show(record)

    def _show(self, record: Record) -> None:
        assert self._records is not None
        where = place_of(record)
        self._shown = where
        self.form.show_record(
            record, self._form_for(record), title=title_of(record, self._records), draft=self._drafts.get(where)
        )
        self._stack.setCurrentWidget(self.form)

    def _form_for(self, record: Record) -> FormSpec:
        assert self._records is not None
        match record:
            case Practice():
                return forms.practice_form()
            case Provider():
                return forms.provider_form()
            case Payer():
                return forms.payer_form()
            case Patient():
                return forms.patient_form(self._records.guarantors)
            case Guarantor():
                return forms.guarantor_form()
            case PricedService():
                return forms.service_form()
            case Coverage():
                payer = next((row for row in self._records.payers if row.id == record.payer_id), None)
                return forms.coverage_form(self._records.payers, payer)

    def _note_draft(self) -> None:
        if self._shown is None:
            return
        if self.form.has_unsaved:
            self._drafts[self._shown] = self.form.texts
        else:
            self._drafts.pop(self._shown, None)
        self._model.mark_unsaved(frozenset(self._drafts))

    # -- list

    def _on_filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        self._expand(deep=bool(text.strip()))

    def _expand(self, *, deep: bool = False) -> None:
        if deep:
            self.list.expandAll()
        else:
            self.list.expandToDepth(0)
