"""The same diagnosis code is reported once for an encounter."""

from collections.abc import Iterator

from coderdesk.domain.coding.code import CodeBook, undotted
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "duplicate-code"
CITATION = "ICD-10-CM Guidelines I.B.12"


def duplicate_code(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    seen: set[str] = set()
    for assignment in visit.diagnoses:
        bare = undotted(assignment.code)
        if bare in seen:
            message = f"{assignment.code} stands twice: attach the second passage as further evidence of the first."
            yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, assignment.id, "code"), CITATION)
        seen.add(bare)
