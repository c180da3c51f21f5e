"""`coderdesk claims ...`, `coderdesk import 837` and `coderdesk export 837`: claim files without a window."""

import argparse
import sys
from pathlib import Path

from coderdesk.cli import claim_words
from coderdesk.cli.claim_leaving import add_leaving, run_own_check
from coderdesk.cli.claim_life import add_life
from coderdesk.cli.claim_paper import add_print
from coderdesk.cli.claim_words import print_json
from coderdesk.cli.open_vault import actor, add_vault_option, vault_of
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock

_LENIENT = "read on where counts, level numbers or the order of segments disagree, and derive them anew"


def add_parsers(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `claims`, `import` and `export` to the command line."""
    claims = subparsers.add_parser("claims", help="claim files and their answers")
    actions = claims.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_round_trip(actions)
    _add_check(actions)
    _add_status(actions)
    _add_answers(actions)
    add_print(actions)
    add_life(actions)
    add_leaving(actions)
    reading = subparsers.add_parser("import", help="read files into a practice")
    _add_import(reading.add_subparsers(dest="what", metavar="WHAT", required=True))
    writing = subparsers.add_parser("export", help="write files from a practice")
    _add_export(writing.add_subparsers(dest="what", metavar="WHAT", required=True))


def _add_round_trip(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("roundtrip", help="read an 837 file into a scratch vault, write it again and compare")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the written file goes")
    parser.add_argument("--lenient", action="store_true", help=_LENIENT)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_round_trip)


def _add_check(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("check", help="say what is wrong with 837 files, or with the practice's own claims")
    parser.add_argument("file", type=Path, nargs="*", metavar="FILE", help="none for the claims that wait for insurers")
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file")
    parser.set_defaults(run=run_check)


def _add_status(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("status", help="list the claims that were sent or read in, and how far they came")
    add_vault_option(parser)
    parser.add_argument("--control", default="", metavar="NUMBER", help="only this patient control number")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_status)


def _add_answers(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = actions.add_parser("answers", help="say what TA1, 999, 997 and 277CA files answer")
    parser.add_argument("file", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file")
    parser.set_defaults(run=run_answers)


def _add_import(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = kinds.add_parser("837", help="claims: professional, institutional or dental")
    parser.add_argument("file", type=Path, metavar="FILE")
    add_vault_option(parser)
    parser.add_argument("--lenient", action="store_true", help=_LENIENT)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_import)


def _add_export(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = kinds.add_parser("837", help="claims that were read in, under new control numbers")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where the file goes")
    parser.add_argument(
        "--file-id", default="", metavar="ID", help="of `claims status`; the newest file, when none is named"
    )
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run_export)


def run_round_trip(arguments: argparse.Namespace) -> int:
    """0 when every segment came back with its value, 1 when one did not or the file is refused."""
    from coderdesk.services.claim_files import round_trip

    try:
        trip = round_trip(path=arguments.file, out=arguments.out, clock=SystemClock(), lenient=arguments.lenient)
    except AppError as trouble:
        return _refused(trouble, arguments)
    if arguments.json:
        print_json(claim_words.of_round_trip(arguments.file, trip))
    else:
        claim_words.print_round_trip(trip)
    return 0 if trip.is_same else 1


def run_check(arguments: argparse.Namespace) -> int:
    """0 when there is nothing worse than a warning about any file, else 1."""
    from coderdesk.services.claim_file_check import check_claim_file

    if not arguments.file:
        return run_own_check(arguments)
    sound = True
    for path in arguments.file:
        checked = check_claim_file(path=path, on=SystemClock().today())
        sound = sound and checked.is_sound
        if arguments.json:
            print_json(claim_words.of_check(path, checked))
        else:
            claim_words.print_check(path, checked)
    return 0 if sound else 1


def run_status(arguments: argparse.Namespace) -> int:
    from coderdesk.services.claim_files import list_held_claims, list_received_files
    from coderdesk.services.sent_claims import list_sent_claims

    with vault_of(arguments) as vault:
        files = list_received_files(vault=vault)
        claims = list_held_claims(vault=vault, control=arguments.control)
        sent = list_sent_claims(vault=vault, control=arguments.control)
    if arguments.json:
        print_json(claim_words.of_status(files, claims, sent))
    else:
        claim_words.print_status(files, claims, sent)
    return 0


def run_answers(arguments: argparse.Namespace) -> int:
    """0 when every file was read, else 1; what it answers has no part in that."""
    from coderdesk.services.claim_answers import read_answers

    status = 0
    for path in arguments.file:
        try:
            answers = read_answers(path=path)
        except AppError as trouble:
            status = 1
            _refused(trouble, arguments, path)
            continue
        if arguments.json:
            print_json(claim_words.of_answers(path, answers))
        else:
            claim_words.print_answers(path, answers)
    return status


def run_import(arguments: argparse.Namespace) -> int:
    from coderdesk.services.claim_files import import_claims

    with vault_of(arguments) as vault:
        try:
            imported = import_claims(
                vault=vault, clock=SystemClock(), actor=actor(), path=arguments.file, lenient=arguments.lenient
            )
        except AppError as trouble:
            return _refused(trouble, arguments)
    if arguments.json:
        print_json(claim_words.of_import(imported))
    else:
        print(f"{imported.claims} claims of {imported.total} were read in from {imported.file.name}.")
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    from coderdesk.services.claim_files import export_held_claims

    with vault_of(arguments) as vault:
        claims = export_held_claims(
            vault=vault, clock=SystemClock(), actor=actor(), path=arguments.out, file_id=arguments.file_id
        )
    if arguments.json:
        print_json({"file": str(arguments.out), "claims": claims})
    else:
        print(f"{claims} claims were written to {arguments.out}.")
    return 0


def _refused(trouble: AppError, arguments: argparse.Namespace, path: Path | None = None) -> int:
    """The sentence on stderr; with --json also an object that says where."""
    if arguments.json:
        print_json({"file": str(path or arguments.file), "refused": claim_words.of_refusal(trouble)})
    print(trouble, file=sys.stderr)
    return 1
