"""Text carried forward: paragraphs of a note that stood word for word in an earlier visit's documents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.document import Document

# Shorter ones repeat by themselves: "Denies fever, chills." is nobody's copy.
LEAST_WORDS = 12
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CopiedSpan:
    """`text[start:end]` stood in a document of that earlier day."""

    start: int
    end: int
    copied_from: date


def _key(paragraph: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORDS.findall(paragraph))


def _paragraphs(text: str) -> Iterable[tuple[int, int, tuple[str, ...]]]:
    for match in _PARAGRAPH.finditer(text):
        key = _key(match.group())
        if len(key) >= LEAST_WORDS:
            yield match.start(), match.end(), key


def copied_spans(text: str, earlier: Iterable[Document]) -> tuple[CopiedSpan, ...]:
    """The paragraphs of at least twelve words that say nothing new, white space and punctuation aside, in order.

    `copied_from` is the latest of the earlier days on which they stood.
    """
    known: dict[tuple[str, ...], date] = {}
    for document in sorted(earlier, key=lambda one: one.written_on):
        for _, _, key in _paragraphs(document.text):
            known[key] = document.written_on
    if not known:
        return ()
    return tuple(CopiedSpan(start, end, known[key]) for start, end, key in _paragraphs(text) if key in known)
