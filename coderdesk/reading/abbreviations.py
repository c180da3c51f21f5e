"""What an ambiguous abbreviation means in one document: decided by the other words that the document uses."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from coderdesk.shared.resources import resource_path

_CAPITALS = re.compile(r"\b[A-Z]{2,3}\b")
_WORD = re.compile(r"[a-z]+\d?")


@cache
def _meanings() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Under each abbreviation its meanings, each with the beginnings of words that speak for it."""
    lines = resource_path("reading", "abbreviations_in_context.txt").read_text("utf-8").splitlines()
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for letters, meaning, beside in (line.split(" > ") for line in lines if line and not line.startswith("#")):
        found[letters] = (*found.get(letters, ()), (meaning, tuple(beside.split())))
    return found


def meanings_in(text: str) -> dict[str, str]:
    """The abbreviations of a text that its other words decide, with what they mean."""
    said = {letters for letters in _CAPITALS.findall(text) if letters in _meanings()}
    if not said:
        return {}
    words = set(_WORD.findall(text.lower()))
    found = {letters: _meant(letters, words) for letters in said}
    return {letters: meaning for letters, meaning in found.items() if meaning is not None}


def _meant(letters: str, words: set[str]) -> str | None:
    votes = Counter({meaning: _agreeing(beside, words) for meaning, beside in _meanings()[letters]})
    (meaning, most), *others = votes.most_common()
    return meaning if most and all(count < most for _, count in others) else None


def _agreeing(beside: tuple[str, ...], words: set[str]) -> int:
    return sum(any(word.startswith(begin) for word in words) for begin in beside)


def spelled_out(phrase: str, meanings: Mapping[str, str]) -> str:
    """The phrase with its decided abbreviations in words: "stable RA" is "stable rheumatoid arthritis"."""
    if not meanings:
        return phrase
    return _CAPITALS.sub(lambda found: meanings.get(found[0], found[0]), phrase)
