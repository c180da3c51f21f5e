"""What a passage asserts, held against the code that rests on it: on the demo's visits and their traps."""

import tomllib

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.coding import attach_code
from coderdesk.services.demo_practice import apply_coding, passage_of
from coderdesk.services.desk import Desk
from coderdesk.services.passage_judgement import RULE
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.refused import Refused
from coderdesk.services.visits import open_visit
from tests.helpers.demo import EXPECTED, MAIN_VISIT, attach, passage

VISITS = {row["id"]: row for row in tomllib.loads(EXPECTED.read_text("utf-8"))["visits"]}


def warned(desk: Desk, encounter_id: str) -> dict[str, str]:
    """The warned assignments of a visit with their sentences."""
    sheet = open_visit(desk=desk, encounter_id=EncounterId(encounter_id))
    return {row.location.id: row.message for row in sheet.findings if row.rule_id == RULE}


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        ("R50.9", "Denies fever", "denies it"),
        ("N20.0", "Father: kidney stones", "another person"),
        ("E11.9", "Mother: type 2 diabetes", "another person"),
    ],
)
def test_a_trap_is_refused_and_nothing_is_kept_of_it(demo: Desk, code: str, words: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        attach(demo, code, words)
    assert open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.assignments == ()


def test_words_that_affirm_raise_nothing(demo: Desk) -> None:
    attach(demo, "N39.0", "Urinary tract infection")
    assert warned(demo, MAIN_VISIT) == {}


def test_one_passage_that_affirms_is_enough(demo: Desk) -> None:
    """looks denied, is allowed: "Denies fever" and, elsewhere, words that stand for themselves"""
    attach_code(
        desk=demo,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.ICD10CM,
        code="R50.9",
        passages=(passage(demo, "Denies fever"), passage(demo, "Urinary tract infection")),
    )
    assert warned(demo, MAIN_VISIT) == {}


def test_a_coder_who_reads_it_otherwise_says_why(demo: Desk) -> None:
    """the finding then informs, with the reason in it, and blocks nothing"""
    done = attach_code(
        desk=demo,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.ICD10CM,
        code="R50.9",
        passages=(passage(demo, "Denies fever"),),
        reason="the provider corrected it on the phone",
    )
    findings = [row for row in open_visit(desk=demo, encounter_id=MAIN_VISIT).findings if row.rule_id == RULE]
    assert [(row.severity, row.location.id) for row in findings] == [(Severity.INFO, done.assignment_id)]
    assert "corrected it on the phone" in findings[0].message


@pytest.mark.parametrize("reason", ["", "  ", "..."])
def test_a_reason_of_no_words_overrides_nothing(demo: Desk, reason: str) -> None:
    with pytest.raises(AppError):
        attach_code(
            desk=demo,
            encounter_id=MAIN_VISIT,
            system=CodeSystem.ICD10CM,
            code="R50.9",
            passages=(passage(demo, "Denies fever"),),
            reason=reason,
        )
    assert open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.assignments == ()


def test_correct_codings_are_not_warned_of(demo: Desk) -> None:
    """18 visits as a coder codes them: no warning."""
    for visit_id, coding in VISITS.items():
        apply_coding(desk=demo, encounter_id=EncounterId(visit_id), coding=coding)
    assert {visit_id: found for visit_id in VISITS if (found := warned(demo, visit_id))} == {}


def test_most_traps_of_the_demo_are_refused(demo: Desk) -> None:
    """Denied, doubted, remembered and relatives' conditions in the notes: at least three of four."""
    caught, tried = 0, 0
    for visit_id, visit in VISITS.items():
        here = EncounterId(visit_id)
        for trap in visit["traps"]:
            where = passage_of(desk=demo, row=trap, encounter_id=here)
            codes = [row.code for row in open_visit(desk=demo, encounter_id=here).visit.diagnoses]
            if trap["code"] in codes:
                continue
            tried += 1
            try:
                attach_code(
                    desk=demo, encounter_id=here, system=CodeSystem.ICD10CM, code=trap["code"], passages=(where,)
                )
            except Refused as refused:
                caught += any(row.rule_id == RULE for row in refused.findings)
    assert tried > 10
    assert caught >= tried * 3 / 4
