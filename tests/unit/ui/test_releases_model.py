"""The table of installed releases: what follows what, and what is in force today."""

from datetime import date

from PySide6.QtCore import Qt

from coderdesk.domain.coding.code_release import CodeSet, FileKind, ReleaseHeader
from coderdesk.domain.values.dates import Period
from coderdesk.services.shelf_releases import InstalledRelease
from coderdesk.ui.views.codesets.releases_model import ReleasesModel

TODAY = date(2026, 11, 22)


def release(name: str, start: date, kind: FileKind = FileKind.ICD10CM_ORDER, setting: str = "") -> InstalledRelease:
    header = ReleaseHeader(
        code_set=CodeSet.MUE if kind is FileKind.MUE else CodeSet.ICD10CM,
        kind=kind,
        release=name,
        in_force=Period(start),
        publisher="",
        licence="",
        source="",
        setting=setting,
    )
    return InstalledRelease(id=name, header=header, rows=0, imported_at=None, is_shipped=True)


def shown(*rows: InstalledRelease) -> list[list[str]]:
    model = ReleasesModel()
    model.show_releases(rows, TODAY)
    model.show_counts({"FY2027": 74_879})
    columns = range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]


def test_a_release_ends_with_the_next_list_of_its_codes_whatever_its_layout() -> None:
    rows = shown(
        release("FY2026", date(2025, 10, 1), FileKind.ICD10CM_TABULAR),
        release("FY2027", date(2026, 10, 1), FileKind.ICD10CM_CHANGES),
    )
    assert rows == [
        ["ICD-10-CM", "FY2027", "10/01/2026", "", "74,879", "in force today", "shipped"],
        ["", "FY2026", "10/01/2025", "09/30/2026", "", "ended 09/30/2026", "shipped"],
    ]


def test_tables_for_other_claims_do_not_end_one_another() -> None:
    rows = shown(
        release("2026-01", date(2026, 1, 1), FileKind.MUE, "practitioner"),
        release("2026-04", date(2026, 4, 1), FileKind.MUE, "supplier"),
    )
    assert [row[5] for row in rows] == ["in force today", "in force today"]


def test_headings_are_named() -> None:
    model = ReleasesModel()
    heads = [
        model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for place in range(model.columnCount())
    ]
    assert heads == ["Code set", "Release", "From", "To", "Rows", "State", "Source"]
