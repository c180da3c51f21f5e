"""Families of the real book, narrowed by chips down to the code that is meant."""

from datetime import date

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services.code_narrowing import CodeFamily, dominant_category, family_below, narrow
from coderdesk.services.code_sets import CodeLibrary
from tests.helpers.desk_values import a_hit

DAY = date(2026, 5, 4)


def family(library: CodeLibrary, value: str, on: date = DAY) -> CodeFamily:
    found = family_below(library=library, system=CodeSystem.ICD10CM, value=value, on=on)
    assert found is not None
    return found


def test_a_fracture_of_the_femur_is_found_with_five_chips(library: CodeLibrary) -> None:
    """S72: shaft, left, initial, closed, displaced"""
    femur = family(library, "S72")
    part = next(chip.label for axis in femur.family.axes for chip in axis.chips if chip.label.startswith("S72.3"))
    chosen = {
        "Part": part,
        "Side": "left",
        "Episode": "initial",
        "Fracture": "closed",
        "Displacement": "displaced",
    }
    left = narrow(family=femur, chosen=chosen)
    assert "S72.352A" in [hit.code.value for hit in left.hits]
    assert all("left" in hit.code.title for hit in left.hits)
    assert left.count == len(left.hits) < 10
    assert left.hits[0].why == "initial encounter for closed fracture"


def test_a_section_is_a_family_too(library: CodeLibrary) -> None:
    poisonings = family(library, "T36-T50")
    assert {"Intent", "Episode"} <= {axis.name for axis in poisonings.family.axes}
    assert {row.bare[:1] for row in poisonings.rows} == {"T"}


def test_only_codes_in_force_on_the_date_are_left(library: CodeLibrary) -> None:
    """every code of the family can be reported on its date"""
    for on in (DAY, date(2026, 10, 1)):
        rows = family(library, "E11", on).rows
        assert all(library.code_on(CodeSystem.ICD10CM, row.value, on) is not None for row in rows)


@pytest.mark.parametrize("value", ["Chapter 19", "nonsense", "Q99.99Z"])
def test_what_is_no_heading_has_no_family(library: CodeLibrary, value: str) -> None:
    assert family_below(library=library, system=CodeSystem.ICD10CM, value=value, on=DAY) is None


def test_codes_that_the_search_found_come_first(library: CodeLibrary) -> None:
    femur = family(library, "S72")
    found = narrow(family=femur, chosen={"Side": "left"}, hits=(a_hit("S72.92XA"), a_hit("S72.302A")))
    assert [hit.code.value for hit in found.hits[:2]] == ["S72.92XA", "S72.302A"]


def test_the_family_of_hits_is_what_most_of_them_begin_with() -> None:
    hits = (a_hit("S72.001A"), a_hit("S72"), a_hit("S72.91XA"), a_hit("M84.451A"))
    assert dominant_category(hits) == "S72"
    assert dominant_category((a_hit("S72"), a_hit("M84"), a_hit("T14"), a_hit("Z09"))) == ""
