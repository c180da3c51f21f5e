"""Which conditions are coded together."""

import pytest

from coderdesk.services.code_combinations import combined


@pytest.mark.parametrize(
    ("value", "beside", "instead"),
    [
        ("I10", ("I10", "N18.31"), "I12.9"),
        ("I10", ("I10", "N18.6"), "I12.0"),
        ("I10", ("I10", "I50.22"), "I11.0"),
        ("I10", ("I10", "I50.22", "N18.4"), "I13.0"),
        ("E11.9", ("E11.9", "N18.9"), "E11.22"),
        ("E11.65", ("E11.65", "N18.9"), None),
        ("I10", ("I10", "J45.909"), None),
    ],
)
def test_the_guidelines_join_what_belongs_together(value: str, beside: tuple[str, ...], instead: str | None) -> None:
    """ICD-10-CM Guidelines I.C.9.a and I.A.15; nothing is joined to what is named more closely already."""
    assert combined(value, beside) == instead
