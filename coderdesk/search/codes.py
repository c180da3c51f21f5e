"""Queries that are codes: with or without a dot, the beginning of one, or a range."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from coderdesk.search.index import SearchIndex

_CODE = r"[A-Z]\d[0-9A-Z]?[. ]?[0-9A-Z]{0,4}|\d{4,5}[A-Z]?|[A-Z]{2}\d[. ]?[0-9A-Z]{0,4}"
_ONE = re.compile(rf"({_CODE})[.-]?")
_RANGE = re.compile(rf"({_CODE})\s*(?:-|–|to|TO)\s*({_CODE})")


def _bare(written: str) -> str:
    return written.replace(".", "").replace(" ", "")


class _Bares(Sequence[str]):
    """The codes without dots in alphabetical order, read from the index as they are asked for."""

    def __init__(self, index: SearchIndex) -> None:
        self._entries = index.entries

    def __len__(self) -> int:
        return len(self._entries.by_bare)

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self._entries.bare[int(self._entries.by_bare[place])]


def coded_query(index: SearchIndex, typed: str, most: int) -> list[int]:
    """The entries that the query names as codes, in book order, an exact one first; empty when it is not a code."""
    written = typed.strip().upper()
    between = _RANGE.fullmatch(written)
    one = _ONE.fullmatch(written)
    bares = _Bares(index)
    if between:
        first, last = _bare(between[1]), _bare(between[2])
        found = _places(index, bisect_left(bares, first), bisect_left(bares, last + "\x7f"))
        headings = [entry for entry in found if len(index.entries.bare[entry]) <= max(len(first), len(last))]
        return sorted(headings)[:most]
    if not one:
        return []
    bare = _bare(one[1])
    start = bisect_left(bares, bare)
    found = _places(index, start, min(bisect_left(bares, bare + "\x7f"), start + 4 * most))
    codes = [entry for entry in found if "-" not in index.entries.bare[entry]]
    return sorted(codes, key=lambda entry: _order(index, entry, bare))[:most]


def _order(index: SearchIndex, entry: int, bare: str) -> tuple[bool, int, int]:
    """The code itself, then diagnoses before other systems, each in book order."""
    return index.entries.bare[entry] != bare, int(index.entries.system[entry]), entry


def _places(index: SearchIndex, start: int, end: int) -> list[int]:
    return [int(entry) for entry in index.entries.by_bare[start:end]]
