"""Codes that a rule asks for: ranked by what the documents affirm, added on their passage, or looked for."""

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.fixes import Add
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.rule_additions import AddDocumented, documented_additions, is_meant, offers_of
from coderdesk.services.rule_fixes import apply_fix
from coderdesk.services.rule_lookups import LookUp
from coderdesk.services.visit_reading import DocumentReader, VisitReader, VisitReading
from coderdesk.services.visit_rules import visit_rule_findings
from coderdesk.services.visits import open_visit

VISIT = EncounterId("visit-20260507-01")
DIABETES = "Type 2 diabetes mellitus with diabetic chronic kidney disease"
STAGES = Add(("N18.1", "N18.2", "N18.3-", "N18.4"), after="E11.22")


@pytest.fixture
def diabetic(demo: Desk) -> Desk:
    """Diabetes with kidney disease, whose stage the note tells and nobody has coded"""
    document = next(one for one in open_visit(desk=demo, encounter_id=VISIT).visit.documents if DIABETES in one.text)
    start = document.text.index(DIABETES)
    passage = Passage(document.id, start, start + len(DIABETES))
    attach_code(desk=demo, encounter_id=VISIT, system=CodeSystem.ICD10CM, code="E11.22", passages=(passage,))
    return demo


@pytest.fixture
def reading(diabetic: Desk) -> VisitReading:
    return VisitReader(DocumentReader(diabetic.library).read).read(open_visit(desk=diabetic, encounter_id=VISIT).visit)


def _codes(desk: Desk) -> list[str]:
    return [row.code for row in open_visit(desk=desk, encounter_id=VISIT).visit.diagnoses]


def test_what_the_note_affirms_is_added_behind_the_code_that_asks_for_it(diabetic: Desk, reading: VisitReading) -> None:
    visit = open_visit(desk=diabetic, encounter_id=VISIT).visit
    (stage,) = documented_additions(STAGES, visit, reading)
    assert (stage.code, stage.after) == ("N18.31", "E11.22")
    assert "stage 3a" in stage.quotation
    apply_fix(desk=diabetic, encounter_id=VISIT, fix=stage)
    assert _codes(diabetic) == ["E11.22", "N18.31"]
    after = open_visit(desk=diabetic, encounter_id=VISIT).visit
    assert after.diagnoses[1].evidence[0].quotation == stage.quotation
    assert not documented_additions(STAGES, after, reading)


def test_a_code_that_goes_first_is_put_before(diabetic: Desk, reading: VisitReading) -> None:
    visit = open_visit(desk=diabetic, encounter_id=VISIT).visit
    (stage,) = documented_additions(Add(("N18.-",), before="E11.22"), visit, reading)
    apply_fix(desk=diabetic, encounter_id=VISIT, fix=stage)
    assert _codes(diabetic) == ["N18.31", "E11.22"]


def test_the_rules_ask_for_what_can_be_added(diabetic: Desk, reading: VisitReading) -> None:
    """E11.22 asks for the stage of the kidney disease: the note's words stand behind the offer."""
    visit = open_visit(desk=diabetic, encounter_id=VISIT).visit
    asked = [fix for one in visit_rule_findings(visit, diabetic) for fix in one.fixes if isinstance(fix, Add)]
    offered = {
        offer.code for fix in asked for offer in offers_of(fix, visit, reading) if isinstance(offer, AddDocumented)
    }
    assert "N18.31" in offered


def test_what_nothing_affirms_is_looked_for(diabetic: Desk, reading: VisitReading) -> None:
    visit = open_visit(desk=diabetic, encounter_id=VISIT).visit
    offers = offers_of(Add(("B95.-", "B96.2-", "A30-A49")), visit, reading)
    assert offers == (LookUp("B95.-"), LookUp("B96.2-"), LookUp("A30-A49"))
    assert [one.query for one in offers if isinstance(one, LookUp)] == ["B95", "B96.2", "A30"]
    assert offers_of(STAGES, visit, None)[0] == LookUp("N18.1")


def test_a_text_that_has_changed_since_it_was_read_affirms_nothing(diabetic: Desk, reading: VisitReading) -> None:
    """looks alike: the same words, of a version that is no longer there"""
    visit = open_visit(desk=diabetic, encounter_id=VISIT).visit
    assert not documented_additions(STAGES, visit, VisitReading())
    assert documented_additions(STAGES, visit, reading)


@pytest.mark.parametrize(
    ("candidate", "code", "meant"),
    [
        ("N18.-", "N18.31", True),
        ("N18.3-", "N18.4", False),
        ("E08-E13", "E13.9", True),
        ("E08-E13", "E16.2", False),
        ("Z79.4", "Z79.84", False),
        ("T36-T50", "T50.905A", True),
    ],
)
def test_families_and_ranges_mean_what_the_book_prints(candidate: str, code: str, meant: bool) -> None:  # noqa: FBT001
    assert is_meant(candidate, code) is meant
