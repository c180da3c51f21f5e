"""Visits of the demo practice by what they show, and ways to bring them further."""

from coderdesk.domain.billing.payer import Coverage, Relationship
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import CoverageId, DocumentId, EncounterId
from coderdesk.services.coding import attach_code, mark_coded
from coderdesk.services.demo_practice import apply_coding
from coderdesk.services.desk import Desk
from coderdesk.services.records import list_records, save_record
from coderdesk.services.visits import VisitSheet, open_visit
from tests.helpers.demo import MAIN_VISIT, expected_coding, passage

SELF_PAYER = EncounterId("visit-20260518-01")
CHILD = EncounterId("visit-20260504-02")
SISTER = EncounterId("visit-20260512-01")
OTHER_PAYER = EncounterId("visit-20260702-01")
WITHOUT_ADDRESS = EncounterId("visit-20260715-01")
WITHOUT_MEMBER_ID = EncounterId("visit-20260721-01")
IN_PROGRESS = EncounterId("visit-20260617-01")
ASKED = EncounterId("visit-20261020-01")
DRAFTED = EncounterId("visit-20261112-01")
DRAFT = DocumentId("document-20261112-01-draft")
AFTER_COVERAGE = EncounterId("visit-20261014-01")


def sheet_of(desk: Desk, encounter_id: EncounterId = MAIN_VISIT) -> VisitSheet:
    return open_visit(desk=desk, encounter_id=encounter_id)


def code_main_visit(desk: Desk) -> VisitSheet:
    """Attach what a coder would: two diagnoses, four services with units, modifiers and pointers; marked coded."""
    apply_coding(desk=desk, encounter_id=MAIN_VISIT, coding=expected_coding())
    return sheet_of(desk)


def code_drafted_visit(desk: Desk) -> VisitSheet:
    """The visit that rests on a draft, with a service and marked coded."""
    words = passage(desk, "video + audio, real time", DRAFTED, DRAFT)
    attach_code(desk=desk, encounter_id=DRAFTED, system=CodeSystem.CPT, code="99212", passages=(words,))
    mark_coded(desk=desk, encounter_id=DRAFTED)
    return sheet_of(desk, DRAFTED)


def second_payer(desk: Desk) -> None:
    """The child has a further policy, with another payer."""
    sheet = sheet_of(desk, CHILD)
    assert sheet.payer is not None
    other = next(row for row in list_records(desk=desk).payers if row.id != sheet.payer.id and not row.is_medicare)
    coverage = Coverage(
        id=CoverageId("second"),
        patient_id=sheet.visit.patient.id,
        payer_id=other.id,
        priority=2,
        relationship=Relationship.SELF,
        member_id="SEC-1",
    )
    save_record(desk=desk, record=coverage)
