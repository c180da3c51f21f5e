"""Only complete codes are reported, never categories or codes that lack characters."""

from collections.abc import Iterator

from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "not-a-whole-code"
CITATION = "ICD-10-CM Guidelines I.A.3, I.B.2 and IV.F"


def not_a_whole_code(visit: CodedVisit, book: CodeBook) -> Iterator[Finding]:
    """Categories and subcategories are refused; the code browser shows the complete codes below them."""
    for assignment in visit.assignments:
        code = book.code_on(assignment.system, assignment.code, visit.date_of_service)
        if code is not None and not code.is_billable:
            message = f"{assignment.code} is a category, not a complete code: choose one of the codes below it."
            yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, assignment.id, "code"), CITATION)
