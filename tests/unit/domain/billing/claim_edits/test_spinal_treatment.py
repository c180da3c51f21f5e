"""Cases of the claim edit "spinal treatment"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.spinal_treatment import spinal_treatment
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, places


def test_visit() -> None:
    """Medicare, an office visit"""
    assert places(spinal_treatment(an_office_claim(payer=replace(PAYER, filing_indicator="MB")), TODAY)) == set()


def adjusted(entries: dict[str, str], indicator: str = "MB") -> Claim:
    claim = an_office_claim(entries, payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code="98941"),))


def test_untold() -> None:
    """Medicare, 98941, no day"""
    assert places(spinal_treatment(adjusted({}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.days.initial_treatment")
    }


def test_told() -> None:
    """with the day"""
    assert places(spinal_treatment(adjusted({"days.initial_treatment": "02/02/2026"}), TODAY)) == set()


def test_commercial() -> None:
    """another payer"""
    assert places(spinal_treatment(adjusted({}, "CI"), TODAY)) == set()
