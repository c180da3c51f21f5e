"""Words that stand together and name no condition: "CVA tenderness", "room air", "rubella immune"."""

from collections.abc import Sequence
from functools import cache

from coderdesk.reading.lexicon import Step, first_words, length_at, steps_of
from coderdesk.reading.words import Word
from coderdesk.shared.resources import resource_path


@cache
def _by_first_word() -> dict[str, tuple[tuple[Step, ...], ...]]:
    lines = resource_path("reading", "fixed_phrases.txt").read_text("utf-8").splitlines()
    found: dict[str, list[tuple[Step, ...]]] = {}
    for line in lines:
        if line and not line.startswith("##"):
            steps = steps_of(line, {})
            for first in first_words(steps):
                found.setdefault(first, []).append(steps)
    return {first: tuple(phrases) for first, phrases in found.items()}


def fixed_phrases_in(words: Sequence[Word]) -> list[tuple[int, int]]:
    """The stretches of the text, as offsets from start to end, in which a name means nothing."""
    spellings = [word.spelling for word in words]
    found = []
    for place, spelling in enumerate(spellings):
        length = max((length_at(steps, spellings, place) for steps in _by_first_word().get(spelling, ())), default=0)
        if length > 1:
            found.append((words[place].start, words[place + length - 1].end))
    return found
