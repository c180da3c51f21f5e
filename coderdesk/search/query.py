"""What was typed, as the index understands it: words with their alternatives, and the readings that abbreviations allow."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import islice

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.search.index import SearchIndex
from coderdesk.search.lexicon import built_from
from coderdesk.search.query_words import How, QueryWord, Written, written_word
from coderdesk.search.wording import Key, Rewrite
from coderdesk.search.words import words_of

_MOST_READINGS = 6
_MOST_PROCEDURES = 3
_LETTERS_OF_A_NAME = 4
# Twice the longest word of the official titles; what goes on without a gap is no word.
_LONGEST_WORD = 100
# "emboli" may become an embolization; an embolism is likelier.
_BEGUN = 0.75
_PROCEDURES = frozenset({CodeSystem.ICD10PCS})

Meanings = Callable[[Key], tuple[Rewrite, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the whole query. `shown` names the rewrites that led to it; `systems` are those it is for."""

    words: tuple[QueryWord, ...]
    weight: float
    shown: tuple[str, ...]
    systems: frozenset[CodeSystem] | None = None


def readings_of(index: SearchIndex, typed: str) -> tuple[Reading, ...]:
    """The query as written, and with what its words and phrases stand for; empty when it holds no word."""
    spellings = [word.spelling[:_LONGEST_WORD] for word in words_of(typed)]
    is_open = not typed.endswith(" ")
    written = [
        written_word(index, spelling, is_last=is_open and place == len(spellings) - 1)
        for place, spelling in enumerate(spellings)
    ]
    if not written:
        return ()
    plain = Reading(tuple(one.word for one in written), 1.0, ())
    others = (*_joined(index, written), *_taken_apart(index, written), *_rewritten(index, written))
    diagnoses = tuple(dict.fromkeys((plain, *others)))[:_MOST_READINGS]
    return (*diagnoses, *islice(dict.fromkeys(_procedures(index, written)), _MOST_PROCEDURES))


def asks_procedure(index: SearchIndex, readings: tuple[Reading, ...]) -> bool:
    """Whether something that is done is asked for, by its everyday name or by an operation of ICD-10-PCS."""
    if any(reading.systems is _PROCEDURES for reading in readings):
        return True
    typed = readings[0].words if readings else ()
    said = {index.words.terms[word.alternatives[-1].term] for word in typed if word.alternatives}
    return not said.isdisjoint(index.lexicon.procedures.operations)


def _joined(index: SearchIndex, written: list[Written]) -> list[Reading]:
    """ "wheel chair" as wheelchair, "heartattack" as heart attack: a gap too many or one too few."""
    spellings = [one.word.written for one in written]
    readings = []
    for place in range(len(written) - 1):
        whole = spellings[place] + spellings[place + 1]
        if whole in index.words.places and len(whole) > 4:
            readings.append(_with_words(index, written, place, place + 2, (whole,)))
    for place, spelling in enumerate(spellings):
        if spelling not in index.words.places:
            parts = halves_of(index, spelling)
            if parts:
                readings.append(_with_words(index, written, place, place + 1, parts))
    return readings


def halves_of(index: SearchIndex, spelling: str) -> tuple[str, ...]:
    """Two words of the vocabulary, of three letters or more, that the spelling is made of; the rarest such pair."""
    places = index.words.places
    pairs = [(spelling[:cut], spelling[cut:]) for cut in range(3, len(spelling) - 2)]
    known = [pair for pair in pairs if pair[0] in places and pair[1] in places]
    return max(known, key=lambda pair: min(len(pair[0]), len(pair[1])), default=())


def _with_words(index: SearchIndex, written: list[Written], start: int, end: int, instead: tuple[str, ...]) -> Reading:
    words = [one.word for one in written]
    words[start:end] = [written_word(index, spelling, is_last=False).word for spelling in instead]
    shown = f"{' '.join(one.word.written for one in written[start:end])} → {' '.join(instead)}"
    return Reading(tuple(words), 0.97, (shown,))


def _taken_apart(index: SearchIndex, written: list[Written]) -> list[Reading]:
    """Medical words by what they are built from, one reading for the whole query."""
    parts = [built_from(index.lexicon, one.word.written) for one in written]
    if not any(parts):
        return []
    words: list[QueryWord] = []
    for one, built in zip(written, parts, strict=True):
        words += [written_word(index, part, is_last=False).word for part in built] if built else [one.word]
    shown = [f"{one.word.written} = {' + '.join(built)}" for one, built in zip(written, parts, strict=True) if built]
    return [Reading(tuple(words), 0.9, tuple(shown))]


def _rewritten(index: SearchIndex, written: list[Written]) -> list[Reading]:
    """Replace phrases by what they stand for: all of them by their first meaning, then one at a time by each other one."""
    stems = [one.stem for one in written]
    return _with_meanings(index, written, _spans(stems, _said(index), index.lexicon.longest, set()))


def _said(index: SearchIndex) -> Meanings:
    return lambda key: index.lexicon.rewrites.get(key, ())


def _procedures(index: SearchIndex, written: list[Written]) -> list[Reading]:
    """The query in the words of ICD-10-PCS, when it names a procedure; what else it says is read as ever."""
    stems = [one.stem for one in written]
    procedures, taken = index.lexicon.procedures, set[int]()
    begun = _procedure_begun(index, written[-1])
    stems[-1] = begun or stems[-1]
    named = _spans(stems, procedures.meanings, max(procedures.longest, 1), taken)
    if not named:
        return []
    beside = _spans(stems, _said(index), index.lexicon.longest, taken)
    fixed = [(start, end, rewrites[:1]) for start, end, rewrites in beside]
    readings = _with_meanings(index, written, [*named, *fixed], one_by_one=False)
    trust = _BEGUN if begun else 1.0
    return [replace(reading, systems=_PROCEDURES, weight=reading.weight * trust) for reading in readings]


def _procedure_begun(index: SearchIndex, last: Written) -> str:
    """The commonest procedure that the word being typed may become: "append" is an appendectomy."""
    if (last.stem,) in index.lexicon.procedures.names or len(last.word.written) < _LETTERS_OF_A_NAME:
        return ""
    terms = (index.words.terms[one.term] for one in last.word.alternatives[::-1] if one.how is How.CONTINUED)
    return next((term for term in terms if (term,) in index.lexicon.procedures.names), "")


def _with_meanings(
    index: SearchIndex,
    written: list[Written],
    spans: list[tuple[int, int, tuple[Rewrite, ...]]],
    *,
    one_by_one: bool = True,
) -> list[Reading]:
    if not spans:
        return []
    first = {start: (end, rewrites[0]) for start, end, rewrites in spans}
    readings = [_reading(index, written, first)]
    for start, end, rewrites in spans:
        if one_by_one and len(spans) > 1:
            readings.append(_reading(index, written, {start: (end, rewrites[0])}))
        readings += [_reading(index, written, {**first, start: (end, other)}) for other in rewrites[1:]]
    return readings


def _spans(
    stems: list[str], meanings: Meanings, longest: int, taken: set[int]
) -> list[tuple[int, int, tuple[Rewrite, ...]]]:
    """Phrases of the data files in the query, the longest first, none overlapping; their places are added to `taken`."""
    found: list[tuple[int, int, tuple[Rewrite, ...]]] = []
    for length in range(min(longest, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            if taken.isdisjoint(range(start, start + length)):
                rewrites = meanings(tuple(stems[start : start + length]))
                if rewrites:
                    taken.update(range(start, start + length))
                    found.append((start, start + length, rewrites))
    return found


def _reading(index: SearchIndex, written: list[Written], chosen: dict[int, tuple[int, Rewrite]]) -> Reading:
    words: list[QueryWord] = []
    shown: list[str] = []
    weight = 1.0
    place = 0
    while place < len(written):
        if place in chosen:
            place, rewrite = chosen[place]
            words += [written_word(index, word, is_last=False).word for word in rewrite.words]
            shown.append(rewrite.shown)
            weight *= rewrite.weight
        else:
            words.append(written[place].word)
            place += 1
    return Reading(tuple(words), weight, tuple(shown))
