"""Who pays, as the rules ask: coverage lists and notices are Medicare's."""

from dataclasses import replace

import pytest

from coderdesk.services.visit_rules import MEDICARE, NOBODY, payer_words
from tests.helpers.claims import PAYER


def test_medicare_is_known_by_its_filing_indicator() -> None:
    """MB under any name; a patient who pays is nobody's"""
    assert payer_words(replace(PAYER, name="Part B of our region", filing_indicator="MB")) == MEDICARE
    assert payer_words(None) == NOBODY
    assert "medicare" not in (payer_words(PAYER) + NOBODY).lower()


@pytest.mark.parametrize(
    ("name", "filing_indicator", "kind", "words"),
    [
        ("Cascade Mutual Health", "CI", "", "commercial"),
        ("Cascade Mutual Health", "MC", "", "medicaid"),
        ("Cascade Mutual Health", "ZZ", "", "Cascade Mutual Health"),
        ("Cascade Medicaid Plan", "HM", "", "Cascade Medicaid Plan"),
        ("Cascade Medicaid Plan", "MB", "tricare", "tricare"),
    ],
)
def test_another_payer_is_known_by_kind_then_name_then_indicator(
    name: str, filing_indicator: str, kind: str, words: str
) -> None:
    """what the practice set holds; a name that tells its kind stands; an indicator tells the rest; else only the name is left"""
    assert payer_words(replace(PAYER, name=name, filing_indicator=filing_indicator, kind=kind)) == words
