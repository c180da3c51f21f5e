"""An empty vault is made once and cloned for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coderdesk.domain.coding.assignment import CodeAssignment
from coderdesk.storage.vault import Vault
from tests.helpers.vaults import ASSIGNMENTS, clone, fill, make_template, opened


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def practice_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _filled(template, tmp_path_factory.mktemp("practice"), ())


@pytest.fixture(scope="session")
def coded_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _filled(template, tmp_path_factory.mktemp("coded"), ASSIGNMENTS)


def _filled(template: Path, folder: Path, assignments: tuple[CodeAssignment, ...]) -> Path:
    vault = opened(clone(template, folder / template.name))
    fill(vault, assignments=assignments)
    vault.close()
    return vault.path


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
def practice(practice_template: Path, tmp_path: Path) -> Iterator[Vault]:
    """An open vault with a practice, two visits and their draft notes."""
    vault = opened(clone(practice_template, tmp_path / "practice.vault"))
    yield vault
    vault.close()


@pytest.fixture
def coded(coded_template: Path, tmp_path: Path) -> Iterator[Vault]:
    """The same with two diagnoses and two services on the first visit, all billable."""
    vault = opened(clone(coded_template, tmp_path / "practice.vault"))
    yield vault
    vault.close()
