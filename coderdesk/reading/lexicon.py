"""The cue tables of resources/reading: phrases, the side of the text they judge, and where their reach ends."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.reading.words import words_between
from coderdesk.shared.resources import resource_path

CUE_FILES = ("boundaries", "negation", "uncertainty", "history", "hypothesis", "people")


class Side(StrEnum):
    """Which words a cue judges: those after it, or those before it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True, kw_only=True)
class CueKind:
    """What a phrase of the tables does.

    `assertion` is None for a phrase that judges nothing: a pseudo-cue, which only hides the cue inside it, or, when `ends`
    is true, a boundary at which every reach stops. `limit` is a number of words, 0 for the whole clause; `is_list` lets a
    cue after a list judge all of its items, `to_comma` ends the reach of a cue at the first comma, `at_end` asks
    that nothing but a stop or a joiner follows it; `unless` are words whose presence in the clause silences the cue.
    """

    assertion: Assertion | None
    side: Side = Side.AFTER
    ends: bool = False
    limit: int = 0
    is_list: bool = False
    to_comma: bool = False
    at_end: bool = False
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a phrase: any of these runs of words, or nothing when it is optional."""

    choices: tuple[tuple[str, ...], ...]
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    steps: tuple[Step, ...]
    kind: CueKind

    def length_at(self, spellings: Sequence[str], place: int) -> int:
        """How many words from `place` on the phrase takes at most; 0 when it does not stand there."""
        reached = {place}
        for step in self.steps:
            onward = {
                at + len(run) for at in reached for run in step.choices if tuple(spellings[at : at + len(run)]) == run
            }
            reached = onward | reached if step.is_optional else onward
            if not reached:
                return 0
        return max(reached) - place


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases by the words with which they may begin."""

    by_first_word: Mapping[str, tuple[Phrase, ...]]

    def match(self, spellings: Sequence[str], place: int) -> tuple[int, tuple[CueKind, ...]]:
        """The length in words of the longest phrase that begins at this word, and all that it does; 0 when none does."""
        longest, kinds = 0, list[CueKind]()
        for phrase in self.by_first_word.get(spellings[place], ()):
            length = phrase.length_at(spellings, place)
            if length > longest:
                longest, kinds = length, []
            if length and length == longest:
                kinds.append(phrase.kind)
        pseudo = [kind for kind in kinds if kind.assertion is None and not kind.ends]
        return longest, tuple(dict.fromkeys(pseudo or kinds))


@cache
def shipped_lexicon() -> Lexicon:
    """The tables that travel with the program."""
    return read_lexicon([resource_path("reading", f"{name}.toml") for name in CUE_FILES])


def read_lexicon(files: Sequence[Path]) -> Lexicon:
    """Read cue tables; their `[classes]` name sets of words that a phrase may use as `<name>` in the same file."""
    by_first_word: dict[str, list[Phrase]] = {}
    for file in files:
        table = tomllib.loads(file.read_text("utf-8"))
        classes = {name: words.split() for name, words in table.get("classes", {}).items()}
        for group in table["group"]:
            kind = _kind(group)
            for line in group["phrases"].splitlines():
                for phrase in filter(None, [phrase_of(line, kind, classes)]):
                    for first in _first_words(phrase):
                        by_first_word.setdefault(first, []).append(phrase)
    return Lexicon({first: tuple(phrases) for first, phrases in by_first_word.items()})


def _kind(group: Mapping[str, Any]) -> CueKind:
    named = group.get("assertion")
    return CueKind(
        assertion=Assertion(named) if named else None,
        side=Side(group.get("judges", "after")),
        ends=group.get("ends", False),
        limit=group.get("limit", 0),
        is_list=group.get("list", False),
        to_comma=group.get("to_comma", False),
        at_end=group.get("at_end", False),
        unless=frozenset(group.get("unless", ())),
    )


def phrase_of(line: str, kind: CueKind, classes: Mapping[str, Sequence[str]]) -> Phrase | None:
    """One line of a table: "a|b" is either word, "(a|b)" may be absent, "_" joins the words of one choice."""
    steps = []
    for part in line.split():
        is_optional = part.startswith("(") and part.endswith(")") and len(part) > 2
        written = (part[1:-1] if is_optional else part).split("|")
        choices = [word for choice in written for word in classes.get(choice.strip("<>"), [choice])]
        runs = tuple(dict.fromkeys(tuple(word.spelling for word in _spelt(choice)) for choice in choices))
        steps.append(Step(runs, is_optional))
    return Phrase(tuple(steps), kind) if steps else None


def _spelt(choice: str) -> list[Any]:
    phrase = choice.replace("_", " ")
    return list(words_between(phrase, 0, len(phrase)))


def _first_words(phrase: Phrase) -> set[str]:
    firsts: set[str] = set()
    for step in phrase.steps:
        firsts.update(run[0] for run in step.choices)
        if not step.is_optional:
            break
    return firsts
