"""The lines and keys that our data files under resources/search are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coderdesk.search.words import stem, words_of

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words that stand for other words. `shown` is what the explanation prints: "UTI = urinary tract infection"."""

    words: Key
    shown: str
    weight: float


def data_lines(path: Path) -> Iterator[str]:
    """The lines of a data file that say something; a # begins a remark."""
    for line in path.read_text(encoding="utf-8").splitlines():
        content = line.partition("#")[0].strip()
        if content:
            yield content


@cache
def key_of(text: str) -> Key:
    """The stems of a text; an abbreviation keeps its marks when it holds no other words ("n/v", "w/o")."""
    return tuple(stem(word.spelling) for word in words_of(text))


def parts_of(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]
