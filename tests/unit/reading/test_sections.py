"""Sections of clinical documents by their headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coderdesk.domain.clinical.reading import SectionKind
from coderdesk.reading.sections import sections_of


def _kinds(text: str) -> list[SectionKind]:
    return [section.kind for section in sections_of(text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "CHIEF COMPLAINT\n\nCough.\n\nASSESSMENT\nBronchitis.\n",
            [SectionKind.CHIEF_COMPLAINT, SectionKind.ASSESSMENT],
        ),
        ("Seen today.\nPMH: asthma\nPlan: rest", [SectionKind.NONE, SectionKind.PAST_HISTORY, SectionKind.PLAN]),
        ("Fhx - Mother - eczema\nImp- asthma", [SectionKind.FAMILY_HISTORY, SectionKind.ASSESSMENT]),
        (
            "S: cough\nO: clear\nA: cold\nP: rest",
            [*map(SectionKind, ("present_illness", "exam", "assessment", "plan"))],
        ),
        (
            "HISTORY: cough.,PHYSICAL EXAM: clear.,IMPRESSION: cold.",
            [*map(SectionKind, ("present_illness", "exam", "assessment"))],
        ),
        ("Past Medical History (reviewed)\nAsthma", [SectionKind.PAST_HISTORY]),
        ("PROBLEM LIST\n  Asthma\n", [SectionKind.PROBLEM_LIST]),
        ("DISCHARGE DIAGNOSIS(ES): fracture", [SectionKind.ASSESSMENT]),
        ("A cough since Monday, plan to rest.", [SectionKind.NONE]),
        ("", []),
    ],
)
def test_headings(text: str, kinds: list[SectionKind]) -> None:
    """Lines of their own, before a colon or dash, run into the text, and the letters of a SOAP note."""
    assert _kinds(text) == kinds


def test_body_systems_stay_in_the_examination() -> None:
    text = "PHYSICAL EXAM:\nLUNGS: clear\nHEART: regular\nASSESSMENT: well"
    assert _kinds(text) == [SectionKind.EXAM, SectionKind.ASSESSMENT]


def test_an_unknown_heading_in_capitals_ends_the_section_before_it() -> None:
    text = "PAST MEDICAL HISTORY: asthma\nGROSS APPEARANCE: tan tissue"
    assert _kinds(text) == [SectionKind.PAST_HISTORY, SectionKind.OTHER]


def test_the_heading_is_kept_as_written_and_the_body_begins_behind_it() -> None:
    text = "Imp: cold"
    (section,) = sections_of(text)
    assert (section.heading, text[section.body : section.end]) == ("Imp", " cold")


@given(st.text(alphabet="ABPlan:\n .,-CHIEFassessment", max_size=200))
def test_sections_cover_the_text_without_overlap(text: str) -> None:
    sections = sections_of(text)
    assert "".join(text[section.start : section.end] for section in sections) == text
    assert all(section.start <= section.body <= section.end for section in sections)
