"""Where a package of the development environment keeps its data, found without running its code."""

import csv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def package_file(package: str, *parts: str) -> Path:
    """A data file of an installed package. Raises ModuleNotFoundError when the package is not installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the development package {package} is not installed", name=package)
    return Path(spec.submodule_search_locations[0], *parts)


def package_rows(package: str, *parts: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with headings."""
    with package_file(package, *parts).open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)
