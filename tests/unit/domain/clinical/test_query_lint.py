"""Cases of queries to the provider: what is refused, what is well asked, and what looks alike but is allowed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.clinical.provider_query import (
    OTHER,
    UNDETERMINED,
    OptionKind,
    ProviderQuery,
    QueryKind,
    QueryOption,
    QueryState,
)
from coderdesk.domain.clinical.query_lint import QUERY_RULES, lint_query
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import EncounterId, ProviderQueryId
from tests.helpers.claims import DOCUMENT

TEXT = "Creatinine 3.2, baseline 1.1. Urine output 300 ml in 24 h. Lactate 4.1. Heart failure, on furosemide 40 mg IV."
NOTE = replace(DOCUMENT, text=TEXT, hash=content_hash(TEXT))


def quote(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence.quote(NOTE, start, start + len(words))


CLEAN = ProviderQuery(
    id=ProviderQueryId("query-1"),
    encounter_id=EncounterId("encounter-1"),
    kind=QueryKind.NEW_DIAGNOSIS,
    title="Kidney function",
    question="Creatinine rose from 1.1 to 3.2. What condition, if any, do these findings show in your judgement?",
    options=(
        QueryOption(words="Acute kidney injury", indicators=(0,)),
        QueryOption(words="Acute tubular necrosis", indicators=(0, 1)),
        OTHER,
        UNDETERMINED,
    ),
    indicators=(quote("Creatinine 3.2, baseline 1.1"), quote("Urine output 300 ml in 24 h")),
    asked_of="Ngozi Okafor, MD",
    asked_by="Dana",
    asked_on=date(2026, 3, 9),
    wanted="Acute kidney failure, unspecified",
)


def said(**changes: Any) -> set[str]:
    return {finding.rule_id for finding in lint_query(replace(CLEAN, **changes), {NOTE.id: NOTE})}


def with_answers(*options: QueryOption) -> set[str]:
    return said(options=options)


def test_a_well_asked_query_passes() -> None:
    assert said() == set()


@pytest.mark.parametrize(
    "question",
    [
        "Please add the diagnosis to your note.",
        "Don't you agree that the kidneys were hit? What is it?",
        "The findings clearly show a condition. Which?",
        "This meets criteria for what condition?",
        "Could you document the condition?",
        "This should be documented. What is it?",
        "Don't you think there is a condition?",
        "You must document it.",
    ],
)
def test_leading_words_are_refused(question: str) -> None:
    assert "query-leads" in said(question=question)


@pytest.mark.parametrize(
    "question",
    [
        "Please document your clinical judgement: what condition do these findings show?",
        "Could you describe what condition was treated with furosemide?",
        "What do you make of the urine output?",
        "Please clarify the significance of the lactate of 4.1.",
    ],
)
def test_open_questions_are_allowed(question: str) -> None:
    assert said(question=question) == set()


@pytest.mark.parametrize(
    "words",
    [
        "What condition is it? It changes the DRG.",
        "What condition is it? Reimbursement depends on it.",
        "Which condition would help our quality scores?",
        "What is it, for the HCC?",
        "What is it? The payer asks. ",
        "It is worth $2,000. What is it?",
        "What is it? It is an MCC.",
        "What is it? It would be a CC.",
        "Which condition lifts our SOI/ROM?",
        "What is it? Then we get paid.",
        "What is it? It avoids a penalty and mends the mortality index.",
    ],
)
def test_money_and_scores_are_refused(words: str) -> None:
    assert "query-speaks-of-money" in said(question=words)
    assert "query-speaks-of-money" in said(title=words)


@pytest.mark.parametrize(
    "words",
    [
        "500 cc of fluid were given. What for?",
        "ROM of the knee was limited. Why?",
        "What does the lipid profile show?",
        "What is the risk of a fall?",
    ],
)
def test_what_only_sounds_like_money_is_allowed(words: str) -> None:
    assert said(question=words) == set()


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("Acute kidney failure", True),
        ("Kidney injury clarification", True),
        ("AKI", True),
        ("Tubular necrosis?", True),
        ("Creatinine and urine output", False),
        ("Kidney function", False),
        ("Clinical clarification", False),
    ],
)
def test_a_title_does_not_name_the_answer(title: str, refused: bool) -> None:  # noqa: FBT001 - a table of cases
    assert ("query-title-names-answer" in said(title=title)) is refused


def test_a_title_may_name_what_the_record_says() -> None:
    """ "Heart failure" is documented and cited; the query asks for its type"""
    assert (
        said(
            kind=QueryKind.MORE_DETAIL,
            title="Type of heart failure",
            question="Which type of heart failure was treated?",
            wanted="Acute systolic (congestive) heart failure",
            indicators=(quote("Heart failure, on furosemide 40 mg IV"),),
            options=(QueryOption(words="Acute systolic heart failure", indicators=(0,)), OTHER, UNDETERMINED),
        )
        == set()
    )


def test_a_question_does_not_name_the_answer() -> None:
    assert said(question="What supports the kidney failure?") == {"query-question-names-answer"}


@pytest.mark.parametrize(
    "question", ["Does the patient have a kidney condition?", "Given the creatinine, is a condition present?"]
)
def test_a_new_diagnosis_is_not_asked_with_yes_or_no(question: str) -> None:
    assert "query-yes-no-for-new" in said(question=question)


@pytest.mark.parametrize("kind", [QueryKind.PRESENT_ON_ADMISSION, QueryKind.CAUSE, QueryKind.CONFLICT])
def test_yes_or_no_is_fit_for_what_is_documented(kind: QueryKind) -> None:
    """present on admission, cause and effect, contradictions"""
    options = (QueryOption(words="Yes"), QueryOption(words="No"), OTHER, UNDETERMINED)
    found = said(kind=kind, title="Creatinine", question="Was it there at admission?", options=options)
    assert found == set()
    assert "query-yes-no-for-new" in said(question="Which?", options=options)


def test_yes_or_no_for_detail_is_warned_about() -> None:
    findings = lint_query(replace(CLEAN, kind=QueryKind.MORE_DETAIL, question="Is it acute?"), {NOTE.id: NOTE})
    assert [(row.rule_id, row.severity) for row in findings] == [("query-yes-no-for-detail", Severity.WARN)]


def test_other_and_unable_to_determine_are_always_offered() -> None:
    stated = CLEAN.options[:2]
    assert with_answers(*stated, OTHER) == {"query-answer-missing"}
    assert with_answers(*stated, UNDETERMINED) == {"query-answer-missing"}
    assert with_answers(OTHER, UNDETERMINED) == set()


def test_every_answer_rests_on_a_cited_passage() -> None:
    """none cited, a passage that is not there, words that left the note; "no" needs none"""
    for indicators in ((), (7,), (-1,)):
        option = QueryOption(words="Nephrotic syndrome", indicators=indicators)
        assert with_answers(option, OTHER, UNDETERMINED) == {"query-answer-unsupported"}
    gone = replace(CLEAN.indicators[0], quotation="Creatinine 9.9")
    assert said(indicators=(gone, CLEAN.indicators[1])) == {"query-cites-nothing", "query-answer-unsupported"}


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"indicators": ()}, "query-cites-nothing"),
        ({"question": " "}, "query-unwritten"),
        ({"title": ""}, "query-unwritten"),
        ({"question": "What " * 1000}, "query-unwritten"),
        ({"options": (*CLEAN.options[:1], *CLEAN.options)}, "query-answer-repeated"),
        ({"options": (QueryOption(words=" ", indicators=(0,)), OTHER, UNDETERMINED)}, "query-answer-unsupported"),
    ],
)
def test_what_is_missing_is_said(changes: dict[str, Any], rule: str) -> None:
    """no passage, no question, no title, a novel, an answer twice, an answer without words"""
    assert rule in said(**changes)


def test_every_finding_is_a_sentence_with_its_source() -> None:
    bad = replace(CLEAN, title="", question="", options=(), indicators=())
    found = lint_query(bad, {})
    assert all(row.message.endswith(".") and row.citation and row.rule_id in QUERY_RULES for row in found)
    assert found


def test_the_age_of_a_query_ends_with_its_answer() -> None:
    assert CLEAN.age_on(date(2026, 3, 12)) == 3
    answered = replace(CLEAN, state=QueryState.ANSWERED, closed_on=date(2026, 3, 10))
    assert answered.age_on(date(2026, 4, 1)) == 1
    assert CLEAN.age_on(date(2026, 3, 1)) == 0
    assert OTHER.kind is OptionKind.OTHER
