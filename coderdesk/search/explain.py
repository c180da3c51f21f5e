"""Why a code was found, in plain words, and which words of its title were meant."""

import re

from coderdesk.search.index import SearchIndex
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query_words import Alternative, How, QueryWord
from coderdesk.search.rank import Match

_WORD = re.compile(r"[a-z0-9]+")

_SAID = {
    PhraseKind.INCLUSION_TERM: "inclusion term: ",
    PhraseKind.INCLUDES: "includes: ",
    PhraseKind.NAMED_ELSEWHERE: "named in a note as: ",
    PhraseKind.COMPOSED: "table: ",
    PhraseKind.SPELLED_OUT: "in full: ",
    PhraseKind.INDEX_LINE: "index: ",
    PhraseKind.ALSO: "also: ",
}


def why(index: SearchIndex, match: Match) -> str:
    """For example "UTI = urinary tract infection" or "diabtes → diabetes · inclusion term: ..."."""
    terms = set(index.phrases.terms[match.phrase].tolist())
    around = set(index.entries.around[int(index.phrases.entry[match.phrase])].tolist())
    parts = list(match.reading.shown)
    for word in match.reading.words:
        chosen = _matched(word, terms) or _matched(word, around)
        if chosen is not None and chosen.how is How.CORRECTED:
            parts.append(f"{word.written} → {chosen.spelling}")
        elif chosen is not None and chosen.how is How.EQUIVALENT:
            parts.append(f"{word.written} = {chosen.spelling}")
        elif chosen is not None and chosen.how is How.NAMED_LIKE:
            parts.append(f"{word.written} is named like {chosen.spelling.replace('*', '-')}")
    kind = PhraseKind(int(index.phrases.kind[match.phrase]))
    named = int(index.phrases.entry[match.phrase])
    if kind is PhraseKind.OWN_TERM:
        parts.append(f"{index.phrases.texts[match.phrase]} = {_lower_first(index.entries.title[named])}")
    elif kind is not PhraseKind.TITLE:
        parts.append(_SAID[kind] + index.phrases.texts[match.phrase])
    if named != match.entry:
        parts.append(f"usual code of {index.entries.value[named]}")
    return " · ".join(dict.fromkeys(parts)) or "title"


def _lower_first(title: str) -> str:
    """As it reads in the middle of a sentence; an abbreviation or a name with a second capital stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def _matched(word: QueryWord, terms: set[int]) -> Alternative | None:
    for alternative in reversed(word.alternatives):
        if alternative.term in terms:
            return alternative
    return None


def spans(index: SearchIndex, match: Match, title: str) -> tuple[tuple[int, int], ...]:
    """Where the matched words stand in the title, as offsets from start to end."""
    meant = {alternative.term for word in match.reading.words for alternative in word.alternatives}
    terms = index.words.term_by_spelling
    return tuple(found.span() for found in _WORD.finditer(title.lower()) if terms.get(found[0]) in meant)
