"""Build the index: phrases into words, words into postings, and for each entry what the ranking asks of it."""

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.search.composed import composed_phrases
from coderdesk.search.defaults import default_codes
from coderdesk.search.lexicon import Lexicon
from coderdesk.search.phrases import Phrase, PhraseKind, is_expansion, phrases_of
from coderdesk.search.texts import Lists, Texts
from coderdesk.search.weights import entry_weight, kind_weight, rarity
from coderdesk.search.words import family, sound, stem, words_of

Arrays = dict[str, npt.NDArray[Any]]
SYSTEMS = tuple(CodeSystem)
LEVELS = tuple(Level)


@dataclass(slots=True)
class _Vocabulary:
    """Terms are stems, numbered as they come; several spellings share one."""

    terms: dict[str, int] = field(default_factory=dict)
    spellings: dict[str, int] = field(default_factory=dict)

    def term(self, spelling: str) -> int:
        known = self.spellings.get(spelling)
        if known is None:
            known = self.terms.setdefault(stem(spelling), len(self.terms))
            self.spellings[spelling] = known
        return known

    def terms_of(self, text: str) -> list[int]:
        return [self.term(word.spelling) for word in words_of(text)]


def build_arrays(
    entries: Sequence[TabularEntry], lexicon: Lexicon, *, tell: Callable[[float], None] = lambda _: None
) -> Arrays:
    """Everything the search needs, as named arrays. `entries` are numbered by their place; `tell` hears the share done."""
    vocabulary = _Vocabulary()
    phrases = [*phrases_of(entries, lexicon), *composed_phrases(entries, lexicon)]
    tell(0.1)
    spoken = [vocabulary.terms_of(phrase.text) for phrase in phrases]
    tell(0.3)
    around = _surroundings(entries, phrases, spoken, vocabulary)
    tell(0.5)
    for key, rewrites in lexicon.rewrites.items():
        for word in (*key, *(word for rewrite in rewrites for word in rewrite.words)):
            vocabulary.term(word)
    for left, right in lexicon.alternatives.items():
        for word in (left, *right):
            vocabulary.term(word)
    for word in (*lexicon.forms.values(), *lexicon.endings.values()):
        vocabulary.term(word)
    return (
        _entry_arrays(entries, lexicon)
        | _phrase_arrays(entries, phrases, spoken, vocabulary)
        | _word_arrays(vocabulary)
        | around.as_arrays("around")
    )


def _surroundings(
    entries: Sequence[TabularEntry], phrases: Sequence[Phrase], spoken: Sequence[list[int]], vocabulary: _Vocabulary
) -> Lists:
    """For each entry the terms said of it and of the headings above it: what makes a partial match the right one."""
    said: dict[int, set[int]] = {}
    for phrase, terms in zip(phrases, spoken, strict=True):
        if phrase.kind in (PhraseKind.TITLE, PhraseKind.INCLUSION_TERM, PhraseKind.INCLUDES):
            said.setdefault(phrase.entry, set()).update(terms)
    places = {(entry.system, entry.value): place for place, entry in enumerate(entries)}
    handed_down: dict[int, set[int]] = {}
    lists: list[Sequence[int]] = []
    for place, entry in enumerate(entries):
        above = handed_down.get(places.get((entry.system, entry.parent), -1), set())
        own = said.get(place, set())
        if entry.level is Level.SECTION:
            own = set(vocabulary.terms_of(entry.title))
        characters = {term for row in entry.seventh_characters for term in vocabulary.terms_of(row.meaning)}
        whole = above | own | characters
        if not entry.is_billable:
            handed_down[place] = whole
        lists.append(() if is_expansion(entry) else sorted(whole))
    return Lists.of(lists)


def _entry_arrays(entries: Sequence[TabularEntry], lexicon: Lexicon) -> Arrays:
    places = {(entry.system, entry.value): place for place, entry in enumerate(entries)}
    parents = np.array([places.get((entry.system, entry.parent), -1) for entry in entries], np.int32)
    billable = np.array([entry.is_billable for entry in entries])
    bare = [entry.value.replace(".", "").upper() for entry in entries]
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
        "entry_weight": np.array([entry_weight(entry) for entry in entries], np.float32),
        "entry_by_bare": np.array(sorted(range(len(entries)), key=lambda place: (bare[place], place)), np.int32),
        **Texts.of(bare).as_arrays("bare"),
        **Texts.of(entry.value for entry in entries).as_arrays("value"),
        **Texts.of(entry.title for entry in entries).as_arrays("title"),
        **Texts.of(releases).as_arrays("release"),
    }


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _codes_below(parents: npt.NDArray[np.int32], billable: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    below = np.zeros(len(parents), np.int32)
    above = np.where(billable, parents, -1)
    while (above >= 0).any():
        np.add.at(below, above[above >= 0], 1)
        above = np.where(above >= 0, parents[above], -1)
    return below


def _phrase_arrays(
    entries: Sequence[TabularEntry], phrases: Sequence[Phrase], spoken: Sequence[list[int]], vocabulary: _Vocabulary
) -> Arrays:
    counts = Counter(term for terms in spoken for term in set(terms))
    names = list(vocabulary.terms)
    total = len(phrases)
    rarities = np.array([rarity(names[t], counts.get(t, 0), total) for t in range(len(names))], np.float32)
    pairs_term, pairs_phrase = array("i"), array("i")
    for place, terms in enumerate(spoken):
        distinct = dict.fromkeys(terms)
        pairs_term.extend(distinct)
        pairs_phrase.extend([place] * len(distinct))
    keys, items = np.array(pairs_term, np.int32), np.array(pairs_phrase, np.int32)
    mass = np.zeros(total, np.float32)
    np.add.at(mass, items, rarities[keys])
    return {
        "phrase_entry": np.array([phrase.entry for phrase in phrases], np.int32),
        "phrase_kind": np.array([phrase.kind for phrase in phrases], np.uint8),
        "phrase_weight": np.array([kind_weight(p.kind) * entry_weight(entries[p.entry]) for p in phrases], np.float32),
        "phrase_mass": np.maximum(mass, 1e-3),
        "term_rarity": rarities,
        **Lists.of(spoken).as_arrays("phrase"),
        **Lists.grouped(keys=keys, items=items, count=len(names)).as_arrays("posting"),
        **Texts.of(p.text if p.kind is not PhraseKind.TITLE else "" for p in phrases).as_arrays("phrase_text"),
    }


def _word_arrays(vocabulary: _Vocabulary) -> Arrays:
    """Every spelling in order with its term; by sound, by pairs of letters, and by family of derived forms."""
    for name in list(vocabulary.terms):
        vocabulary.term(name)
    words = sorted(vocabulary.spellings)
    sounds = [sound(word) for word in words]
    sound_names = sorted(set(sounds))
    sound_places = {name: place for place, name in enumerate(sound_names)}
    families = [family(name) for name in vocabulary.terms]
    family_names = {name: place for place, name in enumerate(dict.fromkeys(families))}
    family_of = np.array([family_names[name] for name in families], np.int32)
    pair_keys, pair_words = array("i"), array("i")
    for place, word in enumerate(words):
        pairs = letter_pairs(word)
        pair_keys.extend(pairs)
        pair_words.extend([place] * len(pairs))
    return {
        **Texts.of(words).as_arrays("word"),
        "word_term": np.array([vocabulary.spellings[word] for word in words], np.int32),
        "word_length": np.array([len(word) for word in words], np.int16),
        **Texts.of(sound_names).as_arrays("sound"),
        **Lists.grouped(
            keys=np.array([sound_places[name] for name in sounds], np.int32),
            items=np.arange(len(words), dtype=np.int32),
            count=len(sound_names),
        ).as_arrays("sound_words"),
        **Lists.grouped(
            keys=np.array(pair_keys, np.int32), items=np.array(pair_words, np.int32), count=_PAIRS
        ).as_arrays("pair_words"),
        "term_family": family_of,
        **Lists.grouped(
            keys=family_of, items=np.arange(len(families), dtype=np.int32), count=len(family_names)
        ).as_arrays("family_terms"),
        **Texts.of(vocabulary.terms).as_arrays("term"),
    }


_LETTERS = {letter: place + 1 for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_BASE = len(_LETTERS) + 1
_PAIRS = _BASE * _BASE


def letter_pairs(word: str) -> set[int]:
    """The pairs of neighbouring letters as numbers, the word's beginning and end counted as a letter."""
    places = [0, *(_LETTERS.get(letter, 0) for letter in word), 0]
    return {first * _BASE + second for first, second in pairwise(places)}
