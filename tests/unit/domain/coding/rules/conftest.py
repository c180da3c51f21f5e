"""The judge of the book of cases: every visit of a test's docstring, held against the rule that the test is about."""

from collections.abc import Callable

import pytest

from coderdesk.domain.coding.edits.engine import check_visit
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.rule_book import LibraryRuleBook
from tests.helpers.case_book import Case, cases_in

Judge = Callable[[], None]


@pytest.fixture(scope="session")
def rule_book(library: CodeLibrary) -> LibraryRuleBook:
    return LibraryRuleBook(library)


@pytest.fixture
def judge(request: pytest.FixtureRequest, rule_book: LibraryRuleBook) -> Judge:
    """Runs the rule that the test is named after over the cases of the test's docstring."""
    rule_id = request.function.__name__.removeprefix("test_").replace("_", "-")
    (rule,) = (rule for rule in RULES if rule.id == rule_id)

    def found_in(case: Case) -> bool:
        return bool(check_visit(case.visit, rule_book, (rule,)))

    def judged() -> None:
        cases = list(cases_in(request.function.__doc__))
        assert cases
        wrong = [f"{case.label}: {case.text}" for case in cases if found_in(case) is not (case.label == "breaks")]
        assert not wrong

    return judged
