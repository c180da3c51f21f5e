"""A draft query keeps a visit open: the provider's answer is awaited and nothing of it is billed."""

from collections.abc import Iterator

from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "waiting-for-provider"
CITATION = "ICD-10-CM Guidelines I.A.19 and I.B.14: if the documentation is unclear, query the provider"


def waiting_for_provider(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for assignment in visit.queries:
        note = f" ({assignment.query_note})" if assignment.query_note else ""
        message = f"{assignment.code} waits for the provider's answer{note} and is on no claim or invoice until it is documented."
        yield Finding(RULE, Severity.ASK, message, Location(Place.ASSIGNMENT, assignment.id, "evidence"), CITATION)
    drafts = {assignment.id for assignment in visit.queries}
    for query in visit.open_queries:
        if query.assignment_id not in drafts:
            message = f"The query “{query.title}” of {query.asked_on:%m/%d/%Y} waits for {query.asked_of}."
            yield Finding(
                RULE, Severity.ASK, message, Location(Place.ENCOUNTER, visit.encounter.id, query.id), CITATION
            )
