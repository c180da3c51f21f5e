"""Opening the worklist and a visit: everything the screen shows, in frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.billing.payer import Coverage, Payer, primary_on
from coderdesk.domain.clinical.copied_text import CopiedSpan, copied_spans
from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.coding.edits import coding_findings
from coderdesk.domain.coding.edits.prompts import PROMPT_IDS
from coderdesk.domain.coding.override import settled
from coderdesk.domain.coding.practice_history import PracticeHistory, years_before
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services.desk import Desk, read_practice_in

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

EARLIER_DOCUMENTS = 20
YEARS_OF_HISTORY = 3
_ORDER = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """A visit as the workspace shows it. `payer` is None when the patient pays; `charges` are keyed by service assignment.

    `earlier_claims` are those that were sent for the patient's services of that day, `details` what the claim says beyond the
    codes. `copied` holds what a document
    carries forward from the patient's earlier visits. `has_claim`: its claim has left or is leaving; `invoice_number` is ""
    until an invoice was issued.
    """

    visit: CodedVisit
    practice: Practice
    provider: Provider
    coverage: Coverage | None
    payer: Payer | None
    charges: Mapping[AssignmentId, Charge]
    findings: tuple[Finding, ...]
    has_claim: bool = False
    invoice_number: str = ""
    copied: Mapping[DocumentId, tuple[CopiedSpan, ...]] = field(default_factory=dict)
    earlier_claims: tuple[Claim, ...] = ()
    details: VisitDetails = VisitDetails()

    @property
    def total(self) -> Money:
        return Money.sum(self.charges[row.id].amount for row in self.visit.services if row.id in self.charges)

    @property
    def is_clean(self) -> bool:
        """Something is coded and nothing blocks, warns or waits; what the book merely offers to add is no fault."""
        coded = bool(self.visit.diagnoses and self.visit.services)
        return coded and not any(
            finding.severity is not Severity.INFO and finding.rule_id not in PROMPT_IDS for finding in self.findings
        )


def load_visit(unit: "UnitOfWork", encounter_id: EncounterId) -> CodedVisit:
    """The visit with documents and assignments, read in the caller's unit of work."""
    encounter = unit.encounters.get(encounter_id)
    return CodedVisit(
        encounter=encounter,
        patient=unit.patients.get(encounter.patient_id),
        documents=_in_reading_order(unit.documents.of_encounter(encounter_id)),
        assignments=unit.assignments.of_encounter(encounter_id),
        overrides=unit.overrides.of_encounter(encounter_id),
        dismissals=unit.dismissals.of_encounter(encounter_id),
        worksheet=unit.papers.worksheet_of(encounter_id),
        notices=unit.papers.notices_of(encounter_id),
        provider_queries=unit.papers.queries_of(encounter_id),
    )


def _in_reading_order(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """By day; on one day the provider's own statement comes before results and other people's notes."""
    return tuple(sorted(documents, key=lambda row: (row.written_on, row.author_role is not AuthorRole.PROVIDER)))


def open_visit(*, desk: Desk, encounter_id: EncounterId) -> VisitSheet:
    """Raises NotInVault when there is no such visit."""
    with desk.vault.reading() as unit:
        visit = load_visit(unit, encounter_id)
        visit = replace(visit, history=history_of(unit, visit))
        practice = read_practice_in(unit)
        coverage = primary_on(unit.coverages.of_patient(visit.patient.id), visit.date_of_service)
        sheet = VisitSheet(
            visit=visit,
            practice=practice,
            provider=unit.providers.get(visit.encounter.provider_id),
            coverage=coverage,
            payer=unit.payers.get(coverage.payer_id) if coverage else None,
            charges={charge.assignment_id: charge for charge in unit.charges.of_encounter(encounter_id)},
            findings=(),
            has_claim=_has_claim(unit, encounter_id),
            invoice_number=_last_number(unit.invoices.of_encounter(encounter_id)),
            copied=_copied(visit, unit.documents.of_patient_before(encounter_id, limit=EARLIER_DOCUMENTS)),
            earlier_claims=unit.claims.sent_for(visit.patient.id, visit.date_of_service),
            details=unit.papers.details_of(encounter_id),
        )
        refusals = _refusals(unit, encounter_id)
    return _with_findings(sheet, desk, refusals)


def history_of(unit: "UnitOfWork", visit: CodedVisit) -> PracticeHistory:
    """The patient's visits of the three years before, as the practice's own books tell them."""
    from coderdesk.storage.queries.patient_history import patient_history

    day = visit.date_of_service
    since = years_before(day, YEARS_OF_HISTORY)
    provider_id = visit.encounter.provider_id
    return patient_history(unit.connection, visit.patient.id, provider_id, since=since, before=day)


def _has_claim(unit: "UnitOfWork", encounter_id: EncounterId) -> bool:
    """Its claim has left or is leaving, and nothing is to follow it."""
    from coderdesk.services.claim_sequels import open_sequel

    records = unit.claims.of_encounter(encounter_id)
    if not any(row.state is not ClaimState.WITHDRAWN for row in records):
        return False
    return any(row.state is ClaimState.READY for row in records) or open_sequel(unit, encounter_id) is None


def _copied(visit: CodedVisit, earlier: tuple[Document, ...]) -> Mapping[DocumentId, tuple[CopiedSpan, ...]]:
    found = {document.id: copied_spans(document.text, earlier) for document in visit.documents} if earlier else {}
    return {document_id: spans for document_id, spans in found.items() if spans}


def _last_number(invoices: tuple[Invoice, ...]) -> str:
    return invoices[-1].display_number if invoices else ""


def _refusals(unit: "UnitOfWork", encounter_id: EncounterId) -> tuple[Finding, ...]:
    if not unit.claims.of_encounter(encounter_id):
        return ()
    from coderdesk.services.claim_timeline import refusal_findings  # the words for payers' answers

    return refusal_findings(unit, encounter_id)


def _with_findings(sheet: VisitSheet, desk: Desk, refusals: tuple[Finding, ...]) -> VisitSheet:
    # a hundred rules and the tables of cues, with the first visit that is opened
    from coderdesk.services.claim_check import claim_findings_of
    from coderdesk.services.operation_diagnoses import operation_findings
    from coderdesk.services.passage_judgement import passage_findings
    from coderdesk.services.passage_support import copied_findings, support_findings
    from coderdesk.services.timed_units import timed_findings
    from coderdesk.services.visit_rules import payer_words, rule_findings

    found = (
        coding_findings(sheet.visit, desk.library)
        + rule_findings(sheet.visit, desk, payer=payer_words(sheet.payer))
        + passage_findings(sheet.visit)
        + support_findings(sheet.visit, desk.library)
        + copied_findings(sheet.visit, sheet.copied)
        + operation_findings(sheet.visit)
        + timed_findings(sheet.visit, payer_words(sheet.payer))
        + claim_findings_of(
            visit=sheet.visit,
            practice=sheet.practice,
            provider=sheet.provider,
            coverage=sheet.coverage,
            payer=sheet.payer,
            charges=sheet.charges,
            today=desk.clock.today(),
            earlier=sheet.earlier_claims,
            details=sheet.details,
        )
        + refusals
    )
    found = settled(found, sheet.visit.overrides)
    return replace(sheet, findings=tuple(sorted(found, key=lambda finding: _ORDER[finding.severity])))
