"""How well queries are answered: ranks of acceptable codes, times, and both for each class of queries."""

import json
import statistics
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks._search_rivals import Search
from coderdesk.search.find import find_codes
from coderdesk.search.index import SearchIndex

QUERIES = Path(__file__).parent.parent.parent / "shared" / "eval" / "search"
SETS = ("index_terms", "typos", "lay")
ON = date(2026, 9, 1)


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


def our_search(index: SearchIndex) -> Search:
    def search(query: str) -> list[str]:
        return [found.code.value for found in find_codes(index, query, on=ON, limit=10)]

    return search


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


def times(outcomes: Sequence[Outcome]) -> dict[str, float]:
    taken = sorted(outcome.milliseconds for outcome in outcomes)
    own = sorted(outcome.own for outcome in outcomes)
    last = len(outcomes) - 1
    return {
        "p50 ms": round(statistics.median(taken), 2),
        "p95 ms": round(taken[min(int(len(taken) * 0.95), last)], 2),
        "p99 ms": round(taken[min(int(len(taken) * 0.99), last)], 2),
        "p95 cpu": round(own[min(int(len(own) * 0.95), last)], 2),
    }


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    count = len(outcomes)
    return {
        "queries": count,
        "hit@1": round(sum(outcome.rank == 1 for outcome in outcomes) / count, 3),
        "hit@10": round(sum(outcome.rank > 0 for outcome in outcomes) / count, 3),
        "mrr": round(sum(1 / outcome.rank for outcome in outcomes if outcome.rank) / count, 3),
        **times(outcomes),
    }


def by_class(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.query.kind].append(outcome)
    return {kind: figures(group) for kind, group in sorted(groups.items())}


def typed_letter_by_letter(index: SearchIndex, texts: Sequence[str]) -> dict[str, float]:
    """One search for each letter of each text, as the window asks while one types."""
    letters = [Query(text[:end], (), "") for text in texts for end in range(1, len(text) + 1)]
    return {"keystrokes": len(letters), **times(asked(our_search(index), letters))}
