"""Conditions that the guidelines take as belonging together, and the one code that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from coderdesk.shared.resources import resource_path

Beginnings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """A code that begins so is replaced by `instead` beside a code of each group of `others`."""

    first: str
    others: tuple[Beginnings, ...]
    instead: str


@cache
def combinations() -> tuple[Combination, ...]:
    lines = resource_path("reading", "combinations.txt").read_text("utf-8").splitlines()
    return tuple(_combination(line) for line in lines if line and not line.startswith("#"))


def _combination(line: str) -> Combination:
    asked, _, instead = (part.strip() for part in line.partition(">"))
    first, *others = (part.strip() for part in asked.split("&"))
    return Combination(first, tuple(tuple(other.split("|")) for other in others), instead)


def combined(value: str, beside: Sequence[str]) -> str | None:
    """The code to report instead of `value` when the codes `beside` are reported too; None when it stays."""
    for one in combinations():
        if value.startswith(one.first) and all(any(code.startswith(group) for code in beside) for group in one.others):
            return one.instead
    return None
