"""Positions of dental stock: a sheet to fill in, its import, the print that needs it, and offsets for it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.billing.stock_places import StockPlace
from coderdesk.services.claim_forms import PlacesMissing, claim_form, write_calibration_page
from coderdesk.services.dental_stock import (
    PlacesRefused,
    counted_positions,
    import_stock_places,
    stock_places,
    write_positions_sheet,
)
from coderdesk.services.desk import Desk
from coderdesk.services.print_settings import print_settings, save_print_offset
from tests.helpers.dental import a_dental_claim
from tests.helpers.print_positions import glyphs_of

DAY = date(2026, 3, 9)


def filled_sheet(demo: Desk, folder: Path) -> Path:
    """The positions sheet, every item measured somewhere."""
    path = write_positions_sheet(desk=demo, folder=folder)
    with path.open(encoding="utf-8", newline="") as file:
        titles, *rows = csv.reader(file)
    filled = [[row[0], str(10 + 60 * (n % 3)), str(10 + n), "55", row[4]] for n, row in enumerate(rows)]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, *filled])
    return path


def test_a_filled_sheet_is_imported_written_again_and_printed_with(demo: Desk, tmp_path: Path) -> None:
    changes = import_stock_places(desk=demo, path=filled_sheet(demo, tmp_path))
    known, items = counted_positions(desk=demo)
    assert (known, changes.label) == (items, f"Positions of {items} dental items saved")
    places = stock_places(desk=demo)
    again = write_positions_sheet(desk=demo, folder=tmp_path)
    import_stock_places(desk=demo, path=again)
    assert stock_places(desk=demo) == places
    paper = claim_form(a_dental_claim(), on=DAY, stock=places)
    assert paper.name == "Dental T9"
    where = places["12.name"]
    [first] = [one for one in glyphs_of(paper.content) if abs(one.baseline - where.down * 72 / 25.4) < 0.5][:1]
    assert (first.character, round(first.left * 25.4 / 72, 1)) == ("L", where.across)


def test_without_positions_the_print_says_what_is_missing() -> None:
    with pytest.raises(PlacesMissing, match=r"items 1\.predetermination, 2, 3\.name.* more stand on it"):
        claim_form(a_dental_claim(), on=DAY, stock={"1.services": StockPlace(1, 1, 1)})
    assert claim_form(a_dental_claim(), on=DAY, is_proof=True).name == "Dental T9 plain"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"item,x,y,width\n12.name,500,1,1\n", "Row 2: item 12.name reaches from 500"),
        (b"\xff\xfe\x00", "not a text file"),
        (b"", "The first row has no column"),
    ],
)
def test_a_wrong_file_changes_nothing(demo: Desk, tmp_path: Path, content: bytes, sentence: str) -> None:
    import_stock_places(desk=demo, path=filled_sheet(demo, tmp_path))
    before = stock_places(desk=demo)
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(content)
    with pytest.raises(PlacesRefused, match=sentence):
        import_stock_places(desk=demo, path=wrong)
    assert stock_places(desk=demo) == before


def test_a_file_that_is_not_there_is_refused(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(PlacesRefused, match="cannot be opened"):
        import_stock_places(desk=demo, path=tmp_path / "none.csv")


def test_offsets_belong_to_a_printer_and_a_form_and_stock_is_moved_by_them(demo: Desk, tmp_path: Path) -> None:
    for number, form in enumerate(("CMS-1500", "UB-04", "Dental"), start=1):
        for printer, sign in (("Back room", -1), ("Front desk", 1)):
            save_print_offset(desk=demo, printer=printer, form=form, right=sign * 0.1 * number, down=0.0)
    import_stock_places(desk=demo, path=filled_sheet(demo, tmp_path))
    settings = print_settings(desk=demo)
    assert settings.printer == "Front desk"
    rights = [settings.shift_of(form).right for form in ("CMS-1500", "UB-04", "Dental")]
    assert rights == pytest.approx([0.1, 0.2, 0.3])
    places = stock_places(desk=demo)
    still = glyphs_of(claim_form(a_dental_claim(), on=DAY, stock=places).content)
    moved = glyphs_of(claim_form(a_dental_claim(), on=DAY, settings=settings, stock=places).content)
    assert {round(after.left - before.left, 2) for before, after in zip(still, moved, strict=True)} == {21.6}


def test_the_calibration_page_of_dental_stock_is_a_grid_of_millimetres(demo: Desk, tmp_path: Path) -> None:
    path = write_calibration_page(desk=demo, form="Dental", folder=tmp_path)
    assert path.name == "Dental calibration.pdf"
    straight = glyphs_of(path.read_bytes())[0]
    save_print_offset(desk=demo, printer="Front desk", form="Dental", right=0.05, down=-0.05)
    moved = glyphs_of(write_calibration_page(desk=demo, form="Dental", folder=tmp_path).read_bytes())[0]
    assert moved.left - straight.left == pytest.approx(3.6, abs=0.01)
    assert moved.baseline - straight.baseline == pytest.approx(-3.6, abs=0.01)
