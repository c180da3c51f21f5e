"""A proposed code on its way to a suggestion, and what the rules of assembly know of its document."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from coderdesk.domain.clinical.reading import Assertion, SectionKind
from coderdesk.domain.coding.code import Code

CONCLUDING = frozenset({SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_PLAN})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`passages` are code points of the document, the leading one first; `reasons` say in order what led to the code."""

    code: Code
    passages: tuple[Span, ...]
    assertion: Assertion
    section: SectionKind
    score: float
    reasons: tuple[str, ...]

    @property
    def value(self) -> str:
        return self.code.value

    @property
    def start(self) -> int:
        return self.passages[0][0]

    @property
    def end(self) -> int:
        return self.passages[0][1]

    def become(self, code: Code, reason: str, *passages: Span) -> "Draft":
        """The same finding under a better code, with the passages that made it better."""
        more = tuple(one for one in passages if one not in self.passages)
        return replace(self, code=code, passages=self.passages + more, reasons=(*self.reasons, reason))


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the conclusion: `text[start:end]` with what is said of it, up to the next item."""

    start: int
    end: int
    section: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A document as the rules see it.

    `judge` says what a passage asserts; `code` gives the code reportable on the date of service, or None; `titles` the
    titles of the reportable codes that begin so. `lines` are the conclusion's, `reason` the title and the complaint.
    """

    text: str
    lines: tuple[Line, ...]
    reason: tuple[Span, ...]
    judge: Callable[[int, int], Assertion]
    code: Callable[[str], Code | None]
    titles: Callable[[str], Mapping[str, str]]

    def line_at(self, place: int) -> Line | None:
        return next((line for line in self.lines if line.start <= place < line.end), None)

    def words_at(self, draft: Draft) -> Span:
        """The stretch that speaks of a draft: its item of the conclusion, or else its own passage."""
        line = self.line_at(draft.start)
        return (line.start, line.end) if line else (draft.start, draft.end)

    def affirms(self, start: int, end: int) -> bool:
        return self.judge(start, end) is Assertion.AFFIRMED


def first_with(drafts: Sequence[Draft], *begins: str) -> Draft | None:
    """The first draft whose code begins so."""
    return next((one for one in drafts if one.value.startswith(begins)), None)


def exchanged(drafts: Sequence[Draft], old: Draft, new: Draft) -> list[Draft]:
    """The drafts with one in the place of another; a code that stands already is not repeated."""
    kept = [new if one is old else one for one in drafts]
    return [one for place, one in enumerate(kept) if one.value not in {other.value for other in kept[:place]}]
