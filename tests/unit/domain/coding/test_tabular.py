"""Code references in the text of a note."""

import pytest

from coderdesk.domain.coding.tabular import references_in


def _read(text: str) -> list[tuple[str, str, bool]]:
    return [(one.first, one.last, one.is_family) for one in references_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gout NOS (M10.9)", [("M10.9", "M10.9", False)]),
        ("gout (M1A.-, M10.-)", [("M1A", "M1A", True), ("M10", "M10", True)]),
        ("injury of eye (S05.0- to S05.9-)", [("S05.0", "S05.9", True)]),
        ("birth trauma (P10-P15)", [("P10", "P15", False)]),
        ("superficial injury (S00 - S09)", [("S00", "S09", False)]),
        ("any type in A15 (J65)", [("A15", "A15", False), ("J65", "J65", False)]),
        ("hearing loss as classified in H90.-", [("H90", "H90", True)]),
        ("new categories (QA0.0-, C4A.9)", [("QA0.0", "QA0.0", True), ("C4A.9", "C4A.9", False)]),
        ("vitamin B12 deficiency", []),
        ("LGMD R12", []),
        ("E. coli O157 with confirmation of Shiga toxin", []),
    ],
)
def test_references(text: str, expected: list[tuple[str, str, bool]]) -> None:
    """What a note names as codes, and what only looks like one."""
    assert _read(text) == expected


def test_a_reference_knows_where_it_stands() -> None:
    text = "tuberculous pelvic inflammatory disease (A18.17)"
    (one,) = references_in(text)
    assert text[one.start : one.end] == "A18.17"
