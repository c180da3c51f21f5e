"""`coderdesk group FILE|-`: MS-DRG and Medicare code editor over inpatient stays from outside."""

import argparse
import json
from typing import Any

from coderdesk.cli.visit_lines import build_progress, opened_lines
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.paths import user_paths


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `group` to the command line."""
    group = subparsers.add_parser("group", help="group inpatient stays by MS-DRG and check them with the code editor")
    group.add_argument(
        "file", metavar="FILE", help="inpatient visits, one JSON object a line; - for the standard input"
    )
    group.add_argument("--json", action="store_true", help="answer each line with one JSON object")
    group.set_defaults(run=run_group)


def run_group(arguments: argparse.Namespace) -> int:
    """One answer for each line that is not blank. Status 0 when the file was read. Raises GrouperMissing."""
    from coderdesk.services.code_sets import open_code_sets
    from coderdesk.services.ms_drg import opened_grouper

    with opened_lines(arguments.file) as lines:
        library = open_code_sets(paths=user_paths(), progress=build_progress())
        try:
            with opened_grouper(library) as grouper:
                for number, line in enumerate(lines, start=1):
                    if line.strip():
                        _print(_answered(line, grouper), number, as_json=arguments.json)
        finally:
            library.close()
    return 0


def _answered(line: bytes, grouper: Any) -> dict[str, Any]:
    from coderdesk.services.coded_visits import VisitUnreadable
    from coderdesk.services.stay_forms import answer_stay, read_stay

    visit_id: object = None
    try:
        form = read_stay(line.decode("utf-8-sig"))
        visit_id = form.id
        return answer_stay(form, grouper)
    except UnicodeDecodeError:
        return {"id": None, "error": "The visit was not checked: the line is not UTF-8 text."}
    except VisitUnreadable as trouble:
        return {"id": trouble.visit_id, "error": str(trouble)}
    except AppError as trouble:
        return {"id": visit_id, "error": str(trouble)}


def _print(told: dict[str, Any], number: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(told), flush=True)
        return
    name = told["id"] if told["id"] is not None else f"line {number}"
    if "error" in told:
        print(f"{name}: {told['error']}")
        return
    why = f" ({told['not_grouped']})" if told["not_grouped"] else ""
    print(f"{name}: {told['drg']} {told['title']}{why}  weight {told['weight'] or 'unknown'}  MDC {told['mdc']}")
    for row in told["secondary"]:
        if row["complication"] != "none":
            print(f"  {row['complication']:<4} {row['code']}{'' if row['counts'] else ', changes nothing'}")
    for edit in told["edits"]:
        print(f"  {edit['severity']:<5} {edit['message']}")
    for other in told["what_if"]:
        print(f'  with {other["code"]} ("{other["text"]}"): {other["drg"]} {other["title"]}')
    for words in told["assumed"]:
        print(f"  {words}")
