"""Sheets on plain paper: the words of our boxes stand clear of every value that a full form has."""

from collections.abc import Iterator
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from coderdesk.forms.cms1500 import cms1500_grid, cms1500_sheets
from coderdesk.forms.dental import dental_grid, dental_sheets
from coderdesk.forms.grid import FormGrid
from coderdesk.forms.sheets import render_sheets
from coderdesk.forms.ub04 import ub04_grid, ub04_sheets
from tests.helpers.dental import a_full_dental_claim
from tests.unit.forms.test_cms1500 import a_full_claim
from tests.unit.forms.test_ub04 import the_stay

DAY = date(2026, 3, 9)
COURIER = 9.0
Box = tuple[float, float, float, float]
FORMS = {
    "CMS-1500": lambda: (cms1500_grid(), cms1500_sheets(a_full_claim(), signed_on=DAY)),
    "UB-04": lambda: (ub04_grid(), ub04_sheets(the_stay(), made_on=DAY)),
    "Dental": lambda: (dental_grid(), dental_sheets(a_full_dental_claim(), signed_on=DAY)),
}


def letters(pdf: bytes) -> Iterator[tuple[str, Box, bool]]:
    """Each letter with its ink, and whether it is of a value, by its font."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        for place in range(page.count_chars()):
            letter = page.get_text_range(place, 1)
            if letter.strip():
                yield letter, page.get_charbox(place), _is_value(page, place)


def _is_value(page: pypdfium2.PdfTextPage, place: int) -> bool:
    return bool(pdfium.FPDFText_GetFontSize(page, place) >= COURIER)


def touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("form", FORMS)
def test_no_word_of_a_box_touches_a_value(form: str) -> None:
    grid, sheets = FORMS[form]()
    found = list(letters(render_sheets(grid, sheets, is_proof=True)))
    values = [(letter, box) for letter, box, is_value in found if is_value and box[3] < 745]
    labels = [(letter, box) for letter, box, is_value in found if not is_value]
    assert len(labels) > 300
    wrong = [(word, letter, at) for word, box in labels for letter, at in values if touches(box, at)]
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_every_word_of_a_box_stands_inside_it_and_every_field_in_some_box(form: str) -> None:
    grid, _ = FORMS[form]()
    for key in grid.keys:
        assert key == "page" or has_box(grid, key), key
    assert all(box.number or box.words or box.width > 400 for box in grid.boxes)


def has_box(grid: FormGrid, key: str) -> bool:
    place = grid.place_of(key)
    return any(
        box.left - 1 <= place.left <= box.left + box.width and box.top < place.baseline <= box.top + box.height + 1
        for box in grid.boxes
    )
