"""No code twice, and none that says less than another of the same condition (Guidelines I.B.12, I.B.18)."""

from collections.abc import Sequence
from dataclasses import replace

from coderdesk.domain.coding.assembly.draft import Draft

_OPEN_WORDS = ("unspecified", "without complication", "not specified")


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """Each code once with all its passages; an unspecified code goes when a specific one of its category stands."""
    first: dict[str, Draft] = {}
    for one in drafts:
        known = first.get(one.value)
        if known is None:
            first[one.value] = one
        else:
            more = tuple(span for span in one.passages if span not in known.passages)
            first[one.value] = replace(known, passages=known.passages + more)
    kept = list(first.values())
    return [one for one in kept if not any(_says_more(other, one) for other in kept)]


def _says_more(other: Draft, one: Draft) -> bool:
    if other.value == one.value or other.value[:3] != one.value[:3] or not _is_open(one):
        return False
    return not _is_open(other) or (other.value.startswith(one.value.rstrip("90")) and len(other.value) > len(one.value))


def _is_open(draft: Draft) -> bool:
    return any(words in draft.code.title.lower() for words in _OPEN_WORDS)
