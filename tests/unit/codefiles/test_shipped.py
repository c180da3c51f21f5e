"""The shipped code sets, read from their official files: counts, dates and notes."""

from collections import Counter
from datetime import date

import pytest

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest, shipped_manifests
from coderdesk.codefiles.shipped import shipped_rows
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.domain.coding.tabular import Level, NoteKind, TabularEntry
from coderdesk.services.code_book import read_book
from coderdesk.services.code_sources import shipped_sources
from coderdesk.shared.resources import codesets_path

LAST_DAY_OF_2026 = date(2026, 9, 30)
FIRST_DAY_OF_2027 = date(2026, 10, 1)


@pytest.fixture(scope="module")
def entries() -> list[TabularEntry]:
    return read_book(shipped_sources(), lambda _share, _what: None)


@pytest.fixture(scope="module")
def by_value(entries: list[TabularEntry]) -> dict[str, TabularEntry]:
    return {entry.value: entry for entry in entries}


def _billable(entries: list[TabularEntry], on: date) -> Counter[CodeSystem]:
    return Counter(entry.system for entry in entries if entry.is_billable and entry.in_force.covers(on))


def test_the_official_totals_on_both_sides_of_the_new_year(entries: list[TabularEntry]) -> None:
    """
    on 2026-09-30: 74,719 ICD-10-CM codes, 79,193 ICD-10-PCS codes, 7,409 HCPCS codes
    on 2026-10-01: 74,879 ICD-10-CM codes, 79,256 ICD-10-PCS codes, 7,409 HCPCS codes
    """
    before, after = _billable(entries, LAST_DAY_OF_2026), _billable(entries, FIRST_DAY_OF_2027)
    assert before == {CodeSystem.ICD10CM: 74_719, CodeSystem.ICD10PCS: 79_193, CodeSystem.HCPCS: 7_409}
    assert after == {CodeSystem.ICD10CM: 74_879, CodeSystem.ICD10PCS: 79_256, CodeSystem.HCPCS: 7_409}


def test_thirty_codes_end_and_one_hundred_and_ninety_begin(entries: list[TabularEntry]) -> None:
    codes = [entry for entry in entries if entry.is_billable and entry.system is CodeSystem.ICD10CM]
    assert sum(entry.in_force.end == LAST_DAY_OF_2026 for entry in codes) == 30
    assert sum(entry.in_force.start == FIRST_DAY_OF_2027 for entry in codes) == 190


def test_every_entry_hangs_below_one_that_stands_before_it(entries: list[TabularEntry]) -> None:
    seen: set[tuple[CodeSystem, str]] = set()
    for entry in entries:
        assert not entry.parent or (entry.system, entry.parent) in seen, entry.value
        seen.add((entry.system, entry.value))


def test_codes_of_a_system_stand_in_book_order_below_their_heading(entries: list[TabularEntry]) -> None:
    """C78.31, new in 2027, stands between C78.30 and C78.39."""
    below = [entry.value for entry in entries if entry.parent == "C78.3"]
    assert below == ["C78.30", "C78.31", "C78.32", "C78.39"]


def test_a_divided_code_becomes_a_heading(entries: list[TabularEntry]) -> None:
    """
    D69.1 until 2026-09-30: a code
    D69.1 from 2026-10-01: the heading of D69.11 and D69.19
    """
    code, heading = [entry for entry in entries if entry.value == "D69.1"]
    assert (code.is_billable, code.in_force.end) == (True, LAST_DAY_OF_2026)
    assert (heading.is_billable, heading.in_force.start) == (False, FIRST_DAY_OF_2027)


def test_seventh_characters_are_those_of_the_official_list(by_value: dict[str, TabularEntry]) -> None:
    """S06.0X7 knows no sequela though its table names one."""
    assert by_value["S85.511A"].title == "Laceration of popliteal vein, right leg, initial encounter"
    assert by_value["W14.XXXA"].is_billable
    assert not by_value["W14"].is_billable
    assert any(value.startswith("S06.") and value.endswith("7A") for value in by_value)
    assert not any(
        value.startswith("S06.") and len(value) == 8 and value[6] == "7" and value[7] in "DS" for value in by_value
    )


def test_notes_stand_where_the_book_prints_them(by_value: dict[str, TabularEntry]) -> None:
    """E11 uses additional codes for control; I10 excludes by type 1 and 2; chapter 9 excludes by type 2."""
    kinds = {note.kind for note in by_value["I10"].notes}
    assert {NoteKind.INCLUDES, NoteKind.EXCLUDES1, NoteKind.EXCLUDES2} <= kinds
    assert any(note.kind is NoteKind.USE_ADDITIONAL for note in by_value["E11"].notes)
    assert by_value["Chapter 9"].notes
    assert by_value["S85"].seventh_characters[0].character == "A"


def test_chapters_and_sections_lose_their_range_from_the_title(by_value: dict[str, TabularEntry]) -> None:
    assert by_value["A00-A09"].title == "Intestinal infectious diseases"
    assert by_value["Chapter 1"].level is Level.CHAPTER
    assert by_value["B10-B10"].level is Level.SECTION


def test_procedures_hang_below_section_body_system_and_table(by_value: dict[str, TabularEntry]) -> None:
    """0016070 below 001 Bypass, below 00 Central Nervous System, below 0 Medical and Surgical."""
    assert by_value["0016070"].parent == "001"
    assert by_value["001"].title == "Central Nervous System and Cranial Nerves, Bypass"
    assert (by_value["001"].parent, by_value["00"].parent, by_value["0"].parent) == ("00", "0", "")
    assert (by_value["0"].title, by_value["0"].level) == ("Medical and Surgical", Level.CHAPTER)


def test_every_heading_of_the_procedures_has_words(entries: list[TabularEntry]) -> None:
    headings = [one for one in entries if one.system is CodeSystem.ICD10PCS and not one.is_billable]
    assert len(headings) > 1000
    wordless = [one.value for one in headings if one.title.split(", ")[-1].startswith(("Body system ", "Operation "))]
    assert not wordless


def test_every_release_has_one_manifest_and_readable_files() -> None:
    manifests: tuple[Manifest, ...] = shipped_manifests(codesets_path())
    folders = {manifest.folder for manifest in manifests}
    assert {"hcpcs/2026-04", "icd10cm/2026-04", "icd10cm/2027", "icd10pcs/2027", "pos/2026", "gem/2018"} <= folders
    assert {path.name for path in codesets_path().rglob("*.toml")} == {"manifest.toml"}
    for manifest in manifests:
        assert next(shipped_rows(manifest))


def test_a_table_beside_the_codes_is_of_no_code_system() -> None:
    gem = next(one for one in shipped_manifests(codesets_path()) if one.header.code_set is CodeSet.GEM)
    with pytest.raises(CodeFileUnfit, match="no code system"):
        _ = gem.system
