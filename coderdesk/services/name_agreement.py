"""Whether a phrase is the name of a code: nothing that the name says is unsaid, and nothing that is said is missing in it."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from coderdesk.reading.phrases import word_list
from coderdesk.search.names import TRUSTED_KINDS
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query import Reading
from coderdesk.search.query_words import How, QueryWord
from coderdesk.search.unsaid import PLAIN, as_said
from coderdesk.search.words import family, stem, words_of
from coderdesk.services.phrase_words import SIDES, side_of

_SHAPES = frozenset("disease disorder condition syndrome grade stage level episode sided".split())
NOT_ASKED = frozenset({*PLAIN, *_SHAPES, *SIDES})
# "Renal" alone is not the name of a single kidney.
_TELLING_BESIDE_ONE = frozenset({"single", "side", "part", "region", "area"})
_LONGEST_ABBREVIATION = 5
_SHORT = 4
_DENIAL = re.compile(r"\b(?:without|with no|no|not|w/o|denies|negative for|free of)\b(.*)", re.IGNORECASE | re.DOTALL)
_DENIED_PART = re.compile(r"\b(?:without|not|no) [^,]*", re.IGNORECASE)
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SAME_WORD = frozenset({How.WRITTEN, How.DERIVED, How.EQUIVALENT})


def agrees(*, phrase: str, reading: Reading, name: str, kind: PhraseKind, title: str) -> bool:
    """`name` is the phrase of the index that matched under `reading`, `title` the code's."""
    if kind not in TRUSTED_KINDS or _is_another_abbreviation(phrase, reading, name):
        return False
    key = _stems if len(reading.words) == 1 else _families
    said = [_meanings(word, key) for word in reading.words]
    if any(not meanings for meanings in said):
        return False
    printed = key(as_said(title) if kind is PhraseKind.TITLE else name)
    plain, whole = _plain(len(reading.words)), printed | key(title) | key(name)
    added = printed - set[str]().union(*said) - plain
    not_asked = _not_asked(len(reading.words))
    missing = [meanings for meanings in said if meanings.isdisjoint(whole) and meanings.isdisjoint(not_asked)]
    denied = _denied_by(phrase, title)
    is_denied = denied and all(word in set[str]().union(*said) for word in denied)
    is_wanted = _held_against(phrase, title)
    return not (added or missing or is_denied or is_wanted) and fits_title(phrase, title)


def _held_against(phrase: str, title: str) -> bool:
    """Whether a title says what the phrase denies: "diabetes without any hypoglycemia" is not E11.649."""
    denial = _DENIAL.search(phrase)
    if denial is None:
        return False
    return bool((_families(denial[1]) - _not_asked(2)) & _families(_DENIED_PART.sub("", as_said(title))))


def _denied_by(phrase: str, title: str) -> frozenset[str]:
    """What a title says to be absent while the phrase says that it is there: "BPH with LUTS" is not N40.0."""
    if not re.search(r"\b(?:with|w/)", phrase.lower()) or "without" in phrase.lower():
        return frozenset()
    found = re.search(r"\bwithout ([^,]*)", title)
    return _families(found[1]) - _plain(2) if found else frozenset()


@cache
def _plain(words_said: int) -> frozenset[str]:
    return _stems(" ".join(PLAIN - _TELLING_BESIDE_ONE)) if words_said == 1 else _families(" ".join(PLAIN))


@cache
def _not_asked(words_said: int) -> frozenset[str]:
    return _stems(" ".join(NOT_ASKED)) if words_said == 1 else _families(" ".join(NOT_ASKED))


def title_stems(title: str) -> frozenset[str]:
    """The words of a title that must be said for it."""
    return _stems(as_said(title)) - _stems(" ".join(PLAIN))


def fits_title(phrase: str, title: str) -> bool:
    """Whether a title says no other side, and denies nothing that the phrase says."""
    return _sides_agree(phrase, title) and _polarities_agree(phrase, title)


def _meanings(word: QueryWord, key: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """The word with its derived forms and equivalents; empty when the index knows it only as a misspelling."""
    known = [one for one in word.alternatives if one.how in _SAME_WORD]
    if word.alternatives and not known:
        return frozenset()
    return key(word.written).union(*(key(one.spelling) for one in known))


def _is_another_abbreviation(phrase: str, reading: Reading, name: str) -> bool:
    """Whether an abbreviation met a name that is written otherwise: "PSA" is not "PsA", "adds" is not "ADD"."""
    words = phrase.split()
    spelled = [word for word in re.findall(r"\w+", phrase) if not _is_everyday_word(word)]
    written = {word.lower() if word.isupper() else word.lower().removesuffix("s") for word in spelled}
    if not {word.lower() for word in _CAPITALS.findall(name)} <= written:
        return True
    kept = {word.written for word in reading.words}
    replaced = [phrase[word.start : word.end] for word in words_of(phrase) if word.spelling not in kept]
    if reading.shown and any(_is_everyday_word(word) for word in replaced):
        return True
    if len(words) != 1 or reading.shown or len(phrase) > _LONGEST_ABBREVIATION or name.islower():
        return False
    return name.lower() == phrase.lower() and name != phrase and name.upper() != name


def _is_everyday_word(word: str) -> bool:
    """Short and not in capitals: an abbreviation only when it is one that notes write so ("htn", "copd")."""
    return len(word) <= _SHORT and word.islower() and word.upper() not in word_list("abbreviations_lower")


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.spelling) for word in words_of(text))


@lru_cache(maxsize=4096)
def _families(text: str) -> frozenset[str]:
    return frozenset(family(stem(word.spelling)) for word in words_of(text))


def _sides_agree(phrase: str, title: str) -> bool:
    said, printed = side_of(phrase), side_of(title)
    return printed is None or said == printed


def _polarities_agree(phrase: str, title: str) -> bool:
    """ "Without status migrainosus" is not "with status migrainosus"."""
    said, printed = _qualified(phrase), _qualified(title)
    return all(printed.get(word, polarity) == polarity for word, polarity in said.items())


def _qualified(text: str) -> dict[str, str]:
    return {
        family(stem(word)): "with" if polarity == "with" else "without"
        for polarity, word in re.findall(r"\b(with|without|not) (?:any |a |an |the )?(\w+)", text.lower())
    }
