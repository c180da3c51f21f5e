"""Cases of what the practice's own books say against a line: new and established patients, and the days after a surgery."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.coding.edits.engine import check_visit
from coderdesk.domain.coding.edits.procedures.history import GLOBAL_DAYS
from coderdesk.domain.coding.edits.procedures.national_edits import NOT_IMPORTED
from coderdesk.services.rule_book import LibraryRuleBook
from coderdesk.services.rule_tables import NoEditTables
from tests.helpers.case_book import cases_in, visit_of
from tests.unit.domain.coding.rules.conftest import Judge

_INVENTED = {"27447": "090", "11402": "010", "20610": "000", "12001": "000", "99213": "XXX", "73562": "XXX"}


@dataclass(eq=False)
class InventedSchedule(NoEditTables):
    """A fee schedule with global days alone."""

    def is_imported(self, code_set: CodeSet, on: date, setting: str = "") -> bool:  # noqa: ARG002
        return code_set is CodeSet.RELATIVE_VALUE

    def global_days(self, code: str, on: date) -> str:  # noqa: ARG002
        return _INVENTED.get(code, "")


@pytest.fixture
def scheduled(rule_book: LibraryRuleBook) -> LibraryRuleBook:
    return replace(rule_book, tables=InventedSchedule())


def test_new_patient_seen_before(judge: Judge) -> None:
    """New means not seen in the same specialty for three years.

    breaks: I10 [CPT 99203 ->1] [seen 2024-09-01]
    breaks: Z00.00 [CPT 99385 ->1] [seen 2023-03-17] -- a day short of three years
    clean: I10 [CPT 99213 ->1] [seen 2024-09-01]
    allowed: I10 [CPT 99203 ->1] [seen 2023-03-16] -- three years ago to the day
    allowed: I10 [CPT 99203 ->1] [elsewhere 2025-09-01] -- another specialty of the practice
    allowed: I10 [CPT 99203 ->1] [seen 2026-03-16] -- on the same day
    allowed: I10 [CPT 99203 ->1] -- nothing is known of the books
    allowed: I10 [CPT 99203 ->1] [seen 2024-09-01] [facility] -- a hospital's registration decides there
    """
    judge()


def test_established_patient_not_seen(judge: Judge) -> None:
    """Established means seen within three years, as far as the books go back.

    breaks: I10 [CPT 99213 ->1] [books 2015-01-01]
    breaks: I10 [CPT 99213 ->1] [books 2015-01-01] [elsewhere 2025-09-01]
    clean: I10 [CPT 99203 ->1] [books 2015-01-01]
    clean: I10 [CPT 99213 ->1] [books 2015-01-01] [seen 2025-09-01]
    allowed: I10 [CPT 99213 ->1] [books 2024-01-01] -- the books are too young to know
    allowed: I10 [CPT 99211 ->1] [books 2015-01-01] -- a nurse's visit has no counterpart for new patients
    """
    judge()


def test_within_global_period(scheduled: LibraryRuleBook) -> None:
    """After a surgery its payment holds the visits and procedures that belong to it.

    breaks: Z47.1 [CPT 99213 ->1] [seen 2026-01-20 27447]
    breaks: I10 [CPT 99213-25 ->1] [seen 2026-03-09 11402] -- 25 is for the same day
    breaks: M17.12 [CPT 20610-LT ->1] [seen 2026-01-20 27447] -- a procedure needs 58, 78 or 79
    clean: J20.9 [CPT 99213-24 ->1] [seen 2026-01-20 27447]
    clean: M17.12 [CPT 20610-79-LT ->1] [seen 2026-01-20 27447]
    clean: Z47.1 [CPT 99024 ->1] [seen 2026-01-20 27447]
    allowed: Z47.1 [CPT 73562 ->1] [seen 2026-01-20 27447] -- a film is no part of a surgery
    allowed: I10 [CPT 99213 ->1] [seen 2025-12-15 27447] -- the ninety-first day
    allowed: I10 [CPT 99213 ->1] [seen 2026-03-15 20610] -- no global days
    allowed: I10 [CPT 99213 ->1] [elsewhere 2026-01-20 27447] -- another specialty
    """
    cases = list(cases_in(test_within_global_period.__doc__ or ""))
    assert cases
    for one in cases:
        assert bool(check_visit(one.visit, scheduled, (GLOBAL_DAYS,))) is (one.label == "breaks"), one.text


def test_without_the_fee_schedule_a_recent_service_is_told_as_not_checked(rule_book: LibraryRuleBook) -> None:
    def told(text: str) -> list[str]:
        return [
            one.message for one in check_visit(visit_of(text), rule_book, (NOT_IMPORTED,)) if "Relative" in one.message
        ]

    assert told("I10 [CPT 99213] [seen 2026-01-20 27447]")
    assert not told("I10 [CPT 99213] [seen 2025-01-20 27447]")
    assert not told("I10 [CPT 99213]")
