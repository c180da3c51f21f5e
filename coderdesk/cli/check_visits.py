"""`coderdesk check FILE|-` and `coderdesk rules`: the coding rules over visits from outside, and the rules themselves."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from coderdesk.cli.progress import BarProgress
from coderdesk.domain.coding.edits.engine import Rule
from coderdesk.domain.coding.edits.table import RULES
from coderdesk.domain.coding.rule_book import RuleBook
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.coded_visits import VisitUnreadable, answer, read_form
from coderdesk.services.rule_book import opened_rule_book
from coderdesk.services.rule_page import rules_page
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import user_paths
from coderdesk.shared.ports import NoProgress


class VisitsUnreadable(AppError):
    """The file of visits is missing or no file."""

    def __init__(self, path: str, trouble: OSError) -> None:
        super().__init__(
            f"{path} could not be read ({trouble.strerror or 'no reason given'}). Nothing was checked; name a file of coded "
            "visits, one JSON object a line, or - for the standard input."
        )


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` and `rules` to the command line."""
    check = subparsers.add_parser("check", help="check coded visits against the coding rules")
    check.add_argument("file", metavar="FILE", help="coded visits, one JSON object a line; - for the standard input")
    check.add_argument("--json", action="store_true", help="answer each line with one JSON object")
    check.set_defaults(run=run_check)
    rules = subparsers.add_parser("rules", help="list every coding rule with its citation and an example")
    rules.add_argument("--json", action="store_true", help="print the list as one JSON array")
    rules.add_argument("--page", action="store_true", help="print the page of the documentation")
    rules.set_defaults(run=run_rules)


def run_check(arguments: argparse.Namespace) -> int:
    """One answer for each line that is not blank. Status 0 when the file was read, whatever was found in it."""
    with _opened(arguments.file) as lines:
        library = open_code_sets(paths=user_paths(), progress=_build_progress())
        book = opened_rule_book(library, user_paths())
        today = SystemClock().today()
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    _print(_answered(line, book, today), number, as_json=arguments.json)
        finally:
            book.tables.close()
            library.close()
    return 0


def _answered(line: bytes, book: RuleBook, today: date) -> dict[str, Any]:
    try:
        return answer(read_form(line.decode("utf-8-sig")), book=book, today=today)
    except UnicodeDecodeError:
        return {"id": None, "error": "The visit was not checked: the line is not UTF-8 text."}
    except VisitUnreadable as trouble:
        return {"id": trouble.visit_id, "error": str(trouble)}


def _print(told: dict[str, Any], number: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told), flush=True)
        return
    name = told["id"] if told["id"] is not None else f"line {number}"
    if "error" in told:
        print(f"{name}: {told['error']}")
        return
    print(f"{name}: {len(told['findings'])} findings")
    for finding in told["findings"]:
        print(f"  {finding['severity']:<14} {finding['message']} [{finding['citation']}]")


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - only opening may fail with this error
    except OSError as trouble:
        raise VisitsUnreadable(name, trouble) from trouble
    with stream:
        yield stream


def _build_progress() -> BarProgress | NoProgress:
    return BarProgress(sys.stderr) if sys.stderr.isatty() else NoProgress()


def run_rules(arguments: argparse.Namespace) -> int:
    if arguments.page:
        print(rules_page(), end="")
        return 0
    if arguments.json:
        print(json.dumps([rule_as_json(rule) for rule in RULES], indent=1))
        return 0
    for rule in RULES:
        numbers = ", ".join(map(str, rule.reference)) or "-"
        print(f"{rule.id:<40} {rule.severity.value:<14} {numbers}")
        print(f"    {rule.sentence}\n    {rule.citation}\n    e.g. {rule.example}")
    return 0


def rule_as_json(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "reference": list(rule.reference),
        "severity": rule.severity.value,
        "citation": rule.citation,
        "sentence": rule.sentence,
        "example": rule.example,
    }
