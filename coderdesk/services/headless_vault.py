"""A practice's vault for the length of one headless command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coderdesk.domain.values.trouble import AppError
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import Clock
from coderdesk.storage.vault import Vault, open_vault

__all__ = ["Vault", "needs_no_secret", "vault_for_command", "vault_opened"]


class VaultNotNamed(AppError):
    def __init__(self, paths: Paths) -> None:
        super().__init__(f"{paths.vaults} holds no vault, or several. Nothing was done; name one with --vault FILE.")


def vault_for_command(*, paths: Paths, named: Path | None) -> Path:
    """The named vault, else the only practice on this computer. Raises VaultNotNamed."""
    if named is not None:
        return named
    demo = demo_vault_path(paths)
    own = [path for path in paths.vaults.glob("*.vault") if not path.name.startswith(".") and path != demo]
    if len(own) != 1:
        raise VaultNotNamed(paths)
    return own[0]


def needs_no_secret(*, paths: Paths, path: Path) -> bool:
    """The demo practice, whose passphrase is public."""
    return path.absolute() == demo_vault_path(paths).absolute()


@contextmanager
def vault_opened(*, path: Path, secret: str, clock: Clock, paths: Paths) -> Iterator[Vault]:
    """`secret` is the passphrase or the recovery code; the demo practice needs none. Raises as `open_vault` does."""
    used = PASSPHRASE if needs_no_secret(paths=paths, path=path) else secret
    vault = open_vault(path, secret=used, clock=clock, state_folder=paths.state)
    try:
        yield vault
    finally:
        vault.close()
