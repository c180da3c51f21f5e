"""Cases of the claim edit "ambulance trip"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.ambulance_trip import ambulance_trip
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {
    (Severity.STOP_OVERRIDE, Place.ENCOUNTER, f"details.ride.{key}")
    for key in ("reason", "miles", "pick_up.address.line1", "drop_off.address.line1")
}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_miles() -> None:
    """ground miles"""
    assert places(ambulance_trip(with_code("A0425"), TODAY)) == FIELD


def test_flight() -> None:
    """by helicopter"""
    assert places(ambulance_trip(with_code("A0431"), TODAY)) == FIELD


def test_visit() -> None:
    """an office visit"""
    assert places(ambulance_trip(with_code("99213"), TODAY)) == set()


def test_supplies() -> None:
    """looks like a trip, is oxygen in the ambulance"""
    assert places(ambulance_trip(with_code("A0422"), TODAY)) == set()


def test_told() -> None:
    """reason, miles, from where and to where"""
    claim = an_office_claim(
        {
            "ride.reason": "A",
            "ride.miles": "12",
            "ride.pick_up.address.line1": "1 Oak St",
            "ride.drop_off.address.line1": "2 Oak St",
        }
    )
    claim = replace(claim, lines=(replace(claim.lines[0], code="A0425"),))
    assert places(ambulance_trip(claim, TODAY)) == set()
