"""The locks, the project's declared dependencies and their justifications say the same."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def locked_names(lock: str) -> set[str]:
    return {normalised(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / lock).read_text(), re.MULTILINE)}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared_names(requirements: list[object]) -> set[str]:
    return {normalised(re.split(r"[<>=!~;\[ ]", word)[0]) for word in requirements if isinstance(word, str)}


@pytest.fixture(scope="module")
def project() -> dict[str, dict[str, list[object]]]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_every_dependency_is_locked(project: dict[str, dict[str, list[object]]]) -> None:
    assert declared_names(project["project"]["dependencies"]) <= locked_names("requirements.lock")


def test_every_tool_of_the_checks_is_locked(project: dict[str, dict[str, list[object]]]) -> None:
    assert declared_names(project["dependency-groups"]["dev"]) <= locked_names("requirements-dev.lock")


def test_the_checks_run_against_the_versions_that_run() -> None:
    """The lock of the checks holds every line that the lock of `make run` holds."""
    entries = {lock: set(re.split(r"\n(?=\S)", (ROOT / lock).read_text().rstrip())) for lock in LOCKS}
    assert entries["requirements.lock"] <= entries["requirements-dev.lock"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_place(lock: str) -> None:
    """Each line is a pinned name or its hash: no index, no folder, no address."""
    pin = r"[a-z0-9._-]+==[^ ]+( ; [^\\]+)? \\"
    digest = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    lines = (ROOT / lock).read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(f"{pin}|{digest}", line)] == []


def test_every_dependency_is_justified(project: dict[str, dict[str, list[object]]]) -> None:
    text = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text()
    justified = {normalised(name) for name in re.findall(r"^\*\*([^*]+)\*\*", text, re.MULTILINE)}
    wanted = declared_names(project["project"]["dependencies"]) | declared_names(project["dependency-groups"]["dev"])
    extras: dict[str, list[object]] = project["project"].get("optional-dependencies", {})  # type: ignore[assignment]
    wanted |= {name for extra in extras.values() for name in declared_names(extra)}
    assert wanted - justified == set()
