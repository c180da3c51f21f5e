"""What rules ask of imported edit tables: by code, setting and day, from the release that answers for it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.code_release import CodeSet, UnitsLimit
from coderdesk.services.code_imports import GivenRelease
from coderdesk.services.edit_tables import HOSPITAL, PRACTITIONER, EditTables, open_edit_tables
from coderdesk.shared.paths import Paths
from tests.helpers import official_files as files
from tests.helpers.imports import at, put

HEAD = "Column 1\tColumn 2\tprior to 1996\tEffective\tDeletion\tModifier\tRationale"
OCTOBER, JULY = date(2026, 10, 1), date(2026, 7, 1)
TODAY = date(2026, 11, 22)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home").made()


@pytest.fixture
def tables(paths: Paths, tmp_path: Path) -> Iterator[EditTables]:
    july = files.lines(HEAD, "10021\t36415\t\t20200101\t*\t0\tX", "10021\t99213\t\t20200101\t20260630\t1\tX")
    october_1 = files.lines(HEAD, "10021\t36415\t\t20200101\t20260930\t0\tX", "10021\t99214\t\t20261001\t*\t1\tX")
    october_2 = files.lines(HEAD, "50010\t10021\t\t20261001\t*\t0\tX", "50010\t36415\t\t20261001\t20261001\t9\tX")
    hospital = files.lines(HEAD, "10021\t36415\t\t20261001\t*\t1\tX")
    for name, content in {
        "ccipra-v322r0-f1.txt": july,
        "ccipra-v323r0-f1.txt": october_1,
        "ccipra-v323r0-f2.txt": october_2,
        "ccioph-v323r0-f1.txt": hospital,
        "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv": files.MUE.replace(b"A0021,250", b"A0021,200"),
        "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": files.MUE,
        "AOC_V2026Q4-MCR.txt": files.ADD_ON,
        "PPRRVU2026_Oct_nonQPP.csv": files.FEES,
        "PPRRVU2026_Oct_QPP.csv": files.FEES.replace(b"33.2875", b"33.5675"),
    }.items():
        put(paths, at(tmp_path, name, content))
    with closing(open_edit_tables(paths)) as opened:
        yield opened


def _pairs(tables: EditTables, codes: tuple[str, ...], on: date, setting: str) -> list[tuple[str, str, str]]:
    return [(one.column1, one.column2, one.modifier_indicator) for one in tables.pairs_between(codes, on, setting)]


CODES = ("10021", "36415", "99213", "99214", "50010")


def test_pairs_of_both_files_of_the_release_in_force(tables: EditTables) -> None:
    """In October the pair 10021/36415 has ended, 10021/99214 has come, and 50010/36415 was never active."""
    assert _pairs(tables, CODES, TODAY, PRACTITIONER) == [("10021", "99214", "1"), ("50010", "10021", "0")]


def test_a_visit_in_july_is_judged_by_the_release_of_july(tables: EditTables) -> None:
    assert _pairs(tables, CODES, date(2026, 9, 30), PRACTITIONER) == [("10021", "36415", "0")]


def test_days_before_the_first_release_are_answered_by_its_history(tables: EditTables) -> None:
    """In 2025 both pairs of the July file were in force; nothing was in 2019."""
    assert _pairs(tables, CODES, date(2025, 5, 1), PRACTITIONER) == [("10021", "36415", "0"), ("10021", "99213", "1")]
    assert _pairs(tables, CODES, date(2019, 5, 1), PRACTITIONER) == []


def test_both_codes_must_be_there(tables: EditTables) -> None:
    assert _pairs(tables, ("10021", "50011"), TODAY, PRACTITIONER) == []
    assert _pairs(tables, (), TODAY, PRACTITIONER) == []


def test_each_setting_has_its_own_pairs(tables: EditTables) -> None:
    assert _pairs(tables, ("10021", "36415"), TODAY, HOSPITAL) == [("10021", "36415", "1")]
    assert _pairs(tables, ("10021", "36415"), TODAY, "supplier") == []


@pytest.mark.parametrize(
    ("visit", "table"),
    [(Setting.OUTPATIENT, PRACTITIONER), (Setting.INPATIENT, PRACTITIONER), (Setting.FACILITY, HOSPITAL)],
)
def test_a_visit_falls_under_the_table_of_its_setting(tables: EditTables, visit: Setting, table: str) -> None:
    assert _pairs(tables, CODES, TODAY, visit) == _pairs(tables, CODES, TODAY, table)
    assert tables.is_imported(CodeSet.NCCI_PTP, TODAY, visit)


def test_units_are_limited_by_the_quarter_of_the_day(tables: EditTables) -> None:
    assert tables.units_limit("A0021", OCTOBER, PRACTITIONER) == UnitsLimit(code="A0021", units=250, adjudication=3)
    limit = tables.units_limit("A0021", date(2026, 9, 30), PRACTITIONER)
    assert limit is not None
    assert limit.units == 200
    assert tables.units_limit("A0021", date(2026, 6, 30), PRACTITIONER) is None
    assert tables.units_limit("A0021", TODAY, HOSPITAL) is None
    assert tables.units_limit("99213", TODAY, PRACTITIONER) is None


def test_an_add_on_code_names_its_primaries(tables: EditTables) -> None:
    assert [one.primary for one in tables.add_on_primaries("01953", TODAY)] == ["01952"]
    assert [one.primary for one in tables.add_on_primaries("99292", date(2026, 3, 31))] == [""]
    assert tables.add_on_primaries("99292", date(2026, 4, 1)) == ()
    assert tables.add_on_primaries("99213", TODAY) == ()


def test_relative_values_by_modifier_and_programme(tables: EditTables) -> None:
    value = tables.relative_value("99213", "", TODAY)
    assert value is not None
    assert (value.work, value.total_facility, value.conversion_factor) == (
        Decimal("1.30"),
        Decimal("1.96"),
        Decimal("33.2875"),
    )
    other = tables.relative_value("99213", "", TODAY, "QPP")
    assert other is not None
    assert other.conversion_factor == Decimal("33.5675")
    part = tables.relative_value("00100", "26", TODAY)
    assert part is not None
    assert (part.practice_expense_facility, part.practice_expense_non_facility) == (Decimal("0.00"), None)
    assert tables.relative_value("99213", "TC", TODAY) is None


def test_it_is_said_which_release_answers(tables: EditTables) -> None:
    october = tables.release_on(CodeSet.NCCI_PTP, TODAY, PRACTITIONER)
    assert october is not None
    assert october.release == "v32.3, October 2026"
    assert tables.is_imported(CodeSet.MUE, OCTOBER)
    assert not tables.is_imported(CodeSet.MUE, date(2026, 6, 30))
    assert not tables.is_imported(CodeSet.NCCI_PTP, TODAY, "supplier")
    assert not tables.is_imported(CodeSet.HCPCS, TODAY)


def test_without_a_shelf_nothing_is_imported_and_nothing_answers(paths: Paths) -> None:
    with closing(open_edit_tables(paths)) as tables:
        assert not tables.is_imported(CodeSet.NCCI_PTP, TODAY)
        assert tables.pairs_between(CODES, TODAY, PRACTITIONER) == ()
        assert tables.units_limit("A0021", TODAY, PRACTITIONER) is None
        assert tables.add_on_primaries("01953", TODAY) == ()
        assert tables.relative_value("99213", "", TODAY) is None


def test_a_pair_that_stands_twice_in_its_file_is_kept_once(paths: Paths, tmp_path: Path) -> None:
    line = "10021\t36415\t\t20200101\t*\t0\tX"
    path = at(tmp_path, "ccipra-v323r0-f1.txt", files.lines(HEAD, line, line))
    put(paths, path)
    with closing(open_edit_tables(paths)) as tables:
        assert len(tables.pairs_between(("10021", "36415"), TODAY, PRACTITIONER)) == 1
    assert not put(paths, path).is_changed


COVERED_IN_MAY = files.COVERAGE.replace(b"01/01/2026", b"05/01/2026").replace(b"E78.5", b"E78.2")


def test_coverage_lists_hold_beside_each_other_and_the_later_of_one_article_counts(
    paths: Paths, tmp_path: Path
) -> None:
    """A50001 of January covers E78.5, that of May E78.2 instead; A50002 says no days; a retired line ends"""
    january, may = (
        GivenRelease(release="January", start=date(2026, 1, 1)),
        GivenRelease(release="May", start=date(2026, 5, 1)),
    )
    put(paths, at(tmp_path, "a.csv", files.COVERAGE), given=january)
    put(paths, at(tmp_path, "b.csv", COVERED_IN_MAY), given=may)
    with closing(open_edit_tables(paths)) as tables:

        def covered(code: str, on: date) -> list[str]:
            return [row.diagnosis for row in tables.coverage_of(code, on)]

        assert covered("80061", date(2026, 3, 1)) == ["E11-", "E785"]
        assert covered("80061", date(2026, 6, 1)) == ["E11-", "E782"]
        assert covered("80061", date(2027, 1, 1)) == ["E782"]
        assert covered("80061", date(2025, 12, 31)) == []
        assert covered("G0103", date(2026, 3, 1)) == ["Z125"]
        assert covered("99213", date(2026, 3, 1)) == []
        assert tables.is_imported(CodeSet.COVERAGE, date(2026, 6, 1))


@pytest.mark.parametrize(
    "head",
    [
        "CPT/HCPCS,Dx,Start,End,MAC,LCD ID",
        "covered diagnosis;procedure code;from;to;jurisdiction;policy",
        "HCPCS\tICD 10 CM Code",
    ],
)
def test_headings_of_coverage_lists_in_any_order(paths: Paths, tmp_path: Path, head: str) -> None:
    delimiter = next(sign for sign in "\t;," if sign in head)
    names = head.split(delimiter)
    first = "E78.5" if "diagnosis" in names[0] else "80061"
    cells = [first, "80061" if first != "80061" else "E78.5", *[""] * (len(names) - 2)]
    put(
        paths,
        at(tmp_path, "c.csv", files.lines(head, delimiter.join(cells))),
        given=GivenRelease(release="x", start=JULY),
    )
    with closing(open_edit_tables(paths)) as tables:
        assert [row.diagnosis for row in tables.coverage_of("80061", OCTOBER)] == ["E785"]
