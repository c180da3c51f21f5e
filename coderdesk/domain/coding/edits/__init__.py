"""The coding edits: one rule per file, each a pure function from a coded visit and the book to findings."""

from collections.abc import Callable, Iterator

from coderdesk.domain.coding.code import CodeBook
from coderdesk.domain.coding.edits.duplicate_code import duplicate_code
from coderdesk.domain.coding.edits.not_a_whole_code import not_a_whole_code
from coderdesk.domain.coding.edits.not_documented import not_documented
from coderdesk.domain.coding.edits.not_in_force import not_in_force
from coderdesk.domain.coding.edits.rests_on_a_draft import rests_on_a_draft
from coderdesk.domain.coding.edits.units_not_documented import units_not_documented
from coderdesk.domain.coding.edits.waiting_for_provider import waiting_for_provider
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.finding import Finding

CodingEdit = Callable[[CodedVisit, CodeBook], Iterator[Finding]]

CODING_EDITS: tuple[CodingEdit, ...] = (
    not_documented,
    not_in_force,
    not_a_whole_code,
    duplicate_code,
    units_not_documented,
    rests_on_a_draft,
    waiting_for_provider,
)


def coding_findings(visit: CodedVisit, book: CodeBook) -> tuple[Finding, ...]:
    """All that the rules say of a visit, in the order of the rules."""
    return tuple(finding for edit in CODING_EDITS for finding in edit(visit, book))
