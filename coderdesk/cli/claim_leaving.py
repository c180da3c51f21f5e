"""`coderdesk claims export`, and `claims check` of the practice's own claims: what waits for insurers, without a window."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coderdesk.cli.claim_words import of_refusal, print_json
from coderdesk.cli.open_vault import actor, add_vault_option, vault_of
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.trouble import AppError
from coderdesk.services.code_sets import open_code_sets
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import user_paths
from coderdesk.shared.ports import NoProgress

if TYPE_CHECKING:
    from coderdesk.services.claim_checks import CheckedClaim
    from coderdesk.services.claims import ExportedFile
    from coderdesk.services.desk import Desk


def add_leaving(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export` to `coderdesk claims`."""
    parser = actions.add_parser("export", help="write the claims that wait for insurers, a file for each receiver")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FOLDER", help="where the files go, each whole or not at all"
    )
    parser.add_argument(
        "--control", action="append", default=[], metavar="NUMBER", help="only this patient control number"
    )
    parser.add_argument("--test", action="store_true", help="mark the files as tests (ISA15)")
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """0 when all that waited has left, 1 when something is kept at home: then nothing has left."""
    from coderdesk.domain.billing.envelope import Usage
    from coderdesk.services.claim_checks import check_claims
    from coderdesk.services.claims import export_by_receiver

    with _desk_of(arguments) as desk:
        waiting = _waiting(desk, arguments.control)
        checked = check_claims(desk=desk, encounter_ids=waiting)
        kept = [row for row in checked if not row.may_leave]
        files: tuple[ExportedFile, ...] = ()
        try:
            if waiting and not kept:
                usage = Usage.TEST if arguments.test else Usage.PRODUCTION
                files = export_by_receiver(desk=desk, encounter_ids=waiting, folder=arguments.out, usage=usage)
        except AppError as trouble:
            if arguments.json:
                print_json({"refused": of_refusal(trouble)})
            print(trouble, file=sys.stderr)
            return 1
    _print(arguments, kept, files)
    return 1 if kept else 0


def run_own_check(arguments: argparse.Namespace) -> int:
    """0 when every claim that waits may leave, else 1."""
    from coderdesk.services.claim_checks import check_claims

    with _desk_of(arguments) as desk:
        checked = check_claims(desk=desk, encounter_ids=_waiting(desk, ()))
    if arguments.json:
        print_json({"claims": [_of_checked(row) for row in checked]})
    else:
        for row in checked:
            print("\n".join(_lines(row)) if not row.may_leave else f"{row.account}: may leave")
    return 0 if all(row.may_leave for row in checked) else 1


@contextmanager
def _desk_of(arguments: argparse.Namespace) -> "Iterator[Desk]":
    from coderdesk.services.desk import Desk, with_charge_list

    paths = user_paths()
    with (
        closing(open_code_sets(paths=paths, progress=NoProgress())) as library,
        vault_of(arguments) as vault,
    ):
        desk = Desk(vault=vault, library=library, clock=SystemClock(), paths=paths, actor=actor())
        yield with_charge_list(desk=desk)


def _waiting(desk: "Desk", controls: "list[str] | tuple[str, ...]") -> tuple[EncounterId, ...]:
    from coderdesk.services.billing_list import list_billing

    return tuple(
        row.encounter_id
        for row in list_billing(desk=desk)
        if row.is_unbilled and (not controls or row.account in controls)
    )


def _print(arguments: argparse.Namespace, kept: "list[CheckedClaim]", files: "tuple[ExportedFile, ...]") -> None:
    if arguments.json:
        print_json({"files": [_of_file(row) for row in files], "kept": [_of_checked(row) for row in kept]})
        return
    for row in kept:
        print("\n".join(_lines(row)), file=sys.stderr)
    if kept:
        print(
            "Nothing was written. Mend what stops, or name the claims that may leave with --control.", file=sys.stderr
        )
    for file in files:
        print(f"{file.path}: {file.claims} claims of {file.total}")
    if not kept and not files:
        print("No claim waits for an insurer.")


def _lines(row: "CheckedClaim") -> list[str]:
    return [f"{row.account}: {words}" for words in (*(found.message for found in row.findings), row.trouble) if words]


def _of_checked(row: "CheckedClaim") -> dict[str, Any]:
    return {
        "control": row.account,
        "may_leave": row.may_leave,
        "findings": [
            {
                "rule": found.rule_id,
                "severity": found.severity.value,
                "message": found.message,
                "place": found.location.place.value,
                "field": found.location.field,
            }
            for found in row.findings
        ],
        "trouble": row.trouble,
    }


def _of_file(file: "ExportedFile") -> dict[str, Any]:
    return {
        "file": str(file.path),
        "sha256": file.sha256,
        "claims": file.claims,
        "total": file.total.plain,
        "test": file.is_test,
        "manifest": str(file.manifest) if file.manifest else None,
    }
