"""The sheet with a vault's recovery code."""

from datetime import date

import pytest

from coderdesk.forms.recovery_sheet import groups_of, render_recovery_sheet
from tests.unit.forms.test_invoice import pages_of

CODE = "K7QM2-XRT9W-PD4HN-VB8JC-6YSF3-ZGE5T"


def test_the_sheet_says_what_it_opens_and_how() -> None:
    pdf = render_recovery_sheet(vault_name="Alder Creek", code=CODE, created_on=date(2026, 3, 9))
    (page,) = pages_of(pdf)
    assert "of the vault Alder Creek" in page
    assert "March 9, 2026" in page
    assert "1 K7QM2 XRT9W PD4HN 2 VB8JC 6YSF3 ZGE5T" in page
    assert "Where to keep it" in page


def test_same_words_same_bytes() -> None:
    sheets = {render_recovery_sheet(vault_name="A", code=CODE, created_on=date(2026, 3, 9)) for _ in range(2)}
    assert len(sheets) == 1


@pytest.mark.parametrize("code", [CODE, CODE.replace("-", " "), CODE.replace("-", "")])
def test_groups(code: str) -> None:
    """with hyphens, with blanks, or in one piece"""
    assert groups_of(code) == tuple(CODE.split("-"))
