"""Cases of the claim edit "member id pattern"."""

from dataclasses import replace

import pytest

from coderdesk.domain.billing.claim_edits.member_id_pattern import fits_pattern, member_id_pattern
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.STOP_OVERRIDE, Place.COVERAGE, "member_id")}


@pytest.mark.parametrize("pattern", ["999999999", "CMH-99999", "A99999999", "AAA 999999,"])
def test_pattern(pattern: str) -> None:
    """CMH-004417 against the patterns of other payers, and its own"""
    claim = a_claim(payer=replace(PAYER, member_pattern=pattern))
    expected = set() if pattern.startswith("AAA") else FIELD
    assert places(member_id_pattern(claim, TODAY)) == expected


@pytest.mark.parametrize(
    "pattern", ["AAA-999999", "AAA999999", "999999999, AAA999999", "CMH00????", "?????????", "", " , "]
)
def test_fits(pattern: str) -> None:
    assert places(member_id_pattern(a_claim(payer=replace(PAYER, member_pattern=pattern)), TODAY)) == set()


def test_hyphens_of_the_card() -> None:
    """looks malformed, is allowed: the id with blanks where the pattern has hyphens"""
    claim = a_claim(payer=replace(PAYER, member_pattern="AAA-999-999"), member_id="cmh 004 417")
    assert places(member_id_pattern(claim, TODAY)) == set()


def test_nothing_entered() -> None:
    """no member id: another rule says so"""
    claim = a_claim(payer=replace(PAYER, member_pattern="999999999"), member_id="")
    assert places(member_id_pattern(claim, TODAY)) == set()


def test_a_backslash_stands_for_the_letter_itself() -> None:
    assert fits_pattern("A7", "\\A9")
    assert not fits_pattern("B7", "\\A9")
