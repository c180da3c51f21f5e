"""What a character of an ICD-10-PCS code means, read from what differs between titles of codes that differ in it alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

_CONTEXTS = 6
_SIBLINGS = 12
# Words that join the parts of a title; a meaning neither begins nor ends with one.
_JOINTS = frozenset({"with", "using", "to", "into", "from", "for", "via", "in", "of", "on", "and", "as", "by", "at"})
_APPROACH = "Approach"
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class _Title:
    words: tuple[str, ...]
    known: frozenset[str]


@dataclass(frozen=True)
class TableTitles:
    """The titled codes of one ICD-10-PCS table. `ends` are the words after which a title says no more of its subject."""

    titles: Mapping[str, _Title]
    ends: tuple[str, ...] = ()

    @classmethod
    def of(cls, titles: Mapping[str, str], ends: Iterable[str] = ()) -> "TableTitles":
        split = {code: tuple(title.split()) for code, title in titles.items() if title}
        return cls({code: _Title(words, frozenset(words)) for code, words in split.items()}, tuple(ends))

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(chain.from_iterable(title.known for title in self.titles.values()))

    def meanings(self, position: int) -> dict[str, str]:
        """For each character at that place (1 to 7) its meaning, "" where the titles do not tell.

        Two codes that differ at one place differ in their titles by what the place means: "to Nasopharynx" and "to
        Mastoid Sinus". Several such pairs vote; a character that never has a counterpart is told by the words that most
        of its titles share and few others of the table have.
        """
        place = position - 1
        contexts: dict[str, list[str]] = {}
        by_character: dict[str, list[str]] = {}
        for code in self.titles:
            contexts.setdefault(code[:place] + code[position:], []).append(code)
            by_character.setdefault(code[place], []).append(code)
        return {
            character: self._voted(contexts, codes, place) or self._own_words(codes)
            for character, codes in by_character.items()
        }

    def _voted(self, contexts: Mapping[str, list[str]], codes: Sequence[str], place: int) -> str:
        """Half of the votes at least: in some tables a character means one thing in this row and another in that."""
        paired = [code for code in codes if len(contexts[code[:place] + code[place + 1 :]]) > 1]
        votes: Counter[str] = Counter()
        for code in paired[:: -(-len(paired) // _CONTEXTS)] if paired else ():
            siblings = contexts[code[:place] + code[place + 1 :]]
            votes[self._run(self.titles[code], self._shared_with(code, siblings))] += 1
        ((meaning, most),) = votes.most_common(1) or [("", 0)]
        return meaning if most * 2 >= votes.total() else ""

    def _shared_with(self, code: str, siblings: Sequence[str]) -> frozenset[str]:
        place = siblings.index(code)
        near = siblings[max(0, place - _SIBLINGS) : place + _SIBLINGS]
        return frozenset.intersection(*(self.titles[sibling].known for sibling in near))

    def _run(self, title: _Title, shared: frozenset[str]) -> str:
        """From the first to the last word that is this title's own, and on to the end of the phrase."""
        own = [place for place, word in enumerate(title.words) if word not in shared]
        if not own:
            return ""
        last = own[-1] + 1
        last += sum(1 for _ in _rest_of_phrase(title.words[last - 1 :]))
        return self._trimmed(title.words[own[0] : last])

    def _own_words(self, codes: Sequence[str]) -> str:
        """The longest run of words that most of these titles have and few of the others."""
        own = Counter(word for code in codes for word in self.titles[code].known)
        others = max(len(self.titles) - len(codes), 1)
        telling = {
            word
            for word, count in own.items()
            if count >= _MOST * len(codes) and (self._counts[word] - count) / others < 1 - _MOST
        }
        runs = [self._longest(self.titles[code].words, telling) for code in codes[:_SIBLINGS]]
        return self._trimmed(max(runs, key=len)) if runs else ""

    @staticmethod
    def _longest(words: Sequence[str], telling: set[str]) -> tuple[str, ...]:
        runs: list[list[str]] = [[]]
        for word in words:
            if word in telling:
                runs[-1].append(word)
            elif runs[-1]:
                runs.append([])
        longest = max(runs, key=len)
        return tuple(longest)

    def _trimmed(self, words: Sequence[str]) -> str:
        kept = list(words)
        while kept and (kept[0].lower() in _JOINTS or kept[0].rstrip(",") == _APPROACH):
            kept.pop(0)
        while kept and kept[-1].lower() in _JOINTS:
            kept.pop()
        text = " ".join(kept)
        for end in self.ends:
            text = text.partition(end)[0]
        return text.strip(" ,")


def _rest_of_phrase(words: Sequence[str]) -> Iterator[str]:
    """After the first of the words those that still belong to it: "Autologous Tissue" goes on with "Substitute"."""
    for before, word in pairwise(words):
        if before.endswith(",") or word.lower() in _JOINTS or not word[:1].isupper() or word == _APPROACH:
            return
        yield word
