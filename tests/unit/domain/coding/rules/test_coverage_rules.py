"""Cases of coverage lists and advance notices, on two invented lists."""

from dataclasses import replace
from datetime import date

import pytest

from coderdesk.domain.coding.code_release import CoveredDiagnosis
from coderdesk.domain.coding.edits.engine import check_visit
from coderdesk.domain.coding.edits.procedures.coverage import NOT_COVERED
from coderdesk.domain.values.dates import Period
from coderdesk.services.rule_book import LibraryRuleBook
from coderdesk.services.rule_tables import NoEditTables
from tests.helpers.case_book import DAY, cases_in, visit_of
from tests.unit.domain.coding.rules.conftest import Judge


class TwoLists(NoEditTables):
    """80061 with E78.5 and all of E11, 80061 by another article with I10; in force from the day of the cases on."""

    def coverage_of(self, procedure: str, on: date) -> tuple[CoveredDiagnosis, ...]:
        rows = (("E785", "A50001"), ("E11-", "A50001"), ("I10", "A50002"))
        return tuple(
            CoveredDiagnosis(procedure="80061", diagnosis=code, in_force=Period(DAY), contractor="MAC", article=article)
            for code, article in rows
            if procedure == "80061" and on >= DAY
        )


@pytest.fixture
def listed(rule_book: LibraryRuleBook) -> LibraryRuleBook:
    return replace(rule_book, tables=TwoLists())


def test_diagnosis_not_covered(listed: LibraryRuleBook) -> None:
    """None of the diagnoses that the line points at is on a list in force.

    breaks: J06.9 [CPT 80061 ->1]
    breaks: E78.5, J06.9 [CPT 80061 ->2] -- the covered one is not pointed at
    breaks: J06.9 [CPT 80061 ->1] [payer Medicare Part B]
    breaks: E10.9 [CPT 80061 ->1] -- E11 is covered, E10 is not
    clean: E78.5 [CPT 80061 ->1]
    clean: E11.65 [CPT 80061 ->1] -- the list says E11.-
    clean: I10 [CPT 80061 ->1] -- another article covers it
    clean: J06.9, E78.5 [CPT 80061 ->1,2] -- one of two is enough
    allowed: J06.9 [CPT 99213 ->1] -- the procedure is on no list
    allowed: J06.9 [CPT 80061] -- pointers are not given
    allowed: J06.9 [CPT 80061-GA ->1] -- the patient was told
    allowed: J06.9 [CPT 80061-GZ ->1] -- the denial is expected
    allowed: J06.9 [CPT 80061 ->1] [payer Cascade Mutual] -- the lists are Medicare's
    allowed: J06.9 [CPT 80061 ->1] [on 2026-03-15] -- the list was not in force
    allowed: J06.9 [CPT 80061 ->7] -- a pointer to nothing is another rule's matter
    """
    cases = list(cases_in(test_diagnosis_not_covered.__doc__ or ""))
    assert len(cases) == 15
    for case in cases:
        assert bool(check_visit(case.visit, listed, (NOT_COVERED,))) is (case.label == "breaks"), case.text


def test_the_sentence_names_lists_and_proposes_the_notice(listed: LibraryRuleBook) -> None:
    (found,) = check_visit(visit_of("J06.9, R05.9 [CPT 80061 ->1,2]"), listed, (NOT_COVERED,))
    assert found.codes == ("80061", "J06.9", "R05.9")
    assert "A50001 MAC, A50002 MAC" in found.message
    assert "advance notice (ABN)" in found.message


def test_without_an_imported_list_nothing_is_claimed(rule_book: LibraryRuleBook) -> None:
    assert not check_visit(visit_of("J06.9 [CPT 80061 ->1]"), rule_book, (NOT_COVERED,))


def test_notice_not_signed(judge: Judge) -> None:
    """GA without a stored notice.

    breaks: I10 [HCPCS G0439-GA ->1] [noticed G0438]
    clean: I10 [HCPCS G0439-GA ->1] [noticed G0439]
    allowed: I10 [HCPCS G0439-GA ->1] -- whether a notice is stored is not given
    allowed: I10 [HCPCS G0439-GZ ->1] [noticed G0438] -- none was signed, and it says so
    """
    judge()


def test_voluntary_notice_missing(judge: Judge) -> None:
    """GX without a stored notice.

    breaks: I10 [HCPCS G0439-GX-GY ->1] [noticed G0438]
    clean: I10 [HCPCS G0439-GX-GY ->1] [noticed G0439]
    allowed: I10 [HCPCS G0439-GY ->1] [noticed G0438] -- excluded by law needs no notice
    """
    judge()


def test_signed_notice_not_told(judge: Judge) -> None:
    """GZ beside a signed notice.

    breaks: I10 [HCPCS G0439-GZ ->1] [noticed G0439]
    clean: I10 [HCPCS G0439-GA ->1] [noticed G0439]
    allowed: I10 [HCPCS G0439-GZ ->1] [noticed G0438] -- the notice is for another service
    """
    judge()
