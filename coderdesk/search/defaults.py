"""The code that a heading means when nothing more is said: "type 2 diabetes" is E11.9, a laceration's first visit is "A"."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.search.phrases import is_expansion

_PLAIN = frozenset(
    "unspecified nos without complication complications uncomplicated not intractable applicable "
    "initial encounter closed fracture".split()
)
_UNSAID = frozenset({"unspecified", "nos", "uncomplicated"})
# An accident about which no more is said is the "Other contact with ..." of its heading (Index to External Causes).
_REST = frozenset({"other"})
_EXTERNAL_CAUSES = "VWXY"
_DENYING = frozenset({"without", "not", "no"})


def default_codes(
    entries: Sequence[TabularEntry], parents: npt.NDArray[np.int32], chosen: Mapping[str, str]
) -> npt.NDArray[np.int32]:
    """For each entry the place of its default code, itself when it is a code or when nothing below is a default."""
    children: dict[int, list[int]] = {}
    for place, parent in enumerate(parents.tolist()):
        children.setdefault(parent, []).append(place)
    places = {entry.value: place for place, entry in enumerate(entries) if entry.system is CodeSystem.ICD10CM}
    defaults = np.arange(len(entries), dtype=np.int32)
    for place in range(len(entries) - 1, -1, -1):
        entry = entries[place]
        if entry.system is not CodeSystem.ICD10CM:
            continue
        named = places.get(chosen.get(entry.value, ""))
        below = children.get(place, [])
        best = named if named is not None else _plainest(entry, below, entries)
        if best is not None and best != place:
            defaults[place] = defaults[best]
    return defaults


# The 7th character of a visit about which nothing is said: the first encounter, the closed fracture, no particular fetus.
_UNSAID_CHARACTERS = "A0"


def _plainest(heading: TabularEntry, below: Sequence[int], entries: Sequence[TabularEntry]) -> int | None:
    """The child that adds least: "unspecified", "without complications", "not intractable", a first encounter."""
    if below and is_expansion(entries[below[0]]):
        return next((place for place in below if entries[place].value[-1] in _UNSAID_CHARACTERS), None)
    said = Counter(_words(heading.title))
    best: tuple[float, int] | None = None
    for place in below:
        child = entries[place]
        if not child.title or child.in_force.end is not None:
            continue
        extra = set(Counter(_words(child.title)) - said)
        strange, unsaid, denied = extra - _PLAIN, extra & _UNSAID, extra & _DENYING
        rank = (
            -len(strange) + (0.5 if unsaid else 0) + (0.4 if denied else 0) + (0.25 if child.value[-1] in "9A0" else 0)
        )
        is_rest = strange == _REST and heading.value[0] in _EXTERNAL_CAUSES
        if (not strange or unsaid or denied or is_rest) and (best is None or rank > best[0]):
            best = (rank, place)
    return best[1] if best else None


def _words(title: str) -> list[str]:
    return title.lower().replace(",", "").split()
