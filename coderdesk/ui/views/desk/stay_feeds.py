"""Fills the panel of the stay: the record is read and grouped in the background, what is entered is kept at once."""

from functools import partial

from PySide6.QtCore import QObject

from coderdesk.domain.billing.details.entries import DetailUnfit
from coderdesk.domain.coding.checked_visit import checked
from coderdesk.domain.coding.inpatient import DocumentedCondition
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.claim_details import detail_sheet
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.visit_risk import risk_of
from coderdesk.services.visit_stay import discharge_status_in, group_stay
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.models.stay_words import StayAnswer
from coderdesk.ui.session import Session
from coderdesk.ui.views.claims.detail_box import DetailBox
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.stay_panel import StayPanel


class StayFeeds(QObject):
    """Serves the panel for one session; it is filled only while somebody sees it."""

    def __init__(
        self, panel: StayPanel, documents: DocumentPanel, session: Session, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panel, self._documents, self._session = panel, documents, session
        self._visit: VisitSheet | None = None
        panel.entered.connect(self._enter)
        panel.passage_wanted.connect(self._show_passage)

    @property
    def panel(self) -> StayPanel:
        return self._panel

    def stop(self) -> None:
        self._visit = None
        self.deleteLater()

    def show_visit(self, visit: VisitSheet) -> None:
        if self._visit is None or self._visit.visit.encounter.id != visit.visit.encounter.id:
            self._panel.show_nothing()
            self._panel.say("")
        self._visit = visit
        self._panel.set_writable(writable=not self._session.desk.is_read_only and not visit.has_claim)
        if self._panel.isVisible():
            self.refresh()

    def refresh(self) -> None:
        visit, session = self._visit, self._session
        if visit is None:
            return
        self._panel.show_fields(detail_sheet(visit))
        self._panel.show_grouping()
        session.reading_lane.run_newest(
            "stay",
            lambda: _answer(session.desk.library, visit),
            done=partial(self._show, visit),
            failed=session.operations.fail,
        )

    def _show(self, visit: VisitSheet, answer: StayAnswer) -> None:
        if visit is self._visit:
            self._panel.show_answer(answer, tuple(row.id for row in visit.visit.diagnoses))

    def _enter(self, key: str, text: str, assignment_id: AssignmentId | None) -> None:
        visit, box = self._visit, self._box(assignment_id)
        if visit is None or box is None:
            return
        self._panel.say("")
        self._session.operations.enter_detail(
            encounter_id=visit.visit.encounter.id,
            key=key,
            text=text,
            assignment_id=assignment_id,
            passages=(),
            failed=partial(self._fail, assignment_id),
        )
        box.accept(text)

    def _box(self, assignment_id: AssignmentId | None) -> DetailBox | None:
        return self._panel.status_box if assignment_id is None else self._panel.boxes.get(assignment_id)

    def _fail(self, assignment_id: AssignmentId | None, trouble: Exception) -> None:
        """A sentence stands at its field, which keeps what was typed; a bug goes through its own door."""
        box = self._box(assignment_id)
        if box is not None and isinstance(trouble, DetailUnfit):
            box.refuse(trouble.why)
        elif isinstance(trouble, AppError):
            self._panel.say(str(trouble))
        else:
            self._session.operations.fail(trouble)

    def _show_passage(self, condition: DocumentedCondition) -> None:
        """The words are selected: the next key searches or attaches them."""
        self._documents.show_document(condition.document_id)
        self._documents.select_span(condition.document_id, condition.start, condition.end)
        self._documents.setFocus()


def _answer(library: CodeLibrary, visit: VisitSheet) -> StayAnswer:
    codes = [row.code for row in checked(visit.visit).diagnoses]
    risk = risk_of(library=library, codes=codes, on=visit.visit.date_of_service)
    try:
        sheet = group_stay(library=library, visit=visit.visit, discharge_status=discharge_status_in(visit.details))
    except AppError as trouble:
        return StayAnswer(sheet=None, risk=risk, why_not=str(trouble))
    return StayAnswer(sheet=sheet, risk=risk)
