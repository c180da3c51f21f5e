"""A visit as the rules see it: its documents and the codes assigned to it, all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.encounter import Encounter
from coderdesk.domain.clinical.provider_query import ProviderQuery, QueryState
from coderdesk.domain.coding.advance_notice import AdvanceNotice
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, Lettering
from coderdesk.domain.coding.dismissal import Dismissal
from coderdesk.domain.coding.em_level import EmWorksheet
from coderdesk.domain.coding.override import Override
from coderdesk.domain.coding.practice_history import PracticeHistory
from coderdesk.domain.people.patient import Patient
from coderdesk.domain.values.ids import AssignmentId, DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedVisit:
    """`assignments` come diagnoses first, each kind in order of position; `overrides` and
    `dismissals` in the order in which they were made. `history` is None where nobody asked the books.
    """

    encounter: Encounter
    patient: Patient
    documents: tuple[Document, ...]
    assignments: tuple[CodeAssignment, ...]
    overrides: tuple[Override, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    worksheet: EmWorksheet | None = None
    notices: tuple[AdvanceNotice, ...] = ()
    provider_queries: tuple[ProviderQuery, ...] = ()
    history: PracticeHistory | None = None

    @property
    def date_of_service(self) -> date:
        return self.encounter.date_of_service

    @property
    def documents_by_id(self) -> Mapping[DocumentId, Document]:
        return {document.id: document for document in self.documents}

    @property
    def diagnoses(self) -> tuple[CodeAssignment, ...]:
        """Those that stand on the claim, in claim order; draft queries left out."""
        return tuple(row for row in self.assignments if row.is_diagnosis and row.state is not AssignmentState.QUERY)

    @property
    def services(self) -> tuple[CodeAssignment, ...]:
        return tuple(row for row in self.assignments if not row.is_diagnosis and row.state is not AssignmentState.QUERY)

    @property
    def queries(self) -> tuple[CodeAssignment, ...]:
        return tuple(row for row in self.assignments if row.state is AssignmentState.QUERY)

    @property
    def open_queries(self) -> tuple[ProviderQuery, ...]:
        """What the provider was asked in writing and has not answered."""
        return tuple(query for query in self.provider_queries if query.state is QueryState.OPEN)

    @property
    def lettering(self) -> Lettering:
        return Lettering.of(self.assignments)

    def assignment(self, assignment_id: AssignmentId) -> CodeAssignment:
        """Raises KeyError when the visit has no such assignment."""
        for row in self.assignments:
            if row.id == assignment_id:
                return row
        raise KeyError(assignment_id)
