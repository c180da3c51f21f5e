"""The cheat sheet: favourites by group, licensed codes in the practice's own words, the release at the foot."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services import own_codes
from coderdesk.services.cheat_sheets import NoFavourites, cheat_sheet, write_cheat_sheet
from coderdesk.services.desk import Desk

DAY = date(2026, 5, 4)


def words_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pages:
        return [page.get_textpage().get_text_bounded() for page in pages]


def test_a_sheet_holds_the_groups_with_their_codes_and_notes(demo: Desk, tmp_path: Path) -> None:
    [page] = words_of(write_cheat_sheet(desk=demo, on=DAY, folder=tmp_path))
    for words in (
        "Family medicine",
        "Clinical psychology",
        "E11.9",
        "Type 2 diabetes mellitus",
        "FY2026",
        "Page 1 of 1",
    ):
        assert words in page
    assert "Look for kidney" in page


def test_a_licensed_code_is_printed_in_the_words_of_the_charge_list_or_without_any(demo: Desk) -> None:
    """99213 is on the charge list, 27447 is not known at all"""
    own_codes.add_favourite(desk=demo, system=CodeSystem.CPT, value="27447", group="Surgery")
    sheet = cheat_sheet(desk=demo, on=DAY)
    lines = {line.code: line.words for group in sheet.groups for line in group.lines}
    own = demo.library.charges.codes[CodeSystem.CPT, "99213"].title
    assert lines["99213"] == own
    assert "27447" not in lines


def test_one_group_alone(demo: Desk) -> None:
    sheet = cheat_sheet(desk=demo, on=DAY, group="Clinical psychology")
    assert [group.title for group in sheet.groups] == ["Clinical psychology"]


def test_without_favourites_there_is_no_sheet(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoFavourites):
        write_cheat_sheet(desk=demo, on=DAY, folder=tmp_path, group="Nobody's")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_long_sheet_goes_on_over_pages_and_loses_no_code(demo: Desk, tmp_path: Path) -> None:
    found = own_codes_of(demo, "I")
    for value in found:
        own_codes.add_favourite(desk=demo, system=CodeSystem.ICD10CM, value=value, group="Heart")
    pages = words_of(write_cheat_sheet(desk=demo, on=DAY, folder=tmp_path))
    assert len(pages) > 1
    assert all(any(value in page for page in pages) for value in found)
    assert "Heart, continued" in "".join(pages)


def own_codes_of(desk: Desk, letter: str) -> list[str]:
    """Some hundred codes that begin with a letter."""
    candidates = (f"{letter}{number:02d}.{digit}" for number in range(99) for digit in range(10))
    known = (value for value in candidates if desk.library.code_on(CodeSystem.ICD10CM, value, DAY))
    return [value for _, value in zip(range(120), known, strict=False)]
