"""From the codes of a visit to the passages that are tinted: the same letters everywhere."""

from datetime import date

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus, Setting
from coderdesk.domain.clinical.evidence import Evidence, EvidenceState
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Patient, Sex
from coderdesk.domain.values.ids import AssignmentId, EncounterId, PatientId, ProviderId
from coderdesk.ui.marks import Mark, MarkKind, marks_of
from tests.helpers.desk_rows import document

NOTE = document("Urinary tract infection. Nausea. Ceftriaxone 500 mg.")


def quote(words: str, shown: Document = NOTE) -> Evidence:
    start = shown.text.index(words)
    return Evidence.quote(shown, start, start + len(words))


def assignment(
    code: str, *evidence: Evidence, position: int = 1, state: AssignmentState = AssignmentState.BILLABLE
) -> CodeAssignment:
    is_service = code.startswith("J")
    return CodeAssignment(
        id=AssignmentId(code),
        encounter_id=EncounterId("visit-1"),
        system=CodeSystem.HCPCS if is_service else CodeSystem.ICD10CM,
        code=code,
        words="words",
        release="FY2026",
        position=position,
        state=state,
        evidence=evidence,
        service=ServiceDetails() if is_service else None,
    )


def marks(*assignments: CodeAssignment, shown: Document = NOTE) -> tuple[Mark, ...]:
    home = Address(line1="1 Quarry Road", city="Cedar Hill", state="WA", zip_code="98899")
    patient = Patient(
        id=PatientId("p"),
        record_number="CH1",
        name=PersonName(last="Rivera", first="Ana"),
        birth_date=date(1984, 3, 17),
        sex=Sex.FEMALE,
        address=home,
    )
    encounter = Encounter(
        id=EncounterId("visit-1"),
        account="CH-1",
        patient_id=patient.id,
        provider_id=ProviderId("d"),
        date_of_service=date(2026, 5, 4),
        place_of_service="11",
        setting=Setting.OUTPATIENT,
        status=EncounterStatus.IN_PROGRESS,
    )
    return marks_of(CodedVisit(encounter=encounter, patient=patient, documents=(shown,), assignments=assignments))


def test_letters_lines_and_questions() -> None:
    """A and B for diagnoses in claim order, 1 for the service, ? for a draft query"""
    found = marks(
        assignment("N39.0", quote("Urinary tract infection")),
        assignment("R11.0", quote("Nausea"), position=2),
        assignment("N18.30", quote("Nausea"), position=3, state=AssignmentState.QUERY),
        assignment("J0696", quote("Ceftriaxone"), quote("500 mg")),
    )
    assert [(mark.letter, mark.kind, mark.start) for mark in found] == [
        ("A", MarkKind.DIAGNOSIS, 0),
        ("B", MarkKind.DIAGNOSIS, 25),
        ("?", MarkKind.QUERY, 25),
        ("1", MarkKind.SERVICE, 33),
        ("1", MarkKind.SERVICE, 45),
    ]
    assert found[0].words == "N39.0 words"


def test_a_moved_passage_is_marked_where_it_stands_now() -> None:
    revised = document("Late entry. " + NOTE.text)
    (mark,) = marks(assignment("N39.0", quote("Urinary tract infection")), shown=revised)
    assert (mark.state, mark.start) == (EvidenceState.MOVED, 12)


def test_a_vanished_passage_is_kept_to_be_told() -> None:
    (mark,) = marks(assignment("N39.0", quote("Urinary tract infection")), shown=document("Nothing of it."))
    assert mark.state is EvidenceState.VANISHED


def test_a_passage_of_an_unknown_document_is_left_out() -> None:
    assert marks(assignment("N39.0", quote("elsewhere", document("elsewhere", "other")))) == ()
