"""A look at every page and every promise of an open vault."""

from coderdesk.storage.soundness import faults_of
from coderdesk.storage.vault import Vault


def check_vault(vault: Vault) -> tuple[str, ...]:
    """What is wrong with it, in sentences without anything of a patient; empty when all is well. Raises VaultClosed."""
    with vault.upkeep() as connection:
        return tuple(faults_of(connection))
