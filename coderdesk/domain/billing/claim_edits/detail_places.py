"""Where what a claim says beside its codes is mended: the field of the details, of the claim or of a line."""

from coderdesk.domain.billing.claim import Claim, ServiceLine
from coderdesk.domain.values.finding import DETAILS, Location, Place


def of_claim(claim: Claim, key: str) -> Location:
    """`key` as in `details/claim_fields.py`."""
    return Location(Place.ENCOUNTER, claim.encounter_id, DETAILS + key)


def of_line(line: ServiceLine, key: str) -> Location:
    """`key` as in `details/line_fields.py`."""
    return Location(Place.ASSIGNMENT, line.assignment_id, DETAILS + key)
