"""An empty vault is made once and cloned for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coderdesk.storage.vault import Vault
from tests.helpers.vaults import clone, fill, make_template, opened


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A closed, empty vault."""
    return clone(template, tmp_path / "practice.vault")


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    """An open, empty vault."""
    vault = opened(path)
    yield vault
    vault.close()


@pytest.fixture
def practice(vault: Vault) -> Vault:
    """An open vault with a practice, two visits and their notes."""
    fill(vault)
    return vault
