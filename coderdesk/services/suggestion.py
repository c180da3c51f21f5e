"""A code that a document supports, as it is offered for the visit."""

from dataclasses import dataclass

from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.code import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code for the visit with the passage `text[start:end]` that supports it; `why` is a sentence for the coder.

    `beside` are further passages (start, end) that the code was put together from.
    """

    code: Code
    start: int
    end: int
    text: str
    assertion: Assertion
    billable: bool
    score: float
    why: str
    section: SectionKind
    beside: tuple[tuple[int, int], ...] = ()
