"""The first-listed diagnosis is a condition or reason, not an external cause and not a sequela."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "first-listed"
CITATION = (
    "ICD-10-CM Guidelines I.C.20.a.6 (external cause never first) and I.B.10 (the condition before its sequela code)"
)


def first_listed(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if not claim.diagnoses:
        return
    first = claim.diagnoses[0]
    bare = undotted(first.code)
    place = Location(Place.ASSIGNMENT, first.assignment_id, "code")
    if bare[:1] in ("V", "W", "X", "Y"):
        message = f"{first.code} says how an injury came about and cannot be first: move the injury above it."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif len(bare) == 7 and bare.endswith("S"):
        message = f"{first.code} is the code of a sequela: move the condition that is left of it above."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
