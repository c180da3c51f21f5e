"""What the palette lists, and how typed letters rank it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_LIST = 60
LEAST_SCATTERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteItem:
    """`kind` is the group in words ("Visits", "Commands"); `key` is whatever the chooser needs to act on it."""

    kind: str
    text: str
    detail: str = ""
    shortcut: str = ""
    key: object = None

    @property
    def words(self) -> str:
        return ", ".join(part for part in (self.text, self.detail, self.shortcut, self.kind) if part)


def rank_of(query: str, item: PaletteItem) -> int | None:
    """How well an item fits, 0 best; None when it does not. Every typed word must be found, in any order."""
    words = query.casefold().split()
    title, whole = item.text.casefold(), f"{item.text} {item.detail} {item.shortcut}".casefold()
    if not words:
        return 0
    if title.startswith(" ".join(words)):
        return 0
    if all(_begins_a_word(word, title) for word in words):
        return 1
    if all(_begins_a_word(word, whole) for word in words):
        return 2
    if all(word in whole for word in words):
        return 3
    return 4 if _is_subsequence("".join(words), title) else None


def ranked(query: str, items: Iterable[PaletteItem]) -> tuple[PaletteItem, ...]:
    """The fitting items, best first, otherwise in the order given; at most LONGEST_LIST."""
    found = [(rank, item) for item in items if (rank := rank_of(query, item)) is not None]
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))[:LONGEST_LIST]


def without_doubles(items: Sequence[PaletteItem]) -> tuple[PaletteItem, ...]:
    return tuple({(item.kind, item.text, item.detail): item for item in items}.values())


def _begins_a_word(word: str, text: str) -> bool:
    return text.startswith(word) or any(f"{before}{word}" in text for before in " -/(.,")


def _is_subsequence(letters: str, text: str) -> bool:
    rest = iter(text)
    return len(letters) >= LEAST_SCATTERED and all(letter in rest for letter in letters)
