"""How well and how fast codes are found, beside rapidfuzz, SQLite FTS5 and tantivy over the same entries in the same run.

The development queries lie beside the repository (../shared/eval/search) and are not part of it; without them only times are
measured, on the titles themselves. A hit counts when its code, dot removed, begins with one of the acceptable codes.
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks._report import print_table, write_json
from benchmarks._search_rivals import Line, Search, fts5_search, rapidfuzz_search, tantivy_search
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.tabular import NoteKind, TabularEntry
from coderdesk.search.build import build_arrays
from coderdesk.search.files import write_arrays
from coderdesk.search.find import find_codes
from coderdesk.search.index import SearchIndex, open_index
from coderdesk.search.lexicon import read_lexicon
from coderdesk.services.code_book import read_book
from coderdesk.services.code_sources import shipped_sources
from coderdesk.shared.resources import resource_path

QUERIES = Path(__file__).parent.parent.parent / "shared" / "eval" / "search"
SETS = ("index_terms", "typos", "lay")
ON = date(2026, 9, 1)
# rapidfuzz takes most of a second for a query, so it answers a sample.
SLOW_SAMPLE = 60
GROWTH = (25_000, 100_000, 400_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Query:
    """`kind` is the class that the figures are broken down by."""

    text: str
    codes: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`rank` counts from 1; 0 when no acceptable code was among the first ten. `own` is the processor's time of this thread."""

    query: Query
    rank: int
    milliseconds: float
    own: float


def development_queries(name: str) -> list[Query]:
    path = QUERIES / f"{name}.jsonl"
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Query(row["query"], tuple(row["codes"]), str(row.get("kind") or row.get("split"))) for row in rows]


def asked(search: Search, queries: Sequence[Query]) -> list[Outcome]:
    outcomes = []
    for query in queries:
        began, began_own = time.perf_counter(), time.thread_time()
        found = search(query.text)
        took, own = (time.perf_counter() - began) * 1000, (time.thread_time() - began_own) * 1000
        bare = [code.replace(".", "") for code in found[:10]]
        rank = next((place for place, code in enumerate(bare, 1) if code.startswith(query.codes)), 0)
        outcomes.append(Outcome(query, rank, took, own))
    return outcomes


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    times = sorted(outcome.milliseconds for outcome in outcomes)
    own = sorted(outcome.own for outcome in outcomes)
    count = len(outcomes)
    return {
        "queries": count,
        "hit@1": round(sum(outcome.rank == 1 for outcome in outcomes) / count, 3),
        "hit@10": round(sum(outcome.rank > 0 for outcome in outcomes) / count, 3),
        "mrr": round(sum(1 / outcome.rank for outcome in outcomes if outcome.rank) / count, 3),
        "p50 ms": round(statistics.median(times), 2),
        "p95 ms": round(times[min(int(count * 0.95), count - 1)], 2),
        "p99 ms": round(times[min(int(count * 0.99), count - 1)], 2),
        "p95 cpu": round(own[min(int(count * 0.95), count - 1)], 2),
    }


def our_search(index: SearchIndex) -> Search:
    def search(query: str) -> list[str]:
        return [found.code.value for found in find_codes(index, query, on=ON, limit=10)]

    return search


def lines_of(entries: Sequence[TabularEntry]) -> list[Line]:
    """What every method searches: titles and inclusion terms, 7th-character codes left to their heading."""
    return [line for entry in entries for line in _lines_of_one(entry)]


def _lines_of_one(entry: TabularEntry) -> Iterator[Line]:
    bare = entry.value.replace(".", "")
    if not entry.title or "-" in bare or " " in bare or (entry.system is CodeSystem.ICD10CM and len(bare) == 7):
        return
    yield Line(entry.value, entry.title)
    for note in entry.notes:
        if note.kind is NoteKind.INCLUSION_TERM:
            yield Line(entry.value, note.text)


def measured_build(entries: Sequence[TabularEntry], folder: Path) -> tuple[SearchIndex, dict[str, float]]:
    lexicon = read_lexicon(resource_path("search"))
    began = time.perf_counter()
    write_arrays(folder / "search.index", build_arrays(entries, lexicon))
    built = time.perf_counter()
    index = open_index(folder / "search.index", read_lexicon(resource_path("search")))
    opened = time.perf_counter()
    return index, {
        "entries": len(entries),
        "phrases": len(index.phrases.entry),
        "build s": round(built - began, 2),
        "open s": round(opened - built, 3),
        "file MB": round((folder / "search.index").stat().st_size / 1e6, 1),
        "peak memory MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def compared(index: SearchIndex, entries: Sequence[TabularEntry]) -> dict[str, Any]:
    lines = lines_of(entries)
    methods: dict[str, Search | None] = {
        "CoderDesk": our_search(index),
        "rapidfuzz.process.extract (sample)": rapidfuzz_search(lines),
        "SQLite FTS5 prefix": fts5_search(lines),
        "tantivy fuzzy prefix": tantivy_search(lines),
    }
    results: dict[str, Any] = {}
    for name in SETS:
        queries = development_queries(name)
        if not queries:
            print(f"{name}: no development queries at {QUERIES}, skipped")
            continue
        results[name] = {}
        for method, search in methods.items():
            if search is not None:
                sample = queries[:: max(len(queries) // SLOW_SAMPLE, 1)] if "sample" in method else queries
                outcomes = asked(search, sample)
                results[name][method] = figures(outcomes)
                if method == "CoderDesk":
                    results[name]["by class"] = by_class(outcomes)
        show(name, results[name])
    return results


def by_class(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.query.kind].append(outcome)
    return {kind: figures(group) for kind, group in sorted(groups.items())}


def show(name: str, result: dict[str, Any]) -> None:
    heads = ["method", "queries", "hit@1", "hit@10", "mrr", "p50 ms", "p95 ms", "p99 ms", "p95 cpu"]
    rows = [[method, *row.values()] for method, row in result.items() if method != "by class"]
    rows += [[f"  {kind}", *row.values()] for kind, row in result["by class"].items()]
    print_table(name, heads, rows)


def grown(entries: Sequence[TabularEntry], size: int) -> list[TabularEntry]:
    """That many entries out of the real ones: copies are told apart by an invented word and an invented code."""
    from dataclasses import replace

    plain = [entry for entry in entries if entry.title and entry.is_billable and len(entry.value) < 8]
    return [
        replace(
            plain[place % len(plain)],
            value=f"Z{place:07d}",
            parent="",
            notes=(),
            title=plain[place % len(plain)].title + (f" variant{place // len(plain)}" if place >= len(plain) else ""),
        )
        for place in range(size)
    ]


def growth(entries: Sequence[TabularEntry], folder: Path) -> list[dict[str, float]]:
    """Times over indexes of growing size, the queries being titles with a letter missing."""
    rows = []
    for size in GROWTH:
        index, build = measured_build(grown(entries, size), folder)
        queries = [
            Query(entry.title[:40].replace("e", "", 1), (), "") for entry in entries[5000:25000:100] if entry.title
        ]
        times = figures(asked(our_search(index), queries))
        rows.append({**build, **{name: times[name] for name in ("p50 ms", "p95 ms", "p99 ms")}})
        print_table(f"{size:,} entries", list(rows[-1]), [list(rows[-1].values())])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--growth", action="store_true", help="also measure indexes of up to 1,000,000 entries (minutes)"
    )
    arguments = parser.parse_args()
    entries = read_book(shipped_sources(), lambda _share, _what: None)
    with tempfile.TemporaryDirectory() as folder:
        index, build = measured_build(entries, Path(folder))
        print_table("the index", list(build), [list(build.values())])
        results: dict[str, Any] = {"index": build, "sets": compared(index, entries)}
        if arguments.growth:
            results["growth"] = growth(entries, Path(folder))
        print(f"\nwritten to {write_json('search', results)}")


if __name__ == "__main__":
    main()
