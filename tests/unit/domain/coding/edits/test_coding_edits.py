"""All coding edits together: a documented visit passes, and every rule has its book of cases."""

from dataclasses import replace
from pathlib import Path

from coderdesk.domain.coding import edits
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.edits import CODING_EDITS, coding_findings
from coderdesk.domain.values.finding import Severity
from tests.helpers.claims import UTI, VISIT_SERVICE, a_visit
from tests.helpers.code_book import BOOK, TinyBook

# what runs the rules of the packages beside; their cases stand in tests/unit/domain/coding/rules
ENGINE = {"__init__", "engine", "precedence", "table", "prompts"}


def test_a_documented_visit_passes() -> None:
    """dx N39.0 on "Urinary tract infection" / 99213-25 on "Office visit, level 3" """
    assert coding_findings(a_visit(UTI, VISIT_SERVICE), BOOK) == ()


def test_findings_come_in_the_order_of_the_rules() -> None:
    """a service without a passage / a diagnosis in no book / a question to the provider"""
    undocumented = replace(VISIT_SERVICE, evidence=())
    asked = replace(UTI, id="dx-3", code="E11.9", evidence=(), state=AssignmentState.QUERY, position=2)
    book = TinyBook(*(BOOK.find(row.system, row.code) for row in (asked, undocumented)))
    found = coding_findings(a_visit(UTI, asked, undocumented), book)
    assert [finding.rule_id for finding in found] == ["not-documented", "not-in-force", "waiting-for-provider"]
    assert [finding.severity for finding in found] == [Severity.STOP, Severity.STOP, Severity.ASK]


def test_every_file_is_a_rule_that_runs_and_has_its_cases() -> None:
    rules = {path.stem for path in Path(edits.__file__).parent.glob("*.py")} - ENGINE
    cases = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert rules == {edit.__name__ for edit in CODING_EDITS}
    assert rules <= cases
