"""One finding for one cause: which of two rules speaks, and what it takes over from the one that keeps quiet."""

from dataclasses import replace
from itertools import chain

import pytest

from coderdesk.domain.coding.edits.engine import RuleFinding, check_visit
from coderdesk.domain.coding.edits.precedence import SPEAKS_FOR, spoken
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.domain.values.finding import Severity
from coderdesk.services.rule_book import LibraryRuleBook
from tests.helpers.case_book import visit_of


def heard(text: str, book: LibraryRuleBook) -> dict[str, RuleFinding]:
    return {one.rule.id: one for one in spoken(check_visit(visit_of(text), book, RULES))}


def test_the_table_names_rules_and_none_is_silenced_by_what_it_silences() -> None:
    known = {rule.id for rule in RULES}
    assert set(SPEAKS_FOR) | set(chain.from_iterable(SPEAKS_FOR.values())) <= known
    assert not [
        (one, other) for one, silent in SPEAKS_FOR.items() for other in silent if one in SPEAKS_FOR.get(other, ())
    ]


@pytest.mark.parametrize(
    ("visit", "speaks", "silent"),
    [
        ("F02.80, G30.9", "code-first-order", "manifestation-first"),
        ("K80.20, K81.0", "combination-code", "excludes1"),
        ("Z34.02, O24.410, Z3A.20", "normal-supervision-with-complication", "excludes1"),
        ("G40.909, R56.9", "excludes1", "symptom-of-the-disease"),
        ("R29.706, I63.512 [inpatient]", "code-first-order", "unacceptable-principal"),
        ("Z00.01", "examination-finding-missing", "use-additional"),
        ("Z79.4, E11.9", "additional-code-before", "status-code-first"),
        ("I10, N18.31", "hypertension-combined", "code-first-absent"),
        ("Z68.35", "bmi-without-diagnosis", "secondary-observation-first"),
    ],
)
def test_one_cause_is_told_once(rule_book: LibraryRuleBook, visit: str, speaks: str, silent: str) -> None:
    found = heard(visit, rule_book)
    assert speaks in found
    assert silent not in found


def test_who_speaks_takes_over_the_numbers_and_has_a_fix(rule_book: LibraryRuleBook) -> None:
    speaker = heard("K80.20, K81.0", rule_book)["combination-code"]
    assert set(speaker.reference) == {19, 6}
    assert speaker.fixes


def test_another_cause_beside_it_is_told_all_the_same(rule_book: LibraryRuleBook) -> None:
    """the excluded pair of other codes stays beside the combination"""
    found = heard("K80.20, K81.0, E10.9, E11.9", rule_book)
    assert {"combination-code", "excludes1"} <= set(found)
    assert set(found["excludes1"].codes) == {"E10.9", "E11.9"}


def test_a_softer_finding_silences_no_harder_one(rule_book: LibraryRuleBook) -> None:
    """a warning of the rule that speaks leaves the stop of the other where it is"""
    said = check_visit(visit_of("K80.20, K81.0"), rule_book, RULES)
    soft = tuple(replace(one, severity=Severity.WARN) if one.rule.id == "combination-code" else one for one in said)
    assert {"combination-code", "excludes1"} <= {one.rule.id for one in spoken(soft)}
