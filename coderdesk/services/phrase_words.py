"""The words of a phrase as a coder weighs them: which choose a code, which only say how much, and how notes say them."""

import re
from collections.abc import Sequence
from functools import cache

from coderdesk.reading.phrases import word_list
from coderdesk.shared.resources import resource_path

SIDES = {
    "right": "right",
    "left": "left",
    "rt": "right",
    "lt": "left",
    "od": "right",
    "os": "left",
    "ou": "bilateral",
    "bilateral": "bilateral",
    "both": "bilateral",
    "bilaterally": "bilateral",
}
# "L ankle" and "ankle, R"; "L4" and "T. R." are something else.
_LETTER = re.compile(r"(?<![\w.])([LR])(?=\s+[a-z]|\s*$|[,;)])")
_MEASURE = re.compile(r"\d+(?:\.\d+)?-?(?:mm|cm|m|kg|g|mg|ml|cc|lbs?|in|inch)")
_ABBREVIATION = 3


def plain_words(phrase: str) -> list[str]:
    """The words as written, without the stops behind them."""
    return [word for word in (part.strip(".,;:") for part in phrase.split()) if word]


def telling_words(phrase: str) -> list[str]:
    """The words of a phrase without those that choose no code ("mild", "6-mm"), in the words of code books."""
    modifiers = word_list("modifiers")
    words = [word for word in plain_words(phrase) if word.lower().replace("-", "") not in modifiers]
    return reworded(" ".join(word for word in words if not _MEASURE.fullmatch(word))).split()


def reworded(phrase: str) -> str:
    """The phrase in the words of code books: "difficulty hearing" is searched as "hearing loss"."""
    if _rewording_begins().isdisjoint(phrase.lower().split()):
        return phrase
    for said, searched in _rewordings():
        place = f" {phrase.lower()} ".find(f" {said} ")
        if place >= 0:
            phrase = f"{phrase[:place]}{searched}{phrase[place + len(said) :]}"
    return phrase


@cache
def _rewording_begins() -> frozenset[str]:
    return frozenset(said.split()[0] for said, _ in _rewordings())


@cache
def _rewordings() -> tuple[tuple[str, str], ...]:
    lines = resource_path("reading", "rewordings.txt").read_text("utf-8").splitlines()
    pairs = [line.split(" > ") for line in lines if line and not line.startswith("#")]
    return tuple(sorted(((said, searched) for said, searched in pairs), key=lambda pair: -len(pair[0])))


def is_too_general(words: Sequence[str]) -> bool:
    """One word that names no condition ("pain", "reported"), or a short abbreviation that may mean several."""
    telling = [word for word in words if word.lower() not in SIDES]
    if len(telling) != 1:
        return not telling
    word = telling[0]
    if len(word) <= _ABBREVIATION:
        return word not in word_list("abbreviations_trusted") and word.upper() not in word_list("abbreviations_lower")
    return word.lower().strip("'") in word_list("too_general") or word.lower().endswith("ed")


def _sides_in(text: str) -> set[str]:
    found = {SIDES[word] for word in re.findall(r"[a-z]+", text.lower()) if word in SIDES}
    return found | {"left" if letter == "L" else "right" for letter in _LETTER.findall(text)}


def side_of(text: str) -> str | None:
    """The side that a text names: "right", "left" or "bilateral"; None when it names none or is unclear."""
    found = _sides_in(text)
    if found == {"right", "left"}:
        return "bilateral"
    return found.pop() if len(found) == 1 else None


def side_beside(text: str) -> str | None:
    """The one side that the words around a phrase name; None when they name both, each perhaps of something else."""
    found = _sides_in(text)
    return found.pop() if len(found) == 1 else None
