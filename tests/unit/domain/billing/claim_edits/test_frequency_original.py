"""Cases of the claim edit "frequency original"."""

from coderdesk.domain.billing.claim_edits.frequency_original import frequency_original
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, places


def test_replacement() -> None:
    """frequency 7 without the payer's claim number"""
    assert places(frequency_original(a_claim(frequency="7"), TODAY)) == {(Severity.STOP, Place.CLAIM, "frequency")}


def test_original() -> None:
    """frequency 1"""
    assert places(frequency_original(a_claim(), TODAY)) == set()


def test_a_correction_that_names_its_claim() -> None:
    """replacement and void with the payer's number"""
    for frequency in ("7", "8"):
        claim = a_claim(frequency=frequency, payer_claim_number="ICN 771")
        assert places(frequency_original(claim, TODAY)) == set()


def test_an_original_that_names_a_claim() -> None:
    """frequency 1 with a payer's number / frequency 5, which no professional claim has"""
    for frequency in ("1", "5"):
        claim = a_claim(frequency=frequency, payer_claim_number="ICN 771")
        assert places(frequency_original(claim, TODAY)) == {(Severity.STOP, Place.CLAIM, "frequency")}
