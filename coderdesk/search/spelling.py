"""Words that the vocabulary does not know: corrected by shared letter pairs, edit distance and sound; continued by prefix."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from coderdesk.search.index import WordColumns
from coderdesk.search.vocabulary import letter_pairs
from coderdesk.search.words import sound

_CANDIDATES = 48
_KEPT = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling of the vocabulary by its place, and how likely it was meant, from 0 to 1."""

    place: int
    weight: float


def corrections(words: WordColumns, written: str) -> list[Suggestion]:
    """What a misspelled word may have been, the likeliest first; empty when nothing is near."""
    allowed = _errors_allowed(len(written))
    if not allowed:
        return []
    places = _sharing_letters(words, written)
    heard = words.sounds.get(sound(written))
    if heard is not None and len(written) > 4:
        places = np.union1d(places, words.sound_words[heard])
    if not len(places):
        return []
    spellings = [words.spellings[place] for place in places.tolist()]
    distances = cdist([written], spellings, scorer=OSA.distance)[0]
    said = sound(written)
    found = [
        Suggestion(place, _likelihood(written, spelling, int(distance), said))
        for place, spelling, distance in zip(places.tolist(), spellings, distances.tolist(), strict=True)
    ]
    good = sorted((one for one in found if one.weight > 0), key=lambda one: -one.weight)
    return [one for one in good[:_KEPT] if one.weight > good[0].weight - 0.25]


def _errors_allowed(length: int) -> int:
    return 0 if length < 3 else 1 if length < 6 else 2 if length < 10 else 3


def _likelihood(written: str, spelling: str, distance: int, said: str) -> float:
    """One slip costs 0.1 in a long word and more in a short one; the first letter is rarely wrong; sound forgives a slip."""
    longest = max(len(written), len(spelling))
    allowed = _errors_allowed(len(written))
    sounds_alike = len(said) > 2 and sound(spelling) == said
    if distance > allowed + (1 if sounds_alike else 0) or spelling.startswith("non") != written.startswith("non"):
        return 0.0  # "noncommunicating" is never a misspelled "communicating"
    errors = distance - (0.6 if sounds_alike else 0) + (0.5 if spelling[0] != written[0] else 0)
    return max(0.0, min(0.96, 0.98 - errors * min(0.22, 0.9 / longest)))


def _sharing_letters(words: WordColumns, written: str) -> npt.NDArray[np.int32]:
    """The spellings that share most pairs of letters, for their length."""
    pairs = letter_pairs(written)
    shared = np.bincount(
        np.concatenate([words.pair_words[pair] for pair in pairs]), minlength=len(words.spellings)
    ).astype(np.float32)
    near = np.flatnonzero(shared >= max(2, len(pairs) // 3))
    if len(near) <= _CANDIDATES:
        return near.astype(np.int32)
    alike = shared[near] / (words.length[near] + len(pairs) + 1 - shared[near])
    return near[np.argpartition(-alike, _CANDIDATES)[:_CANDIDATES]].astype(np.int32)


def beginning_with(words: WordColumns, written: str) -> tuple[int, int]:
    """The first and the one after the last of the spellings that begin with what is written, that itself left out."""
    first = bisect_left(words.spellings, written)
    last = bisect_left(words.spellings, written + "\x7f")
    return first + (first < last and words.spellings[first] == written), last


def trust_in(words: WordColumns, written: str, places: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """How likely each spelling is what the beginning will become: the less is missing the likelier."""
    likely: npt.NDArray[np.float32] = 0.97 - 0.25 * (
        1 - np.float32(len(written)) / words.length[places].astype(np.float32)
    )
    return likely


def continuations(words: WordColumns, written: str, most: int) -> list[Suggestion]:
    """The spellings that begin with what is written, the commonest first, whole words left out."""
    first, last = beginning_with(words, written)
    places = np.arange(first, last)
    if len(places) > most:
        terms = words.term[first:last]
        counts = words.posting.ends[terms] - np.where(terms > 0, words.posting.ends[terms - 1], 0)
        places = first + np.argsort(-counts, kind="stable")[:most]
    trust = trust_in(words, written, places)
    return [Suggestion(place, weight) for place, weight in zip(places.tolist(), trust.tolist(), strict=True)]
