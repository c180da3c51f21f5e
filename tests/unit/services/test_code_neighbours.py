"""What stands beside a code: categories, maps, weights, listed numbers, successors, and the warning about releases."""

from datetime import date

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.code_browser import children_of, describe_code, search_codes
from coderdesk.services.code_neighbours import CodeNeighbours, drg_neighbours, neighbours
from coderdesk.services.code_sets import ChargeEntry, CodeLibrary

ON = date(2026, 10, 5)
ICD10CM = CodeSystem.ICD10CM


def test_the_neighbours_of_a_diagnosis(library: CodeLibrary) -> None:
    found = neighbours(library=library, system=ICD10CM, value="e119", on=ON)
    assert ("CMS-HCC V28", "38") in {(one.scheme, one.group) for one in found.hccs}
    assert [one.group for one in found.ccsr] == ["END002"]
    assert found.is_chronic is True
    assert ("250.00", "ICD-9-CM", True) in {(one.value, one.revision, one.leads_there) for one in found.maps}
    assert ("250.00", False) in {(one.value, one.leads_there) for one in found.maps}
    assert (found.hcc_release, found.ccsr_release, found.map_release) == ("payment year 2027", "v2023.1", "2018")


def test_other_systems_and_unknown_codes_have_none(library: CodeLibrary) -> None:
    assert neighbours(library=library, system=CodeSystem.HCPCS, value="G0463", on=ON) == CodeNeighbours()
    assert neighbours(library=library, system=ICD10CM, value="Z99.99", on=ON).is_empty


def test_the_weight_of_a_drg(library: CodeLibrary) -> None:
    drg = drg_neighbours(library=library, drg="001", on=ON).drg
    assert drg is not None
    assert str(drg.weight) == "28.0239"
    assert library.drg_weight("000", ON) is None


def test_listed_numbers_are_looked_up_and_listed(library: CodeLibrary) -> None:
    office = library.listed(CodeSet.PLACE_OF_SERVICE, "11", ON)
    assert office is not None
    assert (office.title, office.detail("rate")) == ("Office", "non-facility")
    assert library.listed(CodeSet.PLACE_OF_SERVICE, "00", ON) is None
    values = [one.value for one in library.listed_codes(CodeSet.PLACE_OF_SERVICE, ON)]
    assert (len(values), values) == (52, sorted(values))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("D69.1", ("D69.11", "D69.19")),
        ("Z68.1", ("Z68.18", "Z68.19")),
        ("D69.11", ()),
        ("N39.0", ()),
        ("nothing", ()),
    ],
)
def test_successors_of_a_divided_code(library: CodeLibrary, value: str, expected: tuple[str, ...]) -> None:
    assert library.successors_of(ICD10CM, value, ON) == expected


def test_successors_that_differ_in_the_fewest_places(library: CodeLibrary) -> None:
    """T52.8X1A, initial encounter, leads to initial encounters only."""
    found = library.successors_of(ICD10CM, "T52.8X1A", ON)
    assert found
    assert all(value.startswith("T52.8") and value.endswith("1A") for value in found)


def test_a_code_has_no_successors_before_it_ended(library: CodeLibrary) -> None:
    assert library.successors_of(ICD10CM, "D69.1", date(2026, 9, 30)) == ()


def test_hits_nodes_and_pages_name_the_successors(library: CodeLibrary) -> None:
    hits = search_codes(library=library, query="T52.8X1A", on=ON)
    assert next(hit for hit in hits if hit.code.value == "T52.8X1A").successors
    page = describe_code(library=library, system=ICD10CM, value="T52.8X1A", on=ON)
    assert page is not None
    assert page.successors == library.successors_of(ICD10CM, "T52.8X1A", ON)
    below = children_of(library=library, system=ICD10CM, value="Z87.89", on=ON)
    assert any(node.value == "Z87.890" and not node.successors for node in below)  # a heading since 2026-10-01


@pytest.mark.parametrize(
    ("system", "on", "expected"),
    [
        (ICD10CM, date(2026, 9, 30), ""),
        (ICD10CM, date(2026, 10, 1), "FY2026 (April 2026) is the newest titled ICD-10-CM release; the date of service"),
        (ICD10CM, date(2026, 10, 1), "needs FY2027, of which only the codes that begin and end are known."),
        (
            ICD10CM,
            date(2026, 1, 1),
            "is the oldest ICD-10-CM release here; the date of service needs an earlier edition",
        ),
        (ICD10CM, date(2024, 1, 1), "needs FY2024."),
        (ICD10CM, date.min, "is the oldest ICD-10-CM release here"),
        (CodeSystem.ICD10PCS, date(2024, 1, 1), ""),
        (CodeSystem.ICD10PCS, date(2027, 10, 1), "needs FY2028."),
        (CodeSystem.HCPCS, date(2026, 6, 30), ""),
        (CodeSystem.HCPCS, date(2026, 7, 1), "needs July 2026."),
        (CodeSystem.CPT, date(2026, 7, 1), ""),
    ],
)
def test_the_warning_about_the_release(library: CodeLibrary, system: CodeSystem, on: date, expected: str) -> None:
    warning = library.release_warning(system, on)
    assert warning == "" if not expected else expected in warning


def test_the_codes_of_a_date_are_listed_with_the_practices_own(library: CodeLibrary) -> None:
    """74,719 diagnoses on 2026-09-30, 74,879 the day after; 99213 is the practice's own line."""
    assert sum(1 for _ in library.codes_on(ICD10CM, date(2026, 9, 30))) == 74_719
    assert sum(1 for _ in library.codes_on(ICD10CM, date(2026, 10, 1))) == 74_879
    own = library.with_charge_items([ChargeEntry(CodeSystem.CPT, "99213", "Office visit")])
    assert [code.value for code in own.codes_on(CodeSystem.CPT, ON)] == ["99213"]
    assert list(library.codes_on(CodeSystem.CPT, ON)) == []


def test_a_page_reads_its_parents_as_they_were_on_the_date(library: CodeLibrary) -> None:
    """D69.11 hangs below D69.1, a code until 2026-09-30 and a heading since."""
    page = describe_code(library=library, system=ICD10CM, value="D69.11", on=ON)
    assert page is not None
    assert [(node.value, node.is_billable) for node in page.parents][-1] == ("D69.1", False)
    heading = describe_code(library=library, system=ICD10CM, value="D69.1", on=ON)
    assert heading is not None
    assert [node.value for node in heading.children] == ["D69.11", "D69.19"]
