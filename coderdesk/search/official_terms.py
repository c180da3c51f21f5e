"""The lines of an imported alphabetic index, drug table or neoplasm table as phrases that name codes."""

from collections.abc import Iterator, Mapping, Sequence

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.code_release import IndexTerm
from coderdesk.domain.coding.tabular import TabularEntry, references_in
from coderdesk.search.phrases import Phrase, PhraseKind
from coderdesk.search.wording import Key, key_of

# What the columns of the neoplasm table mean, by a word of their heading (Table of Neoplasms).
_BEHAVIOURS = {
    "primary": "malignant neoplasm of",
    "secondary": "secondary malignant neoplasm of",
    "situ": "carcinoma in situ of",
    "benign": "benign neoplasm of",
    "uncertain": "neoplasm of uncertain behavior of",
    "unspecified": "neoplasm of",
}
# The columns of the drug table (Table of Drugs and Chemicals).
_INTENTS = {
    "accidental": "accidental poisoning by",
    "self-harm": "intentional self-harm poisoning by",
    "assault": "assault poisoning by",
    "undetermined": "undetermined poisoning by",
    "adverse": "adverse effect of",
    "underdosing": "underdosing of",
}
_NEOPLASM = "neoplasm"
_SEE_FURTHER = 3


def official_phrases(entries: Sequence[TabularEntry], terms: Sequence[IndexTerm]) -> Iterator[Phrase]:
    """Every line that leads to a code of the book: by its own codes, by its columns, or by the line that it says to see."""
    if not terms:
        return
    places = {undotted(one.value): place for place, one in enumerate(entries) if one.system is CodeSystem.ICD10CM}
    optional = _Optional()
    lines = _by_words(terms)
    for term in terms:
        unsaid = optional.of(term)
        words = ", ".join(term.path)
        for code in _codes_of(term, lines, _SEE_FURTHER)[:1]:
            place = _place_of(code, places)
            if place is not None:
                yield Phrase(place, words, PhraseKind.INDEX_LINE, unsaid)
        for heading, code in term.cells:
            place = _place_of(code, places)
            if place is not None:
                yield Phrase(place, _in_column(heading, term.path), PhraseKind.INDEX_LINE, unsaid)


class _Optional:
    """The nonessential words of a line and of the lines above it: they change nothing when said (Index, introduction)."""

    def __init__(self) -> None:
        self._above: list[str] = []

    def of(self, term: IndexTerm) -> str:
        self._above = [*self._above[: len(term.path) - 1], term.nonessential]
        return " ".join(filter(None, self._above))


def _by_words(terms: Sequence[IndexTerm]) -> dict[Key, IndexTerm]:
    """Lines by their words in any order, the first of the same words."""
    found: dict[Key, IndexTerm] = {}
    for term in terms:
        found.setdefault(_words_key(" ".join(term.path)), term)
    return found


def _words_key(text: str) -> Key:
    return tuple(sorted(set(key_of(text))))


def _codes_of(term: IndexTerm, lines: Mapping[Key, IndexTerm], further: int) -> tuple[str, ...]:
    """The codes of the line, or of the line that it refers to, a few references far."""
    if term.codes or not term.see or not further:
        return term.codes
    named = references_in(f"({term.see})")
    if named:
        return (named[0].first,)
    for reference in term.see.split(";"):
        target = lines.get(_words_key(reference))
        codes = _codes_of(target, lines, further - 1) if target is not None else ()
        if codes:
            return codes
    return ()


def _place_of(printed: str, places: Mapping[str, int]) -> int | None:
    """The heading or code that a line names: "M1A.9-" is the heading M1A.9, "T36.0X1-" what the 7th character ends."""
    bare = undotted(printed.strip("- "))
    return places.get(bare, places.get(bare.rstrip("X")))


def _in_column(heading: str, path: tuple[str, ...]) -> str:
    said = heading.casefold()
    behaviour = next((text for word, text in _BEHAVIOURS.items() if word in said), None)
    if path[0].casefold().startswith(_NEOPLASM) and behaviour is not None:
        return f"{behaviour} {' '.join(path[1:])}".strip()
    intent = next((text for word, text in _INTENTS.items() if word in said), heading)
    return f"{intent} {', '.join(path)}"
