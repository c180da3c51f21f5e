"""Who pays, as the rules ask: coverage lists and notices are Medicare's."""

from dataclasses import replace

from coderdesk.services.visit_rules import MEDICARE, NOBODY, payer_words
from tests.helpers.claims import PAYER


def test_medicare_is_known_by_its_filing_indicator() -> None:
    """MB under any name; a commercial payer by its name; a patient who pays"""
    assert payer_words(replace(PAYER, name="Part B of our region", filing_indicator="MB")) == MEDICARE
    assert payer_words(PAYER) == PAYER.name
    assert payer_words(None) == NOBODY
    assert "medicare" not in (payer_words(PAYER) + NOBODY).lower()
