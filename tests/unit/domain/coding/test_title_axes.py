"""Type, stage, course and severity in titles and in clinicians' words, and where the two differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.coding.title_axes import Difference, differences, said_in

STAGES = tuple(f"Chronic kidney disease, stage {stage}" for stage in ("3 unspecified", "3a", "3b", "4 (severe)"))


@pytest.mark.parametrize(
    ("text", "axis", "value"),
    [
        ("Type II diabetes", "type", "2"),
        ("T1DM since childhood", "type", "1"),
        ("DM2, diet controlled", "type", "2"),
        ("CKD 3b", "stage", "3b"),
        ("stage IIIa", "stage", "3a"),
        ("pressure ulcer stage 2", "stage", "2"),
        ("third-degree burn", "grade", "3"),
        ("acute-on-chronic systolic heart failure", "course", "acute on chronic"),
        ("Moderate persistent asthma", "severity", "moderate"),
        ("G2P1 at 28w2d gestation", "trimester", "third"),
        ("pregnant, 13 weeks", "trimester", "first"),
        ("2nd trimester bleeding", "trimester", "second"),
        ("MDD, recurrent", "episode", "recurrent"),
    ],
)
def test_what_clinicians_write(text: str, axis: str, value: str) -> None:
    assert said_in(text)[axis] == {value}


@pytest.mark.parametrize(
    "text", ["seen 3 weeks ago", "blood type AB", "stages of grief", "a acutely-named dog's tale 5"]
)
def test_what_looks_alike_and_says_nothing(text: str) -> None:
    assert not said_in(text).keys() - {"course"}


@pytest.mark.parametrize(
    ("own", "text", "found"),
    [
        (1, "CKD 3b", (Difference("stage", "3a", "3b"),)),
        (1, "CKD 3", (Difference("stage", "3a", "3"),)),
        (1, "chronic kidney disease", (Difference("stage", "3a", ""),)),
        (0, "ckd 3a", (Difference("stage", "3", "3a"),)),
        (1, "ckd stage 3A", ()),
        (1, "stage 2 ulcer and CKD 3a", ()),
        (3, "stage 4 CKD", ()),
    ],
)
def test_the_stage_of_a_passage_against_the_stage_of_the_title(
    own: int, text: str, found: tuple[Difference, ...]
) -> None:
    """violates: another stage, or none; clean: the same; looks alike: two stages, of which one is the title's"""
    siblings = tuple(title for place, title in enumerate(STAGES) if place != own)
    assert differences(STAGES[own], siblings, text) == found


def test_an_axis_on_which_no_sibling_differs_is_not_asked() -> None:
    """ "Acute cystitis" has no chronic twin among these, so that a passage without "acute" is content"""
    assert differences("Acute cystitis with hematuria", ("Acute cystitis without hematuria",), "cystitis") == ()


def test_acute_on_chronic_says_that_it_is_chronic() -> None:
    titles = (
        "Acute systolic heart failure",
        "Chronic systolic heart failure",
        "Acute on chronic systolic heart failure",
    )
    assert differences(titles[1], titles[::2], "acute on chronic systolic HF") == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_title_never_differs_from_itself(title: str, sibling: str) -> None:
    assert differences(title, (sibling,), title) == ()
