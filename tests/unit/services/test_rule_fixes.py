"""What a rule offers, applied to a visit of the demo practice: the codes, their passages and the lines that point at them."""

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.fixes import Add, MoveBefore, Remove, Replace
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.rule_fixes import FixNeedsPassage, FixOutdated, apply_fix
from coderdesk.services.visit_rules import rule_findings, visit_rule_findings
from coderdesk.services.visits import open_visit

VISIT = EncounterId("visit-20260507-01")

WORDS = "follow up of diabetes, kidneys and blood pressure"


def _codes(desk: Desk) -> list[str]:
    return [row.code for row in open_visit(desk=desk, encounter_id=VISIT).visit.diagnoses]


@pytest.fixture
def coded(demo: Desk) -> Desk:
    """Diabetes, kidney disease and hypertension, one after the other, and a visit that is for the hypertension"""
    visit = open_visit(desk=demo, encounter_id=VISIT).visit
    document = next(one for one in visit.documents if WORDS in one.text)
    place = document.text.index(WORDS)
    passage = Passage(document.id, place, place + len(WORDS))
    for system, code in (
        (CodeSystem.ICD10CM, "N18.31"),
        (CodeSystem.ICD10CM, "E11.22"),
        (CodeSystem.ICD10CM, "I10"),
        (CodeSystem.CPT, "99213"),
    ):
        attach_code(
            desk=demo, encounter_id=VISIT, system=system, code=code, passages=(passage,), reason="for this test"
        )
    return demo


def test_the_strip_shows_what_the_rules_say(coded: Desk) -> None:
    sheet = open_visit(desk=coded, encounter_id=VISIT)
    told = {finding.rule_id: finding for finding in rule_findings(sheet.visit, coded)}
    assert told["code-first-order"].severity is Severity.STOP
    assert told["hypertension-combined"].severity is Severity.STOP_OVERRIDE
    assert told["code-first-order"].location.id == sheet.visit.diagnoses[0].id
    assert {finding.rule_id for finding in sheet.findings} >= {"code-first-order", "hypertension-combined"}


def test_each_offer_of_the_rules_mends_what_it_was_offered_for(coded: Desk) -> None:
    for rule in ("code-first-order", "hypertension-combined"):
        visit = open_visit(desk=coded, encounter_id=VISIT).visit
        found = next(one for one in visit_rule_findings(visit, coded) if one.rule.id == rule)
        apply_fix(desk=coded, encounter_id=VISIT, fix=found.fixes[0])
        visit = open_visit(desk=coded, encounter_id=VISIT).visit
        assert all(one.codes != found.codes for one in visit_rule_findings(visit, coded) if one.rule.id == rule)
    assert set(_codes(coded)) == {"E11.22", "I12.9", "N18.31"}


def test_a_replacing_code_takes_over_place_passages_and_pointers(coded: Desk) -> None:
    before = open_visit(desk=coded, encounter_id=VISIT).visit
    apply_fix(desk=coded, encounter_id=VISIT, fix=Replace(("N18.31",), ("N18.32",)))
    after = open_visit(desk=coded, encounter_id=VISIT).visit
    assert [row.code for row in after.diagnoses] == ["N18.32", "E11.22", "I10"]
    assert after.diagnoses[0].evidence == before.diagnoses[0].evidence
    assert after.services[0].service is not None
    assert after.services[0].service.pointers == (after.diagnoses[0].id,)


def test_a_code_is_removed_and_moved(coded: Desk) -> None:
    apply_fix(desk=coded, encounter_id=VISIT, fix=MoveBefore("I10"))
    assert _codes(coded) == ["I10", "N18.31", "E11.22"]
    apply_fix(desk=coded, encounter_id=VISIT, fix=Remove("N18.31"))
    assert _codes(coded) == ["I10", "E11.22"]


def test_what_has_no_passage_or_no_longer_stands_is_not_applied(coded: Desk) -> None:
    with pytest.raises(FixNeedsPassage):
        apply_fix(desk=coded, encounter_id=VISIT, fix=Add(("Z79.4",)))
    for fix in (Remove("Z79.4"), MoveBefore("Z79.4"), Replace(("Z79.4",), ("Z79.84",))):
        with pytest.raises(FixOutdated):
            apply_fix(desk=coded, encounter_id=VISIT, fix=fix)
    assert _codes(coded) == ["N18.31", "E11.22", "I10"]
