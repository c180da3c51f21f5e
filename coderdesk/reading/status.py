"""What a text tells of operations, implants, drugs taken for long and reasons to come: phrases of status_codes.toml."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from coderdesk.reading.lexicon import Step, first_words, length_at, second_words, steps_of
from coderdesk.reading.words import Word
from coderdesk.shared.resources import resource_path


class StatusKind(StrEnum):
    """What must be said for the code: that it was done, that it is there, that it is taken, or that one comes for it."""

    PAST = "past"
    PRESENT = "present"
    TAKEN = "taken"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Status:
    """`sides` are what stands for "?" in the code: right, left, both, not said; empty for a code without a side.

    `beside` are beginnings of codes, one of which the visit must have; empty when the status is told for itself.
    """

    code: str
    kind: StatusKind
    sides: tuple[str, ...]
    beside: tuple[str, ...]

    def on_side(self, side: str | None) -> str:
        """The code for "right", "left", "bilateral" or None."""
        if not self.sides:
            return self.code
        place = {"right": 0, "left": 1, "bilateral": 2}.get(side or "", 3)
        return self.code.replace("?", self.sides[place])


@dataclass(frozen=True, slots=True)
class ToldStatus:
    """A phrase of the table in a text: `text[start:end]`."""

    status: Status
    start: int
    end: int


@cache
def _by_first_words() -> dict[tuple[str, str], tuple[tuple[tuple[Step, ...], Status], ...]]:
    """The phrases by their first two words; a phrase that one word may fill stands under "" as its second."""
    table = tomllib.loads(resource_path("reading", "status_codes.toml").read_text("utf-8"))
    classes = {name: words.split() for name, words in table["classes"].items()}
    found: dict[tuple[str, str], list[tuple[tuple[Step, ...], Status]]] = {}
    for group in table["status"]:
        sides, beside = (tuple(group.get(key, "").split()) for key in ("sides", "with"))
        status = Status(group["code"], StatusKind(group["when"]), sides, beside)
        for line in filter(None, group["phrases"].splitlines()):
            steps = steps_of(line, classes)
            for first in first_words(steps):
                for second in second_words(steps, first):
                    found.setdefault((first, second), []).append((steps, status))
    return {words: tuple(phrases) for words, phrases in found.items()}


@cache
def _beside() -> dict[str, tuple[str, ...]]:
    return {status.code: status.beside for found in _by_first_words().values() for _, status in found if status.beside}


def beside_of(code: str) -> tuple[str, ...]:
    """The beginnings of codes of which the visit must have one for this code to say something; empty for most."""
    return _beside().get(code, ())


def statuses_in(words: Sequence[Word]) -> Iterator[ToldStatus]:
    """The phrases of the table in the words of a sentence, the longest at each place, none overlapping."""
    spellings = [word.spelling for word in words]
    known, place = _by_first_words(), 0
    while place < len(words):
        first, second = spellings[place], spellings[place + 1] if place + 1 < len(words) else ""
        begun = (*known.get((first, second), ()), *(known.get((first, ""), ()) if second else ()))
        found = [(length_at(steps, spellings, place), status) for steps, status in begun]
        length, status = max(found, key=lambda one: one[0], default=(0, None))
        if length and status is not None:
            yield ToldStatus(status, words[place].start, words[place + length - 1].end)
        place += length or 1


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """For conditions whose codes lie from `first` to `last`: the history codes to try; none when it is never over.

    `from_lists` when a bare line of the past history is enough.
    """

    first: str
    last: str
    codes: tuple[str, ...]
    from_lists: bool

    def holds(self, bare: str) -> bool:
        return self.first <= bare[: len(self.first)] and bare[: len(self.last)] <= self.last


@cache
def history_rules() -> tuple[HistoryRule, ...]:
    """The rules of history_codes.txt, the narrowest first."""
    lines = resource_path("reading", "history_codes.txt").read_text("utf-8").splitlines()
    rules = [_rule(line) for line in lines if line and not line.startswith("#")]
    return tuple(sorted(rules, key=lambda rule: (-len(rule.first), rule.last > rule.first)))


def _rule(line: str) -> HistoryRule:
    span, _, meant = line.partition(">")
    first, _, last = span.replace(".", "").strip().partition("-")
    codes = meant.replace("!", "").replace("|", " ").split()
    return HistoryRule(first, last or first, tuple(code for code in codes if code != "-"), "!" in meant)


@lru_cache(maxsize=4096)
def history_rule(bare: str) -> HistoryRule | None:
    """The rule for a code without its dot; None when there is none, or when the condition is never over."""
    found = next((rule for rule in history_rules() if rule.holds(bare)), None)
    return found if found is not None and found.codes else None
