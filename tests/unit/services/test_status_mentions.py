"""Codes of the past and of what stays of it, over the real code sets. Each case is a small note."""

from datetime import date

import pytest

from coderdesk.domain.clinical.encounter import Setting
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.reading import read_text
from coderdesk.services.suggestions import codes_in

ON = date(2026, 9, 1)


def _codes(library: CodeLibrary, text: str) -> set[str]:
    found = codes_in(library=library, document=read_text(text=text), on=ON, setting=Setting.OUTPATIENT)
    return {one.code.value for one in found.suggestions}


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("s/p CABG in 2015", "Z95.1"),
        ("h/o MI", "I25.2"),
        ("Prior stroke", "Z86.73"),
        ("History of colon polyps", "Z86.0100"),
        ("Status post cholecystectomy", "Z90.49"),
        ("S/p left total knee replacement", "Z96.652"),
        ("Pacemaker in place", "Z95.0"),
        ("Former smoker", "Z87.891"),
        ("History of breast cancer", "Z85.3"),
    ],
)
def test_what_is_over_proposes_its_own_code(library: CodeLibrary, told: str, code: str) -> None:
    assert code in _codes(library, f"ASSESSMENT:\n1. Gout.\n2. {told}.\n")


@pytest.mark.parametrize(
    "told",
    [
        "No history of smoking",
        "Scheduled for left total knee replacement",
        "Was told that she had a heart attack in the past",
        "Discussed cholecystectomy",
        "PE tubes as a child",
        "Mother had CABG",
    ],
)
def test_what_is_denied_planned_or_told_of_others_does_not(library: CodeLibrary, told: str) -> None:
    assert _codes(library, f"ASSESSMENT:\n1. Gout.\n2. {told}.\n") == {"M10.9"}


def test_a_drug_is_told_beside_the_condition_it_is_for(library: CodeLibrary) -> None:
    """Guidelines I.C.4.a.3: metformin alone proves no diabetes and proposes nothing."""
    medications = "MEDICATIONS: insulin glargine 20 units nightly\n"
    assert "Z79.4" in _codes(library, f"{medications}ASSESSMENT: Type 2 diabetes.\n")
    assert _codes(library, f"{medications}ASSESSMENT: Gout.\n") == {"M10.9"}


def test_a_disease_that_goes_on_has_no_history(library: CodeLibrary) -> None:
    assert _codes(library, "PMH: kidney stones\nASSESSMENT: Left kidney stone.\n") == {"N20.0"}
