"""Claims of the demo practice on paper, the offsets of its printers, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.domain.billing.submit_claim import submit_claim
from coderdesk.services.claim_forms import (
    FigureTooLong,
    claim_form,
    write_calibration_page,
    write_claim_form,
)
from coderdesk.services.claim_sequels import follow_claim
from coderdesk.services.claims import NoPayer, export_claims, list_claims
from coderdesk.services.coding import mark_coded, reopen_visit
from coderdesk.services.desk import Desk
from coderdesk.services.print_settings import OffsetRefused, print_settings, save_print_offset
from coderdesk.services.refused import Refused
from tests.helpers.claims import a_claim
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.demo_visits import SELF_PAYER, code_main_visit
from tests.helpers.print_positions import glyphs_of, text_at

DAY = date(2026, 3, 9)


def test_the_claim_of_a_coded_visit_is_printed_with_the_practices_telephone(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    printed = write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path)
    assert printed.path.name == "CMS-1500 CH-20260504-01.pdf"
    page = glyphs_of(printed.path.read_bytes())
    assert text_at(page, 21.6, 144, 14) == "RIVERA, ANA, M"
    assert text_at(page, 388.8, 696, 8) == "   17200"
    assert text_at(page, 489.6, 708, 3).isdigit()


def test_a_sent_claim_is_printed_as_it_was_sent(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    before = write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).path.read_bytes()
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    assert write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).path.read_bytes() == before


def test_a_replacement_that_has_still_to_leave_is_printed_instead(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    claim_id = next(row.id for row in list_claims(desk=demo) if row.encounter_id == MAIN_VISIT)
    follow_claim(desk=demo, claim_id=claim_id, kind=SequelKind.REPLACE, payer_claim_number="ICN9")
    reopen_visit(desk=demo, encounter_id=MAIN_VISIT)
    mark_coded(desk=demo, encounter_id=MAIN_VISIT)
    page = glyphs_of(write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).path.read_bytes())
    assert text_at(page, 374.4, 480, 1) == "7"
    assert text_at(page, 460.8, 480, 4) == "ICN9"


def test_what_keeps_a_claim_from_leaving_keeps_it_from_the_paper_too(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path)
    with pytest.raises(NoPayer):
        write_claim_form(desk=demo, encounter_id=SELF_PAYER, folder=tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_offsets_are_kept_for_each_printer_and_move_the_data_of_its_sheets(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    save_print_offset(desk=demo, printer="Back office", form="CMS-1500", right=-0.02, down=0.03)
    save_print_offset(desk=demo, printer=" Front  desk ", form="CMS-1500", right=0.1, down=0.05)
    settings = print_settings(desk=demo)
    assert settings.printer == "Front desk"
    assert settings.printers == ("Back office", "Front desk")
    page = glyphs_of(write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).path.read_bytes())
    assert text_at(page, 21.6 + 7.2, 144 + 3.6, 14) == "RIVERA, ANA, M"
    save_print_offset(desk=demo, printer="Back office", form="UB-04", right=0.0, down=0.0)
    page = glyphs_of(write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).path.read_bytes())
    assert text_at(page, 21.6 - 1.44, 144 + 2.16, 14) == "RIVERA, ANA, M"


def test_a_proof_knows_no_offset(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    save_print_offset(desk=demo, printer="Front desk", form="CMS-1500", right=0.1, down=0.05)
    printed = write_claim_form(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path, is_proof=True)
    assert printed.path.name == "CMS-1500 CH-20260504-01 proof.pdf"
    assert text_at(glyphs_of(printed.path.read_bytes()), 21.6, 144, 14) == "RIVERA, ANA, M"


@pytest.mark.parametrize("form", ["CMS-1500", "UB-04"])
def test_a_calibration_page_is_moved_like_the_forms(demo: Desk, tmp_path: Path, form: str) -> None:
    straight = glyphs_of(write_calibration_page(desk=demo, form=form, folder=tmp_path).read_bytes())
    save_print_offset(desk=demo, printer="Front desk", form=form, right=0.05, down=-0.05)
    moved = glyphs_of(write_calibration_page(desk=demo, form=form, folder=tmp_path).read_bytes())
    assert moved[0].left - straight[0].left == pytest.approx(3.6, abs=0.01)
    assert moved[0].baseline - straight[0].baseline == pytest.approx(-3.6, abs=0.01)


@pytest.mark.parametrize(("printer", "right"), [("  ", 0.1), ("Front desk", 0.6)])
def test_a_printer_without_a_name_or_half_an_inch_is_refused(demo: Desk, printer: str, right: float) -> None:
    with pytest.raises(OffsetRefused, match="as they were"):
        save_print_offset(desk=demo, printer=printer, form="CMS-1500", right=right, down=0.0)
    assert print_settings(desk=demo).printers == ()


def test_an_amount_that_its_field_would_cut_is_not_printed() -> None:
    claim = replace(submit_claim(a_claim()), charge=Decimal("12345678.00"))
    with pytest.raises(FigureTooLong, match="1234567800 does not fit"):
        claim_form(claim, on=DAY)


def test_an_account_cannot_lead_out_of_the_folder() -> None:
    claim = replace(submit_claim(a_claim()), control="../../etc/x")
    assert claim_form(claim, on=DAY).name == "CMS-1500 etcx"
