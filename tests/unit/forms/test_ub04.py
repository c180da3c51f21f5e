"""UB-04 forms, field by field at the place where the form has it."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.edi.claim_reader import ClaimReader
from coderdesk.edi.x12_text_file import opened_text
from coderdesk.forms.sheets import cut_fields, render_calibration, render_sheets
from coderdesk.forms.ub04 import ub04_grid, ub04_sheets
from tests.helpers.print_positions import Glyph, glyphs_of, text_at

DAY = date(2026, 3, 9)
STAY = Path(__file__).parents[2] / "data" / "x12" / "institutional.edi"
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "forms" / "ub04_grid.csv"

# field, words, upper and left edge in inches
STAY_FIELDS: tuple[tuple[str, str, float, float], ...] = (
    ("1", "BIRCHTON HOSPITAL", 0.173, 0.236),
    ("1", "3 HOSPITAL WAY", 0.336, 0.236),
    ("1", "BIRCHTON OR 97401-0003", 0.518, 0.236),
    ("3a", "H77", 0.173, 5.445),
    ("3b", "MRN5", 0.336, 5.445),
    ("4", "0111", 0.336, 7.836),
    ("5", "930000003", 0.673, 5.155),
    ("6", "010526", 0.673, 6.136),
    ("6", "010926", 0.673, 6.845),
    ("8b", "HOLT, MARY", 1.0, 0.255),
    ("9a", "9 ASH COURT", 0.836, 4.255),
    ("9b", "BIRCHTON", 1.0, 3.255),
    ("9c", "OR", 1.0, 6.545),
    ("9d", "97401", 1.0, 6.945),
    ("10", "02021944", 1.336, 0.136),
    ("11", "F", 1.336, 1.045),
    ("12", "010526", 1.336, 1.345),
    ("13", "10", 1.336, 1.945),
    ("14", "1", 1.336, 2.236),
    ("15", "1", 1.336, 2.545),
    ("16", "11", 1.336, 2.836),
    ("17", "01", 1.336, 3.136),
    ("18", "C1", 1.336, 3.436),
    ("19", "17", 1.336, 3.736),
    ("31", "11", 1.673, 0.136),
    ("31", "010426", 1.673, 0.445),
    ("35", "71", 1.673, 4.136),
    ("35", "120125", 1.673, 4.445),
    ("35", "120425", 1.673, 5.155),
    ("38", "MEDICARE A", 2.0, 0.282),
    ("39", "01", 2.182, 4.445),
    ("39", "     50000", 2.182, 4.755),
    ("40", "80", 2.182, 5.736),
    ("40", "       400", 2.182, 6.055),
    ("42", "0120", 3.018, 0.136),
    ("45", "010526", 3.018, 4.609),
    ("46", "      4", 3.018, 5.318),
    ("47", "    800000", 3.018, 6.109),
    ("48", "    15000", 3.018, 7.109),
    ("43", "N400004196501UN7", 3.185, 0.609),
    ("44", "J0696JZ", 3.185, 3.109),
    ("47", "     34567", 3.185, 6.109),
    ("44", "43239", 3.352, 3.109),
    ("42", "0001", 6.673, 0.136),
    ("43", "01", 6.673, 1.073),
    ("43", "01", 6.673, 1.655),
    ("45", "030926", 6.673, 4.609),
    ("47", "   1234567", 6.673, 6.109),
    ("48", "    15000", 6.673, 7.109),
    ("50A", "MEDICARE A", 7.0, 0.136),
    ("51A", "00001", 7.0, 2.445),
    ("52A", "Y", 7.0, 3.945),
    ("53A", "Y", 7.0, 4.255),
    ("55A", "      12050", 7.0, 5.445),
    ("56", "1225061005", 6.836, 6.845),
    ("57A", "330127", 7.0, 6.845),
    ("50B", "FIR SUPPLEMENT", 7.173, 0.136),
    ("54B", "    900000", 7.173, 4.445),
    ("58A", "HOLT, MARY", 7.682, 0.136),
    ("59A", "18", 7.682, 2.736),
    ("60A", "1EG4TE5MK73", 7.682, 3.027),
    ("60B", "SUP1", 7.836, 3.027),
    ("61B", "SUPPLEMENT PLAN", 7.836, 5.045),
    ("62B", "GRP", 7.836, 6.545),
    ("63A", "PA77", 8.336, 0.136),
    ("66", "0", 9.0, 0.136),
    ("67", "I5023", 8.836, 0.255),
    ("67", "Y", 8.836, 0.964),
    ("67A", "E119", 8.836, 1.045),
    ("67B", "N179", 8.836, 1.845),
    ("67B", "Y", 8.836, 2.545),
    ("69", "I509", 9.182, 0.527),
    ("70a", "R0602", 9.182, 1.755),
    ("70b", "R079", 9.182, 2.445),
    ("71", "291", 9.182, 4.255),
    ("72a", "W19XXXA", 9.182, 4.945),
    ("74", "0DB68ZX", 9.5, 0.136),
    ("74", "010626", 9.5, 0.945),
    ("74a", "3E0G8GC", 9.5, 1.655),
    ("74b", "30233N1", 9.5, 3.155),
    ("76", "1881018208", 9.345, 6.018),
    ("76", "0B", 9.345, 7.255),
    ("76", "OR77", 9.345, 7.464),
    ("76", "OKAFOR", 9.5, 5.4),
    ("76", "JUNE", 9.5, 7.182),
    ("77", "1760526784", 9.682, 6.018),
    ("77", "SATO", 9.836, 5.4),
    ("78", "ZZ", 10.018, 5.655),
    ("79", "82", 10.336, 5.655),
    ("79", "GREENE", 10.5, 5.4),
    ("80", "ACUTE ON CHRONIC", 10.018, 0.655),
    ("81a", "282N00000X", 10.018, 2.945),
    ("42", "0636", 3.185, 0.136),
    ("45", "010626", 3.185, 4.609),
    ("46", "     56", 3.185, 5.318),
    ("42", "0360", 3.352, 0.136),
    ("45", "010626", 3.352, 4.609),
    ("46", "      1", 3.352, 5.318),
    ("47", "    400000", 3.352, 6.109),
    ("51B", "FIR02", 7.173, 2.445),
    ("52B", "Y", 7.173, 3.945),
    ("53B", "Y", 7.173, 4.255),
    ("58B", "HOLT, MARY", 7.836, 0.136),
    ("59B", "18", 7.836, 2.736),
    ("67A", "N", 8.836, 1.755),
    ("72a", "W", 9.182, 5.655),
    ("74a", "010626", 9.5, 2.445),
    ("74b", "010726", 9.5, 3.945),
    ("77", "KEN", 9.836, 7.182),
    ("78", "1538296785", 10.018, 6.018),
    ("78", "WELLS", 10.182, 5.4),
    ("78", "IDA", 10.182, 7.182),
    ("79", "1306849450", 10.336, 6.018),
    ("79", "DAVID", 10.5, 7.182),
    ("81a", "B3", 10.018, 2.755),
)


def the_stay() -> SubmittedClaim:
    """An invented hospital stay that Medicare pays first and a supplement second."""
    with opened_text(STAY) as text:
        return next(placed.claim for placed in ClaimReader().claims(text))


@pytest.fixture(scope="module")
def stay() -> tuple[Glyph, ...]:
    return glyphs_of(render_sheets(ub04_grid(), ub04_sheets(the_stay(), made_on=DAY)))


@pytest.mark.parametrize(("field", "words", "top", "left"), STAY_FIELDS)
def test_each_field_stands_where_the_form_has_it(
    stay: tuple[Glyph, ...], field: str, words: str, top: float, left: float
) -> None:
    assert text_at(stay, left * 72, (top + 0.124) * 72, len(words)) == words, field


def test_nothing_else_is_printed(stay: tuple[Glyph, ...]) -> None:
    assert len(stay) == sum(len("".join(words.split())) for _, words, _, _ in STAY_FIELDS)


def test_the_grid_is_that_of_the_reference() -> None:
    """a qualifier of field 81 has two characters, for which the reference leaves one"""
    if not REFERENCE.exists():
        pytest.skip("the reference is not beside the project")
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        known = [(float(row["left_in"]) * 72, (float(row["top_in"]) + 0.124) * 72) for row in csv.DictReader(file)]
    grid = ub04_grid()
    ours = [(place.left, place.baseline) for key in grid.keys for place in [grid.place_of(key)]]
    assert len(ours) == len(known)
    for left, baseline in known:
        assert any(abs(left - x) < 0.2 and abs(baseline - y) < 0.5 for x, y in ours), (left, baseline)


def a_long_stay(lines: int) -> SubmittedClaim:
    claim = the_stay()
    return replace(claim, lines=(claim.lines[1],) * lines, charge=claim.lines[1].charge * lines)


@pytest.mark.parametrize(("lines", "forms"), [(1, 1), (22, 1), (23, 2), (44, 2), (45, 3)])
def test_twenty_two_lines_stand_on_a_form_and_the_rest_on_further_ones(lines: int, forms: int) -> None:
    sheets = ub04_sheets(a_long_stay(lines), made_on=DAY)
    assert len(sheets) == forms
    assert sum(f"line.{place}.revenue" in sheet for sheet in sheets for place in range(1, 23)) == lines


def test_each_form_says_its_page_and_carries_the_charges_and_the_last_has_the_total_line() -> None:
    pdf = render_sheets(ub04_grid(), ub04_sheets(a_long_stay(45), made_on=DAY))
    baseline = (6.673 + 0.124) * 72
    for page, (number, carried, revenue) in enumerate((("01", 22, "    "), ("02", 44, "    "), ("03", 45, "0001"))):
        read = glyphs_of(pdf, page)
        assert text_at(read, 1.073 * 72, baseline, 2) == number
        assert text_at(read, 1.655 * 72, baseline, 2) == "03"
        assert text_at(read, 6.109 * 72, baseline, 10).strip() == str(34567 * carried)
        assert text_at(read, 0.136 * 72, baseline, 4) == revenue
    assert text_at(glyphs_of(pdf, 0), 0.136 * 72, (6.517 + 0.124) * 72, 4) == "0636"


def test_a_secondary_stay_over_forms_repeats_every_field_but_its_lines_and_totals() -> None:
    """to the supplement after Medicare, twenty-three lines: the payers' rows and the head stand on both forms"""
    claim = the_stay()
    [other] = claim.other_payers
    medicare = replace(other, responsibility="P", payer=claim.policy.payer, group_name="MEDICARE PLAN")
    policy = replace(claim.policy, responsibility="S", payer=other.payer)
    second = replace(
        claim, policy=policy, other_payers=(medicare,), lines=(claim.lines[1],) * 23, charge=claim.lines[1].charge * 23
    )
    pdf = render_sheets(ub04_grid(), ub04_sheets(second, made_on=DAY))
    pages = [glyphs_of(pdf, 0), glyphs_of(pdf, 1)]

    def both(words: str, top: float, left: float) -> list[str]:
        return [text_at(page, left * 72, (top + 0.124) * 72, len(words)) for page in pages]

    for _, words, top, left in STAY_FIELDS:
        if (top < 2.9 and words != "MEDICARE A") or top > 8.5:
            assert both(words, top, left) == [words, words], (words, top, left)
    payers = (
        ("FIR SUPPLEMENT", 2.0, 0.282),
        ("MEDICARE A", 7.0, 0.136),
        ("    900000", 7.0, 4.445),
        ("FIR SUPPLEMENT", 7.173, 0.136),
        ("     12050", 7.173, 5.545),
        ("PA77", 8.5, 0.136),
    )
    for words, top, left in payers:
        assert both(words, top, left) == [words, words], (words, top, left)
    assert both("    795041", 6.673, 6.109) == ["    760474", "    795041"]
    for number in range(22):
        row = 3.018 + 0.16662 * number
        assert both("0636", row, 0.136) == ["0636", "0636" if number == 0 else "    "]
        assert both("     34567", row, 6.109)[0] == "     34567"


def test_payers_stand_in_their_order_and_the_claims_numbers_with_the_one_that_is_billed() -> None:
    """the same stay, now billed to the supplement after Medicare"""
    claim = the_stay()
    [other] = claim.other_payers
    medicare = replace(other, responsibility="P", payer=claim.policy.payer, group_name="")
    second = replace(
        claim,
        policy=replace(claim.policy, responsibility="S", payer=other.payer),
        other_payers=(medicare,),
    )
    [sheet] = ub04_sheets(second, made_on=DAY)
    assert (sheet["50A"], sheet["50B"]) == ("MEDICARE A", "FIR SUPPLEMENT")
    assert sheet["54A"] == "900000"
    assert "63A" not in sheet
    assert sheet["63B"] == "PA77"


def test_a_room_has_its_rate_where_a_service_has_its_code() -> None:
    claim = the_stay()
    room = claim.lines[0]
    assert room.institutional is not None
    priced = replace(room, institutional=replace(room.institutional, rate=Decimal("2000")))
    [sheet] = ub04_sheets(replace(claim, lines=(priced,)), made_on=DAY)
    assert sheet["line.1.code"] == "2000.00"


def test_long_remarks_are_broken_between_words_and_what_is_left_over_is_told() -> None:
    claim = the_stay()
    words = " ".join(f"word{number}" for number in range(20))
    [sheet] = ub04_sheets(replace(claim, notes=(replace(claim.notes[0], text=words),)), made_on=DAY)
    assert sheet["80.1"] == "word0 word1 word2"
    assert " ".join(sheet[f"80.{row}"] for row in range(1, 5)) == words
    assert [cut.key for cut in cut_fields(ub04_grid(), (sheet,))] == ["80.4"]


def test_a_calibration_page_fills_the_fields_that_stand_alone() -> None:
    grid = ub04_grid()
    page = glyphs_of(render_calibration(grid))
    for key in ("1.1", "3a", "50A", "58C", "line.22.charge", "81d.value"):
        place = grid.place_of(key)
        row = [glyph for glyph in page if abs(glyph.baseline - place.baseline) < 0.5]
        assert any(abs(glyph.left - place.left) < 0.5 for glyph in row), key
