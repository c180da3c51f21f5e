"""Phrases that the book does not print and a coder would look up: site and behaviour, substance and intent."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.search.lexicon import Lexicon, word_for_affix
from coderdesk.search.phrases import Phrase, PhraseKind
from coderdesk.search.wording import data_lines, parts_of

# The columns of a neoplasm table, in its order.
_BEHAVIOURS = (
    "malignant neoplasm of {}",
    "secondary malignant neoplasm of {}",
    "carcinoma in situ of {}",
    "benign neoplasm of {}",
    "neoplasm of uncertain behavior of {}",
    "neoplasm of {}",
)

# The sixth character of T36-T65 says the intent; adverse effect and underdosing exist for drugs only.
_INTENTS = {
    "1": "accidental poisoning by {}",
    "2": "intentional self-harm poisoning by {}",
    "3": "assault poisoning by {}",
    "4": "undetermined poisoning by {}",
    "5": "adverse effect of {}",
    "6": "underdosing of {}",
}
_INTENT_PLACE = 5


def composed_phrases(entries: Sequence[TabularEntry], lexicon: Lexicon) -> Iterator[Phrase]:
    """Every name of a site with every behaviour, every name of a substance with every intent, where a code exists."""
    places = {undotted(entry.value): place for place, entry in enumerate(entries) if entry.system is CodeSystem.ICD10CM}
    yield from _neoplasms(lexicon.folder / "neoplasms.txt", places)
    for path in sorted(lexicon.folder.glob("substances*.txt")):
        yield from _substances(path, places)


def _neoplasms(path: Path, places: Mapping[str, int]) -> Iterator[Phrase]:
    for line in data_lines(path):
        left, _, right = line.partition(":")
        for code, behaviour in zip(left.split(), _BEHAVIOURS, strict=True):
            place = places.get(undotted(code))
            if place is not None:
                for site in parts_of(right, ";"):
                    yield Phrase(place, behaviour.format(site), PhraseKind.COMPOSED)


def _substances(path: Path, places: Mapping[str, int]) -> Iterator[Phrase]:
    """Lines of "T39.01: aspirin; acetylsalicylic acid", the code up to the intent; "*olol" stands for all such names."""
    for line in data_lines(path):
        left, _, right = line.partition(":")
        stem = undotted(left.strip())
        for character, intent in _INTENTS.items():
            place = places.get(stem.ljust(_INTENT_PLACE, "X") + character, places.get(stem + character))
            if place is not None:
                for name in parts_of(right, ";"):
                    spoken = " ".join(word_for_affix(word) if "*" in word else word for word in name.split())
                    yield Phrase(place, intent.format(spoken), PhraseKind.COMPOSED)
