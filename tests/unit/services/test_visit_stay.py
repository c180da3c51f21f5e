"""An inpatient visit on the desk: present on admission, its group, and what its record names uncoded."""

from dataclasses import replace

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.documents import add_document
from coderdesk.services.present_on_admission import PoaUnfit, set_poa
from coderdesk.services.undo import restore_coding, take_snapshot
from coderdesk.services.visit_stay import NotInpatient, group_visit, stay_of
from coderdesk.services.visits import open_visit
from tests.helpers.demo import MAIN_VISIT

NOTE = """Discharge summary

Hospital course: treated with IV furosemide.

Assessment:
1. Acute systolic heart failure.
2. Acute respiratory failure with hypoxia.
3. No pneumonia.
"""


@pytest.fixture
def stay(demo: Desk) -> Desk:
    """The main visit as an inpatient stay with a summary, heart failure coded."""
    with demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
        unit.encounters.save(replace(unit.encounters.get(MAIN_VISIT), setting=Setting.INPATIENT, place_of_service="21"))
    add_document(
        desk=demo,
        encounter_id=MAIN_VISIT,
        kind=DocumentKind.DISCHARGE_SUMMARY,
        title="Discharge summary",
        author="Ngozi Okafor, MD",
        author_role=AuthorRole.PROVIDER,
        written_on=open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.date_of_service,
        text=NOTE,
        is_signed=True,
    )
    coded(demo, "I50.21", "Acute systolic heart failure")
    return demo


def coded(desk: Desk, code: str, words: str) -> AssignmentId:
    visit = open_visit(desk=desk, encounter_id=MAIN_VISIT).visit
    document = next(row for row in visit.documents if row.text == NOTE)
    start = document.text.index(words)
    return attach_code(
        desk=desk,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.ICD10CM,
        code=code,
        passages=(Passage(document.id, start, start + len(words)),),
    ).assignment_id


def poa_said(desk: Desk) -> list[str]:
    findings = open_visit(desk=desk, encounter_id=MAIN_VISIT).findings
    return [row.rule_id for row in findings if row.rule_id.startswith("present-on-admission")]


def test_what_the_record_names_uncoded_is_shown_with_its_words(stay: Desk) -> None:
    """respiratory failure would make 291 of 293; heart failure is coded; pneumonia is denied"""
    sheet = group_visit(desk=stay, encounter_id=MAIN_VISIT, discharge_status=1)
    assert sheet.group.drg == "293"
    assert sheet.edits == ()
    failure = next(one for one in sheet.others if one.condition.code.startswith("J96.0"))
    assert failure.group.drg == "291"
    visit = open_visit(desk=stay, encounter_id=MAIN_VISIT).visit
    for one in sheet.others:
        document = visit.documents_by_id[one.condition.document_id]
        assert document.text[one.condition.start : one.condition.end] == one.condition.quotation
    assert not any(one.condition.code.startswith(("J18", "I50.2")) for one in sheet.others)


def test_present_on_admission_is_asked_for_and_goes_into_the_stay(stay: Desk) -> None:
    assert poa_said(stay) == ["present-on-admission-missing"]
    (row,) = open_visit(desk=stay, encounter_id=MAIN_VISIT).visit.diagnoses
    before = take_snapshot(desk=stay, encounter_id=MAIN_VISIT)
    set_poa(desk=stay, encounter_id=MAIN_VISIT, assignment_id=row.id, poa=" n ")
    assert poa_said(stay) == []
    visit = open_visit(desk=stay, encounter_id=MAIN_VISIT).visit
    assert stay_of(visit).diagnoses[0].poa == "N"
    restore_coding(desk=stay, snapshot=before)
    assert poa_said(stay) == ["present-on-admission-missing"]


@pytest.mark.parametrize("poa", ["X", "yes", "1"])
def test_other_answers_are_refused(stay: Desk, poa: str) -> None:
    (row,) = open_visit(desk=stay, encounter_id=MAIN_VISIT).visit.diagnoses
    with pytest.raises(PoaUnfit):
        set_poa(desk=stay, encounter_id=MAIN_VISIT, assignment_id=row.id, poa=poa)


def test_an_outpatient_has_no_group_and_no_answer(demo: Desk) -> None:
    with pytest.raises(NotInpatient):
        group_visit(desk=demo, encounter_id=MAIN_VISIT)
    done = attach_code(
        desk=demo,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.CPT,
        code="99213",
        passages=(_first_words(demo),),
    )
    with pytest.raises(PoaUnfit):
        set_poa(desk=demo, encounter_id=MAIN_VISIT, assignment_id=done.assignment_id, poa="Y")


def _first_words(desk: Desk) -> Passage:
    document = open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.documents[0]
    return Passage(document.id, 0, len(document.text.split("\n")[0]))
