"""The words of the index: every spelling with its term, and the ways to find a misspelled one."""

from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from coderdesk.search.texts import Lists, Texts
from coderdesk.search.words import family, sound, spellings_of, stem

# What stands on two sides of this in a title is said again in other titles: "..., Percutaneous Approach".
_BETWEEN = ", "


@dataclass(slots=True)
class Vocabulary:
    """Terms are stems, numbered as they come; several spellings share one."""

    terms: dict[str, int] = field(default_factory=dict)
    spellings: dict[str, int] = field(default_factory=dict)
    _parts: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def term(self, spelling: str) -> int:
        known = self.spellings.get(spelling)
        if known is None:
            known = self.terms.setdefault(stem(spelling), len(self.terms))
            self.spellings[spelling] = known
        return known

    def terms_of(self, text: str) -> list[int]:
        """The terms in their order. A part between commas that was met before is not taken apart again."""
        found: list[int] = []
        for part in text.split(_BETWEEN):
            known = self._parts.get(part)
            if known is None:
                known = self._parts[part] = tuple(self.term(spelling) for spelling in spellings_of(part))
            found += known
        return found


def word_arrays(vocabulary: Vocabulary) -> dict[str, npt.NDArray[Any]]:
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
