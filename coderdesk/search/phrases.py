"""What the index can match: every phrase that names a code, where it comes from, and how much it counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, NoteKind, TabularEntry, references_in
from coderdesk.search.lexicon import Lexicon


class PhraseKind(IntEnum):
    """Where a phrase comes from; stored in the index as its number."""

    TITLE = 0
    INCLUSION_TERM = 1
    INCLUDES = 2
    OWN_TERM = 3
    NAMED_ELSEWHERE = 4
    COMPOSED = 5
    SPELLED_OUT = 6
    INDEX_LINE = 7
    ALSO = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """`entry` is the place of the entry that the phrase names; `optional` are words that may be said and need not."""

    entry: int
    text: str
    kind: PhraseKind
    optional: str = ""


_POINTING = frozenset(
    {NoteKind.EXCLUDES1, NoteKind.EXCLUDES2, NoteKind.CODE_FIRST, NoteKind.USE_ADDITIONAL, NoteKind.CODE_ALSO}
)


def _names_something(entry: TabularEntry) -> bool:
    """Chapters are too wide, and what stands above codes elsewhere ("Bypass" of a body system) says less than they do."""
    if entry.system is not CodeSystem.ICD10CM:
        return entry.is_billable
    return entry.level not in (Level.CHAPTER, Level.SECTION)


def is_expansion(entry: TabularEntry) -> bool:
    """Whether the code is its heading and a 7th character, so that the heading's words find it."""
    bare = entry.value.replace(".", "")
    return entry.system is CodeSystem.ICD10CM and entry.level is Level.CODE and len(bare) == 7 and "," in entry.title


def phrases_of(entries: Sequence[TabularEntry], lexicon: Lexicon) -> Iterator[Phrase]:
    """Titles, inclusion terms, includes notes, what other headings' notes call a code, and our own terms."""
    places = {entry.value: place for place, entry in enumerate(entries)}
    for place, entry in enumerate(entries):
        if not _names_something(entry):
            continue
        if entry.title and not (
            is_expansion(entry) and entry.title.startswith(_title_of(entries, places, entry.parent))
        ):
            yield Phrase(place, entry.title, PhraseKind.TITLE)
            if entry.system is CodeSystem.HCPCS:
                yield from _spelled_out(place, entry.title, lexicon)
        for text in entry.also:
            yield Phrase(place, text, PhraseKind.ALSO, entry.title)
        for note in entry.notes:
            if note.kind is NoteKind.INCLUSION_TERM:
                yield Phrase(place, note.text, PhraseKind.INCLUSION_TERM)
            elif note.kind is NoteKind.INCLUDES:
                yield Phrase(place, note.text, PhraseKind.INCLUDES)
            elif note.kind in _POINTING:
                yield from _pointed_at(note.text, places)
    for term in lexicon.own_terms:
        if term.code in places:
            yield Phrase(places[term.code], term.term, PhraseKind.OWN_TERM)


def _spelled_out(place: int, title: str, lexicon: Lexicon) -> Iterator[Phrase]:
    """ "Wheelchair amputee w/ leg re" with its abbreviations in full."""
    words = title.lower().replace("/", "/ ").split()
    full = " ".join(lexicon.hcpcs_words.get(word, word) for word in words)
    if full != " ".join(words):
        yield Phrase(place, full, PhraseKind.SPELLED_OUT)


def _title_of(entries: Sequence[TabularEntry], places: dict[str, int], value: str) -> str:
    return entries[places[value]].title if value in places else "\0"


def _pointed_at(text: str, places: dict[str, int]) -> Iterator[Phrase]:
    """ "Excludes1: gouty bursitis (M10.-)" calls M10 by a name."""
    references = references_in(text)
    name = text[: text.find("(")].strip(" ,") if "(" in text else ""
    if len(references) == 1 and len(name) > 3 and references[0].first == references[0].last:
        target = places.get(references[0].first)
        if target is not None:
            yield Phrase(target, name, PhraseKind.NAMED_ELSEWHERE)
