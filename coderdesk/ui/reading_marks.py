"""What the reader made of a document, as its page shows it: mentions with their assertion, and what is carried forward."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.copied_text import CopiedSpan
from coderdesk.domain.clinical.reading import Assertion, Judgement
from coderdesk.ui.text import tr

if TYPE_CHECKING:
    from coderdesk.services.visit_reading import DocumentReading

_LONGEST_QUOTED = 72
_MOST_DESCRIBED = 40
_STEP = 200
WRAPPED_AT = 80


@dataclass(frozen=True, slots=True)
class MentionMark:
    """A mention to be marked: code points `start` to `end` of the text. `names` is the code that its words name."""

    start: int
    end: int
    assertion: Assertion
    cue: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class PageReading:
    """Marks of one document, by their start. `judge` tells why a mention is judged so, with the reach of its cue.

    `places` are the mentions as shares of the document's height, few enough for a map; `words` tell them to a screen reader.
    """

    mentions: tuple[MentionMark, ...] = ()
    copied: tuple[CopiedSpan, ...] = ()
    judge: Callable[[int, int], Judgement] | None = None
    places: tuple[tuple[float, Assertion], ...] = ()
    words: str = ""

    def mention_at(self, place: int) -> MentionMark | None:
        """The shortest mention that holds a code point."""
        found = [one for one in between(self.mentions, place, place + 1) if one.start <= place < one.end]
        return min(found, key=lambda one: one.end - one.start, default=None)

    def copied_at(self, place: int) -> CopiedSpan | None:
        at = bisect_right(self.copied, place, key=lambda one: one.start) - 1
        return self.copied[at] if at >= 0 and place < self.copied[at].end else None


NOTHING_READ = PageReading()


def between(mentions: Sequence[MentionMark], start: int, end: int) -> Sequence[MentionMark]:
    """Those that may touch `start` to `end`; the longest mention is a line of an assessment, never a page."""
    first = bisect_left(mentions, start - 400, key=lambda one: one.start)
    return mentions[first : bisect_right(mentions, end, key=lambda one: one.start)]


class LineMap:
    """About how far down a page a code point stands: lines are counted as they wrap, not laid out."""

    def __init__(self, text: str) -> None:
        self._ends, self._counts, start, lines = list[int](), list[int](), 0, 0
        for paragraph in text.split("\n"):
            lines += max(1, math.ceil(len(paragraph) / WRAPPED_AT))
            self._ends.append(start + len(paragraph))
            self._counts.append(lines)
            start += len(paragraph) + 1

    def share(self, offset: int) -> float:
        """0 to 1."""
        place = bisect_left(self._ends, offset)
        before, start = (self._counts[place - 1], self._ends[place - 1] + 1) if place else (0, 0)
        return min(1.0, (before + (offset - start) // WRAPPED_AT) / max(1, self._counts[-1]))


def page_reading(
    read: "DocumentReading", copied: Iterable[CopiedSpan], *, between: Callable[[], None] = lambda: None
) -> PageReading:
    """The marks of one document. Tens of milliseconds for two hundred pages: not for the screen's thread, and `between`
    is called again and again for whoever wants the processor."""
    marks: dict[tuple[int, int], MentionMark] = {}
    for number, one in enumerate(read.mentions):
        mention, code = one.mention, one.named.code
        names = f"{code.value} {code.title}"
        marks[mention.start, mention.end] = MentionMark(
            mention.start, mention.end, mention.assertion, mention.cue, names
        )
        if number % _STEP == 0:
            between()
    ordered = tuple(sorted(marks.values(), key=lambda one: (one.start, one.end)))
    text = read.read.text
    lines = LineMap(text)
    places = set[tuple[float, Assertion]]()
    for number, mark in enumerate(ordered):
        places.add((round(lines.share(mark.start), 3), mark.assertion))
        if number % _STEP == 0:
            between()
    return PageReading(ordered, tuple(copied), read.judgement_of, tuple(sorted(places)), _described(ordered, text))


def assertion_words(assertion: Assertion) -> str:
    return {
        Assertion.AFFIRMED: tr("affirmed"),
        Assertion.NEGATED: tr("denied"),
        Assertion.UNCERTAIN: tr("uncertain"),
        Assertion.HISTORICAL: tr("past"),
        Assertion.HYPOTHETICAL: tr("what might come"),
        Assertion.OTHER_PERSON: tr("another person"),
    }[assertion]


def reason_words(mark: MentionMark, judgement: Judgement | None, text: str) -> str:
    """Why a mention is judged so: the cue, how far it reaches, and the code that the words name."""
    said = assertion_words(mark.assertion)
    cue = judgement.cue if judgement is not None else mark.cue
    scope = judgement.scope if judgement is not None else None
    if cue and scope is not None:
        reach = _quoted(text[scope[0] : scope[1]])
        why = tr("{said}: “{cue}” reaches “{reach}”", said=said, cue=cue, reach=reach)
    elif cue:
        why = tr("{said}: “{cue}”", said=said, cue=cue)
    else:
        why = said
    return f"{why}\n{mark.names}" if mark.names else why


def _quoted(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST_QUOTED else plain[: _LONGEST_QUOTED - 1] + "…"


def _described(mentions: Sequence[MentionMark], text: str) -> str:
    """The mentions in words: those that are not plainly affirmed first, forty at most."""
    ordered = sorted(mentions, key=lambda one: (one.assertion is Assertion.AFFIRMED, one.start))
    parts = [
        f"{' '.join(text[one.start : one.end].split())}: {assertion_words(one.assertion)}"
        + (f" (“{one.cue}”)" if one.cue else "")
        for one in ordered[:_MOST_DESCRIBED]
    ]
    return "; ".join(parts)
