"""Whether the code index can name a phrase at all: a quick look before a search, since most phrases of a note name nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from coderdesk.search.index import SearchIndex
from coderdesk.search.words import stem, words_of
from coderdesk.services.name_agreement import NOT_ASKED, PLAIN
from coderdesk.services.phrase_words import is_too_general

_SHORT_NAME = 3


@dataclass(slots=True)
class PhraseIndex:
    """Remembers which entries say a word."""

    index: SearchIndex
    _saying: dict[str, npt.NDArray[np.int32]] = field(default_factory=dict)

    def may_name(self, words: Sequence[str]) -> bool:
        """Whether some entry says every telling word, or an abbreviation stands for something."""
        if is_too_general(words):
            return False
        spellings = [word.spelling for word in words_of(" ".join(words))]
        if self._holds_a_rewrite([stem(spelling) for spelling in spellings]):
            return True
        telling = [spelling for spelling in spellings if spelling not in NOT_ASKED]
        if len(telling) == 1:
            return self._is_a_name(telling[0])
        return bool(telling) and self._is_said_together(telling)

    def _is_said_together(self, spellings: Sequence[str]) -> bool:
        common = self._entries_saying(spellings[0])
        for spelling in spellings[1:]:
            common = np.intersect1d(common, self._entries_saying(spelling), assume_unique=True)
        return bool(common.size)

    def _holds_a_rewrite(self, stems: Sequence[str]) -> bool:
        lexicon, count = self.index.lexicon, len(stems)
        return any(
            tuple(stems[first:after]) in lexicon.rewrites
            for first in range(count)
            for after in range(first + 1, min(count, first + lexicon.longest) + 1)
        )

    def _terms_of(self, spelling: str) -> list[int]:
        """The terms that a word may stand for: its own, those derived from it, and its equivalents."""
        words = self.index.words
        known = words.places.get(spelling)
        place = words.term_places.get(stem(spelling), int(words.term[known]) if known is not None else -1)
        if place < 0:
            return []
        equivalents = self.index.lexicon.alternatives.get(words.terms[place], ())
        alike = [words.term_places[other] for other in equivalents if other in words.term_places]
        return [place, *words.family_terms[int(words.family[place])].tolist(), *alike]

    def _entries_saying(self, spelling: str) -> npt.NDArray[np.int32]:
        if spelling not in self._saying:
            phrases = [self.index.words.posting[term] for term in self._terms_of(spelling)]
            everything = np.concatenate(phrases) if phrases else np.empty(0, np.int32)
            self._saying[spelling] = np.unique(self.index.phrases.entry[everything]).astype(np.int32)
        return self._saying[spelling]

    def _is_a_name(self, spelling: str) -> bool:
        """Whether a phrase of the index says this word and nothing else that tells."""
        phrases = self.index.phrases
        plain = {self.index.words.term_places.get(stem(word), -1) for word in PLAIN}
        for term in self._terms_of(spelling):
            places = self.index.words.posting[term]
            lengths = phrases.terms.ends[places] - np.where(places > 0, phrases.terms.ends[places - 1], 0)
            short = places[lengths <= _SHORT_NAME].tolist()
            if any(plain.issuperset(set(phrases.terms[place].tolist()) - {term}) for place in short):
                return True
        return False
