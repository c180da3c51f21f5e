"""The cue tables of resources/reading: phrases, the side of the text they judge, and where their reach ends."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from coderdesk.domain.clinical.reading import Assertion
from coderdesk.reading.words import YEAR, words_between
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
    that nothing but a stop or a joiner follows it, `opens` that nothing but one of those stands before it; `unless` are words
    whose presence in the clause silences the cue, `needs` words of which the clause must hold one, and `then` words of
    which one must follow within five.
    """

    assertion: Assertion | None
    side: Side = Side.AFTER
    ends: bool = False
    limit: int = 0
    is_list: bool = False
    to_comma: bool = False
    at_end: bool = False
    opens: bool = False
    unless: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """One place of a phrase: any of these words or runs of words, or nothing when it is optional."""

    words: frozenset[str]
    runs: tuple[tuple[str, ...], ...]
    is_optional: bool

    def ends_after(self, spellings: Sequence[str], place: int) -> set[int]:
        """Where the words go on behind this step, when it stands at `place`."""
        after = {place + 1} if place < len(spellings) and spellings[place] in self.words else set[int]()
        after.update(place + len(run) for run in self.runs if tuple(spellings[place : place + len(run)]) == run)
        return after


@dataclass(frozen=True, slots=True)
class Phrase:
    steps: tuple[Step, ...]
    kind: CueKind

    def length_at(self, spellings: Sequence[str], place: int) -> int:
        return length_at(self.steps, spellings, place)


def length_at(steps: Sequence[Step], spellings: Sequence[str], place: int) -> int:
    """How many words from `place` on a phrase takes at most; 0 when it does not stand there."""
    reached = {place}
    for step in steps:
        onward = set[int]().union(*(step.ends_after(spellings, at) for at in reached))
        reached = onward | reached if step.is_optional else onward
        if not reached:
            return 0
    return max(reached) - place


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases by the words with which they may begin, and then by the second: "" for those that one word may fill."""

    by_first_words: Mapping[str, Mapping[str, tuple[Phrase, ...]]]

    def match(self, spellings: Sequence[str], place: int) -> tuple[int, tuple[CueKind, ...]]:
        """The length in words of the longest phrase that begins at this word, and all that it does; 0 when none does."""
        longest, kinds = 0, list[CueKind]()
        begun = self.by_first_words.get(spellings[place])
        if begun is None:
            return 0, ()
        second = spellings[place + 1] if place + 1 < len(spellings) else ""
        for phrase in begun.get(second) or begun.get("", ()):
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
    by_first_words: dict[str, dict[str, list[Phrase]]] = {}
    for file in files:
        table = tomllib.loads(file.read_text("utf-8"))
        classes = {name: words.split() for name, words in table.get("classes", {}).items()}
        for group in table["group"]:
            kind = _kind(group, classes)
            for line in group["phrases"].splitlines():
                for phrase in filter(None, [phrase_of(line, kind, classes)]):
                    for first in first_words(phrase.steps):
                        begun = by_first_words.setdefault(first, {"": []})
                        for second in second_words(phrase.steps, first):
                            begun.setdefault(second, []).append(phrase)
    return Lexicon({first: _with_short(begun) for first, begun in by_first_words.items()})


def _with_short(begun: Mapping[str, Sequence[Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    """Under each second word also the phrases that the first word alone may fill."""
    return {second: tuple(dict.fromkeys([*phrases, *begun[""]])) for second, phrases in begun.items()}


def _kind(group: Mapping[str, Any], classes: Mapping[str, Sequence[str]]) -> CueKind:
    def named_words(key: str) -> frozenset[str]:
        return frozenset(word for name in group.get(key, ()) for word in _of_class(name, classes))

    named = group.get("assertion")
    return CueKind(
        assertion=Assertion(named) if named else None,
        side=Side(group.get("judges", "after")),
        ends=group.get("ends", False),
        limit=group.get("limit", 0),
        is_list=group.get("list", False),
        to_comma=group.get("to_comma", False),
        at_end=group.get("at_end", False),
        opens=group.get("opens", False),
        unless=named_words("unless"),
        needs=named_words("needs"),
        then=named_words("then"),
    )


def phrase_of(line: str, kind: CueKind, classes: Mapping[str, Sequence[str]]) -> Phrase | None:
    steps = steps_of(line, classes)
    return Phrase(steps, kind) if steps else None


def steps_of(line: str, classes: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    """One line of a table: "a|b" is either word, "(a|b)" may be absent, "_" joins the words of one choice."""
    steps = []
    for part in line.split():
        is_optional = part.startswith("(") and part.endswith(")") and len(part) > 2
        written = (part[1:-1] if is_optional else part).split("|")
        choices = [word for choice in written for word in _of_class(choice, classes)]
        runs = dict.fromkeys(tuple(word.spelling for word in _spelt(choice)) for choice in choices)
        single = frozenset(run[0] for run in runs if len(run) == 1)
        single |= {YEAR} if "#" in single else frozenset()
        steps.append(Step(single, tuple(run for run in runs if len(run) != 1), is_optional))
    return tuple(steps)


def _of_class(choice: str, classes: Mapping[str, Sequence[str]]) -> list[str]:
    """ "<relative>'s" is the possessive of every relative; what names no class stands for itself."""
    name, mark, ending = choice.removeprefix("<").partition(">")
    return [word + ending for word in classes[name]] if mark and choice.startswith("<") else [choice]


def _spelt(choice: str) -> list[Any]:
    phrase = choice.replace("_", " ")
    return list(words_between(phrase, 0, len(phrase)))


def first_words(steps: Sequence[Step]) -> set[str]:
    """The words with which a phrase may begin."""
    firsts: set[str] = set()
    for step in steps:
        firsts.update(step.words, (run[0] for run in step.runs))
        if not step.is_optional:
            break
    return firsts


def second_words(steps: Sequence[Step], first: str) -> set[str]:
    """The words that may follow `first` at the beginning of a phrase; "" among them when nothing need follow."""
    seconds: set[str] = set()
    for place, step in enumerate(steps):
        rest = steps[place + 1 :]
        following = first_words(rest) | ({""} if all(one.is_optional for one in rest) else set())
        if first in step.words:
            seconds |= following
        for run in step.runs:
            if run[:1] == (first,):
                seconds |= {run[1]} if len(run) > 1 else following
        if not step.is_optional:
            break
    return seconds
