"""The index in memory: arrays mapped from the file, and the few look-up tables that are made when it is opened."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coderdesk.search.files import read_arrays
from coderdesk.search.lexicon import Lexicon
from coderdesk.search.texts import Lists, Texts

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryColumns:
    """What is known of each entry; the place of an entry is its number everywhere."""

    parent: Ints
    billable: npt.NDArray[np.bool_]
    below: Ints
    system: Bytes
    level: Bytes
    starts: Ints
    ends: Ints
    release: Bytes
    default: Ints
    traits: npt.NDArray[np.uint64]
    by_bare: Ints
    bare: Texts
    value: Texts
    title: Texts
    releases: tuple[str, ...]
    around: Lists


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseColumns:
    """What can be matched: each phrase names an entry (of a system), has a mass (the sum of what its words tell) and a weight.

    `is_named` tells of each item of `terms` whether it is part of the name, or may be said and need not.
    """

    entry: Ints
    system: Bytes
    kind: Bytes
    mass: Floats
    weight: Floats
    terms: Lists
    is_named: npt.NDArray[np.bool_]
    texts: Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class WordColumns:
    """The vocabulary: spellings in alphabetical order, their terms, and the ways to find a misspelled one.

    `posting` are the phrases that a term is part of, `unsaid` those in which it may be said and need not.
    """

    spellings: tuple[str, ...]
    places: dict[str, int]
    term_by_spelling: dict[str, int]
    term: Ints
    length: npt.NDArray[np.int16]
    sounds: dict[str, int]
    sound_words: Lists
    pair_words: Lists
    terms: tuple[str, ...]
    term_places: dict[str, int]
    rarity: Floats
    posting: Lists
    unsaid: Lists
    family: Ints
    family_terms: Lists


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Read-only and safe to share between threads."""

    entries: EntryColumns
    phrases: PhraseColumns
    words: WordColumns
    lexicon: Lexicon


def open_index(path: Path, lexicon: Lexicon) -> SearchIndex:
    """Map a finished index file. Raises SearchIndexDamaged."""
    return index_from(read_arrays(path), lexicon)


def index_from(arrays: dict[str, npt.NDArray[Any]], lexicon: Lexicon) -> SearchIndex:
    return SearchIndex(_entries(arrays), _phrases(arrays), _words(arrays), lexicon)


def _entries(arrays: dict[str, npt.NDArray[Any]]) -> EntryColumns:
    return EntryColumns(
        parent=arrays["entry_parent"],
        billable=arrays["entry_billable"],
        below=arrays["entry_below"],
        system=arrays["entry_system"],
        level=arrays["entry_level"],
        starts=arrays["entry_starts"],
        ends=arrays["entry_ends"],
        release=arrays["entry_release"],
        default=arrays["entry_default"],
        traits=arrays["entry_traits"],
        by_bare=arrays["entry_by_bare"],
        bare=Texts.named("bare", arrays),
        value=Texts.named("value", arrays),
        title=Texts.named("title", arrays),
        releases=tuple(Texts.named("release", arrays).all()),
        around=Lists.named("around", arrays),
    )


def _phrases(arrays: dict[str, npt.NDArray[Any]]) -> PhraseColumns:
    return PhraseColumns(
        entry=arrays["phrase_entry"],
        system=arrays["entry_system"][arrays["phrase_entry"]],
        kind=arrays["phrase_kind"],
        mass=arrays["phrase_mass"],
        weight=arrays["phrase_weight"],
        terms=Lists.named("phrase", arrays),
        is_named=arrays["phrase_is_named"],
        texts=Texts.named("phrase_text", arrays),
    )


def _words(arrays: dict[str, npt.NDArray[Any]]) -> WordColumns:
    spellings = tuple(Texts.named("word", arrays).all())
    terms = tuple(Texts.named("term", arrays).all())
    return WordColumns(
        spellings=spellings,
        places=dict(zip(spellings, range(len(spellings)), strict=True)),
        term_by_spelling=dict(zip(spellings, arrays["word_term"].tolist(), strict=True)),
        term=arrays["word_term"],
        length=arrays["word_length"],
        sounds={name: place for place, name in enumerate(Texts.named("sound", arrays).all())},
        sound_words=Lists.named("sound_words", arrays),
        pair_words=Lists.named("pair_words", arrays),
        terms=terms,
        term_places=dict(zip(terms, range(len(terms)), strict=True)),
        rarity=arrays["term_rarity"],
        posting=Lists.named("posting", arrays),
        unsaid=Lists.named("unsaid", arrays),
        family=arrays["term_family"],
        family_terms=Lists.named("family_terms", arrays),
    )
