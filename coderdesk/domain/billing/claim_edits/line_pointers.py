"""Each line points to one to four different diagnoses of the claim; a hospital's lines point to none."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import MAX_DIAGNOSES, MAX_POINTERS, Claim, ServiceLine
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "line-pointers"
CITATION = "005010X222A1 2400 SV107: composite of one to four pointers into the claim's HI"


def line_pointers(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.is_institutional:
        return
    known = min(len(claim.diagnoses), MAX_DIAGNOSES)
    for line in claim.lines:
        for trouble in _troubles(line, known, needs_one=bool(claim.diagnoses) or claim.kind is not ClaimKind.DENTAL):
            place = Location(Place.ASSIGNMENT, line.assignment_id, "pointers")
            yield Finding(RULE, Severity.STOP, f"{line.code} {trouble}.", place, CITATION)


def _troubles(line: ServiceLine, known: int, *, needs_one: bool) -> Iterator[str]:
    pointers = line.pointers
    if not pointers and needs_one:
        yield "points to no diagnosis: say which one it was done for"
    if any(not 1 <= pointer <= known for pointer in pointers):
        yield "points to a diagnosis that is not on the claim"
    if len(set(pointers)) < len(pointers):
        yield "points to the same diagnosis twice"
    if len(pointers) > MAX_POINTERS:
        yield f"points to {len(pointers)} diagnoses, and a line holds {MAX_POINTERS}"
