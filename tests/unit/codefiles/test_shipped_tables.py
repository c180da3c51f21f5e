"""The derived tables that travel along: counts, dates, and that they are what the packages say."""

import lzma
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest, shipped_manifests
from coderdesk.codefiles.shipped_tables import TABLE_READERS, read_table
from coderdesk.domain.coding.code_release import CodeGroup, CodeMap, CodeSet, DrgWeight, FileKind, ImportedCode
from coderdesk.shared.resources import codesets_path

LAST_DAY_OF_2026 = date(2026, 9, 30)
FIRST_DAY_OF_2027 = date(2026, 10, 1)
_LARGEST = 1024 * 1024


@pytest.fixture(scope="module")
def releases() -> dict[str, Manifest]:
    return {one.folder: one for one in shipped_manifests(codesets_path()) if one.reader in TABLE_READERS}


def _codes(release: Manifest) -> list[ImportedCode]:
    return [row for row in read_table(release) if isinstance(row, ImportedCode)]


def test_the_official_totals_of_procedure_codes(releases: dict[str, Manifest]) -> None:
    """
    on 2026-09-30: 79,193 ICD-10-PCS codes
    on 2026-10-01: 79,256 ICD-10-PCS codes
    """
    codes = _codes(releases["icd10pcs/2027"])
    assert sum(code.in_force.covers(LAST_DAY_OF_2026) for code in codes) == 79_193
    assert sum(code.in_force.covers(FIRST_DAY_OF_2027) for code in codes) == 79_256
    assert sum(bool(code.title) for code in codes) == 78_638


@pytest.mark.parametrize(
    ("on", "total"), [(date(2023, 10, 1), 78_603), (date(2024, 4, 1), 78_638), (date(2024, 10, 1), 78_948)]
)
def test_earlier_totals_of_procedure_codes(releases: dict[str, Manifest], on: date, total: int) -> None:
    assert sum(code.in_force.covers(on) for code in _codes(releases["icd10pcs/2027"])) == total


def test_every_code_of_a_list_stands_once(releases: dict[str, Manifest]) -> None:
    for release in releases.values():
        repeated = [value for value, count in Counter(code.value for code in _codes(release)).items() if count > 1]
        assert not repeated, release.folder


def test_the_list_of_places_has_its_52_codes(releases: dict[str, Manifest]) -> None:
    places = {code.value: code for code in _codes(releases["pos/2026"])}
    assert len(places) == 52
    assert all(place.title and place.detail("rate") in {"facility", "non-facility"} for place in places.values())
    assert (places["11"].detail("rate"), places["21"].detail("rate")) == ("non-facility", "facility")


@pytest.mark.parametrize(
    ("folder", "code", "words"),
    [
        ("modifiers/2026", "25", "Separate visit"),
        ("modifiers/2026", "LT", "Left side"),
        ("revenue/2026", "0450", "Emergency room"),
        ("tob/2026", "013x", "outpatient"),
        ("carc/2026", "45", "fee schedule or contract"),
        ("rarc/2026", "M127", "Medical record"),
    ],
)
def test_common_numbers_have_our_plain_words(releases: dict[str, Manifest], folder: str, code: str, words: str) -> None:
    release = releases[folder]
    assert words in next(row.title for row in _codes(release) if row.value == code)
    assert release.header.kind is FileKind.OWN_WORDS
    assert all(row.title for row in _codes(release))


def test_weights_of_2026(releases: dict[str, Manifest]) -> None:
    weights = [row for row in read_table(releases["msdrg/2026"]) if isinstance(row, DrgWeight)]
    assert len(weights) == 772
    assert str(weights[0].weight) == "28.0239"
    assert weights[-1].weight is None


def test_mappings_to_and_from_the_ninth_revision(releases: dict[str, Manifest]) -> None:
    maps = [row for row in read_table(releases["gem/2018"]) if isinstance(row, CodeMap)]
    assert Counter(row.is_from_icd9 for row in maps) == {False: 78_838, True: 23_912}
    assert any(row.source == "E119" and row.target == "25000" for row in maps)


def test_categories_of_diagnoses(releases: dict[str, Manifest]) -> None:
    groups = [row for folder in ("hcc/2027", "ccsr/2023-1") for row in read_table(releases[folder])]
    found = {
        (row.scheme, row.group, row.title) for row in groups if isinstance(row, CodeGroup) and row.value == "E11.9"
    }
    assert ("CMS-HCC V28", "38", "Diabetes with Glycemic, Unspecified, or No Complications") in found
    assert ("CCSR", "END002", "") in found
    assert ("Chronic condition indicator", "1", "") in found


def test_each_release_says_what_it_is_and_stays_small(releases: dict[str, Manifest]) -> None:
    assert {release.header.code_set for release in releases.values()} >= {CodeSet.ICD10PCS, CodeSet.HCC, CodeSet.CARC}
    for release in releases.values():
        assert release.header.licence
        assert release.header.source
        assert all(file.path.stat().st_size < _LARGEST for file in release.files)


def test_an_altered_or_missing_table_is_refused(tmp_path: Path) -> None:
    source = codesets_path("msdrg", "2026")
    folder = tmp_path / "msdrg" / "2026"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_bytes((source / "manifest.toml").read_bytes())
    (release,) = shipped_manifests(tmp_path)
    with pytest.raises(CodeFileUnfit, match="missing"):
        list(read_table(release))
    (folder / "weights.csv").write_bytes((source / "weights.csv").read_bytes() + b"\n")
    with pytest.raises(CodeFileUnfit, match="not the one that its manifest describes"):
        list(read_table(release))


def test_a_packed_table_is_plain_text_inside() -> None:
    text = lzma.decompress(codesets_path("icd10pcs", "2027", "codes.csv.xz").read_bytes()).decode("utf-8")
    assert text.startswith("code,title,starts,ends\n")
