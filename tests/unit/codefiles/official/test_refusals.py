"""Files that are damaged, foreign, dangerous or another release are refused with the line and the reason."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from coderdesk.codefiles.official import CutOff, FileRefused, UnknownFile, WrongRelease, preview, recognise, rows
from tests.helpers import official_files as files
from tests.helpers.workbooks import workbook, zipped

BILLION_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE ICD10CM.index [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<ICD10CM.index><title>&b;</title></ICD10CM.index>
"""
OUTSIDE_ENTITY = b"""<?xml version="1.0"?>
<!DOCTYPE ICD10CM.index [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<ICD10CM.index><title>&a;</title></ICD10CM.index>
"""


def _at(folder: Path, content: bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html>\r\n<html><body>Accept the licence</body></html>", "web page"),
        (b"\r\n<html><head/></html>", "web page"),
        (files.CM_ORDER.decode().encode("utf-16"), "UTF-16"),
        (files.CM_ORDER.decode().encode("cp037"), "none of the official"),
        (b"%PDF-1.7\n1 0 obj", "none of the official"),
        (b"\x00\x01\x02\x03" * 100, "none of the official"),
        (b"Dear reader,\r\nthis is a letter.\r\n", "none of the official"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "none of the official"),
        (files.NDC_PACKAGE, r"product\.txt"),
        (files.NDC_PRODUCT, r"package\.txt"),
    ],
)
def test_what_is_not_an_official_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        recognise(_at(tmp_path, content))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        recognise(tmp_path / "nothing here")
    with pytest.raises(FileRefused):
        recognise(tmp_path)


@pytest.mark.parametrize("content", [BILLION_LAUGHS, OUTSIDE_ENTITY])
def test_xml_that_declares_entities_is_refused_before_any_is_expanded(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileRefused, match="entities") as refusal:
        preview(_at(tmp_path, content))
    assert refusal.value.line == 2


def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bad = workbook([["HCPC"]], prefix='<!DOCTYPE x [<!ENTITY a "ha">]>')
    with pytest.raises(FileRefused, match="entities"):
        preview(_at(tmp_path, bad))


def test_a_foreign_line_is_named_by_its_number(tmp_path: Path) -> None:
    """An order file of 6 lines with a letter in place of line 4, beyond what recognition looks at."""
    many = files.lines(
        *(files.order_line(n, f"A{n // 100 % 100:02d}{n % 100:02d}", "1", "S", "L") for n in range(1, 1500))
    )
    whole = many.split(b"\r\n")
    whole[1199] = b"Dear reader, this is a letter."
    with pytest.raises(FileRefused) as refusal:
        preview(_at(tmp_path, b"\r\n".join(whole)))
    assert refusal.value.line == 1200
    assert "line 1,200" in str(refusal.value)


def test_an_order_file_whose_numbers_jump_lacks_lines(tmp_path: Path) -> None:
    torn = files.CM_ORDER.replace(
        files.order_line(3, "C4A", "0", *["Merkel cell carcinoma"] * 2).encode() + b"\r\n", b""
    )
    with pytest.raises(FileRefused, match="00003 follows") as refusal:
        preview(_at(tmp_path, torn))
    assert refusal.value.line == 3


def test_a_line_without_an_end_is_taken_as_cut_off(tmp_path: Path) -> None:
    with pytest.raises(CutOff) as refusal:
        preview(_at(tmp_path, files.CM_ORDER[:-8]))
    assert refusal.value.line == 6


def test_an_exclusion_list_that_lacks_a_collection_is_refused(tmp_path: Path) -> None:
    cut = files.TABLE_6K[: files.TABLE_6K.index(b"PDX collection 0003")]
    with pytest.raises(FileRefused, match="collection 0003"):
        preview(_at(tmp_path, cut))


def test_an_exclusion_list_with_a_member_too_few_is_refused(tmp_path: Path) -> None:
    torn = files.TABLE_6K.replace(b"  A001    Invented\r\n", b"")
    with pytest.raises(FileRefused, match="has 1 codes and not 2"):
        preview(_at(tmp_path, torn))


def test_a_record_of_another_length_is_refused(tmp_path: Path) -> None:
    """A HCPCS file that an editor saved in UTF-8: an accent makes the record a byte longer."""
    accent = files.HCPCS_TEXT.replace(b"Syringe with needle ", "Seringue graduée    ".encode())
    with pytest.raises(FileRefused, match="321 bytes") as refusal:
        preview(_at(tmp_path, accent))
    assert refusal.value.line == 4


def test_a_continuation_without_its_record_is_refused(tmp_path: Path) -> None:
    orphan = files.lines(
        files.hcpcs_record("A4206", 100, "3", "Syringe"), files.hcpcs_record("A0021", 200, "4", "mile")
    )
    with pytest.raises(FileRefused, match="continuation") as refusal:
        preview(_at(tmp_path, orphan))
    assert refusal.value.line == 2


def test_a_file_whose_name_says_another_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongRelease) as refusal:
        recognise(_at(tmp_path, files.INDEX, "icd10cm-index-2027.xml"))
    assert (refusal.value.expected, refusal.value.found) == ("FY2027", "FY2026")


def test_a_file_of_another_release_than_expected_is_refused(tmp_path: Path) -> None:
    path = _at(tmp_path, files.CM_ORDER, "icd10cm-order-2027.txt")
    assert preview(path, expected_release="FY2027")
    with pytest.raises(WrongRelease):
        preview(path, expected_release="FY2026")


def test_a_file_without_a_row_is_refused(tmp_path: Path) -> None:
    """The header of the fee schedule and nothing below it."""
    empty = files.FEES[: files.FEES.index(b"99213")]
    (file,) = recognise(_at(tmp_path, empty))
    with pytest.raises(FileRefused, match="no row"):
        list(rows(file))


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt", "C:evil.txt"]
)
def test_a_zip_with_a_path_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused, match="path that leads outside"):
        recognise(_at(tmp_path, zipped({"order.txt": files.CM_ORDER, name: b"evil"})))
    assert not list(tmp_path.rglob("evil*"))


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({"order.txt": files.CM_ORDER}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(mark) + offset
        content[place : place + 2] = struct.pack("<H", 1)
    with pytest.raises(FileRefused, match="locked with a password"):
        recognise(_at(tmp_path, bytes(content)))


def test_a_member_that_grows_beyond_measure_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="beyond measure"):
        recognise(_at(tmp_path, zipped({"order.txt": b"0" * (16 * 1024 * 1024)})))


def test_a_zip_with_thousands_of_members_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="more than any official file"):
        recognise(_at(tmp_path, zipped({f"{number}.txt": b"" for number in range(5_001)})))


def test_zips_in_zips_are_read_to_a_depth_and_no_deeper(tmp_path: Path) -> None:
    inner = zipped({"icd10cm-order-2027.txt": files.CM_ORDER})
    once, twice = zipped({"inner.zip": inner}), zipped({"outer.zip": zipped({"inner.zip": inner})})
    (file,) = recognise(_at(tmp_path, once, "once.zip"))
    assert len(list(rows(file))) == 6
    with pytest.raises(FileRefused, match="deeper"):
        recognise(_at(tmp_path, zipped({"more.zip": twice}), "deep.zip"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_off_zip_is_refused(tmp_path: Path, share: float) -> None:
    whole = zipped({"order.txt": files.CM_ORDER, "codes.txt": files.CM_CODES})
    with pytest.raises(FileRefused):
        recognise(_at(tmp_path, whole[: int(len(whole) * share)]))


def test_a_zip_with_a_flipped_bit_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("icd10cm-order-2027.txt", files.CM_ORDER)
    damaged = stream.getvalue().replace(b"Merkel cell carcinoma of lip", b"Merkel cell carcinoma of lap", 1)
    with pytest.raises(FileRefused, match="damaged"):
        preview(_at(tmp_path, damaged))


def test_a_zip_of_readmes_and_pictures_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile):
        recognise(_at(tmp_path, zipped({"readme.txt": b"Hello.\r\n", "guide.pdf": b"%PDF-1.7", "a/": b""})))


def test_a_strange_file_beside_an_official_one_is_passed_over(tmp_path: Path) -> None:
    """A licence text in UTF-16 and a saved web page lie in the same zip."""
    strange = {"licence.txt": "Licence".encode("utf-16"), "start.txt": b"<html></html>"}
    (file,) = recognise(_at(tmp_path, zipped({"icd10cm-order-2027.txt": files.CM_ORDER, **strange})))
    assert len(list(rows(file))) == 6
    with pytest.raises(FileRefused, match="UTF-16"):
        recognise(_at(tmp_path, zipped(strange)))


def test_a_workbook_cut_off_or_without_its_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        recognise(_at(tmp_path, files.PTP_XLSX[:-40]))
    with pytest.raises(FileRefused, match="missing"):
        recognise(_at(tmp_path, zipped({"xl/workbook.xml": b"<workbook/>"})))


def test_a_cell_that_points_nowhere_is_refused_by_its_row(tmp_path: Path) -> None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(files.HCPCS_XLSX)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b'<c r="A4" t="s"><v>', b'<c r="A4" t="s"><v>999'
    )
    with pytest.raises(FileRefused) as refusal:
        preview(_at(tmp_path, zipped(parts)))
    assert refusal.value.line == 4


@pytest.mark.parametrize(
    ("content", "old", "new"),
    [
        (files.PTP_TEXT, b"20220101", b"20221301"),
        (files.PTP_TEXT, b"20231231\t1", b"20231231\t7"),
        (files.MUE, b"A0021,250", b"A0021,many"),
        (files.ADD_ON, b"2013091", b"2013999"),
        (files.FEES, b"1.30,1.33", b"1.30,much"),
        (files.TAXONOMY, b"00000000AX", b"0000000AX"),
        (files.TABLE_5, b"28.0239", b"heavy"),
        (files.GEM_10, b"NoDx  11000", b"NoDx  91000"),
        (files.CCSR, b"'I10'", b"'???'"),
        (files.HCC, b"I10,Invented", b",Invented"),
        (files.CPT_LONG, b"99213\tInvented", b"99213 Invented"),
        (files.NDC_PACKAGE, b"20261231", b"20261399"),
        (files.PLACES, b"11,Office", b"111,Office"),
        (files.HCPCS_TEXT, b"20260331", b"20261331"),
    ],
)
def test_a_cell_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, content: bytes, old: bytes, new: bytes
) -> None:
    assert old in content
    _at(tmp_path, files.NDC_PRODUCT, "product.txt")
    with pytest.raises(FileRefused) as refusal:
        preview(_at(tmp_path, content.replace(old, new, 1), "package.txt"))
    assert refusal.value.line is not None or isinstance(refusal.value, UnknownFile)
