"""A code must be in force on the date of service."""

from collections.abc import Iterator

from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.domain.coding.code import Code, CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "not-in-force"
CITATION = "45 CFR 162.1000(a): the code set valid on the date of service; ICD-10-CM Guidelines, introduction"


def _why(known: Code | None, visit: CodedVisit) -> str:
    day = visit.date_of_service
    if known is None:
        return "it is in none of the installed code sets and not in the practice's charge list"
    if known.in_force.start and day < known.in_force.start:
        return f"it begins on {known.in_force.start:%m/%d/%Y}"
    return f"it ended on {known.in_force.end:%m/%d/%Y}"


def force_finding(assignment: CodeAssignment, visit: CodedVisit, book: CodeBook) -> Finding | None:
    day = visit.date_of_service
    if book.code_on(assignment.system, assignment.code, day) is not None:
        return None
    why = _why(book.find(assignment.system, assignment.code), visit)
    message = f"{assignment.code} is not in force on {day:%m/%d/%Y}: {why}."
    return Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, assignment.id, "code"), CITATION)


def not_in_force(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:
    for assignment in visit.assignments:
        finding = force_finding(assignment, visit, book)
        if finding:
            yield finding
