"""Items of a conclusion that no name of a code reaches: looked up in parts, then as a whole in the search."""

import re
from collections.abc import Iterator, Sequence

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.assembly.draft import Draft, Line, Note, Span
from coderdesk.domain.coding.assembly.wordings import lines_without, side_told
from coderdesk.domain.coding.code import Code, CodeSystem
from coderdesk.search.find import find_codes
from coderdesk.search.words import family, stem, words_of
from coderdesk.services.phrase_codes import PhraseCodes

_LEAST = 0.84
_MOST_WORDS = 9
_FEWEST_WORDS = 2
_LOOKED_AT = 4
_OPENING = re.compile(
    r"(?:the )?(?:pt\.?|patient|this (?:is|patient)|he|she|\d+[- ]year[- ]old \w+)\b[^,;.:\n]{0,30}?\b(?:with|w/|has)\s+|"
    r"(?:history of |s/p |status post |known |chronic |acute )?",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:(\[\n]|\s[-–—]+\s|,\s*(?:grade|in |with |which|stable|improv|resolv|well|doing|now|status|s/p|for )"
)
_NO_NAME = re.compile(
    r"\b(?:follow|continue|return|discussed|patient|will|plan|doing|see|seen|recommend|start|well)\b", re.IGNORECASE
)
_SYSTEMS = frozenset({CodeSystem.ICD10CM})
_PLAIN = frozenset(
    "of the and a an in with due to by for right left bilateral side unspecified other encounter".split()
)


def named_by_search(drafts: Sequence[Draft], note: Note, codes: PhraseCodes) -> list[Draft]:
    """One draft for each unreached item whose words the search knows nearly as a code's own."""
    found = (_searched(line, note, codes) for line in lines_without(drafts, note))
    return [one for one in found if one is not None]


def _searched(line: Line, note: Note, codes: PhraseCodes) -> Draft | None:
    for start, end in _names(line, note):
        words = " ".join(note.text[start:end].split())
        count = len(words.split())
        if not _FEWEST_WORDS <= count <= _MOST_WORDS or _NO_NAME.search(words):
            continue
        if not note.affirms(start, end):
            return None
        found = _best(words, codes)
        if found is not None:
            code, score, why = found
            reason = f"the search finds “{words}”: {why}"
            return Draft(
                code=code,
                passages=((start, end),),
                assertion=Assertion.AFFIRMED,
                section=line.section,
                score=round(score * 0.9, 4),
                reasons=(reason,),
            )
    return None


def _names(line: Line, note: Note) -> Iterator[Span]:
    opening = _OPENING.match(note.text, line.start, line.end)
    start = opening.end() if opening and len(opening.group()) > 8 else line.start
    end = _END.search(note.text, start, line.end)
    stop = end.start() if end else line.end
    yield start, stop
    comma = note.text.find(",", start, stop)
    if comma > 0:
        yield start, comma


def _best(words: str, codes: PhraseCodes) -> tuple[Code, float, str] | None:
    named = codes.named_by(words, beside=words)
    if named is not None:
        return named.code, named.score, named.why
    for found in find_codes(codes.library.index, words, on=codes.on, systems=_SYSTEMS, limit=_LOOKED_AT):
        if found.score < _LEAST:
            return None
        if found.code.is_reportable_on(codes.on) and _says_the_same(words, found.code):
            return found.code, found.score, found.why
    return None


def _says_the_same(words: str, code: Code) -> bool:
    """No side against the words, and at least half of the title's telling words are among those said, or the reverse."""
    if code.value.startswith(("V", "W", "X", "Y", "O")) or (side_told(code.title) or side_told(words)) != side_told(
        words
    ):
        return False
    said, printed = _families(words), _families(code.title)
    return bool(said & printed) and len(said - printed) <= len(said) // 2


def _families(text: str) -> frozenset[str]:
    return frozenset(family(stem(word.spelling)) for word in words_of(text)) - _PLAIN
