"""Phrases that the book does not print and a coder would look up: site and behaviour, substance and intent."""

from collections.abc import Iterator, Sequence

from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.search.lexicon import Lexicon
from coderdesk.search.phrases import Phrase


def composed_phrases(entries: Sequence[TabularEntry], lexicon: Lexicon) -> Iterator[Phrase]:  # noqa: ARG001
    yield from ()
