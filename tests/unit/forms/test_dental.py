"""Dental claims on plain paper and on measured stock, item by item at the place where the sheet has it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from coderdesk.domain.billing.stock_places import StockPlace
from coderdesk.domain.billing.submitted.dental import Tooth
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import Note
from coderdesk.forms.dental import dental_grid, dental_sheets, on_stock
from coderdesk.forms.dental_stock import MILLIMETRE, render_millimetres, stock_grid, stock_items, unplaced
from coderdesk.forms.grid import GridBox
from coderdesk.forms.sheets import PrintOffset, cut_fields, render_sheets
from tests.helpers.dental import a_dental_claim, a_full_dental_claim
from tests.helpers.print_positions import Glyph, glyphs_of, text_at

DAY = date(2026, 3, 9)
PITCH = 6.0

# words, baseline and left edge in points from the upper left corner
FULL: tuple[tuple[str, float, float], ...] = (
    ("X", 63.5, 144),
    ("PRE1", 63.5, 312),
    ("CEDAR DENTAL", 96.5, 36),
    ("LIND, MARA", 96.5, 312),
    ("PO BOX 9", 118.5, 36),
    ("6 FIR ROAD 2", 118.5, 312),
    ("BEND OR 97701", 140.5, 36),
    ("BIRCHTON OR 97401-0002", 140.5, 312),
    ("X", 162.5, 36),
    ("     700.00", 162.5, 228),
    ("05/06/1984", 162.5, 312),
    ("X", 162.5, 414),
    ("D100", 162.5, 468),
    ("LIND, BO", 184.5, 36),
    ("03/04/1982", 184.5, 234),
    ("GRP3", 184.5, 312),
    ("CEDAR GOLD", 184.5, 444),
    ("X", 206.5, 36),
    ("F-1", 206.5, 114),
    ("FG-5", 206.5, 216),
    ("X", 206.5, 432),
    ("X", 228.5, 156),
    ("LIND, OSCAR, T", 228.5, 312),
    ("FIR DENTAL", 250.5, 36),
    ("6 FIR ROAD 2", 250.5, 312),
    ("PO BOX 5", 272.5, 36),
    ("BIRCHTON OR 97401-0002", 272.5, 312),
    ("SALEM OR 97301", 294.5, 36),
    ("01/01/2011", 294.5, 312),
    ("X", 294.5, 390),
    ("T9", 294.5, 468),
    ("01/20/2026", 329.5, 36),
    ("10 20", 329.5, 108),
    ("JP", 329.5, 150),
    ("8 9", 329.5, 174),
    ("D8080", 329.5, 276),
    ("AB", 329.5, 318),
    ("  1", 329.5, 348),
    ("8 MOD COMPREHENSIVE", 329.5, 378),
    ("  1400.50", 329.5, 522),
    ("01/20/2026", 344.5, 36),
    ("D0330", 344.5, 276),
    ("   100.00", 344.5, 522),
    ("X", 497.5, 162),
    ("   1500.50", 497.5, 384),
    ("11", 497.5, 522),
    ("AB", 519.5, 324),
    ("K0381", 519.5, 360),
    ("S025XXA", 519.5, 420),
    ("REPLACES CLAIM PCN9; SPORTS ACCIDENT; MISSING A; TO BE EXTRACTED 9; PATIENT PAID 50.00;", 541.5, 36),
    ("ATTACHED RB NEA9", 553.5, 36),
    ("SIGNATURE ON FILE", 586.5, 36),
    ("X", 586.5, 312),
    ("X", 586.5, 396),
    ("01/10/2026", 586.5, 492),
    ("SIGNATURE ON FILE", 608.5, 36),
    ("24", 608.5, 312),
    ("18", 608.5, 348),
    ("X", 608.5, 438),
    ("01/20/2025", 608.5, 492),
    ("X", 630.5, 120),
    ("01/01/2026", 630.5, 396),
    ("WA", 630.5, 492),
    ("BIRCHTON DENTAL", 663.5, 36),
    ("TESS LARK", 663.5, 312),
    ("03/09/2026", 663.5, 504),
    ("20 MILL LANE", 685.5, 36),
    ("1881018208", 685.5, 312),
    ("OR55", 685.5, 402),
    ("1223X0400X", 685.5, 486),
    ("BIRCHTON OR 97401-0001", 707.5, 36),
    ("3 HOSPITAL WAY", 707.5, 312),
    ("1992799993", 729.5, 36),
    ("OR99", 729.5, 126),
    ("930000004", 729.5, 210),
    ("BIRCHTON OR 97401-0003", 729.5, 312),
    ("541 555-0142", 751.5, 36),
    ("G2CD-77", 751.5, 168),
    ("541 555-0142", 751.5, 312),
    ("G2LK-1", 751.5, 444),
)


def data_of(claim: SubmittedClaim) -> bytes:
    return render_sheets(dental_grid(), dental_sheets(claim, signed_on=DAY))


@pytest.fixture(scope="module")
def full() -> tuple[Glyph, ...]:
    return glyphs_of(data_of(a_full_dental_claim()))


@pytest.mark.parametrize(("words", "baseline", "left"), FULL)
def test_each_item_stands_in_its_box(full: tuple[Glyph, ...], words: str, baseline: float, left: float) -> None:
    assert text_at(full, left, baseline, len(words), pitch=PITCH) == words


def test_nothing_else_is_printed(full: tuple[Glyph, ...]) -> None:
    assert len(full) == sum(len("".join(words.split())) for words, _, _ in FULL)


def test_a_claim_to_the_only_payer_leaves_the_other_plan_blank() -> None:
    [sheet] = dental_sheets(replace(a_dental_claim(), other_payers=()), signed_on=DAY)
    assert sheet["4.no"] == "X"
    assert not {"paid", "5", "8", "11.name"} & sheet.keys()


def a_long_claim(services: int) -> SubmittedClaim:
    claim = a_dental_claim()
    return replace(claim, lines=(claim.lines[1],) * services, charge=Decimal(100 * services))


@pytest.mark.parametrize(("services", "sheets"), [(1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_ten_services_stand_on_a_sheet_and_the_rest_on_further_ones(services: int, sheets: int) -> None:
    filled = dental_sheets(a_long_claim(services), signed_on=DAY)
    assert len(filled) == sheets
    assert sum(f"line.{place}.29" in sheet for sheet in filled for place in range(1, 11)) == services


def test_fees_are_carried_over_sheets_and_the_last_has_the_claims() -> None:
    pdf = data_of(a_long_claim(21))
    read = [glyphs_of(pdf, page) for page in range(3)]
    assert [text_at(page, 384, 497.5, 10, pitch=PITCH) for page in read] == ["   1000.00", "   2000.00", "   2100.00"]
    assert [text_at(page, 498, 36, 14, pitch=PITCH) for page in read] == [f"SHEET 0{n} OF 03" for n in (1, 2, 3)]
    assert text_at(read[2], 276, 329.5, 5, pitch=PITCH) == "D0330"
    assert text_at(read[2], 276, 344.5, 5, pitch=PITCH).strip() == ""


def test_one_tooth_has_its_surfaces_in_their_own_column() -> None:
    claim = a_dental_claim()
    line = replace(claim.lines[0], teeth=(Tooth(numbering="JP", tooth="8", surfaces=("M", "O")),))
    [sheet] = dental_sheets(replace(claim, lines=(line,)), signed_on=DAY)
    assert (sheet["line.1.27"], sheet["line.1.28"], sheet["line.1.30"]) == ("8", "MO", "COMPREHENSIVE")


def test_services_not_predetermined_and_a_new_prosthesis_in_place_of_one() -> None:
    claim = a_dental_claim()
    service = claim.lines[0].dental
    assert service is not None
    line = replace(claim.lines[0], dental=replace(service, prosthesis="R"))
    [sheet] = dental_sheets(replace(claim, submission_reason="", lines=(line,)), signed_on=DAY)
    assert sheet["1.services"] == "X"
    assert sheet["43.yes"] == "X"


def test_remarks_too_long_for_two_lines_are_told() -> None:
    claim = replace(a_dental_claim(), notes=(Note(kind="ADD", text="WORD " * 50),))
    [cut] = cut_fields(dental_grid(), dental_sheets(claim, signed_on=DAY))
    assert cut.key == "35.2"


def test_every_field_lies_in_a_box_of_the_sheet_and_touches_no_other() -> None:
    grid = dental_grid()
    spans = [(key, grid.place_of(key)) for key in grid.keys]
    for key, place in spans:
        right = place.left + place.length * grid.pitch
        if key != "page":
            assert any(holds(box, place.left, right, place.baseline) for box in grid.boxes), key
        for other, beside in spans:
            if other != key and abs(beside.baseline - place.baseline) < 6:
                assert right <= beside.left or beside.left + beside.length * grid.pitch <= place.left, (key, other)


def holds(box: GridBox, left: float, right: float, baseline: float) -> bool:
    return box.left <= left and right <= box.left + box.width and box.top < baseline < box.top + box.height


def test_on_plain_paper_the_words_of_the_boxes_join_the_same_values() -> None:
    sheets = dental_sheets(a_full_dental_claim(), signed_on=DAY)
    plain = render_sheets(dental_grid(), sheets, is_proof=True)
    assert set(glyphs_of(data_of(a_full_dental_claim()))) <= set(glyphs_of(plain))
    with pypdfium2.PdfDocument(plain) as document:
        text = document[0].get_textpage().get_text_bounded()
    for words in ("Dental claim", "complete in itself", "predetermination", "Missing teeth", "Who treated"):
        assert words in text
    assert "not to be sent" not in text


def measured(**changes: StockPlace) -> dict[str, StockPlace]:
    """Every item somewhere of its own, of services and jaws the ends alone."""
    ends = ("service1", "service10", "tooth1", "tooth16", "tooth17", "tooth32")
    items = [item for item in stock_items() if not ("service" in item or "tooth" in item) or item.endswith(ends)]
    places = {item: StockPlace(10 + 50 * (n % 4), 10 + 2.5 * (n // 4), 45) for n, item in enumerate(items)}
    for item in dental_grid().line:
        first = places[f"{item}.service1"]
        places[f"{item}.service10"] = replace(first, down=first.down + 90)
    return {**places, **changes}


def test_stock_gets_the_values_at_the_measured_millimetres() -> None:
    places = measured(**{"12.name": StockPlace(100, 40, 60), "32": StockPlace(150, 200, 30)})
    [sheet] = map(on_stock, dental_sheets(a_full_dental_claim(), signed_on=DAY))
    page = glyphs_of(render_sheets(stock_grid(places), [sheet]))
    assert text_at(page, 100 * MILLIMETRE, 40 * MILLIMETRE, 10, pitch=PITCH) == "LIND, MARA"
    right = 180 * MILLIMETRE
    assert text_at(page, right - 7 * PITCH, 200 * MILLIMETRE, 7, pitch=PITCH) == "1500.50"


def test_services_between_the_measured_ones_stand_evenly() -> None:
    grid = stock_grid(measured(**{"29.service1": StockPlace(80, 100, 15), "29.service10": StockPlace(80, 145, 15)}))
    for number in range(1, 11):
        assert grid.place_of(f"line.{number}.29").baseline == pytest.approx(
            (100 + 5 * (number - 1)) * MILLIMETRE, abs=0.01
        )


def test_what_was_paid_joins_the_remarks_on_stock() -> None:
    [sheet] = map(on_stock, dental_sheets(a_full_dental_claim(), signed_on=DAY))
    assert "paid" not in sheet
    assert sheet["35.1"].startswith("OTHER PLAN PAID 700.00; REPLACES CLAIM PCN9")
    assert sheet["35.2"].endswith("ATTACHED RB NEA9")


def test_what_nobody_measured_is_named_in_the_order_of_the_items() -> None:
    places = measured()
    for item in ("23", "29.service1", "12.name"):
        del places[item]
    sheets = tuple(map(on_stock, dental_sheets(a_full_dental_claim(), signed_on=DAY)))
    assert unplaced(stock_grid(places), sheets) == ("12.name", "23", "29.service1", "29.service2")


def test_the_page_to_measure_with_has_a_line_for_each_millimetre_and_what_is_known() -> None:
    pdf = render_millimetres({"23": StockPlace(50, 60, 40)})
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=4).to_pil().convert("L")
        words = document[0].get_textpage().get_text_bounded().split()
    across = int(105.5 * MILLIMETRE * 4)
    rows = [image.getpixel((across, int(down * MILLIMETRE * 4))) for down in (120, 121, 125)]
    assert rows[0] < rows[2] < rows[1] < 255
    assert {"10", "200", "260", "23"} <= set(words)
    moved = render_millimetres({}, offset=PrintOffset.inches(0.1, 0.05))
    straight = glyphs_of(render_millimetres({}))[0]
    assert glyphs_of(moved)[0].left - straight.left == pytest.approx(7.2, abs=0.01)
    assert glyphs_of(moved)[0].baseline - straight.baseline == pytest.approx(3.6, abs=0.01)
