"""Phrases of a sentence that may name a condition: runs of words between verbs, pronouns and punctuation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from coderdesk.domain.clinical.reading import SentenceSpan
from coderdesk.reading.words import Word, words_between
from coderdesk.shared.resources import resource_path

_LINKING = frozenset("of in to the a an at on by from for with and or as &".split())
_SIDES = frozenset({"right", "left", "bilateral"})
_JOINERS = frozenset({"and", "or", "&"})
_LONGEST = 24
_LONGEST_NAME = 10


@dataclass(frozen=True, slots=True)
class WordRun:
    """Neighbouring words of one clause, linking words only inside."""

    words: tuple[Word, ...]


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of resources/reading: words apart by blanks, lines that begin with # left out."""
    lines = resource_path("reading", f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def runs_of(text: str, sentence: SentenceSpan) -> Iterator[WordRun]:
    """The runs of a sentence in order. Numbers stay inside ("type 2"); a run longer than 24 words is cut."""
    breaks = word_list("breaks")
    run: list[Word] = []
    for word in words_between(text, sentence.start, sentence.end):
        if word.spelling in breaks or not (word.spelling[0].isalnum() or word.spelling in "#&"):
            yield from _trimmed(run)
            run = []
        else:
            run.append(word)
    yield from _trimmed(run)


def _trimmed(words: list[Word]) -> Iterator[WordRun]:
    for begin in range(0, len(words), _LONGEST):
        part = words[begin : begin + _LONGEST]
        while part and (part[0].spelling in _LINKING or part[0].spelling == "#"):
            part = part[1:]
        while part and part[-1].spelling in _LINKING:
            part = part[:-1]
        if part:
            yield WordRun(tuple(part))


def spans_of(run: WordRun) -> Iterator[tuple[int, int]]:
    """Parts of a run, of at most ten words, that begin and end with a telling word: the longest first, then the later.

    English names the condition last ("right knee MCL strain"), so that the later part is the better one.
    """
    count = len(run.words)
    for length in range(min(count, _LONGEST_NAME), 0, -1):
        for begin in range(count - length, -1, -1):
            first, last = run.words[begin].spelling, run.words[begin + length - 1].spelling
            if first in _LINKING or last in _LINKING or first == "#":
                continue
            is_cut = length > 1 and last in _SIDES and run.words[begin + length - 2].spelling in _JOINERS
            if not is_cut:  # "otitis and bilateral" is the beginning of something else
                yield begin, begin + length
