"""Opens a practice's vault for a headless command; the passphrase comes from the environment or is asked for."""

import argparse
import getpass
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.clock import SystemClock
from coderdesk.shared.paths import user_paths

if TYPE_CHECKING:
    from coderdesk.services.headless_vault import Vault

VARIABLE = "CODERDESK_PASSPHRASE"


class NoPassphrase(AppError):
    def __init__(self) -> None:
        super().__init__(
            f"The vault is locked and nobody is there to ask for its passphrase. Nothing was done; set {VARIABLE} or run the "
            "command in a terminal."
        )


def add_vault_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, metavar="FILE", help="the practice's vault, when there is more than one")


def vault_of(arguments: argparse.Namespace) -> "AbstractContextManager[Vault]":
    """Raises VaultNotNamed, NoPassphrase and what opening a vault raises."""
    from coderdesk.services.headless_vault import needs_no_secret, vault_for_command, vault_opened

    paths = user_paths()
    path = vault_for_command(paths=paths, named=arguments.vault)
    secret = "" if needs_no_secret(paths=paths, path=path) else _passphrase(path)
    return vault_opened(path=path, secret=secret, clock=SystemClock(), paths=paths)


def actor() -> str:
    """Who is named in the audit trail."""
    return os.environ.get("USER") or os.environ.get("USERNAME") or "command line"


def _passphrase(path: Path) -> str:
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not sys.stdin.isatty():
        raise NoPassphrase
    return getpass.getpass(f"Passphrase of {path.stem}: ", stream=sys.stderr)
