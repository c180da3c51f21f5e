"""More than one unit of a service needs a passage of its own in which a number stands."""

import re
from collections.abc import Iterator

from coderdesk.domain.clinical.evidence import EvidenceState, Supports, state_of
from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "units-not-documented"
CITATION = "CMS Medicare Claims Processing Manual ch. 23 § 10 and ch. 17 § 40: units follow the documented quantity"

# a digit, or a quantity as it is dictated
_NUMBER = re.compile(
    r"[\d½¼¾]|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(thir|four|fif|six|seven|eigh|nine)teen"
    r"|(twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|half|twice|double|pair|dozen|both|bilateral(ly)?)\b",
    re.IGNORECASE,
)


def _has_counted_passage(assignment: CodeAssignment, visit: CodedVisit) -> bool:
    return any(
        _NUMBER.search(passage.quotation)
        and state_of(passage, visit.documents_by_id, visit.encounter.id) is EvidenceState.MATCHES
        for passage in assignment.passages(Supports.UNITS)
    )


def units_not_documented(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for assignment in visit.services:
        if assignment.service is None or assignment.service.units == 1 or _has_counted_passage(assignment, visit):
            continue
        message = (
            f"{assignment.code} has {assignment.service.units.normalize():f} units, but no passage states a quantity: "
            "select the words with the number or the minutes and press F2."
        )
        yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, assignment.id, "units"), CITATION)
