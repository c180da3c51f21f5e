"""Who is insured through somebody else is somebody else."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim, ClaimPerson
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "subscriber-is-patient"
CITATION = "005010X222A1 2000C and 2010CA: a patient level only where the patient is not the subscriber"


def subscriber_is_patient(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A father and son of one name differ by their birth dates."""
    if claim.patient is None or claim.subscriber is None or _who(claim.patient) != _who(claim.subscriber):
        return
    message = f"The policy says {claim.relationship.value}, and its holder is the patient: choose self."
    place = Location(Place.COVERAGE, claim.coverage_id, "relationship")
    yield Finding(RULE, Severity.STOP, message, place, CITATION)


def _who(person: ClaimPerson) -> tuple[object, ...]:
    return person.name.last.casefold(), person.name.first.casefold(), person.birth_date
