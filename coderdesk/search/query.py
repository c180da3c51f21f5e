"""What was typed, as the index understands it: words with their alternatives, and the readings that abbreviations allow."""

from dataclasses import dataclass
from enum import IntEnum

from coderdesk.search.index import SearchIndex, WordColumns
from coderdesk.search.lexicon import Key, Rewrite, affix_of, built_from, word_for_affix
from coderdesk.search.spelling import continuations, corrections
from coderdesk.search.words import stem, words_of

_MOST_READINGS = 6
_MOST_CONTINUATIONS = 40
# A word that stands in so few phrases may as well be the beginning of a common one.
_RARE = 12


class How(IntEnum):
    """How an alternative comes from what was written."""

    WRITTEN = 0
    DERIVED = 1
    EQUIVALENT = 2
    CONTINUED = 3
    CORRECTED = 4
    NAMED_LIKE = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term of the index that a written word may mean; `spelling` is shown when it was not written so."""

    term: int
    weight: float
    how: How
    spelling: str


@dataclass(frozen=True, slots=True)
class QueryWord:
    """`worth` is what the word tells, whichever alternative is matched."""

    written: str
    alternatives: tuple[Alternative, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the whole query. `shown` names the rewrites that led to it."""

    words: tuple[QueryWord, ...]
    weight: float
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    word: QueryWord
    stem: str


def readings_of(index: SearchIndex, typed: str) -> tuple[Reading, ...]:
    """The query as written, and with what its words and phrases stand for; empty when it holds no word."""
    spellings = [word.spelling for word in words_of(typed)]
    is_open = not typed.endswith(" ")
    written = [
        _written(index, spelling, is_last=is_open and place == len(spellings) - 1)
        for place, spelling in enumerate(spellings)
    ]
    if not written:
        return ()
    plain = Reading(tuple(one.word for one in written), 1.0, ())
    others = (*_joined(index, written), *_taken_apart(index, written), *_rewritten(index, written))
    return tuple(dict.fromkeys((plain, *others)))[:_MOST_READINGS]


def _joined(index: SearchIndex, written: list[_Written]) -> list[Reading]:
    """ "wheel chair" as wheelchair, "heartattack" as heart attack: a gap too many or one too few."""
    spellings = [one.word.written for one in written]
    readings = []
    for place in range(len(written) - 1):
        whole = spellings[place] + spellings[place + 1]
        if whole in index.words.places and len(whole) > 4:
            readings.append(_with_words(index, written, place, place + 2, (whole,)))
    for place, spelling in enumerate(spellings):
        if spelling not in index.words.places:
            parts = _halves(index, spelling)
            if parts:
                readings.append(_with_words(index, written, place, place + 1, parts))
    return readings


def _halves(index: SearchIndex, spelling: str) -> tuple[str, ...]:
    """Two words of the vocabulary, of three letters or more, that the spelling is made of; the rarest such pair."""
    places = index.words.places
    pairs = [(spelling[:cut], spelling[cut:]) for cut in range(3, len(spelling) - 2)]
    known = [pair for pair in pairs if pair[0] in places and pair[1] in places]
    return max(known, key=lambda pair: min(len(pair[0]), len(pair[1])), default=())


def _with_words(index: SearchIndex, written: list[_Written], start: int, end: int, instead: tuple[str, ...]) -> Reading:
    words = [one.word for one in written]
    words[start:end] = [_written(index, spelling, is_last=False).word for spelling in instead]
    shown = f"{' '.join(one.word.written for one in written[start:end])} → {' '.join(instead)}"
    return Reading(tuple(words), 0.97, (shown,))


def _taken_apart(index: SearchIndex, written: list[_Written]) -> list[Reading]:
    """Medical words by what they are built from, one reading for the whole query."""
    parts = [built_from(index.lexicon, one.word.written) for one in written]
    if not any(parts):
        return []
    words: list[QueryWord] = []
    for one, built in zip(written, parts, strict=True):
        words += [_written(index, part, is_last=False).word for part in built] if built else [one.word]
    shown = [f"{one.word.written} = {' + '.join(built)}" for one, built in zip(written, parts, strict=True) if built]
    return [Reading(tuple(words), 0.9, tuple(shown))]


def _written(index: SearchIndex, spelling: str, *, is_last: bool) -> _Written:
    words = index.words
    place = words.places.get(spelling)
    key = stem(spelling)
    term = int(words.term[place]) if place is not None else words.term_places.get(key, -1)
    found: dict[int, Alternative] = {}
    if term >= 0:
        _add_known(index, found, term, 1.0, How.WRITTEN, spelling)
    else:
        for one in corrections(words, spelling):
            meant = words.spellings[one.place]
            _add_known(index, found, int(words.term[one.place]), one.weight, How.CORRECTED, meant)
        _add_drug_class(index, found, spelling)
    is_rare = term >= 0 and len(spelling) > 2 and len(words.posting[term]) < _RARE
    if is_last or is_rare or term < 0:
        for one in continuations(words, spelling, _MOST_CONTINUATIONS if len(spelling) > 1 else 12):
            weight = one.weight * (0.8 if term >= 0 else 1.0 if is_last else 0.9)
            _offer(found, Alternative(int(words.term[one.place]), weight, How.CONTINUED, words.spellings[one.place]))
    alternatives = tuple(sorted(found.values(), key=lambda one: one.weight))
    best = alternatives[-1].term if alternatives else -1
    return _Written(
        QueryWord(spelling, alternatives, _worth(words, alternatives)),
        key if term >= 0 or best < 0 else words.terms[best],
    )


def _worth(words: WordColumns, alternatives: tuple[Alternative, ...]) -> float:
    if not alternatives:
        return 5.0
    best = alternatives[-1]
    return max(float(words.rarity[best.term]), 0.05)


def _offer(found: dict[int, Alternative], one: Alternative) -> None:
    known = found.get(one.term)
    if known is None or known.weight < one.weight:
        found[one.term] = one


def _add_known(
    index: SearchIndex, found: dict[int, Alternative], term: int, weight: float, how: How, spelling: str
) -> None:
    """A term of the vocabulary, with its derived forms and what it is equivalent to."""
    words = index.words
    _offer(found, Alternative(term, weight, how, spelling))
    derived_how = how if how is How.CORRECTED else How.DERIVED
    for other in words.family_terms[int(words.family[term])].tolist():
        if other != term:
            _offer(found, Alternative(other, weight * 0.86, derived_how, words.terms[other]))
    for equivalent in index.lexicon.alternatives.get(words.terms[term], ()):
        other = words.term_places.get(equivalent, -1)
        if other >= 0:
            _offer(found, Alternative(other, weight * 0.95, How.EQUIVALENT, equivalent))


def _add_drug_class(index: SearchIndex, found: dict[int, Alternative], spelling: str) -> None:
    """A drug that the index does not know by name, by what its name ends with or begins with."""
    affix = affix_of(index.lexicon.affixes, spelling)
    term = index.words.term_places.get(word_for_affix(affix), -1) if affix else -1
    if affix and term >= 0:
        _offer(found, Alternative(term, 0.9, How.NAMED_LIKE, affix))


def _rewritten(index: SearchIndex, written: list[_Written]) -> list[Reading]:
    """Replace phrases by what they stand for: all of them by their first meaning, then one at a time by each other one."""
    spans = _spans(index, [one.stem for one in written])
    if not spans:
        return []
    first = {start: (end, rewrites[0]) for start, end, rewrites in spans}
    readings = [_reading(index, written, first)]
    for start, end, rewrites in spans:
        if len(spans) > 1:
            readings.append(_reading(index, written, {start: (end, rewrites[0])}))
        readings += [_reading(index, written, {**first, start: (end, other)}) for other in rewrites[1:]]
    return readings


def _spans(index: SearchIndex, stems: list[str]) -> list[tuple[int, int, tuple[Rewrite, ...]]]:
    """Phrases of the lexicon in the query, the longest first, none overlapping."""
    found: list[tuple[int, int, tuple[Rewrite, ...]]] = []
    taken: set[int] = set()
    for length in range(min(index.lexicon.longest, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            key: Key = tuple(stems[start : start + length])
            rewrites = index.lexicon.rewrites.get(key)
            if rewrites and taken.isdisjoint(range(start, start + length)):
                taken.update(range(start, start + length))
                found.append((start, start + length, rewrites))
    return found


def _reading(index: SearchIndex, written: list[_Written], chosen: dict[int, tuple[int, Rewrite]]) -> Reading:
    words: list[QueryWord] = []
    shown: list[str] = []
    weight = 1.0
    place = 0
    while place < len(written):
        if place in chosen:
            place, rewrite = chosen[place]
            words += [_written(index, word, is_last=False).word for word in rewrite.words]
            shown.append(rewrite.shown)
            weight *= rewrite.weight
        else:
            words.append(written[place].word)
            place += 1
    return Reading(tuple(words), weight, tuple(shown))
