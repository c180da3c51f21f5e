"""`coderdesk codesets build` and `coderdesk search`: the code sets without a window."""

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from coderdesk.cli.codeset_actions import add_actions
from coderdesk.cli.progress import BarProgress, LineProgress
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_browser import CodeHit, search_codes
from coderdesk.services.code_sets import CodeLibrary, imports_left_out, is_built, open_code_sets
from coderdesk.shared.paths import Paths, user_paths
from coderdesk.shared.ports import NoProgress, Progress

MOST_ANSWERS = 1000
_MOST_DIGITS = 9
_SYSTEMS = {system.value.lower(): system for system in CodeSystem} | {
    system.name.lower(): system for system in CodeSystem
}


class BatchUnreadable(AppError):
    """The file of queries is missing, no file, or no text."""

    def __init__(self, path: Path, trouble: OSError | UnicodeDecodeError) -> None:
        why = (
            "it is not UTF-8 text" if isinstance(trouble, UnicodeDecodeError) else trouble.strerror or "no reason given"
        )
        super().__init__(f"{path} could not be read ({why}). Nothing was searched; name a text file, one query a line.")


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `codesets` and `search` to the command line."""
    codesets = subparsers.add_parser("codesets", help="the installed code sets")
    actions = codesets.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser("build", help="build the code index of this computer, or say that it is ready")
    build.add_argument("--quiet", action="store_true", help="print nothing unless something is wrong")
    build.set_defaults(run=run_build)
    add_actions(actions)
    search = subparsers.add_parser("search", help="find codes by words, typos, abbreviations or codes")
    search.add_argument("query", nargs="*", metavar="QUERY", help="what to look for")
    search.add_argument("--on", type=_date, required=True, metavar="DATE", help="date of service, YYYY-MM-DD")
    search.add_argument(
        "--system", type=_system, action="append", metavar="S", help="only this code set; may be repeated"
    )
    search.add_argument("--limit", type=_positive, default=10, metavar="N", help="at most this many answers (10)")
    search.add_argument("--json", action="store_true", help="print one JSON object for each query")
    search.add_argument("--batch", type=Path, metavar="FILE", help="read queries from a file, one a line")
    search.set_defaults(run=run_search)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write it as 2026-10-01") from None


def _system(text: str) -> CodeSystem:
    system = _SYSTEMS.get(text.lower())
    if system is None:
        raise argparse.ArgumentTypeError(f"{text} is not a code set; use one of {', '.join(CodeSystem)}")
    return system


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text[:_MOST_DIGITS]):
        raise argparse.ArgumentTypeError(f"{text} is not a number above zero")
    if len(text) > _MOST_DIGITS or int(text) > MOST_ANSWERS:
        raise argparse.ArgumentTypeError(f"{text} answers are too many; ask for at most {MOST_ANSWERS}")
    return int(text)


def run_build(arguments: argparse.Namespace) -> int:
    paths = user_paths()
    began = time.perf_counter()
    ready = is_built(paths)
    open_code_sets(paths=paths, progress=_progress(is_quiet=arguments.quiet)).close()
    if not arguments.quiet:
        took = f"{time.perf_counter() - began:.1f} s"
        print(f"The code index is {'ready' if ready else f'built, in {took}'}.")
    _tell_what_is_left_out(paths)
    return 0


def _tell_what_is_left_out(paths: Paths) -> None:
    trouble = imports_left_out(paths)
    if trouble is not None:
        print(trouble, file=sys.stderr)


def _progress(*, is_quiet: bool) -> Progress:
    if is_quiet:
        return NoProgress()
    return BarProgress(sys.stdout) if sys.stdout.isatty() else LineProgress(sys.stdout)


def run_search(arguments: argparse.Namespace) -> int:
    """Print the answers to one query, or to each line of a file. Status 1 when a single query finds nothing."""
    if arguments.batch is not None and arguments.query:
        print("Give words or --batch FILE, not both.", file=sys.stderr)
        return 2
    queries = _queries(arguments)
    if not queries:
        print("Nothing to look for: give words, a code or --batch FILE.", file=sys.stderr)
        return 2
    library = open_code_sets(paths=user_paths(), progress=_build_progress())
    try:
        library.warm_up()
        counts = [_answer(library, query, arguments) for query in queries]
    finally:
        library.close()
    _tell_what_is_left_out(user_paths())
    return 0 if arguments.batch or any(counts) else 1


def _build_progress() -> Progress:
    """A first search may build the index; that is told on stderr, so that stdout stays answers only."""
    return BarProgress(sys.stderr) if sys.stderr.isatty() else NoProgress()


def _queries(arguments: argparse.Namespace) -> list[str]:
    """Lines end where the file's line ends are and nowhere else: there are as many answers as lines."""
    if arguments.batch is None:
        # a shell hands over bytes that are no text as halves of character pairs, which no terminal prints again
        return [" ".join(arguments.query).encode("utf-8", "replace").decode("utf-8")] if arguments.query else []
    try:
        lines: list[str] = arguments.batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as trouble:
        raise BatchUnreadable(arguments.batch, trouble) from trouble
    return lines if lines[-1] else lines[:-1]


def _answer(library: CodeLibrary, query: str, arguments: argparse.Namespace) -> int:
    systems = frozenset(arguments.system) if arguments.system else None
    began = time.perf_counter()
    hits = search_codes(library=library, query=query, on=arguments.on, systems=systems, limit=arguments.limit)
    milliseconds = (time.perf_counter() - began) * 1000
    if arguments.json:
        found = {"query": query, "ms": round(milliseconds, 3), "results": [_as_json(hit) for hit in hits]}
        print(json.dumps(found, ensure_ascii=False))
    else:
        _print_table(query, hits, is_batch=arguments.batch is not None)
    return len(hits)


def _as_json(hit: CodeHit) -> dict[str, Any]:
    return {
        "system": hit.code.system.value,
        "code": hit.code.value,
        "title": hit.code.title,
        "billable": hit.billable_on_date,
        "score": round(hit.score, 4),
        "why": hit.why,
    }


def _print_table(query: str, hits: tuple[CodeHit, ...], *, is_batch: bool) -> None:
    if is_batch:
        print(f"{query}:")
    if not hits:
        print("Nothing found.")
    for hit in hits:
        mark = "*" if hit.billable_on_date else f"{hit.codes_below} below" if hit.codes_below else "-"
        print(
            f"{hit.code.system.value:<10} {hit.code.value:<9} {mark:<9} {hit.code.title or '(title not loaded)'}  [{hit.why}]"
        )
