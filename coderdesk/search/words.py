"""Words as the index sees them: folded, split, and reduced to one key for all their spellings and forms."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
_LIGATURES = {"æ": "ae", "œ": "oe", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'", "µ": "u", "–": "-", "—": "-"}
_JOINED = frozenset({"non"})
_JOINED_BY_HYPHEN = frozenset(
    {"post", "pre", "anti", "intra", "extra", "peri", "sub", "inter", "micro", "macro", "hyper", "hypo"}
)
_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
    "xiii": "13",
}
_ROMAN_AFTER = frozenset({"type", "stage", "grade", "class", "degree", "factor", "group", "level", "phase", "nerve"})
_ROMAN_SHORT = {"i": "1", "v": "5", "x": "10"}
_ORDINALS = {
    "1st": "first",
    "2nd": "second",
    "3rd": "third",
    "4th": "fourth",
    "5th": "fifth",
    "6th": "sixth",
    "7th": "seventh",
}
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}

# After these a single letter is a name: hepatitis A, vitamin A, group A.
_LETTERED = frozenset(
    "hepatitis hep vitamin vit influenza flu hemophilia haemophilia group type morquio sanfilippo mucopolysaccharidosis "
    "immunoglobulin hemoglobin streptococcus salmonella paratyphoid protein".split()
)

# Words that join others and say nothing alone.
JOINING = frozenset("of the a an and or in to for by on at from as is into".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its folded spelling and where it stands in the text as it was given."""

    spelling: str
    start: int
    end: int


def fold(text: str) -> str:
    """Lower case without accents; every character keeps its place except ligatures, which widen."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return "".join(_LIGATURES.get(one) or _plain(one) for one in lowered)


def _plain(character: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)) or " "


def words_of(text: str) -> list[Word]:
    """The words of a text in order, joining words left out. Possessives lose their s: "Crohn's" -> "crohn"."""
    folded = fold(text)
    found: list[Word] = []
    joining = ""
    joined_at = 0
    previous = ""
    for match in _WORD.finditer(folded):
        before = previous
        spelling = previous = _normal(match[0].partition("'")[0] if "'" in match[0] else match[0], before)
        start = joined_at if joining else match.start()
        if joining:
            spelling, joining = joining + spelling, ""
        after = folded[match.end() : match.end() + 1]
        if spelling in _JOINED or (after == "-" and spelling in _JOINED_BY_HYPHEN):
            joining, joined_at = spelling, start
        elif spelling not in JOINING or (spelling == "a" and before in _LETTERED):
            found.append(Word(spelling, start, match.end()))
    if joining:
        found.append(Word(joining, joined_at, len(folded)))
    return found


def spellings_of(text: str) -> list[str]:
    """The words alone."""
    return [word.spelling for word in words_of(text)]


def _normal(spelling: str, previous: str) -> str:
    if spelling in _ROMAN:
        return _ROMAN[spelling]
    if previous in _ROMAN_AFTER and spelling in _ROMAN_SHORT:
        return _ROMAN_SHORT[spelling]
    return _ORDINALS.get(spelling) or _NUMBERS.get(spelling) or spelling


_ENDINGS = (
    ("itides", "itis"),
    ("oses", "osis"),
    ("yses", "ysis"),
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ae", "a"),
    ("aemia", "emia"),
)


@lru_cache(maxsize=65536)
def stem(spelling: str) -> str:
    """One key for number and for American and British spelling: "tumours" -> "tumor", "haemorrhages" -> "hemorrhage"."""
    if len(spelling) <= 3 or not spelling.isalpha():
        return spelling
    key = spelling
    for ending, replacement in _ENDINGS:
        if key.endswith(ending):
            key = key[: -len(ending)] + replacement
            break
    else:
        if key.endswith("s") and key[-2] not in "sui":
            key = key[:-1]
    if len(key) > 5:
        key = key.replace("ae", "e").replace("oe", "e").replace("sulph", "sulf").replace("leuco", "leuko")
        if key.endswith("our"):
            key = key[:-3] + "or"
        key = key.replace("isation", "ization")
    return key


_FAMILY_ENDINGS = (
    "ization ations ation ition ional tional ically ical ially ously ious eous uous ances ance ences ence ments ment ated "
    "ating ative ities ity ness ions ion ive ious ous ial eal ual ary ory ing ed ic al ar an en ia um us is es os as y e a o s"
).split()


# Greek and Latin words whose adjective changes the stem: pharynx and pharyngeal, thrombosis and thrombotic.
_FAMILY_SHIFTS = (
    ("yngeal", "yn"),
    ("ynx", "yn"),
    ("ccygeal", "ccy"),
    ("ccyx", "ccy"),
    ("osis", "o"),
    ("otic", "o"),
    ("ysis", "y"),
    ("ytic", "y"),
    ("esis", "e"),
    ("etic", "e"),
    ("omata", "oma"),
    ("omatous", "oma"),
)


@lru_cache(maxsize=65536)
def family(key: str) -> str:
    """What a word shares with its derived forms: "fractured" and "fracture", "infected" and "infection"."""
    if len(key) < 6 or not key.isalpha():
        return key
    for ending, shared in _FAMILY_SHIFTS:
        if key.endswith(ending):
            return key[: -len(ending)] + shared
    for ending in _FAMILY_ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


@lru_cache(maxsize=65536)
def sound(key: str) -> str:
    """A rough phonetic key for medical English: "lacerashun" and "laceration" sound alike."""
    said = key
    for spelled, heard in _SOUNDS:
        said = said.replace(spelled, heard)
    consonants = said[:1] + "".join(one for one in said[1:] if one not in "aeiouyhw")
    return "".join(one for place, one in enumerate(consonants) if place == 0 or consonants[place - 1] != one)


# What is spelled > what is heard, applied in this order.
_SOUNDS = tuple(
    (spelled, heard)
    for spelled, _, heard in (
        pair.partition(">")
        for pair in (
            "tion>sn sion>sn shun>sn cian>sn cious>ss tious>ss pn>n ph>f psy>sy gn>n kn>n rh>r wr>r ght>t sch>sk sce>se sci>si "
            "chr>kr ch>k ck>k cc>k ce>se ci>si cy>sy c>k q>k x>ks z>s dge>j ge>je gi>ji gy>jy v>f"
        ).split()
    )
)
