"""Shipped and imported releases read as one book: what an import changes, and what stands beside the codes."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import (
    CodeSet,
    FileKind,
    ImportedCode,
    ImportRow,
    IndexTerm,
    PcsAxis,
    PcsLabel,
    PcsRow,
    PcsTable,
    ReleaseHeader,
)
from coderdesk.domain.coding.tabular import Level, TabularEntry
from coderdesk.domain.values.dates import Period
from coderdesk.services.code_book import read_beside, read_book
from coderdesk.services.code_headings import headings_above
from coderdesk.services.code_sources import CodeSource, shipped_sources
from coderdesk.services.pcs_words import words_of_tables

OCTOBER = date(2026, 10, 1)


def source(
    code_set: CodeSet, kind: FileKind, rows: Sequence[ImportRow], *, begins: date = OCTOBER, shipped: bool = False
) -> CodeSource:
    header = ReleaseHeader(
        code_set=code_set,
        kind=kind,
        release=f"release of {begins}",
        in_force=Period(begins),
        publisher="P",
        licence="L",
        source="S",
    )

    def read() -> Iterator[ImportRow]:
        return iter(rows)

    return CodeSource(header=header, sha256="0", is_shipped=shipped, rows=read)


def read(sources: Sequence[CodeSource]) -> list[TabularEntry]:
    return read_book(sources, lambda _share, _what: None)


def shipped(code_set: CodeSet) -> list[CodeSource]:
    return [one for one in shipped_sources() if one.header.code_set is code_set]


RECORDS = [
    ImportedCode(value="A0021", title="Ambulance service, outside state", in_force=Period(date(1982, 1, 1))),
    ImportedCode(value="A0001", title="An old ride", in_force=Period(date(1982, 1, 1), date(2003, 12, 31))),
]


def test_an_imported_record_file_dates_its_codes_itself() -> None:
    """The shipped list of April 2026 only guesses since when a code is valid; the October file says since 1982."""
    entries = read([*shipped(CodeSet.HCPCS), source(CodeSet.HCPCS, FileKind.HCPCS_RECORDS, RECORDS)])
    found = {one.value: one for one in entries}
    assert set(found) == {"A", "A0001", "A0021"}
    assert found["A0021"].in_force == Period(date(1982, 1, 1))
    assert (found["A0001"].in_force.end, found["A0001"].parent) == (date(2003, 12, 31), "A")


def test_a_newer_shipped_list_stays_beside_an_older_record_file() -> None:
    """The file of January 2025 speaks for the past, the shipped list from the day on from which its codes are taken."""
    older = source(CodeSet.HCPCS, FileKind.HCPCS_RECORDS, RECORDS, begins=date(2025, 1, 1))
    entries = read([*shipped(CodeSet.HCPCS), older])
    assert [(one.title, one.in_force.start) for one in entries if one.value == "A0021"] == [
        ("Ambulance service, outside state", date(1982, 1, 1)),
        ("Outside state ambulance serv", date(2026, 1, 1)),
    ]
    assert sum(one.is_billable and one.in_force.covers(OCTOBER) for one in entries) == 7_409


def test_an_imported_order_file_of_procedures_gives_titles_and_supersedes_the_shipped_list_of_its_day() -> None:
    """The order file of FY2027 has one table and one code."""
    rows = [
        ImportedCode(value="001", title="Nerves, Bypass", is_billable=False, in_force=Period(OCTOBER)),
        ImportedCode(value="0016070", title="A title", in_force=Period(OCTOBER)),
    ]
    entries = read([*shipped(CodeSet.ICD10PCS), source(CodeSet.ICD10PCS, FileKind.ICD10PCS_ORDER, rows)])
    assert [one.value for one in entries] == ["0", "00", "001", "0016070"]
    assert entries[2].title == "Nerves, Bypass"


def test_an_order_file_of_last_year_leaves_later_releases_to_the_list_that_knows_them() -> None:
    """FY2026 imported: it speaks from 2025-10-01; the shipped list knows of April 2026 and speaks from then on."""
    last_year = date(2025, 10, 1)
    rows = [ImportedCode(value="0016070", title="Old words", in_force=Period(last_year))]
    imported = source(CodeSet.ICD10PCS, FileKind.ICD10PCS_ORDER, rows, begins=last_year)
    entries = read([*shipped(CodeSet.ICD10PCS), imported])
    codes = [one for one in entries if one.is_billable]
    assert {one.value for one in codes if one.in_force.covers(date(2026, 3, 31))} == {"0016070"}
    assert sum(one.in_force.covers(date(2026, 9, 30)) for one in codes) == 79_193
    assert sum(one.in_force.covers(OCTOBER) for one in codes) == 79_256


def test_modifiers_of_the_record_file_are_listed_and_an_index_comes_from_its_newest_release() -> None:
    modifier = ImportedCode(value="LT", title="Left side", is_billable=False, extra=(("kind", "modifier"),))
    old, new = IndexTerm(path=("Old",), codes=("A00",)), IndexTerm(path=("New",), codes=("A01",))
    beside = read_beside(
        [
            source(CodeSet.HCPCS, FileKind.HCPCS_RECORDS, [modifier]),
            source(CodeSet.ICD10CM, FileKind.ICD10CM_INDEX, [new]),
            source(CodeSet.ICD10CM, FileKind.ICD10CM_INDEX, [old], begins=date(2025, 10, 1)),
        ],
        lambda: None,
    )
    assert beside.listed == [(0, CodeSet.MODIFIER, modifier)]
    assert beside.index_terms == [new]


def test_imported_tables_name_the_characters() -> None:
    axes = (PcsAxis(4, "Body Part", (PcsLabel("6", "As the table says"),)),)
    head = tuple(PcsAxis(place, "", (PcsLabel(one, ""),)) for place, one in enumerate("001", start=1))
    table = PcsTable(head=head, rows=(PcsRow(axes),))
    codes = read([source(CodeSet.ICD10PCS, FileKind.ICD10PCS_ORDER, [ImportedCode(value="0016070", title="Title")])])
    labels = {(place, label.character): label.meaning for _, place, label in words_of_tables(codes, [table])}
    assert labels[4, "6"] == "As the table says"
    assert labels[5, "0"] == "Open"


@pytest.mark.parametrize(
    ("system", "value", "headings"),
    [
        (CodeSystem.CPT, "99213", ["99202-99499"]),
        (CodeSystem.CPT, "0001U", ["0001U-9999U"]),
        (CodeSystem.CPT, "00100", ["00100-01999"]),
        (CodeSystem.CDT, "D0120", ["D0100-D0999"]),
        (CodeSystem.HCPCS, "G0463", ["G"]),
        (CodeSystem.NDC, "00002-0800-01", ["00002"]),
        (CodeSystem.ICD10PCS, "0DTJ4ZZ", ["0", "0D", "0DT"]),
        (CodeSystem.ICD10PCS, "0DT", ["0", "0D"]),
    ],
)
def test_headings_above_a_code(system: CodeSystem, value: str, headings: list[str]) -> None:
    chain = headings_above(system)(value)
    assert [one.value for one in chain] == headings
    assert all(one.title for one in chain)
    assert chain[0].level is Level.CHAPTER
