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


_LONGEST_NAME = 80
_WHAT_IT_DOES = "Answers every line that is not blank: with its findings, or with what is wrong with the line itself."
_EXIT_STATUS = (
    "Exit status: 0 when every line was answered, whatever was found in it; 1 when the file could not be read, or when the "
    "program failed on a line, which its answer says; 2 when the command itself is wrong."
)


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check` and `rules` to the command line."""
    check = subparsers.add_parser(
        "check", help="check coded visits against the coding rules", epilog=_EXIT_STATUS, description=_WHAT_IT_DOES
    )
    check.add_argument("file", metavar="FILE", help="coded visits, one JSON object a line; - for the standard input")
    check.add_argument("--json", action="store_true", help="answer each line with one JSON object")
    check.set_defaults(run=run_check)
    rules = subparsers.add_parser("rules", help="list every coding rule with its citation and an example")
    rules.add_argument("--json", action="store_true", help="print the list as one JSON array")
    rules.add_argument("--page", action="store_true", help="print the page of the documentation")
    rules.set_defaults(run=run_rules)


def run_check(arguments: argparse.Namespace) -> int:
    """One answer for each line that is not blank. Status 0 when all were answered, whatever was found; 1 after a fault."""
    failed = 0
    with _opened(arguments.file) as lines:
        library = open_code_sets(paths=user_paths(), progress=_build_progress())
        book = opened_rule_book(library, user_paths())
        today = SystemClock().today()
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    told = _answered(line, book, today)
                    failed += told.pop("fault", 0)
                    _print(told, number, as_json=arguments.json)
        finally:
            book.tables.close()
            library.close()
    return 1 if failed else 0


def _answered(line: bytes, book: RuleBook, today: date) -> dict[str, Any]:
    try:
        return answer(read_form(line.decode("utf-8-sig")), book=book, today=today)
    except UnicodeDecodeError:
        return {"id": None, "error": "The visit was not checked: the line is not UTF-8 text."}
    except VisitUnreadable as trouble:
        return {"id": trouble.visit_id, "error": str(trouble)}
    except AppError:
        raise  # the tables cannot be read: no line can be answered
    except Exception as fault:  # noqa: BLE001 -- a fault of ours on one line leaves the others their answers
        words = f"The visit was not checked: the program failed on it ({type(fault).__qualname__}). Please report this."
        return {"id": None, "error": words, "fault": 1}


def _print(told: dict[str, Any], number: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told), flush=True)
        return
    name = str(told["id"])[:_LONGEST_NAME] if told["id"] is not None else f"line {number}"
    if "error" in told:
        print(_shown(f"{name}: {told['error']}"))
        return
    print(_shown(f"{name}: {len(told['findings'])} findings"))
    for finding in told["findings"]:
        print(_shown(f"  {finding['severity']:<14} {finding['message']} [{finding['citation']}]"))


def _shown(words: str) -> str:
    """What a terminal can print: what a line brought in of control characters and half characters stands escaped."""
    encoding = sys.stdout.encoding or "utf-8"
    plain = "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in words)
    return plain.encode(encoding, "backslashreplace").decode(encoding)


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
