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
