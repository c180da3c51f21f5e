"""Drug codes, CPT, taxonomy, mappings between codes, and tables that are read by a saved column mapping."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.codefiles.official import (
    ColumnMapping,
    FileRefused,
    UnknownFile,
    guess_mapping,
    mapping_from_json,
    mapping_to_json,
    preview,
    recognise,
    rows,
)
from coderdesk.codefiles.official.ndc import eleven_digits, hyphenated
from coderdesk.codefiles.official.tables import words
from coderdesk.domain.coding.code_release import (
    CodeGroup,
    CodeMap,
    CodeSet,
    FileKind,
    ImportedCode,
    ImportRow,
    RefusedLine,
)
from coderdesk.domain.values.dates import Period
from tests.helpers import official_files as files
from tests.helpers.workbooks import Dated, workbook


def _read(folder: Path, content: bytes, name: str = "file") -> list[ImportRow]:
    path = folder / name
    path.write_bytes(content)
    (file,) = recognise(path)
    return list(rows(file))


def _codes(folder: Path, content: bytes, name: str = "file") -> list[ImportedCode]:
    return [row for row in _read(folder, content, name) if isinstance(row, ImportedCode)]


@pytest.mark.parametrize(
    ("written", "eleven"),
    [
        ("0002-0800-01", "00002080001"),
        ("50090-123-45", "50090012345"),
        ("12345-6789-1", "12345678901"),
        ("12345-6789-01", "12345678901"),
        (" 12345678901 ", "12345678901"),
    ],
)
def test_a_drug_code_is_filled_to_eleven_digits(written: str, eleven: str) -> None:
    assert eleven_digits(written) == eleven
    assert eleven_digits(hyphenated(eleven)) == eleven


@pytest.mark.parametrize("written", ["0002-080-01", "123-4567-89", "0002080001", "12345-6789", "", "A0002-0800-01"])
def test_what_is_no_drug_code_is_not_guessed_at(written: str) -> None:
    """Ten digits without hyphens may be three different codes."""
    with pytest.raises(ValueError):
        eleven_digits(written)


@given(st.from_regex(r"\A\d{11}\Z"))
def test_a_hyphenated_drug_code_reads_back(eleven: str) -> None:
    assert eleven_digits(hyphenated(eleven)) == eleven


def test_packages_are_joined_with_their_products(tmp_path: Path) -> None:
    water, both = _codes(tmp_path, files.NDC_ZIP, "ndctext.zip")
    assert (water.value, water.title) == ("00002-0800-01", "Waterol (sterile water) 1 mL/mL injection")
    assert (water.in_force, water.detail("package")) == (Period(date(1987, 7, 10)), "1 VIAL in 1 CARTON")
    assert (both.value, both.title) == ("50090-0123-45", "Both XR (one; two) tablet")
    assert (both.in_force.end, both.detail("DEA schedule")) == (date(2026, 12, 31), "CII")
    assert both.detail("labeler") == "Acmé Labs"


def test_a_package_without_a_product_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "ndctext.zip"
    path.write_bytes(files.NDC_ZIP)
    (shown,) = preview(path)
    assert shown.refused == (RefusedLine(4, "its product is not in product.txt"),)


def test_a_package_file_finds_the_product_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "Product.txt").write_bytes(files.NDC_PRODUCT)
    assert len(_codes(tmp_path, files.NDC_PACKAGE, "package.txt")) == 2


@pytest.mark.parametrize("code_again", ["00100 ", "      "])
def test_long_descriptors_over_several_lines_are_joined(tmp_path: Path, code_again: str) -> None:
    """LONGUF: sixty places a line; the code is repeated, or its place is blank."""
    first = "INVENTED ANESTHESIA WORDS THAT GO ON AND ON UNTIL THE SIXTY"
    wrapped = files.lines(*files.PREAMBLE, f"00100 {first}", f"{code_again}PLACES ARE FULL", "99213 INVENTED VISIT")
    path = tmp_path / "LONGUF.txt"
    path.write_bytes(wrapped)
    (file,) = recognise(path)
    assert file.header.kind is FileKind.CPT_LONG
    assert [(one.value, one.title) for one in _codes(tmp_path, wrapped)] == [
        ("00100", f"{first} PLACES ARE FULL"),
        ("99213", "INVENTED VISIT"),
    ]


def test_a_foreign_line_among_long_descriptors_is_refused(tmp_path: Path) -> None:
    many = [text for n in range(500) for text in (f"{10_000 + n} INVENTED WORDS", f"{10_000 + n} THAT GO ON")]
    path = tmp_path / "LONGUF.txt"
    path.write_bytes(files.lines(*many, "Dear reader"))
    with pytest.raises(FileRefused) as refusal:
        preview(path)
    assert refusal.value.line == 1001


def test_the_notice_of_a_cpt_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "LONGULT.txt"
    path.write_bytes(files.CPT_LONG)
    (file,) = recognise(path)
    assert file.header.notice.startswith("CPT copyright 2026 American Medical Association.")
    assert file.header.release == "2026"


def test_the_consolidated_list_has_every_descriptor(tmp_path: Path) -> None:
    first, second = _codes(tmp_path, files.CPT_CONSOLIDATED)
    assert (first.value, first.title, first.short_title) == ("00100", "Invented anesthesia, long", "INVENTED SHORT")
    assert first.detail("consumer") == "Sleep"
    assert second.in_force == Period(date(2026, 4, 1))


def test_a_taxonomy_code_shows_its_display_name_or_its_classification(tmp_path: Path) -> None:
    first, second = _codes(tmp_path, files.TAXONOMY, "nucc_taxonomy_261.csv")
    assert (first.value, first.title) == ("000000001X", "Invented class shown")
    assert (second.title, second.detail("section")) == ("Invented class - Special", "Individual")


def test_mappings_in_both_directions(tmp_path: Path) -> None:
    forward = _read(tmp_path, files.GEM_10)
    assert forward[1] == CodeMap(
        source="T360X1", target="", is_approximate=True, is_combination=False, scenario=0, choice=0, is_from_icd9=False
    )
    back = _read(tmp_path, files.GEM_9)
    assert [(row.source, row.target) for row in back if isinstance(row, CodeMap)] == [
        ("0010", "A000"),
        ("V9199", "O30899"),
        ("E9320", ""),
    ]
    assert all(row.is_from_icd9 for row in back if isinstance(row, CodeMap))


def test_only_categories_of_the_payment_year_count(tmp_path: Path) -> None:
    assert _read(tmp_path, files.HCC) == [
        CodeGroup(value="E11.65", scheme="CMS-HCC V28", group="37"),
        CodeGroup(value="E11.65", scheme="RxHCC V08", group="30"),
        CodeGroup(value="I10", scheme="RxHCC V08", group="187"),
    ]


def test_categories_lose_their_apostrophes(tmp_path: Path) -> None:
    found = [row for row in _read(tmp_path, files.CCSR) if isinstance(row, CodeGroup)]
    assert found[0] == CodeGroup(
        value="A00.9", scheme="CCSR", group="DIG001", title="Intestinal infection", role="default inpatient"
    )
    assert [(row.group, row.role) for row in found if row.value == "I10"] == [
        ("CIR007", "default inpatient"),
        ("CIR007", "1"),
    ]


MAPPING = ColumnMapping(
    name="Our dental list",
    code_set=CodeSet.CDT,
    value="Procedure",
    title="What it is",
    starts="From",
    others=("Category",),
    form=r"D\d{4}",
)
DENTAL = (
    b"A title line,,,\nProcedure,What it is,From,Category\nD0001,Invented words,1/1/2026,Invented\nD0002,More words,,\n"
)


def test_a_saved_mapping_reads_the_next_file_with_the_same_headings(tmp_path: Path) -> None:
    path = tmp_path / "cdt.csv"
    path.write_bytes(DENTAL)
    with pytest.raises(UnknownFile):
        recognise(path)
    saved = mapping_from_json(mapping_to_json(MAPPING))
    (file,) = recognise(path, mappings=[saved])
    assert (file.header.kind, file.header.code_set) == (FileKind.MAPPED, CodeSet.CDT)
    assert list(rows(file)) == [
        ImportedCode(
            value="D0001",
            title="Invented words",
            in_force=Period(date(2026, 1, 1)),
            extra=(("Category", "Invented"),),
        ),
        ImportedCode(value="D0002", title="More words"),
    ]


def test_a_row_that_the_mapping_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cdt.csv"
    path.write_bytes(DENTAL + b"99213,Words,,\n")
    (file,) = recognise(path, mappings=[MAPPING])
    with pytest.raises(FileRefused) as refusal:
        list(rows(file))
    assert refusal.value.line == 5


@given(
    st.builds(
        ColumnMapping,
        name=st.text(),
        code_set=st.sampled_from(CodeSet),
        value=st.text(min_size=1),
        title=st.text(min_size=1),
        starts=st.text(),
        others=st.lists(st.text(min_size=1)).map(tuple),
        digits=st.integers(0, 9),
    )
)
def test_a_mapping_is_saved_and_read_back_the_same(mapping: ColumnMapping) -> None:
    assert mapping_from_json(mapping_to_json(mapping)) == mapping


@pytest.mark.parametrize("text", ["[]", "{}", '{"name": 1, "form": "("}', "not json"])
def test_what_is_no_saved_mapping_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        mapping_from_json(text)


@pytest.mark.parametrize(
    ("header", "code_set"),
    [
        ("Claim Adjustment Reason Code,Description,Start,Stop", CodeSet.CARC),
        ("RARC,Description,Start Date,End Date", CodeSet.RARC),
        ("Revenue Code;Description", CodeSet.REVENUE),
        ("Type of Bill|Description", CodeSet.TYPE_OF_BILL),
        ("Modifier\tDescription", CodeSet.MODIFIER),
    ],
)
def test_a_list_whose_headings_name_it_is_mapped_at_once(tmp_path: Path, header: str, code_set: CodeSet) -> None:
    delimiter = next(one for one in ";|\t," if one in header)
    values = {CodeSet.CARC: "45", CodeSet.RARC: "M15", CodeSet.REVENUE: "450", CodeSet.TYPE_OF_BILL: "131"}
    row = delimiter.join([values.get(code_set, "25"), "Invented words"])
    path = tmp_path / "list.txt"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    (file,) = recognise(path)
    assert file.header.code_set is code_set
    (code,) = rows(file)
    assert isinstance(code, ImportedCode)
    assert code.value == ("0450" if code_set is CodeSet.REVENUE else values.get(code_set, "25"))


def test_a_header_that_names_no_set_is_guessed_for_the_set_that_the_person_chose() -> None:
    names = words(["Code", "Nomenclature", "Effective Date", "Notes"])
    assert guess_mapping(names) is None
    guessed = guess_mapping(names, CodeSet.CDT)
    assert guessed is not None
    assert (guessed.value, guessed.title, guessed.starts) == ("code", "nomenclature", "effective date")


def test_places_of_service_get_their_leading_zero_back(tmp_path: Path) -> None:
    table = workbook([["Place of Service Code", "Place of Service Name", "Start Date"], [1, "Pharmacy", Dated(45658)]])
    (pharmacy,) = _codes(tmp_path, table)
    assert (pharmacy.value, pharmacy.in_force.start) == ("01", date(2025, 1, 1))
