"""Where the demo practice lies and how it is opened; its making is another module's work."""

from pathlib import Path

from coderdesk.shared.paths import Paths

PASSPHRASE = "cedar hill demo"
VAULT_NAME = "Cedar Hill (demo)"


def demo_vault_path(paths: Paths) -> Path:
    return paths.vaults / f"{VAULT_NAME}.vault"
