"""Code-set files that are missing, altered or foreign are refused with a sentence."""

import hashlib
from pathlib import Path

import pytest

from coderdesk.codefiles.hcpcs_short import read_hcpcs_short
from coderdesk.codefiles.icd10cm_changes import read_changes
from coderdesk.codefiles.icd10cm_tabular import read_icd10cm_tabular
from coderdesk.codefiles.manifest import CodeFileUnfit, Manifest, read_manifest, shipped_manifests
from coderdesk.codefiles.shipped import shipped_rows

TABULAR = """<ICD10CM.tabular><chapter><name>1</name><desc>Some diseases (A00-B99)</desc>
<section id="A00-A09"><desc>Intestinal diseases (A00-A09)</desc>
<diag><name>A00</name><desc>Cholera</desc>{below}</diag></section></chapter></ICD10CM.tabular>"""
CODE = "<diag><name>A00.0</name><desc>Cholera\n   of one kind</desc></diag>"

_KINDS = {
    "hcpcs-short": "HCPCS short descriptors",
    "icd10cm-tabular": "ICD-10-CM tabular list",
    "icd10cm-changes": "ICD-10-CM codes that begin and end",
}


def _manifest(folder: Path, reader: str, files: dict[str, str]) -> Manifest:
    release = folder / "set" / "2026"
    release.mkdir(parents=True)
    lines = [
        'system = "HCPCS"' if reader == "hcpcs-short" else 'system = "ICD-10-CM"',
        f'kind = "{_KINDS.get(reader, "ICD-10-CM code list")}"',
        f'reader = "{reader}"',
        'release = "R"\npublisher = "P"\nsource = "S"\nlicence = "L"\nin_force_from = 2026-01-01',
    ]
    for name, content in files.items():
        (release / name).write_text(content, encoding="utf-8")
        digest = hashlib.sha256(content.encode()).hexdigest()
        lines.append(f'[[files]]\nname = "{name}"\npath = "{name}"\nsha256 = "{digest}"')
    (release / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    return read_manifest(release / "manifest.toml", folder)


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "hcpcs-short", {"codes": "code,short\nA0021,Ambulance\n"})
    manifest.files[0].path.write_text("code,short\nA0021,Something else\n", encoding="utf-8")
    with pytest.raises(CodeFileUnfit, match="not the one that its manifest describes"):
        list(read_hcpcs_short(manifest))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "hcpcs-short", {"codes": "code,short\nA0021,Ambulance\n"})
    manifest.files[0].path.unlink()
    with pytest.raises(CodeFileUnfit, match="missing"):
        list(read_hcpcs_short(manifest))


@pytest.mark.parametrize("code", ["99213", "D0120", "0001A", "W1234"])
def test_a_code_that_may_not_ship_refuses_the_whole_list(tmp_path: Path, code: str) -> None:
    """A list with 99213, D0120 or any other code that is not HCPCS Level II of A-C and E-V."""
    manifest = _manifest(tmp_path, "hcpcs-short", {"codes": f"code,short\nA0021,Ambulance\n{code},Words\n"})
    with pytest.raises(CodeFileUnfit, match=code):
        list(read_hcpcs_short(manifest))


def test_a_small_tabular_list_is_read_with_clean_titles(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "icd10cm-tabular", {"tabular": TABULAR.format(below=CODE), "codes": "A000"})
    entries = list(read_icd10cm_tabular(manifest))
    assert [entry.value for entry in entries] == ["Chapter 1", "A00-A09", "A00", "A00.0"]
    assert entries[-1].title == "Cholera of one kind"
    assert entries[-1].is_billable


def test_a_code_that_the_official_list_lacks_is_refused(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "icd10cm-tabular", {"tabular": TABULAR.format(below=CODE), "codes": "A001"})
    with pytest.raises(CodeFileUnfit, match=r"A00\.0"):
        list(read_icd10cm_tabular(manifest))


@pytest.mark.parametrize("content", ["<html><body>Not found</body></html>", "<ICD10CM.tabular><chapter>", ""])
def test_a_foreign_or_cut_off_tabular_list_is_refused(tmp_path: Path, content: str) -> None:
    manifest = _manifest(tmp_path, "icd10cm-tabular", {"tabular": content, "codes": "A000"})
    with pytest.raises(CodeFileUnfit):
        list(read_icd10cm_tabular(manifest))


def test_changes_with_an_unknown_word_are_refused(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "icd10cm-changes", {"changes": "code,change\nA00.0,renamed\n"})
    with pytest.raises(CodeFileUnfit):
        list(read_changes(manifest))


def test_an_unknown_reader_is_refused(tmp_path: Path) -> None:
    manifest = _manifest(tmp_path, "tarot", {"codes": "x"})
    with pytest.raises(CodeFileUnfit, match="tarot"):
        list(shipped_rows(manifest))


def test_a_folder_without_code_sets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodeFileUnfit, match="no code set"):
        shipped_manifests(tmp_path)
