"""What the arrows, the wheel and the frozen build rely on: every folder of code is a package, every module says its job."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "coderdesk").rglob("*.py"))


def test_every_folder_of_code_is_a_package() -> None:
    """A folder without __init__.py is seen neither by the arrows' contracts nor by the frozen build."""
    folders = {module.parent for module in MODULES}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_every_module_begins_with_its_job(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_no_module_outgrows_a_reader(module: Path) -> None:
    """Past 500 lines a file is split by meaning. A migration step is one frozen piece of SQL."""
    if module.name.startswith("step_"):
        pytest.skip("frozen SQL")
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 500
