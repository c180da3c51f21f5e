"""`coderdesk codesets changes`: what of the practice's own codes breaks between two days."""

import argparse
import json
import sys
from typing import Any

from coderdesk.cli.open_vault import vault_of
from coderdesk.cli.progress import BarProgress
from coderdesk.services.breaking_codes import BrokenUse, ReleaseBreaks, breaking_codes
from coderdesk.services.code_sets import open_code_sets
from coderdesk.shared.paths import user_paths
from coderdesk.shared.ports import NoProgress


def run_changes(arguments: argparse.Namespace) -> int:
    """Status 0 whatever breaks: the list is the answer."""
    library = open_code_sets(
        paths=user_paths(), progress=BarProgress(sys.stderr) if sys.stderr.isatty() else NoProgress()
    )
    try:
        with vault_of(arguments) as vault:
            breaks = breaking_codes(vault=vault, library=library, first=arguments.first, last=arguments.last)
    finally:
        library.close()
    if arguments.json:
        print(json.dumps(_as_json(breaks), ensure_ascii=False))
    else:
        _print(breaks)
    return 0


def _as_json(breaks: ReleaseBreaks) -> dict[str, Any]:
    return {
        "from": breaks.first.isoformat(),
        "to": breaks.last.isoformat(),
        "uses": [_use_as_json(use) for use in breaks.uses],
        "not_compared": [system.value for system in breaks.unknown],
    }


def _use_as_json(use: BrokenUse) -> dict[str, Any]:
    code = use.code
    return {
        "system": code.system.value,
        "code": code.value,
        "title": code.title,
        "breakage": code.breakage.value,
        "ends_on": code.ends_on.isoformat() if code.ends_on else None,
        "new_title": code.new_title,
        "successors": [{"code": one.value, "title": one.title} for one in code.successors],
        "used_in": use.used_in.value,
        "where": use.where,
        "needs_change": use.needs_change,
        "date_of_service": use.date_of_service.isoformat() if use.date_of_service else None,
    }


def _print(breaks: ReleaseBreaks) -> None:
    due = sum(use.needs_change for use in breaks.uses)
    print(f"{due} to change between {breaks.first} and {breaks.last}, {len(breaks.uses) - due} that may stay.")
    for use in breaks.uses:
        code = use.code
        mark = "change" if use.needs_change else "stays "
        successors = ", ".join(one.value for one in code.successors)
        what = (
            f"is now {code.new_title}"
            if code.new_title
            else f"{code.breakage.value}, see {successors or 'no successor found'}"
        )
        print(
            f"  {mark}  {use.used_in.value:<11} {use.where[:24]:<24} {code.system.value} {code.value} {code.title[:50]}: {what}"
        )
    for system in breaks.unknown:
        print(f"Not compared: no release of {system.value} is installed for {breaks.last}.")
