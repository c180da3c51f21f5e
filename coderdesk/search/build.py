"""Build the index: phrases into words, words into postings, and for each entry what the ranking asks of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import IndexTerm
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.search.composed import composed_phrases
from coderdesk.search.defaults import default_codes
from coderdesk.search.lexicon import Lexicon
from coderdesk.search.official_terms import official_phrases
from coderdesk.search.phrases import Phrase, PhraseKind, is_expansion, phrases_of
from coderdesk.search.texts import Lists, Texts
from coderdesk.search.traits import TitledEntries, trait_bits
from coderdesk.search.vocabulary import Vocabulary, word_arrays
from coderdesk.search.weights import entry_weight, kind_weight, rarity

Arrays = dict[str, npt.NDArray[Any]]
SYSTEMS = tuple(CodeSystem)
LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The phrases with the terms that name the code, and those that may be said besides."""

    phrases: Sequence[Phrase]
    terms: Sequence[list[int]]
    optional: Sequence[list[int]]


def build_arrays(
    entries: Sequence[TabularEntry],
    lexicon: Lexicon,
    *,
    index_terms: Sequence[IndexTerm] = (),
    tell: Callable[[float], None] = lambda _: None,
) -> Arrays:
    """Everything the search needs, as named arrays. `entries` are numbered by their place; `index_terms` are the lines of
    imported indexes and tables; `tell` hears the share done."""
    vocabulary = Vocabulary()
    phrases = [
        *phrases_of(entries, lexicon),
        *composed_phrases(entries, lexicon),
        *official_phrases(entries, index_terms),
    ]
    tell(0.2)
    spoken = _Spoken(
        phrases,
        [vocabulary.terms_of(phrase.text) for phrase in phrases],
        [vocabulary.terms_of(phrase.optional) if phrase.optional else [] for phrase in phrases],
    )
    tell(0.5)
    around = _surroundings(entries, spoken, vocabulary)
    for word in _words_of_data_files(lexicon):
        vocabulary.term(word)
    tell(0.6)
    columns = _entry_arrays(entries, lexicon) | _phrase_arrays(entries, spoken, vocabulary)
    columns["entry_traits"] = _traits(columns, lexicon, vocabulary)
    tell(0.9)
    return columns | word_arrays(vocabulary) | around.as_arrays("around")


def _words_of_data_files(lexicon: Lexicon) -> Iterator[str]:
    """What may be typed, or stand for what is typed, without standing in a title."""
    for table in (lexicon.rewrites, lexicon.procedures.names):
        for key, rewrites in table.items():
            yield from key
            for rewrite in rewrites:
                yield from rewrite.words
    for left, right in lexicon.alternatives.items():
        yield left
        yield from right
    yield from lexicon.forms.values()
    yield from lexicon.endings.values()


def _traits(columns: Arrays, lexicon: Lexicon, vocabulary: Vocabulary) -> npt.NDArray[np.uint64]:
    postings = Lists.named("posting", columns)
    by_bare, bares = columns["entry_by_bare"], list(Texts.named("bare", columns).all())

    def holding(word: str) -> npt.NDArray[np.int32]:
        term = vocabulary.terms.get(word, -1)
        phrases = postings[term] if term >= 0 else np.empty(0, np.int32)
        titles = phrases[columns["phrase_kind"][phrases] == PhraseKind.TITLE]
        found: npt.NDArray[np.int32] = columns["phrase_entry"][titles]
        return found

    titled = TitledEntries(
        by_bare=by_bare,
        bares=[bares[place] for place in by_bare.tolist()],
        is_diagnosis=columns["entry_system"] == SYSTEMS.index(CodeSystem.ICD10CM),
        holding=holding,
    )
    return trait_bits(titled, lexicon.traits)


def _surroundings(entries: Sequence[TabularEntry], spoken: _Spoken, vocabulary: Vocabulary) -> Lists:
    """For each diagnosis the terms said of it and of the headings above it: what makes a partial match the right one."""
    said: dict[int, set[int]] = {}
    for phrase, terms in zip(spoken.phrases, spoken.terms, strict=True):
        if phrase.kind in (PhraseKind.TITLE, PhraseKind.INCLUSION_TERM, PhraseKind.INCLUDES):
            said.setdefault(phrase.entry, set()).update(terms)
    handed_down: dict[str, set[int]] = {}
    lists: list[Sequence[int]] = []
    for place, entry in enumerate(entries):
        if entry.system is not CodeSystem.ICD10CM:
            lists.append(())
            continue
        above = handed_down.get(entry.parent, set())
        own = said.get(place, set())
        if entry.level is Level.SECTION:
            own = set(vocabulary.terms_of(entry.title))
        characters = {term for row in entry.seventh_characters for term in vocabulary.terms_of(row.meaning)}
        whole = above | own | characters
        if not entry.is_billable:
            handed_down[entry.value] = whole
        lists.append(() if is_expansion(entry) else sorted(whole))
    return Lists.of(lists)


def _entry_arrays(entries: Sequence[TabularEntry], lexicon: Lexicon) -> Arrays:
    places = {(entry.system, entry.value): place for place, entry in enumerate(entries)}
    parents = np.array([places.get((entry.system, entry.parent), -1) for entry in entries], np.int32)
    billable = np.array([entry.is_billable for entry in entries])
    bare = [_bare(entry) for entry in entries]
    releases = list(dict.fromkeys(entry.release for entry in entries))
    return {
        "entry_parent": parents,
        "entry_billable": billable,
        "entry_below": _codes_below(parents, billable),
        "entry_system": np.array([SYSTEMS.index(entry.system) for entry in entries], np.uint8),
        "entry_level": np.array([LEVELS.index(entry.level) for entry in entries], np.uint8),
        "entry_starts": np.array([_ordinal(entry.in_force.start) for entry in entries], np.int32),
        "entry_ends": np.array([_ordinal(entry.in_force.end) for entry in entries], np.int32),
        "entry_release": np.array([releases.index(entry.release) for entry in entries], np.uint8),
        "entry_default": default_codes(entries, parents, lexicon.defaults),
        "entry_by_bare": np.array(sorted(range(len(entries)), key=lambda place: (bare[place], place)), np.int32),
        **Texts.of(bare).as_arrays("bare"),
        **Texts.of(entry.value for entry in entries).as_arrays("value"),
        **Texts.of(entry.title for entry in entries).as_arrays("title"),
        **Texts.of(releases).as_arrays("release"),
    }


def _bare(entry: TabularEntry) -> str:
    """As it is typed without its marks. The hyphen of a section ("A00-A09") stays, that of a drug code goes."""
    bare = entry.value.replace(".", "").upper()
    return bare.replace("-", "") if entry.system is CodeSystem.NDC else bare


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _codes_below(parents: npt.NDArray[np.int32], billable: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    below = np.zeros(len(parents), np.int32)
    above = np.where(billable, parents, -1)
    while (above >= 0).any():
        np.add.at(below, above[above >= 0], 1)
        above = np.where(above >= 0, parents[above], -1)
    return below


def _phrase_arrays(entries: Sequence[TabularEntry], spoken: _Spoken, vocabulary: Vocabulary) -> Arrays:
    names, total = list(vocabulary.terms), len(spoken.phrases)
    keys, items = _pairs(spoken.terms)
    more_keys, more_items = _pairs(spoken.optional)
    counts = np.bincount(keys, minlength=len(names)).tolist()
    rarities = np.array([rarity(name, count, total) for name, count in zip(names, counts, strict=True)], np.float32)
    mass = np.bincount(items, weights=rarities[keys], minlength=total).astype(np.float32)
    weights = [kind_weight(one.kind) * entry_weight(entries[one.entry]) for one in spoken.phrases]
    texts = (one.text if one.kind is not PhraseKind.TITLE else "" for one in spoken.phrases)
    said = [one + more for one, more in zip(spoken.terms, spoken.optional, strict=True)]
    return {
        "phrase_entry": np.array([phrase.entry for phrase in spoken.phrases], np.int32),
        "phrase_kind": np.array([phrase.kind for phrase in spoken.phrases], np.uint8),
        "phrase_weight": np.array(weights, np.float32),
        "phrase_mass": np.maximum(mass, 1e-3),
        "term_rarity": rarities,
        **Lists.of(said).as_arrays("phrase"),
        "phrase_is_named": _named(spoken),
        **Lists.grouped(keys=keys, items=items, count=len(names)).as_arrays("posting"),
        **Lists.grouped(keys=more_keys, items=more_items, count=len(names)).as_arrays("unsaid"),
        **Texts.of(texts).as_arrays("phrase_text"),
    }


def _named(spoken: _Spoken) -> npt.NDArray[np.bool_]:
    """For each word of each phrase whether it is part of the name; the others may be said and need not."""
    lengths = [length for one in zip(spoken.terms, spoken.optional, strict=True) for length in map(len, one)]
    return np.repeat(np.arange(len(lengths)) % 2 == 0, lengths)


def _pairs(spoken: Sequence[list[int]]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Every term of every phrase once, with the phrase."""
    distinct = [dict.fromkeys(terms) for terms in spoken]
    lengths = np.array([len(one) for one in distinct], np.int64)
    terms = np.fromiter(chain.from_iterable(distinct), np.int32, int(lengths.sum()))
    return terms, np.repeat(np.arange(len(spoken), dtype=np.int32), lengths)
