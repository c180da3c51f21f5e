"""Whether a phrase is the name of a code: nothing that the name says is unsaid, and nothing that is said is missing in it."""

import re
from collections.abc import Callable

from coderdesk.reading.phrases import word_list
from coderdesk.search.phrases import PhraseKind
from coderdesk.search.query import Reading
from coderdesk.search.query_words import How, QueryWord
from coderdesk.search.words import family, stem, words_of
from coderdesk.services.phrase_words import SIDES, side_of

_NOT_SAID = re.compile(
    r"\([^)]*\)|\[[^\]]*\]|,? (?:initial encounter|not elsewhere classified|not intractable|without [^,]*|for closed fracture"
    r"|except [^,]*|with unspecified severity|accidental)|non-pressure chronic",
    re.IGNORECASE,
)
PLAIN = frozenset(
    "unspecified nos other specified site part behavior classified elsewhere essential primary side status "
    "uncomplicated encounter region area type mellitus single nonspecific unilateral not with".split()
)
_SHAPES = frozenset("disease disorder condition syndrome grade stage level episode sided".split())
NOT_ASKED = frozenset({*PLAIN, *_SHAPES, *SIDES})
_LONGEST_ABBREVIATION = 5
_SHORT = 4
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_SAME_WORD = frozenset({How.WRITTEN, How.DERIVED, How.EQUIVALENT})
_TRUSTED_KINDS = frozenset(
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


def agrees(*, phrase: str, reading: Reading, name: str, kind: PhraseKind, title: str) -> bool:
    """`name` is the phrase of the index that matched under `reading`, `title` the code's."""
    if kind not in _TRUSTED_KINDS or _is_another_abbreviation(phrase, reading, name):
        return False
    key = _stems if len(reading.words) == 1 else _families
    said = [_meanings(word, key) for word in reading.words]
    if any(not meanings for meanings in said):
        return False
    printed = key(_NOT_SAID.sub("", title) if kind is PhraseKind.TITLE else name)
    plain, whole = key(" ".join(PLAIN)), printed | key(title) | key(name)
    added = printed - set[str]().union(*said) - plain
    missing = [
        meanings for meanings in said if meanings.isdisjoint(whole) and meanings.isdisjoint(key(" ".join(NOT_ASKED)))
    ]
    return not added and not missing and _sides_agree(phrase, title) and _polarities_agree(phrase, title)


def _meanings(word: QueryWord, key: Callable[[str], set[str]]) -> set[str]:
    """The word with its derived forms and equivalents; empty when the index knows it only as a misspelling."""
    known = [one for one in word.alternatives if one.how in _SAME_WORD]
    if word.alternatives and not known:
        return set()
    return key(word.written).union(*(key(one.spelling) for one in known))


def _is_another_abbreviation(phrase: str, reading: Reading, name: str) -> bool:
    """Whether an abbreviation met a name that is written otherwise: "PSA" is not "PsA", "adds" is not "ADD"."""
    words = phrase.split()
    written = {word.lower().removesuffix("s") for word in re.findall(r"\w+", phrase) if not _is_everyday_word(word)}
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


def _stems(text: str) -> set[str]:
    return {stem(word.spelling) for word in words_of(text)}


def _families(text: str) -> set[str]:
    return {family(stem(word.spelling)) for word in words_of(text)}


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
