"""Other ways to search the same entries: rapidfuzz over all of them, SQLite FTS5 by prefix, tantivy with fuzzy terms."""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process, utils

Search = Callable[[str], Sequence[str]]
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One text that names a code: a title or an inclusion term."""

    code: str
    text: str


def _first_of_each(codes: Iterable[str], most: int = 10) -> list[str]:
    return list(dict.fromkeys(codes))[:most]


def rapidfuzz_search(lines: Sequence[Line]) -> Search:
    """`process.extract` with WRatio over every text, as its documentation shows."""
    texts = [utils.default_process(line.text) for line in lines]

    def search(query: str) -> list[str]:
        found = process.extract(utils.default_process(query), texts, scorer=fuzz.WRatio, limit=30)
        return _first_of_each(lines[place].code for _, _, place in found)

    return search


def fts5_search(lines: Sequence[Line]) -> Search:
    """Every word as a prefix, all of them first and any of them when that finds nothing, ranked by BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE entry USING fts5(code UNINDEXED, text, prefix='2 3', tokenize='porter unicode61')"
    )
    connection.executemany("INSERT INTO entry VALUES (?, ?)", [(line.code, line.text) for line in lines])
    ask = "SELECT code FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 30"

    def search(query: str) -> list[str]:
        words = [f'"{word}"*' for word in _WORD.findall(query)]
        if not words:
            return []
        all_of_them = connection.execute(ask, (" ".join(words),)).fetchall()
        found = all_of_them or connection.execute(ask, (" OR ".join(words),)).fetchall()
        return _first_of_each(code for (code,) in found)

    return search


def fts5_trigram_search(lines: Sequence[Line]) -> Search:
    """Any three letters of any word in a row, ranked by BM25: what forgives a misspelling without a vocabulary."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE entry USING fts5(code UNINDEXED, text, tokenize='trigram')")
    connection.executemany("INSERT INTO entry VALUES (?, ?)", [(line.code, line.text) for line in lines])

    def search(query: str) -> list[str]:
        words = [word.lower() for word in _WORD.findall(query)]
        trigrams = {word[start : start + 3] for word in words for start in range(len(word) - 2)}
        if not trigrams:
            return []
        asked = " OR ".join(f'"{one}"' for one in sorted(trigrams))
        rows = connection.execute("SELECT code FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 30", (asked,))
        return _first_of_each(code for (code,) in rows)

    return search


def tantivy_search(lines: Sequence[Line]) -> Search | None:
    """Each word with one edit, the last one as a prefix; None when tantivy is not installed."""
    try:
        import tantivy
    except ImportError:
        return None
    schema: Any = (
        tantivy.SchemaBuilder()
        .add_text_field("code", stored=True, tokenizer_name="raw")
        .add_text_field("text", stored=False)
        .build()
    )
    folder = tempfile.mkdtemp(prefix="tantivy-")
    index = tantivy.Index(schema, path=folder)
    writer = index.writer()
    for line in lines:
        writer.add_document(tantivy.Document(code=line.code, text=line.text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[str]:
        words = [word.lower() for word in _WORD.findall(query)]
        if not words:
            return []
        parts = [
            (
                tantivy.Occur.Should,
                tantivy.Query.fuzzy_term_query(
                    schema, "text", word, distance=1 if len(word) > 3 else 0, prefix=place == len(words) - 1
                ),
            )
            for place, word in enumerate(words)
        ]
        found = searcher.search(tantivy.Query.boolean_query(parts), 30).hits
        return _first_of_each(searcher.doc(address)["code"][0] for _, address in found)

    return search
