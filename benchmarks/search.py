"""How well and how fast codes are found, beside rapidfuzz, SQLite FTS5 and tantivy over the same entries in the same run.

The development queries lie beside the repository (../shared/eval/search) and are not part of it; without them only times are
measured, on the titles themselves. A hit counts when its code, dot removed, begins with one of the acceptable codes.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks._report import print_table, write_json
from benchmarks._search_entries import grown, index_terms_in, lines_of, shipped_entries
from benchmarks._search_quality import (
    QUERIES,
    SETS,
    Query,
    asked,
    by_class,
    development_queries,
    figures,
    our_search,
    times,
    typed_letter_by_letter,
)
from benchmarks._search_rivals import (
    Search,
    fts5_search,
    fts5_trigram_search,
    rapidfuzz_search,
    tantivy_search,
)
from coderdesk.domain.coding.code_release import IndexTerm
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.search.build import build_arrays
from coderdesk.search.files import write_arrays
from coderdesk.search.index import SearchIndex, open_index
from coderdesk.search.lexicon import read_lexicon
from coderdesk.shared.resources import resource_path

# What takes a good part of a second for a query answers so many of each set.
SLOW_SAMPLE = 40
TYPED_SAMPLE = 60
GROWTH = (25_000, 100_000, 400_000, 1_000_000)
_OURS = "CoderDesk"


def built(
    entries: Sequence[TabularEntry], folder: Path, index_terms: Sequence[IndexTerm] = ()
) -> tuple[SearchIndex, dict[str, float]]:
    lexicon, path = read_lexicon(resource_path("search")), folder / "search.index"
    began, began_own = time.perf_counter(), time.process_time()
    write_arrays(path, build_arrays(entries, lexicon, index_terms=index_terms))
    took, own = time.perf_counter() - began, time.process_time() - began_own
    opening = time.perf_counter()
    index = open_index(path, read_lexicon(resource_path("search")))
    opened = time.perf_counter() - opening
    bare, after_opening, after_searching = _memory(path)
    return index, {
        "entries": len(entries),
        "phrases": len(index.phrases.entry),
        "build s": round(took, 1),
        "build cpu s": round(own, 1),
        "open s": round(opened, 3),
        "file MB": round(path.stat().st_size / 1e6, 1),
        "memory MB open": after_opening - bare,
        "searching": after_searching - bare,
    }


def _memory(path: Path) -> tuple[int, int, int]:
    """Megabytes of a program with the imports alone, with the index open, and after some searches; mapped pages count."""
    command = [sys.executable, "-m", "benchmarks._search_memory", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(said[0]), int(said[1]), int(said[2])


def rivals(entries: Sequence[TabularEntry]) -> dict[str, Search]:
    lines = lines_of(entries)
    made: dict[str, Callable[[], Search | None]] = {
        "rapidfuzz.process.extract (sample)": lambda: rapidfuzz_search(lines),
        "SQLite FTS5 prefix": lambda: fts5_search(lines),
        "SQLite FTS5 trigram (sample)": lambda: fts5_trigram_search(lines),
        "tantivy fuzzy prefix": lambda: tantivy_search(lines),
    }
    found = {name: make() for name, make in made.items()}
    return {name: search for name, search in found.items() if search is not None}


def compared(methods: dict[str, Search]) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for name in SETS:
        queries = development_queries(name)
        if not queries:
            print(f"{name}: no development queries at {QUERIES}, skipped")
            continue
        results[name] = {}
        for method, search in methods.items():
            sample = queries[:: max(len(queries) // SLOW_SAMPLE, 1)] if "sample" in method else queries
            outcomes = asked(search, sample)
            results[name][method] = figures(outcomes)
            if method == _OURS:
                results[name]["by class"] = by_class(outcomes)
        _show(name, results[name])
    return results


def _show(name: str, result: dict[str, Any]) -> None:
    heads = ["method", "queries", "hit@1", "hit@10", "mrr", "p50 ms", "p95 ms", "p99 ms", "p95 cpu"]
    rows = [[method, *row.values()] for method, row in result.items() if method != "by class"]
    rows += [[f"  {kind}", *row.values()] for kind, row in result.get("by class", {}).items()]
    print_table(name, heads, rows)


def letter_by_letter(index: SearchIndex) -> dict[str, float]:
    texts = [query.text for name in SETS for query in development_queries(name)]
    texts = texts or [index.entries.title[place] for place in range(1000, 50_000, 500)]
    found = typed_letter_by_letter(index, texts[:: max(len(texts) // TYPED_SAMPLE, 1)])
    print_table("typing", list(found), [list(found.values())])
    return found


def growth(entries: Sequence[TabularEntry], folder: Path) -> list[dict[str, float]]:
    """Times over indexes of growing size, the queries being titles with a letter missing."""
    rows = []
    for size in GROWTH:
        some = grown(entries, size)
        index, build = built(some, folder)
        titles = [one.title for one in some[:: max(len(some) // 300, 1)] if one.title]
        queries = [Query(title[:40].replace("e", "", 1), (), "") for title in titles]
        rows.append({**build, **times(asked(our_search(index), queries))})
        del index, some
        print_table(f"{size:,} entries", list(rows[-1]), [list(rows[-1].values())])
    return rows


def with_official_index(entries: Sequence[TabularEntry], folder: Path, paths: Sequence[Path]) -> dict[str, Any]:
    if not paths:
        print("\nofficial index not given (--index-xml FILE ...)")
        return {}
    index, build = built(entries, folder, index_terms_in(paths))
    print_table("the index with the official index", list(build), [list(build.values())])
    return {"index": build, "sets": compared({_OURS: our_search(index)})}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-rivals", action="store_true", help="measure CoderDesk alone")
    parser.add_argument("--no-growth", action="store_true", help="leave the growing indexes out")
    parser.add_argument("--growth", action="store_true", help="measure the growing indexes alone")
    parser.add_argument("--index-xml", nargs="+", type=Path, default=[], help="official index and table files")
    arguments = parser.parse_args()
    entries = shipped_entries()
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not arguments.growth:
            index, build = built(entries, folder)
            print_table("the index", list(build), [list(build.values())])
            methods = {_OURS: our_search(index), **({} if arguments.no_rivals else rivals(entries))}
            results = {"index": build, "sets": compared(methods), "typing": letter_by_letter(index)}
            results["with the official index"] = with_official_index(entries, folder, arguments.index_xml)
            del index, methods
        if not arguments.no_growth and (arguments.growth or not arguments.no_rivals):
            results["growth"] = growth(entries, folder)
    print(f"\nwritten to {write_json('search', results, keep_others=True)}")


if __name__ == "__main__":
    main()
