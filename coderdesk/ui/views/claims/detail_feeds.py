"""Fills the claim details of the open visit and keeps what is entered there, in the database lane."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from coderdesk.domain.billing.details.entries import DetailUnfit
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.claim_details import detail_sheet
from coderdesk.services.coding import Passage
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.session import Session
from coderdesk.ui.text import tr
from coderdesk.ui.views.claims.details_panel import DetailsPanel


class DetailFeeds(QObject):
    """Serves the panel for one session. `passages` are the words selected in the document, which prove quantities."""

    def __init__(
        self,
        panel: DetailsPanel,
        session: Session,
        *,
        passages: Callable[[], tuple[Passage, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._session, self._passages = panel, session, passages
        self._visit: VisitSheet | None = None
        panel.entered.connect(self._enter)

    @property
    def panel(self) -> DetailsPanel:
        return self._panel

    def stop(self) -> None:
        self._visit = None
        self.deleteLater()

    def show_visit(self, visit: VisitSheet) -> None:
        is_other = self._visit is None or self._visit.visit.encounter.id != visit.visit.encounter.id
        self._visit = visit
        if is_other:
            self._panel.show_nothing()
            self._panel.say("")
        may_write = not self._session.desk.is_read_only and not visit.has_claim
        self._panel.show_sheet(detail_sheet(visit))
        self._panel.set_writable(writable=may_write)
        if visit.has_claim:
            self._panel.say(tr("The claim has left: a correction is begun on the claims page."))

    def _enter(self, key: str, text: str, assignment_id: AssignmentId | None) -> None:
        visit = self._visit
        if visit is None:
            return
        self._panel.say("")
        self._session.operations.enter_detail(
            encounter_id=visit.visit.encounter.id,
            key=key,
            text=text,
            assignment_id=assignment_id,
            passages=self._passages(),
            failed=partial(self._fail, key, assignment_id),
        )
        box = self._panel.box(key, assignment_id)
        if box is not None:
            box.accept(text)

    def _fail(self, key: str, assignment_id: AssignmentId | None, trouble: Exception) -> None:
        """A sentence stands at its field, which keeps what was typed; a bug goes through its own door."""
        box = self._panel.box(key, assignment_id)
        if box is not None and isinstance(trouble, DetailUnfit):
            box.refuse(trouble.why)
        elif isinstance(trouble, AppError):
            self._panel.say(str(trouble))
        else:
            self._session.operations.fail(trouble)
