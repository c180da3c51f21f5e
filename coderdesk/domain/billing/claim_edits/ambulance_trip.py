"""An ambulance trip says from where to where, how far and why."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.details.wanted import RIDE
from coderdesk.domain.values.finding import Finding, Severity

RULE = "ambulance-trip"
CITATION = "005010X222A1 2300 CR1, CRC and 2310E, 2310F; Medicare Claims Processing Manual ch. 15 § 30"


def ambulance_trip(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """One finding for each thing that is missing, at the first trip of the claim; hospitals tell a ride by value codes."""
    trip = next((line for line in claim.lines if RIDE.fullmatch(line.code)), None)
    if trip is None or claim.is_institutional:
        return
    ride = claim.details.ride
    for key, is_told, words in (
        ("ride.reason", bool(ride.reason), "the reason of the ride"),
        ("ride.miles", ride.miles is not None, "its miles"),
        ("ride.pick_up.address.line1", bool(ride.pick_up.address.line1), "where it began"),
        ("ride.drop_off.address.line1", bool(ride.drop_off.address.line1), "where it ended"),
    ):
        if not is_told:
            message = f"{trip.code} is an ambulance trip, and the claim does not say {words}."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, key), CITATION)
