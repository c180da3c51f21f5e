"""What a passage asserts: the cues that reach it, weighed, and else what its section means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from coderdesk.domain.clinical.reading import Assertion, Judgement, Section, SectionKind, SentenceSpan
from coderdesk.reading.lexicon import Lexicon, Side, shipped_lexicon
from coderdesk.reading.scopes import Clauses, Scope, clauses_of, scopes_of
from coderdesk.reading.sections import sections_of
from coderdesk.reading.sentences import sentences_of
from coderdesk.reading.words import Word
from coderdesk.shared.resources import resource_path

SECTION_MEANING = {
    SectionKind.PAST_HISTORY: Assertion.HISTORICAL,
    SectionKind.SURGICAL_HISTORY: Assertion.HISTORICAL,
    SectionKind.FAMILY_HISTORY: Assertion.OTHER_PERSON,
    SectionKind.INSTRUCTIONS: Assertion.HYPOTHETICAL,
}
_WEIGHT = {
    Assertion.NEGATED: 5,
    Assertion.OTHER_PERSON: 4,
    Assertion.HYPOTHETICAL: 3,
    Assertion.HISTORICAL: 2,
    Assertion.UNCERTAIN: 1,
}
_NEARBY = 1500
_FAR = 20_000  # a text without a line break: no sentence is longer
_DENIALS = frozenset({"no", "without", "denies", "negative"})


@dataclass(frozen=True, slots=True)
class _Place:
    """The passage in words of its sentence: `first` up to but not including `after`."""

    first: int
    after: int


def assertion_of(text: str, start: int, end: int, *, sections: Sequence[Section] | None = None) -> Judgement:
    """Judge `text[start:end]`. Give the document's sections when they are known: finding them again costs time."""
    parts = sections_of(text) if sections is None else sections
    section = section_at(parts, start)
    low = max(section.start, text.rfind("\n", 0, max(0, start - _NEARBY)) + 1)
    high = text.find("\n", min(len(text), end + _NEARBY))
    low, high = max(low, start - _FAR), min(len(text) if high < 0 else high, end + _FAR)
    nearby = sentences_of(text, [section], low, high)
    span = next((span for span in nearby if span.start <= start < span.end), None)
    if span is None:  # the passage stands in the heading: "ALLERGIES - NONE"
        span = SentenceSpan(start, max(end, nearby[0].end if nearby else end))
    return judged(text, start, end, section=section, sentence=span)


def section_at(sections: Sequence[Section], place: int) -> Section:
    """The section that holds an offset; a text without any is one section of the kind NONE."""
    none = Section(kind=SectionKind.NONE, heading="", start=0, body=0, end=place + 1)
    return next((section for section in sections if section.start <= place < section.end), none)


def judged(
    text: str, start: int, end: int, *, section: Section, sentence: SentenceSpan, lexicon: Lexicon | None = None
) -> Judgement:
    """Judge a passage of a sentence; a passage that runs over the sentence's end is judged by where it begins."""
    clauses = (
        clauses_of(text, sentence.start, max(sentence.end, end), lexicon)
        if lexicon
        else _shipped_clauses(text, sentence.start, max(sentence.end, end))
    )
    place = _place_of(clauses, start, end)
    reaching = [scope for scope in scopes_of(clauses) if _reaches(scope, place)]
    if reaching:
        chosen = _decisive(reaching, clauses)
        return Judgement(_in_section(chosen.assertion, section), *_written(text, chosen, clauses))
    hidden = _denial_hidden_in_a_phrase(clauses, place)
    if hidden is not None:
        return Judgement(Assertion.NEGATED, text[hidden.start : hidden.end], (hidden.start, end))
    meant = SECTION_MEANING.get(section.kind)
    if meant is None and _is_only_a_longstanding_name(text, start, end):
        return Judgement(Assertion.HISTORICAL)
    if meant is None:
        return Judgement(Assertion.AFFIRMED)
    return Judgement(meant, section.heading, (section.body, section.end))


def _denial_hidden_in_a_phrase(clauses: Clauses, place: _Place) -> Word | None:
    """ "Without complications" says nothing of other conditions, but it denies the complications."""
    for hit in clauses.hits:
        is_pseudo = hit.kind.assertion is None and not hit.kind.ends
        first = clauses.words[hit.first]
        if is_pseudo and hit.first < place.first and place.after == hit.after and first.spelling in _DENIALS:
            return first
    return None


@lru_cache(maxsize=8)  # the mentions of one sentence are judged one after another
def _shipped_clauses(text: str, start: int, end: int) -> Clauses:
    return clauses_of(text, start, end, shipped_lexicon())


@cache
def _longstanding() -> frozenset[str]:
    lines = resource_path("reading", "longstanding.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_only_a_longstanding_name(text: str, start: int, end: int) -> bool:
    """The whole text is the name of a condition that people have for years: an entry of a background list, not a finding."""
    return len(text) < 80 and text.strip(" .,;\n") == text[start:end] and _bare(text[start:end]) in _longstanding()


def _bare(name: str) -> str:
    """Without the level at which it stands: "Herniated disks at L4 and L5"."""
    return " ".join(name.lower().split(" at ")[0].split())


def _place_of(clauses: Clauses, start: int, end: int) -> _Place:
    inside = [place for place, word in enumerate(clauses.words) if word.start < end and word.end > start]
    return _Place(inside[0], inside[-1] + 1) if inside else _Place(0, 0)


def _reaches(scope: Scope, place: _Place) -> bool:
    """A cue judges the words in its scope, and a passage that begins or ends with it ("no rash")."""
    cue = scope.cue
    if place.first <= cue.first < place.after:
        if cue.kind.side is Side.BEFORE:  # "rash: absent" marked as a whole
            return cue.after == place.after and cue.first > place.first >= scope.low
        return cue.first == place.first and cue.after < place.after
    return scope.holds(place.first, place.after)


def _decisive(reaching: Sequence[Scope], clauses: Clauses) -> Scope:
    """The heaviest assertion; but what is only asked, warned of or told of a relative stays so when it comes first."""
    outer = reaching[0]
    if outer.assertion is Assertion.HYPOTHETICAL and outer.cue.kind.side is Side.AFTER:
        return outer
    return max(reaching, key=lambda scope: (_WEIGHT[scope.assertion], -len(clauses.words) + scope.cue.first))


def _in_section(assertion: Assertion, section: Section) -> Assertion:
    """A past or doubtful condition in the family history is still a relative's."""
    if section.kind is SectionKind.FAMILY_HISTORY and assertion in {Assertion.HISTORICAL, Assertion.UNCERTAIN}:
        return Assertion.OTHER_PERSON
    return assertion


def _written(text: str, scope: Scope, clauses: Clauses) -> tuple[str, tuple[int, int]]:
    words = clauses.words
    cue = text[words[scope.cue.first].start : words[scope.cue.after - 1].end]
    low, high = scope.low, max(scope.low + 1, scope.high)
    low = min(low, len(words) - 1)
    return cue, (words[low].start, words[min(high, len(words)) - 1].end)
