"""Cases of the national claim edits, on a few invented rows of their tables."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pytest

from coderdesk.domain.coding.code_release import AddOnPair, CodeSet, EditPair, UnitsLimit
from coderdesk.domain.coding.edits.engine import RuleFinding, check_visit
from coderdesk.domain.coding.edits.procedures import national_edits
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.finding import Severity
from coderdesk.services.rule_book import LibraryRuleBook
from tests.helpers.case_book import DAY, cases_in, visit_of

PAIRS = {
    ("11111", "22222"): "0",
    ("11111", "33333"): "1",
    ("11111", "44444"): "9",
}


class InventedTables:
    """Three pairs, one add-on code and limits of each kind; the codes mean nothing."""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:  # noqa: ARG002
        return on >= DAY

    def pairs_between(self, codes: Collection[str], on: date, setting: str) -> tuple[EditPair, ...]:  # noqa: ARG002
        return tuple(
            EditPair(column1=one, column2=two, in_force=Period(), modifier_indicator=indicator)
            for (one, two), indicator in PAIRS.items()
            if {one, two} <= set(codes)
        )

    def units_limit(self, code: str, on: date, setting: str) -> UnitsLimit | None:  # noqa: ARG002
        limits = {"51000": (1, 1), "52000": (2, 2), "53000": (3, 3)}
        return UnitsLimit(code=code, units=limits[code][0], adjudication=limits[code][1]) if code in limits else None

    def add_on_primaries(self, code: str, on: date) -> tuple[AddOnPair, ...]:  # noqa: ARG002
        primaries = {"60001": ("60000", "61000"), "60002": ("",)}.get(code, ())
        return tuple(AddOnPair(add_on=code, primary=one, kind=1, in_force=Period()) for one in primaries)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def tabled(rule_book: LibraryRuleBook) -> LibraryRuleBook:
    return replace(rule_book, tables=InventedTables())


def judge(book: LibraryRuleBook, rule: object, docstring: str | None) -> None:
    cases = list(cases_in(docstring or ""))
    assert cases
    for case in cases:
        assert bool(check_visit(case.visit, book, (rule,))) is (case.label == "breaks"), case.text  # type: ignore[arg-type]


def found(book: LibraryRuleBook, rule: object, text: str) -> RuleFinding:
    (finding,) = check_visit(visit_of(text), book, (rule,))  # type: ignore[arg-type]
    return finding


def test_ncci_pair(tabled: LibraryRuleBook) -> None:
    """Column 2 is not paid beside column 1.

    breaks: I10 [CPT 11111] [CPT 22222]
    breaks: I10 [CPT 11111] [CPT 22222-59] -- indicator 0: nothing lifts it
    breaks: I10 [CPT 11111] [CPT 33333]
    clean: I10 [CPT 11111]
    allowed: I10 [CPT 11111] [CPT 33333-59] -- indicator 1 and a modifier that lifts it
    allowed: I10 [CPT 11111-LT] [CPT 33333-RT] -- two sides
    allowed: I10 [CPT 11111] [CPT 44444] -- indicator 9: the pair was deleted
    allowed: I10 [on 2026-01-01] [CPT 11111] [CPT 22222] -- no table of that day, which another rule says
    allowed: I10 [inpatient] [CPT 11111] [CPT 22222] -- not for stays
    """
    judge(tabled, national_edits.PAIR, test_ncci_pair.__doc__)


def test_medically_unlikely_units(tabled: LibraryRuleBook) -> None:
    """More units than are expected.

    breaks: I10 [CPT 51000 x2]
    breaks: I10 [CPT 52000 x2] [CPT 52000-76 x1] -- a day, over its lines
    breaks: I10 [CPT 53000 x4]
    clean: I10 [CPT 53000 x3]
    allowed: I10 [CPT 51000 x1] [CPT 51000-59 x1] -- a limit of each line
    allowed: I10 [CPT 99213 x9] -- no limit is published
    allowed: I10 [CPT 51000] -- units are not given
    """
    judge(tabled, national_edits.UNITS_LIMIT, test_medically_unlikely_units.__doc__)


def test_add_on_without_primary(tabled: LibraryRuleBook) -> None:
    """An add-on code stands beside its primary.

    breaks: I10 [CPT 60001]
    clean: I10 [CPT 60001] [CPT 61000]
    allowed: I10 [CPT 60002] -- the contractor says which primaries it has
    allowed: I10 [CPT 99213] -- no add-on code
    """
    judge(tabled, national_edits.ADD_ON, test_add_on_without_primary.__doc__)


def test_indicator_and_kind_decide_how_hard_it_stops(tabled: LibraryRuleBook) -> None:
    assert found(tabled, national_edits.PAIR, "I10 [CPT 11111] [CPT 22222]").severity is Severity.STOP
    assert found(tabled, national_edits.PAIR, "I10 [CPT 11111] [CPT 33333]").severity is Severity.STOP_OVERRIDE
    assert found(tabled, national_edits.UNITS_LIMIT, "I10 [CPT 52000 x3]").severity is Severity.STOP
    assert found(tabled, national_edits.UNITS_LIMIT, "I10 [CPT 53000 x4]").severity is Severity.WARN


def test_each_missing_table_is_told(rule_book: LibraryRuleBook) -> None:
    told = check_visit(visit_of("I10 [CPT 11111] [CPT 22222]"), rule_book, (national_edits.NOT_IMPORTED,))
    assert [finding.reference for finding in told] == [(60,), (61,), (62,)]
    assert {finding.severity for finding in told} == {Severity.INFO}
