"""What a passage asserts, held against the code that rests on it: on the demo's visits and their traps."""

import tomllib
from dataclasses import replace

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.coding import Passage, attach_code
from coderdesk.services.demo_practice import apply_coding, passage_of
from coderdesk.services.desk import Desk
from coderdesk.services.documents import add_document
from coderdesk.services.passage_judgement import LEFT_OPEN_RULE, RULE, passage_findings
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


def judged(desk: Desk, code: str, text: str, words: str, setting: Setting) -> list[tuple[str, Severity, str]]:
    """What is said of a code that was attached in spite of its words, as if the visit were of this setting."""
    known = {row.id for row in open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.documents}
    add_document(
        desk=desk,
        encounter_id=MAIN_VISIT,
        kind=DocumentKind.PROGRESS_NOTE,
        title="Further note",
        author="Somebody",
        author_role=AuthorRole.PROVIDER,
        written_on=desk.clock.today(),
        text=text,
        is_signed=True,
    )
    documents = open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.documents
    new = next(row.id for row in documents if row.id not in known)
    here = (Passage(new, text.index(words), text.index(words) + len(words)),)
    attach_code(
        desk=desk,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.ICD10CM,
        code=code,
        passages=here,
        reason="to see what is said of it",
    )
    visit = open_visit(desk=desk, encounter_id=MAIN_VISIT).visit
    there = replace(visit, encounter=replace(visit.encounter, setting=setting))
    return [(row.rule_id, row.severity, row.citation) for row in passage_findings(there)]


@pytest.mark.parametrize(
    ("setting", "code", "text", "words", "said"),
    [
        (Setting.OUTPATIENT, "J18.9", "Assessment: probable pneumonia.", "pneumonia", (RULE, "stop-override", "IV.H")),
        (Setting.INPATIENT, "J18.9", "Assessment: probable pneumonia.", "pneumonia", (LEFT_OPEN_RULE, "info", "II.H")),
        (Setting.INPATIENT, "U07.1", "Assessment: probable COVID-19.", "COVID-19", (RULE, "stop-override", "I.C.1.g")),
        (Setting.INPATIENT, "B20", "Assessment: possible HIV disease.", "HIV disease", (RULE, "stop-override", "I.C.1.a")),
        (Setting.OUTPATIENT, "I21.9", "Impending heart attack.", "heart attack", (RULE, "stop-override", "I.B.11")),
        (Setting.INPATIENT, "I21.9", "Impending heart attack.", "heart attack", (RULE, "stop-override", "I.B.11")),
    ],
)  # fmt: skip
def test_doubt_weighs_by_setting_and_what_has_not_come_weighs_everywhere(
    demo: Desk, setting: Setting, code: str, text: str, words: str, said: tuple[str, str, str]
) -> None:
    ((rule, severity, citation),) = judged(demo, code, text, words, setting)
    assert (rule, severity) == said[:2]
    assert said[2] in citation


@pytest.mark.parametrize("setting", list(Setting))
def test_what_the_index_lists_as_threatened_is_coded(demo: Desk, setting: Setting) -> None:
    """looks alike: a threatened abortion has a code of its own"""
    assert judged(demo, "O20.0", "Assessment: threatened abortion.", "threatened abortion", setting) == []


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
