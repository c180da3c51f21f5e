"""How much a word, a kind of phrase and a part of the book count before anything is asked."""

import math

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.search.phrases import PhraseKind

# Words that stand in every other title and choose nothing.
_WEAK = {
    word: int(weight) / 100
    for word, _, weight in (
        pair.partition(":")
        for pair in (
            "unspecified:12 other:22 specified:20 no:25 nec:10 elsewhere:12 classified:12 not:30 nos:10 disease:40 disorder:40 "
            "syndrome:45 condition:35 type:35 due:25 with:35 without:20 encounter:40 initial:50 subsequent:60 site:35 part:40 "
            "state:50 form:40 person:60 patient:40 mention:30 multiple:80 certain:20 any:20 than:20 associated:40 related:40 "
            "rare:15 classic:30 classical:40 isolated:50 common:50 typical:50 obsolete:10 problem:40 disorders:40 infection:70"
        ).split()
    )
}

_KINDS = {
    PhraseKind.TITLE: 1.0,
    PhraseKind.INCLUSION_TERM: 0.99,
    PhraseKind.INCLUDES: 0.95,
    PhraseKind.OWN_TERM: 1.02,
    PhraseKind.NAMED_ELSEWHERE: 0.95,
    PhraseKind.COMPOSED: 0.98,
    PhraseKind.SPELLED_OUT: 1.0,
    PhraseKind.INDEX_LINE: 1.04,
    PhraseKind.ALSO: 0.97,
}

# Words that name a diagnosis and also a drug or a device mean the diagnosis.
_SYSTEMS = {CodeSystem.NDC: 0.9}

# Parts of the book that are meant only when one says so.
_CHAPTERS = {"O": 0.95, "P": 0.95, "V": 0.93, "W": 0.93, "X": 0.93, "Y": 0.93, "Q": 0.98, "Z": 0.97, "T": 0.97}


def rarity(term: str, count: int, total: int) -> float:
    """What a term tells apart: the logarithm of how rare it is among the phrases, less for words that choose nothing."""
    return _WEAK.get(term, 1.0) * math.log(1 + total / (count + 2))


def kind_weight(kind: PhraseKind) -> float:
    return _KINDS[kind]


def entry_weight(entry: TabularEntry) -> float:
    if entry.system is not CodeSystem.ICD10CM:
        return _SYSTEMS.get(entry.system, 0.93)
    weight = _CHAPTERS.get(entry.value[0], 1.0)
    # A transport accident is a traffic accident unless it says otherwise (tabular list, V01-V99, note 6).
    return weight * 0.96 if "nontraffic" in entry.title else weight
