"""Which phrases of the index a few words name in full: every word that the phrase asks for is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.build import SYSTEMS
from coderdesk.search.index import SearchIndex
from coderdesk.search.lexicon import built_from
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query import halves_of
from coderdesk.search.texts import Lists
from coderdesk.search.unsaid import PLAIN, as_said
from coderdesk.search.words import stem, words_of

TRUSTED_KINDS = frozenset(
    {
        PhraseKind.TITLE,
        PhraseKind.INCLUSION_TERM,
        PhraseKind.INCLUDES,
        PhraseKind.OWN_TERM,
        PhraseKind.SPELLED_OUT,
        PhraseKind.COMPOSED,
        PhraseKind.INDEX_LINE,
    }
)

Families = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """A word of a text: its stem, the families of what it may mean, and whether the vocabulary has it."""

    stem: str
    families: Families


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase of the index with the families that must be said."""

    phrase: int
    asked: Families


@dataclass(slots=True)
class Names:
    """The trusted names of diagnoses, each under the rarest family that it asks for. What was looked at is remembered.

    `stripped` holds what is asked of titles that print more than is said; `longest_rewrite` the length of the longest phrase
    of the data files that begins with a stem.
    """

    index: SearchIndex
    under_rarest: Lists
    stripped: dict[int, Families]
    plain: Families
    longest_rewrite: Mapping[str, int]
    _looked_at: dict[int, tuple[Name, ...]] = field(default_factory=dict)
    _words: dict[str, Said] = field(default_factory=dict)
    _spoken: dict[int, Families] = field(default_factory=dict)

    def in_full(self, spellings: Sequence[str], *, but: Families = frozenset()) -> list[int]:
        """The phrases all of whose words are said, and that miss none of what is said, families `but` left out."""
        said = [self.said(spelling) for spelling in spellings]
        everything, free = self._meant(said)
        return sorted(
            name.phrase
            for one in everything
            for name in self._under(one)
            if name.asked <= everything and self._misses_none(name, said, free, but)
        )

    def within(self, spellings: Sequence[str], *, but: Families = frozenset()) -> list[Name]:
        """The phrases all of whose words are said, families `but` left out, whatever else is said."""
        everything, _ = self._meant([self.said(spelling) for spelling in spellings])
        everything |= but
        return [name for one in everything for name in self._under(one) if name.asked <= everything]

    def says_title(self, spellings: Sequence[str], title: str) -> bool:
        """Whether all that a title asks for is said; "other ..." says that something else is."""
        everything, _ = self._meant([self.said(spelling) for spelling in spellings])
        asked = {self.family_of(word.spelling) for word in words_of(as_said(title))}
        return "other " not in title.lower() and asked - self.plain <= everything

    def are_in(self, spellings: Sequence[str]) -> bool:
        """Whether any name stands in these words, whatever else they say."""
        everything, _ = self._meant([self.said(spelling) for spelling in spellings])
        return any(name.asked <= everything for one in everything for name in self._under(one))

    def said(self, spelling: str) -> Said:
        """A word by what it may mean: its own family, its equivalents, and what it is built from."""
        known = self._words.get(spelling)
        if known is None:
            known = self._words[spelling] = Said(stem(spelling), frozenset(self._families_of(spelling)))
        return known

    def family_of(self, spelling: str) -> int:
        """The number of the family of derived forms; -1 for a word that the index does not have."""
        words = self.index.words
        place = words.places.get(spelling)
        term = int(words.term[place]) if place is not None else words.term_places.get(stem(spelling), -1)
        return int(words.family[term]) if term >= 0 else -1

    def _families_of(self, spelling: str) -> set[int]:
        words, lexicon = self.index.words, self.index.lexicon
        place = words.places.get(spelling)
        term = int(words.term[place]) if place is not None else words.term_places.get(stem(spelling), -1)
        parts = list(built_from(lexicon, spelling))
        if term >= 0:
            parts += lexicon.alternatives.get(words.terms[term], ())
        if place is None:
            parts += halves_of(self.index, spelling)
        return {self.family_of(part) for part in [spelling, *parts]} - {-1}

    def _meant(self, said: Sequence[Said]) -> tuple[set[int], set[int]]:
        """All families that the words may mean, and the places of those that a phrase of the data files replaces."""
        everything = set[int]().union(*(word.families for word in said))
        free: set[int] = set()
        rewrites, count = self.index.lexicon.rewrites, len(said)
        for first in range(count):
            longest = self.longest_rewrite.get(said[first].stem, 0)
            for after in range(first + 1, min(count, first + longest) + 1):
                for rewrite in rewrites.get(tuple(word.stem for word in said[first:after]), ()):
                    free.update(range(first, after))
                    everything.update(*(self.said(word).families for word in rewrite.words))
            if first + 1 < count:
                whole = self.family_of(said[first].stem + said[first + 1].stem)
                if whole >= 0:
                    free.update((first, first + 1))
                    everything.add(whole)
        return everything, free

    def _misses_none(self, name: Name, said: Sequence[Said], free: set[int], but: Families) -> bool:
        return all(
            place in free or not word.families.isdisjoint(but) or not word.families.isdisjoint(self._whole(name.phrase))
            for place, word in enumerate(said)
        )

    def _whole(self, phrase: int) -> Families:
        """The families that the phrase, or the title of its code, says."""
        if phrase not in self._spoken:
            phrases, entries = self.index.phrases, self.index.entries
            entry = int(phrases.entry[phrase])
            titles = {entries.title[entry], entries.title[int(entries.default[entry])]}
            titled = [self.family_of(word.spelling) for title in titles for word in words_of(title)]
            terms = self.index.words.family[phrases.terms[phrase]]
            self._spoken[phrase] = frozenset([*terms.tolist(), *titled])
        return self._spoken[phrase]

    def _under(self, rarest: int) -> tuple[Name, ...]:
        known = self._looked_at.get(rarest)
        if known is None:
            phrases = self.under_rarest[rarest].tolist()
            known = self._looked_at[rarest] = tuple(self._name(phrase) for phrase in phrases)
        return known

    def _name(self, phrase: int) -> Name:
        asked = self.stripped.get(phrase)
        if asked is None:
            terms = self.index.phrases.terms
            start, end = int(terms.ends[phrase - 1]) if phrase else 0, int(terms.ends[phrase])
            named = terms.items[start:end][self.index.phrases.is_named[start:end]]
            asked = frozenset(self.index.words.family[named].tolist()) - self.plain
        return Name(phrase, asked)


def names_of(index: SearchIndex) -> Names:
    """Sort the trusted names of diagnoses by the rarest of the families that they ask for."""
    phrases, words = index.phrases, index.words
    kinds = np.isin(phrases.kind, [kind.value for kind in TRUSTED_KINDS])
    chosen = np.flatnonzero(kinds & (phrases.system == SYSTEMS.index(CodeSystem.ICD10CM)))
    numbers = {spelling: int(words.family[term]) for spelling, term in _plain_terms(index)}
    plain = frozenset(numbers.values())
    positions, owners = phrases.terms.positions(chosen)
    families = words.family[phrases.terms.items[positions]]
    stripped = _stripped_titles(index, chosen, plain)
    asked = phrases.is_named[positions] & ~np.isin(families, list(plain))
    asked &= _is_asked(families, chosen[owners], stripped)
    rarest = _rarest(families[asked], owners[asked], len(chosen))
    held = np.flatnonzero(rarest >= 0)
    grouped = Lists.grouped(
        keys=rarest[held].astype(np.int32), items=chosen[held].astype(np.int32), count=len(words.family_terms.ends)
    )
    longest: dict[str, int] = {}
    for key in index.lexicon.rewrites:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return Names(index, grouped, stripped, plain, longest)


def _plain_terms(index: SearchIndex) -> list[tuple[str, int]]:
    places = index.words.term_places
    return [(word, places[stem(word)]) for word in PLAIN if stem(word) in places]


def _stripped_titles(index: SearchIndex, chosen: npt.NDArray[np.intp], plain: Families) -> dict[int, Families]:
    """The families of those titles of which something need not be said."""
    found: dict[int, Families] = {}
    terms, family = index.words.term_by_spelling, index.words.family

    @cache  # the parts between commas are said again and again
    def spoken(part: str) -> Families:
        said = [terms.get(word.spelling, -1) for word in words_of(part)]
        return frozenset(int(family[term]) for term in said if term >= 0)

    for phrase in chosen[index.phrases.kind[chosen] == PhraseKind.TITLE].tolist():
        title = index.entries.title[int(index.phrases.entry[phrase])]
        short = as_said(title)
        if len(short) != len(title):
            found[phrase] = frozenset().union(*map(spoken, short.split(", "))) - plain
    return found


def _is_asked(
    families: npt.NDArray[np.int32], phrases: npt.NDArray[np.intp], stripped: dict[int, Families]
) -> npt.NDArray[np.bool_]:
    """Whether each word of each phrase belongs to what must be said, where the title says more than that."""
    kept = np.ones(len(families), np.bool_)
    shortened = np.flatnonzero(np.isin(phrases, list(stripped)))
    pairs = zip(shortened.tolist(), phrases[shortened].tolist(), families[shortened].tolist(), strict=True)
    kept[[place for place, phrase, one in pairs if one not in stripped[phrase]]] = False
    return kept


def _rarest(families: npt.NDArray[np.int32], owners: npt.NDArray[np.intp], count: int) -> npt.NDArray[np.int64]:
    """For each of `count` phrases the family that fewest phrases ask for; -1 where nothing is asked."""
    often = np.bincount(families)
    order = np.lexsort((families, often[families], owners))
    first = order[np.diff(owners[order], prepend=-1) > 0]
    rarest = np.full(count, -1, np.int64)
    rarest[owners[first]] = families[first]
    return rarest
