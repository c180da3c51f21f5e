"""The words of `coderdesk codesets import`, `list`, `changes` and `remove`; what they do is loaded when one is run."""

import argparse
from datetime import date
from pathlib import Path

from coderdesk.cli.open_vault import add_vault_option
from coderdesk.domain.coding.code_release import CodeSet

_SETS = {one.value.lower(): one for one in CodeSet} | {one.name.lower(): one for one in CodeSet}


def add_actions(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add them beside `codesets build`."""
    _add_import(actions.add_parser("import", help="import an official code-set file, or the publisher's zip"))
    listing = actions.add_parser("list", help="every release on this computer, with its licence and notice")
    listing.add_argument("--json", action="store_true", help="print one JSON object for each release")
    listing.set_defaults(run=_list)
    remove = actions.add_parser("remove", help="take an imported release away")
    remove.add_argument("id", metavar="ID", help="its number in the list")
    remove.set_defaults(run=_remove)
    _add_changes(actions.add_parser("changes", help="what of a practice's own codes ends, splits or is retitled"))


def _add_changes(parser: argparse.ArgumentParser) -> None:
    add_vault_option(parser)
    parser.add_argument(
        "--from", dest="first", type=_date, required=True, metavar="DATE", help="a day before: YYYY-MM-DD"
    )
    parser.add_argument("--to", dest="last", type=_date, required=True, metavar="DATE", help="the day to be ready for")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_changes)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="text, CSV, XLSX, XML, or a zip of them")
    parser.add_argument(
        "--release", default="", metavar="NAME", help="which release it is, where the file does not say"
    )
    parser.add_argument(
        "--from",
        dest="start",
        type=_date,
        metavar="DATE",
        help="its first day, where the file does not say: YYYY-MM-DD",
    )
    parser.add_argument(
        "--setting", default="", metavar="S", help="practitioner, outpatient hospital or supplier, for NCCI files"
    )
    parser.add_argument("--system", type=_code_set, metavar="S", help="the code set that a list without a layout holds")
    mapping = parser.add_mutually_exclusive_group()
    mapping.add_argument(
        "--mapping", default="", metavar="NAME", help="read it by the saved column mapping of that name"
    )
    mapping.add_argument(
        "--map", type=Path, metavar="FILE.json", help="read it by this column mapping, which is then saved"
    )
    parser.add_argument("--replace", action="store_true", help="correct the imported release of the same name")
    parser.add_argument("--dry-run", action="store_true", help="say what it would change, and change nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=_import)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date; write it as 2026-10-01") from None


def _code_set(text: str) -> CodeSet:
    found = _SETS.get(text.lower())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} is not a code set; use one of {', '.join(CodeSet)}")
    return found


def _import(arguments: argparse.Namespace) -> int:
    from coderdesk.cli.code_imports import run_import

    return run_import(arguments)


def _changes(arguments: argparse.Namespace) -> int:
    from coderdesk.cli.code_breaks import run_changes

    return run_changes(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from coderdesk.cli.code_imports import run_list

    return run_list(arguments)


def _remove(arguments: argparse.Namespace) -> int:
    from coderdesk.cli.code_imports import run_remove

    return run_remove(arguments)
