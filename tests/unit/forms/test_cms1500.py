"""CMS-1500 forms, field by field at the place where the form has its box."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.billing.submit_claim import submit_claim
from coderdesk.domain.billing.submitted.adjudication import OtherPayer
from coderdesk.domain.billing.submitted.health_code import HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.party import Contact, ContactNumber, Party, PartyKind, PostalAddress, Reference
from coderdesk.domain.billing.submitted.policy import SubmittedPayer, SubmittedPerson
from coderdesk.domain.billing.submitted.pricing import KindAmount
from coderdesk.domain.billing.submitted.provider import ProviderRole, SubmittedProvider
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.supplements import Note
from coderdesk.domain.billing.submitted.treatment import Drug, PurchasedService
from coderdesk.domain.billing.submitted.when import Dated, When
from coderdesk.forms.cms1500 import cms1500_grid, cms1500_sheets
from coderdesk.forms.sheets import PrintOffset, cut_fields, render_calibration, render_sheets
from tests.helpers.claims import a_claim, a_dependent_claim
from tests.helpers.print_positions import Glyph, glyphs_of, text_at

DAY = date(2026, 3, 9)
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "forms" / "cms1500_grid.csv"


def a_party(name: str, first: str = "", number_kind: str = "", number: str = "") -> Party:
    kind = PartyKind.PERSON if first else PartyKind.ORGANISATION
    return Party(kind=kind, name=name, first=first, number_kind=number_kind, number=number)


PRIMARY = OtherPayer(
    responsibility="P",
    relationship="18",
    group_number="BG-5",
    group_name="BIRCH GOLD",
    amounts=(KindAmount(kind="D", amount=Decimal("80.00")),),
    subscriber=SubmittedPerson(party=a_party("RIVERA", "ANA", "MI", "B-1")),
    payer=SubmittedPayer(party=a_party("BIRCH HEALTH")),
)


def a_full_claim() -> SubmittedClaim:
    """Everything that a form has a box for, to a second payer under the husband's policy."""
    claim = submit_claim(a_dependent_claim())
    phone = Contact(numbers=(ContactNumber(kind="TE", number="5035550142"),))
    home = PostalAddress(line1="77 Fir Lane, Apt. #4", city="Portland", state="OR", zip_code="972065678")
    assert claim.dependent is not None
    assert claim.policy.subscriber is not None
    husband = replace(
        claim.policy.subscriber,
        address=home,
        birth_date=date(1979, 2, 3),
        sex="M",
        contacts=(Contact(numbers=(ContactNumber(kind="TE", number="5035550177"),)),),
        references=(Reference(kind="Y4", value="CASE77"),),
    )
    first = replace(
        claim.lines[0],
        drugs=(Drug(code_kind="N4", code="00004196501", quantity=Decimal("10.5"), unit="ML"),),
        purchased=PurchasedService(provider_number="X", amount=Decimal("12.34")),
        professional=replace(claim.lines[0].professional, emergency="Y", epsdt="Y"),  # type: ignore[type-var]
    )
    return replace(
        claim,
        policy=replace(claim.policy, responsibility="S", subscriber=husband),
        dependent=replace(
            claim.dependent,
            person=replace(
                claim.dependent.person,
                contacts=(Contact(numbers=(ContactNumber(kind="TE", number="(503) 555-0199"),)),),
            ),
        ),
        billing=replace(claim.billing, contacts=(phone,)),
        other_payers=(PRIMARY,),
        frequency="7",
        causes=("AA", "EM"),
        accident_state="WA",
        references=(Reference(kind="F8", value="PCN9"), Reference(kind="G1", value="AUTH1")),
        dates=(
            Dated(kind="431", when=When.on(date(2026, 2, 20))),
            Dated(kind="439", when=When.on(date(2026, 2, 19))),
            Dated(kind="314", when=When.between(date(2026, 2, 21), date(2026, 2, 28))),
            Dated(kind="435", when=When.on(date(2026, 2, 22))),
            Dated(kind="096", when=When.on(date(2026, 2, 23))),
        ),
        health_codes=(*claim.health_codes, HealthCodeGroup(codes=(HealthCode(kind="BG", code="A1"),))),
        notes=(Note(kind="ADD", text="Fell from a ladder"),),
        amounts=(KindAmount(kind="F5", amount=Decimal("20.00")),),
        providers=(
            *claim.providers,
            SubmittedProvider(
                role=ProviderRole.REFERRING,
                party=a_party("WELLS", "IDA", "XX", "1538296783"),
                references=(Reference(kind="0B", value="OR55"),),
            ),
        ),
        lines=(first, *claim.lines[1:]),
    )


# words of a field with the first baseline and left edge where they stand, in points from the upper left corner
FULL: tuple[tuple[str, float, float], ...] = (
    ("CASCADE MUTUAL HEALTH", 48, 309.6),
    ("PO BOX 900", 72, 309.6),
    ("SALEM OR 97301", 84, 309.6),
    ("X", 120, 237.6),
    ("CMH-004417", 120, 374.4),
    ("RIVERA, ANA, M", 144, 21.6),
    ("07", 144, 237.6),
    ("14", 144, 259.2),
    ("1981", 144, 280.8),
    ("X", 144, 352.8),
    ("RIVERA, LUIS", 144, 374.4),
    ("77 FIR LANE", 168, 21.6),
    ("X", 168, 288.0),
    ("77 FIR LANE APT 4", 168, 374.4),
    ("PORTLAND", 192, 21.6),
    ("OR", 192, 201.6),
    ("PORTLAND", 192, 374.4),
    ("OR", 192, 547.2),
    ("97206", 216, 21.6),
    ("503", 216, 122.4),
    ("5550199", 216, 151.2),
    ("97206-5678", 216, 374.4),
    ("503", 216, 482.4),
    ("5550177", 216, 511.2),
    ("RIVERA, ANA", 240, 21.6),
    ("G-88", 240, 374.4),
    ("BG-5", 264, 21.6),
    ("X", 264, 266.4),
    ("02", 264, 403.2),
    ("03", 264, 424.8),
    ("1979", 264, 446.4),
    ("X", 264, 504.0),
    ("X", 288, 266.4),
    ("WA", 288, 345.6),
    ("Y4 CASE77", 288, 374.4),
    ("X", 312, 309.6),
    ("CASCADE MUTUAL HEALTH", 312, 374.4),
    ("BIRCH GOLD", 336, 21.6),
    ("A1", 336, 237.6),
    ("X", 336, 388.8),
    ("SIGNATURE ON FILE", 372, 64.8),
    ("SIGNATURE ON FILE", 372, 410.4),
    ("02", 408, 28.8),
    ("20", 408, 50.4),
    ("2026", 408, 72.0),
    ("431", 408, 129.6),
    ("439", 408, 237.6),
    ("02", 408, 280.8),
    ("19", 408, 302.4),
    ("2026", 408, 324.0),
    ("02", 408, 403.2),
    ("21", 408, 424.8),
    ("2026", 408, 446.4),
    ("02", 408, 504.0),
    ("28", 408, 525.6),
    ("2026", 408, 547.2),
    ("0B", 420, 230.4),
    ("OR55", 420, 252.0),
    ("DN", 432, 21.6),
    ("IDA WELLS", 432, 43.2),
    ("1538296783", 432, 252.0),
    ("02", 432, 403.2),
    ("22", 432, 424.8),
    ("2026", 432, 446.4),
    ("02", 432, 504.0),
    ("23", 432, 525.6),
    ("2026", 432, 547.2),
    ("FELL FROM A LADDER", 456, 21.6),
    ("X", 456, 388.8),
    ("    1234", 456, 460.8),
    ("0", 468, 316.8),
    ("N390", 480, 36.0),
    ("E119", 480, 129.6),
    ("7", 480, 374.4),
    ("PCN9", 480, 460.8),
    ("AUTH1", 504, 374.4),
    ("N400004196501 ML10.5", 540, 21.6),
    ("ZZ", 540, 482.4),
    ("207Q00000X", 540, 504.0),
    ("03 02 26 03 02 26 11 Y", 552, 21.6),
    ("99213   25", 552, 194.4),
    ("AB", 552, 338.4),
    ("   12500", 552, 374.4),
    ("  1", 552, 439.2),
    ("Y", 552, 468.0),
    ("1987654328", 552, 504.0),
    ("81002", 576, 194.4),
    ("A", 576, 338.4),
    ("    2050", 576, 374.4),
    ("  2", 576, 439.2),
    ("912345678", 696, 21.6),
    ("X", 696, 151.2),
    ("V-2026-0042", 696, 180.0),
    ("X", 696, 288.0),
    ("   14550", 696, 388.8),
    ("   10000", 696, 460.8),
    ("503", 708, 489.6),
    ("5550142", 708, 518.4),
    ("ALDER CREEK FAMILY MEDICI", 720, 180.0),
    ("ALDER CREEK FAMILY MEDICINE", 720, 374.4),
    ("410 ALDER STREET SUITE 2", 732, 180.0),
    ("410 ALDER STREET SUITE 2", 732, 374.4),
    ("SIGNATURE ON FILE", 744, 21.6),
    ("PORTLAND OR 97205-1234", 744, 180.0),
    ("PORTLAND OR 97205-1234", 744, 374.4),
    ("03/09/2026", 756, 57.6),
    ("1234567893", 756, 187.2),
    ("1234567893", 756, 381.6),
    ("ZZ207Q00000X", 756, 468.0),
)


@pytest.fixture(scope="module")
def full() -> tuple[Glyph, ...]:
    return glyphs_of(render_sheets(cms1500_grid(), cms1500_sheets(a_full_claim(), signed_on=DAY)))


@pytest.mark.parametrize(("words", "baseline", "left"), FULL)
def test_each_field_stands_in_its_box(full: tuple[Glyph, ...], words: str, baseline: float, left: float) -> None:
    assert text_at(full, left, baseline, len(words)) == words


def test_nothing_else_is_printed(full: tuple[Glyph, ...]) -> None:
    """the second line repeats dates, place and renderer of the first"""
    expected = sum(len("".join(words.split())) for words, _, _ in FULL)
    second = len("03022603022611") + len("ZZ207Q00000X") + len("1987654328")
    assert len(full) == expected + second


def test_the_grid_is_that_of_the_reference() -> None:
    if not REFERENCE.exists():
        pytest.skip("the reference is not beside the project")
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        known = {
            (float(row["left_pt"]), float(row["baseline_pt_from_top"]), int(row["len"])) for row in csv.DictReader(file)
        }
    grid = cms1500_grid()
    ours = {
        (place.left, place.baseline, place.length)
        for key in grid.keys
        if key != "page"
        for place in [grid.place_of(key)]
    }
    assert ours == known


def a_long_claim(lines: int) -> SubmittedClaim:
    claim = submit_claim(a_claim())
    return replace(claim, lines=(claim.lines[0],) * lines, charge=Decimal(125 * lines))


@pytest.mark.parametrize(("lines", "forms"), [(1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_six_lines_stand_on_a_form_and_the_rest_on_further_ones(lines: int, forms: int) -> None:
    sheets = cms1500_sheets(a_long_claim(lines), signed_on=DAY)
    assert len(sheets) == forms
    assert sum(f"line.{place}.code" in sheet for sheet in sheets for place in range(1, 7)) == lines


def test_totals_are_carried_over_forms_and_the_last_has_the_claims() -> None:
    claim = replace(a_long_claim(13), amounts=(KindAmount(kind="F5", amount=Decimal(25)),))
    pdf = render_sheets(cms1500_grid(), cms1500_sheets(claim, signed_on=DAY))
    read = [glyphs_of(pdf, page) for page in range(3)]
    assert [text_at(page, 388.8, 696, 8) for page in read] == ["   75000", "  150000", "  162500"]
    assert [text_at(page, 460.8, 696, 8) for page in read] == [" " * 8, " " * 8, "    2500"]
    assert [text_at(page, 309.6, 96, 13) for page in read] == ["PAGE 01 OF 03", "PAGE 02 OF 03", "PAGE 03 OF 03"]
    assert [text_at(page, 21.6, 144, 14) for page in read] == ["RIVERA, ANA, M"] * 3
    assert text_at(read[2], 194.4, 552, 5) == "99213"
    assert text_at(read[2], 194.4, 576, 5) == "     "


def test_a_secondary_claim_over_forms_repeats_every_field_but_its_lines_and_what_was_paid() -> None:
    claim = a_full_claim()
    again = replace(claim.lines[0], purchased=None)
    long = replace(claim, lines=(claim.lines[0], *(again,) * 6), charge=Decimal(875))
    pdf = render_sheets(cms1500_grid(), cms1500_sheets(long, signed_on=DAY))
    first, last = glyphs_of(pdf, 0), glyphs_of(pdf, 1)
    for words, baseline, left in FULL:
        if not 528 < baseline < 680 and (baseline, left) not in ((696, 388.8), (696, 460.8)):
            assert [text_at(page, left, baseline, len(words)) for page in (first, last)] == [words, words]
    assert [text_at(page, 388.8, 696, 8) for page in (first, last)] == ["   75000", "   87500"]
    assert [text_at(page, 460.8, 696, 8) for page in (first, last)] == [" " * 8, "   10000"]
    for number in range(6):
        row = 552 + 24 * number
        assert text_at(first, 194.4, row, 10) == "99213   25"
        assert text_at(first, 374.4, row, 8) == "   12500"
        assert text_at(first, 21.6, row - 12, 21) == "N400004196501 ML10.5 "
        assert text_at(last, 194.4, row, 5) == ("99213" if number == 0 else "     ")


def test_a_claim_to_the_first_payer_has_no_other_plan() -> None:
    page = glyphs_of(render_sheets(cms1500_grid(), cms1500_sheets(submit_claim(a_claim()), signed_on=DAY)))
    assert text_at(page, 424.8, 336, 1) == "X"
    assert text_at(page, 388.8, 336, 1) == " "
    for baseline in (240, 264, 336):
        assert text_at(page, 21.6, baseline, 28).strip() == ""
    assert text_at(page, 460.8, 696, 8).strip() == ""
    assert text_at(page, 374.4, 480, 29).strip() == ""


def test_medicare_first_without_a_group_says_none() -> None:
    claim = submit_claim(a_claim())
    policy = replace(claim.policy, filing_indicator="MB", group_number="")
    [sheet] = cms1500_sheets(replace(claim, policy=policy), signed_on=DAY)
    assert sheet["11"] == "NONE"
    assert sheet["1.medicare"] == "X"
    [second] = cms1500_sheets(replace(claim, policy=replace(policy, responsibility="S")), signed_on=DAY)
    assert "11" not in second


def test_an_offset_moves_every_character_of_the_data_and_none_of_a_proof() -> None:
    sheets = cms1500_sheets(a_full_claim(), signed_on=DAY)
    grid, moved = cms1500_grid(), PrintOffset.inches(0.1, -0.05)
    still, shifted = glyphs_of(render_sheets(grid, sheets)), glyphs_of(render_sheets(grid, sheets, offset=moved))
    for before, after in zip(still, shifted, strict=True):
        assert after.left - before.left == pytest.approx(7.2, abs=0.01)
        assert after.baseline - before.baseline == pytest.approx(-3.6, abs=0.01)
    proof = render_sheets(grid, sheets, offset=moved, is_proof=True)
    assert proof == render_sheets(grid, sheets, is_proof=True)


def test_a_proof_shows_the_same_words_at_the_same_places_in_boxes_of_our_own() -> None:
    sheets = cms1500_sheets(a_full_claim(), signed_on=DAY)
    data = glyphs_of(render_sheets(cms1500_grid(), sheets))
    proof = render_sheets(cms1500_grid(), sheets, is_proof=True)
    assert set(data) <= set(glyphs_of(proof))
    with pypdfium2.PdfDocument(proof) as document:
        assert "not to be sent to a payer" in document[0].get_textpage().get_text_bounded()


def test_a_calibration_page_fills_every_field_from_end_to_end() -> None:
    grid = cms1500_grid()
    page = glyphs_of(render_calibration(grid))
    for key in grid.keys:
        place = grid.place_of(key)
        assert " " not in text_at(page, place.left, place.baseline, place.length), key


def test_words_that_do_not_fit_are_told_and_figures_marked() -> None:
    claim = a_full_claim()
    long = replace(claim, billing=replace(claim.billing, party=replace(claim.billing.party, name="A" * 40)))
    told = {cut.key: cut for cut in cut_fields(cms1500_grid(), cms1500_sheets(long, signed_on=DAY))}
    assert told["33.name"].printed == "A" * 29
    assert not told["33.name"].is_figure
    dear = replace(claim, charge=Decimal("12345678.00"))
    [cut] = [cut for cut in cut_fields(cms1500_grid(), cms1500_sheets(dear, signed_on=DAY)) if cut.is_figure]
    assert cut.key == "28"


def test_the_same_claim_gives_the_same_bytes() -> None:
    sheets = cms1500_sheets(a_full_claim(), signed_on=DAY)
    assert render_sheets(cms1500_grid(), sheets) == render_sheets(cms1500_grid(), sheets)
