"""`coderdesk --check`: loads everything but the window and says, line by line, what works and how long it took."""

import argparse
import hashlib
import importlib
import importlib.util
import pkgutil
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

import coderdesk
from coderdesk.cli.one_check import Check, CheckFailed
from coderdesk.domain.values.trouble import AppError
from coderdesk.shared.resources import codesets_path, resource_path

NEEDS_THE_SCREEN = frozenset({"coderdesk.ui", "coderdesk.bootstrap", "coderdesk.__main__"})


def run(arguments: argparse.Namespace) -> int:
    """0 when every check passes, else 1. One failure hides no other of its kind; a desk is opened on a whole installation."""
    del arguments
    passed = [_passes(check) for check in INSTALLATION_CHECKS]
    if all(passed):
        # only now: with a module missing, these imports would fail before a line was printed
        from coderdesk.cli.desk_checks import desk_checks

        with desk_checks() as checks:
            passed += [_passes(check) for check in checks]
    failures = passed.count(False)
    print("Everything but the window works." if not failures else f"{failures} of {len(passed)} checks failed.")
    return 1 if failures else 0


def _passes(check: Check) -> bool:
    began = time.perf_counter()
    try:
        words, passes = check.run(), True
    except AppError as trouble:
        words, passes = str(trouble), False
    except Exception as fault:  # noqa: BLE001 -- whatever breaks here is the finding; its message may not be for people
        words, passes = f"{type(fault).__module__}.{type(fault).__qualname__}: {fault}", False
    milliseconds = (time.perf_counter() - began) * 1000
    print(f"{'ok  ' if passes else 'FAIL'}  {check.title:<22} {milliseconds:7.0f} ms  {words}", flush=True)
    return passes


def packages_load() -> str:
    modules = _loaded(coderdesk.__path__, "coderdesk.")
    return f"{modules} modules"


def _loaded(path: Iterable[str], prefix: str) -> int:
    """The number of modules below, each imported; those that need the screen are left alone."""
    loaded = 0
    for found in pkgutil.iter_modules(path, prefix):
        if found.name not in NEEDS_THE_SCREEN:
            module = importlib.import_module(found.name)
            loaded += 1 + (_loaded(module.__path__, found.name + ".") if found.ispkg else 0)
    return loaded


def resources_travel() -> str:
    files = [file for file in resource_path().rglob("*") if file.is_file()]
    if not files:
        raise CheckFailed("resources/ is empty; install CoderDesk again.")
    for file in files:
        if file.suffix == ".toml":
            tomllib.loads(file.read_text(encoding="utf-8"))
    return f"{len(files)} files"


def code_sets_are_unchanged() -> str:
    """Every file of a release has the SHA-256 that its manifest names."""
    manifests = sorted(codesets_path().rglob("manifest.toml"))
    if not manifests:
        raise CheckFailed("No code set has a manifest under codesets/; install CoderDesk again.")
    return f"{sum(_unchanged_files(manifest) for manifest in manifests)} files in {len(manifests)} releases"


def _unchanged_files(manifest: Path) -> int:
    parts = tomllib.loads(manifest.read_text(encoding="utf-8"))["files"]
    for part in parts:
        folder = _package_folder(part["package"]) if "package" in part else manifest.parent
        file = folder / part["path"]
        if not file.is_file():
            raise CheckFailed(f"The code-set file {file.name} is missing; install CoderDesk again.")
        if hashlib.sha256(file.read_bytes()).hexdigest() != part["sha256"]:
            raise CheckFailed(f"The code-set file {file.name} is not the published one; install CoderDesk again.")
    return len(parts)


def _package_folder(package: str) -> Path:
    """Where a package's files lie, found without running its code."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise CheckFailed(f"The package {package}, which carries official files, is missing; install CoderDesk again.")
    return Path(spec.origin).parent


def claim_checker_loads() -> str:
    """pyx12 reads its maps from files beside it, which a frozen build must carry."""
    maps = _package_folder("pyx12") / "map"
    if not any(maps.glob("837*.xml")):
        raise CheckFailed("The X12 maps of pyx12 are missing; install CoderDesk again.")
    importlib.import_module("pyx12.x12n_document")
    return f"{len(list(maps.glob('*.xml')))} X12 maps"


INSTALLATION_CHECKS = (
    Check("packages", packages_load),
    Check("resources", resources_travel),
    Check("code sets", code_sets_are_unchanged),
    Check("claim checker", claim_checker_loads),
)
