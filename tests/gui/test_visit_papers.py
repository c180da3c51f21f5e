"""Papers of a visit and printer offsets at the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.print_settings import print_settings
from coderdesk.shared.paths import Paths
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window
from tests.helpers.print_positions import glyphs_of


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        yield somebody


def papers(person: Person) -> list[str]:
    return sorted(path.name for path in person.documents.rglob("*.pdf"))


def test_the_evidence_packet_and_the_form_come_with_a_key_each(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    person.attach("Total time today 24 minutes", "99213")
    person.window.desk.documents.setFocus()
    person.hands.press("Ctrl+Shift+P")
    person.wait(lambda: papers(person) == ["Evidence CH-20260504-01.pdf"], "evidence packet")
    person.hands.press("Ctrl+Return")
    person.wait(lambda: person.window.desk.encounter_id != MAIN_VISIT, "next chart")
    person.open_main_visit()
    person.hands.press("Ctrl+Shift+I")
    person.wait(lambda: "CMS-1500 CH-20260504-01.pdf" in papers(person), "form")
    person.window.trigger("claim_proof")
    person.wait(lambda: "CMS-1500 CH-20260504-01 proof.pdf" in papers(person), "proof")


def test_what_keeps_the_claim_at_home_is_shown_instead_of_a_form(person: Person) -> None:
    person.hands.press("Ctrl+Shift+I")
    person.wait(person.window.desk.strip.is_refusing, "refusal")
    assert papers(person) == []


def test_a_printers_offset_is_saved_and_moves_the_calibration_page(person: Person) -> None:
    person.window.show_page("settings")
    panel = person.window.beside.settings.printing
    panel.printer_field.setText("Front desk")
    panel.right_field.setValue(0.1)
    panel.save_button.click()
    session = person.window.session
    assert session is not None
    person.wait(lambda: print_settings(desk=session.desk).printer == "Front desk", "offset")
    panel.calibration_button.click()
    person.wait(lambda: papers(person) == ["CMS-1500 calibration.pdf"], "calibration page")
    [page] = person.documents.rglob("*.pdf")
    assert min(glyph.left for glyph in glyphs_of(page.read_bytes()) if glyph.character == "X") == pytest.approx(28.8)


def test_positions_of_dental_stock_are_written_out_measured_and_imported(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.window.show_page("settings")
    panel = person.window.beside.settings.printing
    assert not panel.import_button.isVisibleTo(panel)
    panel.form_box.setCurrentText("Dental")
    assert panel.import_button.isVisibleTo(panel)
    assert "No position is known yet" in panel.positions_label.text()
    panel.sheet_button.click()
    person.wait(lambda: any(person.documents.rglob("Dental positions.csv")), "positions sheet")
    [sheet] = person.documents.rglob("Dental positions.csv")
    sheet.write_text("item,x mm,y mm,width mm\n12.name,100,40,60\n23,150,60,30\n", "utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sheet), ""))
    panel.import_button.click()
    person.wait(lambda: panel.positions_label.text().startswith("2 of "), "positions")
    panel.calibration_button.click()
    person.wait(lambda: papers(person) == ["Dental calibration.pdf"], "calibration page")


def test_the_claims_page_prints_the_claim_of_the_chosen_visit(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    person.attach("Total time today 24 minutes", "99213")
    person.window.desk.documents.setFocus()
    person.hands.press("Ctrl+Return")
    person.wait(lambda: person.window.desk.encounter_id != MAIN_VISIT, "next chart")
    person.window.show_page("claims")
    page = person.window.beside.claims
    person.wait(lambda: page.model.rowCount() > 0, "claims")
    assert not page.form_button.isEnabled()
    shown = page.table.model()
    cells = {
        shown.index(row, column).data(): row for row in range(shown.rowCount()) for column in range(shown.columnCount())
    }
    page.table.selectRow(cells["CH-20260504-01"])
    page.form_button.click()
    person.wait(lambda: papers(person) == ["CMS-1500 CH-20260504-01.pdf"], "form")
