"""What kind of patient or practice a code belongs to: chapters and title words, read from resources/search/traits.txt."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.search_context import SearchContext
from coderdesk.search.wording import data_lines, key_of, parts_of

_AGES = re.compile(r"age (\d+)-(\d*)")
_RANGE = re.compile(r"([A-Z][0-9][0-9A-Z.]*)(?:-([A-Z][0-9][0-9A-Z.]*))?")
_KNOWN_SEXES = frozenset({"f", "female", "m", "male"})
_MOST = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One line of the file. `ranges` are undotted first and last codes, `words` are stems of the title."""

    kind: str
    names: tuple[str, ...]
    youngest: int
    oldest: int
    ranges: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, ...], ...]

    def holds_for(self, context: SearchContext) -> bool | None:
        """Whether the patient or the practice is of this kind; None when nothing is known."""
        if self.kind == "age":
            return None if context.age_years is None else self.youngest <= context.age_years <= self.oldest
        if self.kind == "sex":
            return context.sex.casefold() in self.names if context.sex.casefold() in _KNOWN_SEXES else None
        asked = context.specialty.casefold()
        return (
            None
            if not asked
            else any(asked == name or (name[0].isdigit() and asked.startswith(name)) for name in self.names)
        )


def read_traits(path: Path) -> tuple[Trait, ...]:
    """Lines of "age 0-0: P00-P96; newborn", "sex F: N70-N98; uterus", "specialty cardiology, heart: I00-I99"."""
    lines = list(data_lines(path)) if path.is_file() else []
    return tuple(_trait(line) for line in lines[:_MOST])


def _trait(line: str) -> Trait:
    left, _, right = line.partition(":")
    ages = _AGES.fullmatch(left.strip())
    kind, _, names = left.strip().partition(" ")
    parts = parts_of(right, ";")
    ranges = [match for part in parts if (match := _RANGE.fullmatch(part))]
    return Trait(
        kind=kind,
        names=tuple(name.casefold() for name in parts_of(names, ",")),
        youngest=int(ages[1]) if ages else 0,
        oldest=int(ages[2] or 999) if ages else 999,
        ranges=tuple((one[1].replace(".", ""), (one[2] or one[1]).replace(".", "")) for one in ranges),
        words=tuple(key_of(part) for part in parts if not _RANGE.fullmatch(part)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledEntries:
    """What traits are read from: entries in the order of their bare codes, and which entries' titles hold a stem."""

    by_bare: npt.NDArray[np.int32]
    bares: Sequence[str]
    is_diagnosis: npt.NDArray[np.bool_]
    holding: Callable[[str], npt.NDArray[np.int32]]


def trait_bits(entries: TitledEntries, traits: Sequence[Trait]) -> npt.NDArray[np.uint64]:
    """For each entry a bit for each trait that it has, in the order of the file."""
    bits = np.zeros(len(entries.by_bare), np.uint64)
    for number, trait in enumerate(traits):
        bit = np.uint64(1 << number)
        for first, last in trait.ranges:
            start, end = bisect_left(entries.bares, first), bisect_left(entries.bares, last + "~")
            within = entries.by_bare[start:end]
            bits[within[entries.is_diagnosis[within]]] |= bit
        for words in trait.words:
            bits[_holding_all(entries, words)] |= bit
    return bits


def _holding_all(entries: TitledEntries, words: Sequence[str]) -> npt.NDArray[np.int32]:
    found = entries.holding(words[0])
    for word in words[1:]:
        found = np.intersect1d(found, entries.holding(word))
    return found
