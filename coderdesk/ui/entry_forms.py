"""The forms in which a visit, a document or an addendum is entered; they take the place of the pages while they are open."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from coderdesk.domain.clinical.document import Document
from coderdesk.services.records import list_records
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.session import Session
from coderdesk.ui.views.desk.document_form import DocumentForm, NewDocument
from coderdesk.ui.views.desk.visit_form import EnteredVisit, VisitForm


class EntryForms(QObject):
    """`left()` when the desk should be seen again, `visit_added(id)` for a new visit, `records_wanted()` for its people."""

    left = Signal()
    visit_added = Signal(object)
    records_wanted = Signal()

    def __init__(self, pages: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._session: Session | None = None
        self._sheet: VisitSheet | None = None
        self.document = DocumentForm()
        self.visit = VisitForm()
        forms: tuple[QWidget, ...] = (self.document, self.visit)
        for form in forms:
            pages.addWidget(form)
        self.document.entered.connect(self._enter_document)
        self.document.cancelled.connect(self.left)
        self.visit.entered.connect(self._enter_visit)
        self.visit.cancelled.connect(self.left)
        self.visit.records_wanted.connect(self.records_wanted)

    def start(self, session: Session) -> None:
        self._session = session

    def stop(self) -> None:
        self._session = self._sheet = None
        self.document.keep_text()

    def open_document(self, sheet: VisitSheet, addendum_to: Document | None) -> None:
        self._sheet = sheet
        self._pages.setCurrentWidget(self.document)
        self.document.start(
            visit=sheet.visit.encounter.id,
            addendum_to=addendum_to,
            author=sheet.provider.display,
            written_on=sheet.visit.date_of_service,
        )

    def open_visit(self) -> None:
        session = self._session
        if session is None:
            return
        self._pages.setCurrentWidget(self.visit)
        session.lane.run_newest(
            "visit form",
            lambda: list_records(desk=session.desk),
            done=lambda records: self.visit.start(records, session.desk.clock.today()),
            failed=session.operations.fail,
        )

    def _enter_document(self, entered: NewDocument) -> None:
        if self._session is None or self._sheet is None:
            return
        self._session.operations.add_document(
            encounter_id=self._sheet.visit.encounter.id,
            kind=entered.kind,
            title=entered.title,
            author=entered.author,
            author_role=entered.author_role,
            written_on=entered.written_on,
            text=entered.text,
            addendum_to=entered.addendum_to,
            done=self._document_stored,
            failed=self.document.show_trouble,
        )

    def _document_stored(self) -> None:
        self.document.show_stored()
        self.left.emit()

    def _enter_visit(self, entered: EnteredVisit) -> None:
        if self._session is not None:
            self._session.operations.add_visit(
                visit=entered, done=self.visit_added.emit, failed=self.visit.show_trouble
            )
