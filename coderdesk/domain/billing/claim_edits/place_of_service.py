"""The place of service is a code of the CMS list."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "place-of-service"
CITATION = "CMS Place of Service Code Set (Medicare Claims Processing Manual ch. 26 § 10.5); CLM05-1"

PLACES = frozenset(
    "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 "
    "54 55 56 57 58 60 61 62 65 66 71 72 81 99".split()
)


def place_of_service(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.place_of_service not in PLACES and not claim.is_institutional:
        message = (
            f"{claim.place_of_service or 'Nothing'} is no place of service: choose one of the two-digit CMS codes."
        )
        place = Location(Place.ENCOUNTER, claim.encounter_id, "place_of_service")
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
