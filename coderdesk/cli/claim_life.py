"""`coderdesk claims import` and `coderdesk claims follow`: what comes back for claims that left, and what follows them."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coderdesk.cli.claim_words import of_import, of_refusal, plain, print_json
from coderdesk.cli.open_vault import actor, add_vault_option, vault_of
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock

if TYPE_CHECKING:
    from coderdesk.services.claim_answers import ImportedAnswers
    from coderdesk.services.headless_vault import Vault

_KINDS = tuple(kind.value for kind in SequelKind if kind is not SequelKind.SECONDARY)


def add_life(actions: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` and `follow` to `coderdesk claims`."""
    parser = actions.add_parser(
        "import", help="keep TA1, 999, 997 and 277CA files beside their claims; read in 837 files"
    )
    parser.add_argument("file", type=Path, nargs="+", metavar="FILE", help="a file, or a folder of them")
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file")
    parser.set_defaults(run=run_answers_import)
    follow = actions.add_parser("follow", help="decide what follows a claim that left; the next export carries it out")
    follow.add_argument("kind", choices=_KINDS)
    follow.add_argument("--control", required=True, metavar="NUMBER", help="the patient control number")
    follow.add_argument("--payer-claim-number", default="", metavar="NUMBER", help="what the payer calls the claim")
    follow.add_argument("--delay-reason", default="", metavar="CODE", help="why it comes late (CLM20)")
    follow.add_argument("--why", default="", metavar="WORDS")
    add_vault_option(follow)
    follow.add_argument("--json", action="store_true", help="print one JSON object")
    follow.set_defaults(run=run_follow)


def run_answers_import(arguments: argparse.Namespace) -> int:
    """0 when every file answers something of ours or holds claims, 1 when one cannot be read or is kept aside to be looked at."""
    from coderdesk.services.claim_answers import import_answers, is_kept_aside, waiting_answers
    from coderdesk.services.x12_files import holds_claims

    status = 0
    with vault_of(arguments) as vault:
        for path in _files(arguments.file, waiting_answers):
            if holds_claims(path):
                status = max(status, _import_claims(vault, path, arguments))
                continue
            try:
                imported = import_answers(vault=vault, clock=SystemClock(), actor=actor(), path=path)
            except AppError as trouble:
                status = 1
                _refused(trouble, path, arguments)
                continue
            status = max(status, int(is_kept_aside(imported)))
            if arguments.json:
                print_json(_of_import(path, imported))
            else:
                print(_words(path, imported))
    return status


def _import_claims(vault: "Vault", path: Path, arguments: argparse.Namespace) -> int:
    """An 837 file among the answers, as `coderdesk import 837` reads it."""
    from coderdesk.services.claim_files import import_claims

    try:
        imported = import_claims(vault=vault, clock=SystemClock(), actor=actor(), path=path)
    except AppError as trouble:
        _refused(trouble, path, arguments)
        return 1
    if arguments.json:
        print_json(of_import(imported))
    else:
        print(f"{imported.claims} claims of {imported.total} were read in from {imported.file.name}.")
    return 0


def _files(named: list[Path], waiting: Any) -> list[Path]:
    return [path for one in named for path in ([row[0] for row in waiting(folder=one)] if one.is_dir() else [one])]


def _of_import(path: Path, imported: "ImportedAnswers") -> dict[str, Any]:
    return {
        "file": str(path),
        "standing": imported.file.standing.value,
        "reason": imported.file.reason,
        "known_before": imported.changes is None,
        "claims": list(imported.claims),
        "refused": list(imported.refused),
        "held": imported.held,
        "answers": plain(imported.answers),
    }


def _words(path: Path, imported: "ImportedAnswers") -> str:
    if imported.changes is None:
        return f"{path.name}: known before, {imported.file.standing.value}."
    if imported.file.reason:
        return f"{path.name}: kept aside ({imported.file.standing.value}). {imported.file.reason}"
    answered = len(imported.claims) + imported.held
    return f"{path.name}: {answered} claims answered, {len(imported.refused)} back on the worklist."


def run_follow(arguments: argparse.Namespace) -> int:
    """0 when it was written down, 1 when it was refused: nothing was changed then."""
    from coderdesk.services.claim_sequels import NotSent, follow_claim_in
    from coderdesk.services.sent_claims import list_sent_claims

    with vault_of(arguments) as vault:
        try:
            found = list_sent_claims(vault=vault, control=arguments.control)
            if not found:
                raise NotSent(arguments.control)
            changes = follow_claim_in(
                vault=vault,
                clock=SystemClock(),
                actor=actor(),
                claim_id=found[0].id,
                kind=SequelKind(arguments.kind),
                payer_claim_number=arguments.payer_claim_number,
                delay_reason=arguments.delay_reason,
                why=arguments.why,
            )
        except AppError as trouble:
            _refused(trouble, None, arguments)
            return 1
    if arguments.json:
        print_json({"claim": found[0].id, "control": arguments.control, "follows": arguments.kind})
    else:
        print(f"{changes.label}.")
    return 0


def _refused(trouble: AppError, path: Path | None, arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json({**({"file": str(path)} if path else {}), "refused": of_refusal(trouble)})
    print(trouble, file=sys.stderr)
