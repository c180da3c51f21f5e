"""The claim's details at the real window: opened by a key, typed, kept, taken back, and opened at the field of a finding."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.values.finding import DETAILS
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.claims.detail_box import DetailBox
from coderdesk.ui.views.claims.details_panel import DetailsPanel
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        somebody.window.desk.documents.setFocus()
        yield somebody


def opened(person: Person) -> DetailsPanel:
    person.hands.press("Ctrl+Shift+B")
    person.wait(lambda: bool(person.window.findChildren(DetailsPanel)), "panel")
    return person.window.findChildren(DetailsPanel)[0]


def details(person: Person) -> VisitDetails:
    sheet = person.window.desk.sheet
    assert sheet is not None
    return sheet.details


def box(panel: DetailsPanel, key: str) -> DetailBox:
    found = panel.box(key)
    assert found is not None
    return found


def choose(panel: DetailsPanel, setting: Setting) -> None:
    panel.setting_box.setCurrentIndex(panel.setting_box.findData(setting))
    panel.setting_box.activated.emit(panel.setting_box.currentIndex())


def test_found_by_its_words_typed_and_kept_and_taken_back(person: Person) -> None:
    panel = opened(person)
    assert panel.find_field.hasFocus()
    person.hands.type("prior auth")
    person.hands.press("Return")
    assert box(panel, "authorization").editor.hasFocus()
    person.hands.type("PA 77")
    person.hands.press("Return")
    person.wait(lambda: details(person).claim.authorization == "PA 77", "kept")
    person.hands.press("Escape")
    assert person.window.desk.documents.isAncestorOf(QApplication.focusWidget() or panel)
    person.hands.press("Ctrl+Z")
    person.wait(lambda: details(person).claim.authorization == "", "taken back")


def test_what_cannot_be_read_stays_with_its_sentence(person: Person) -> None:
    panel = opened(person)
    day = box(panel, "authorization_until")
    day.take_focus()
    person.hands.type("13/45/2026")
    person.hands.press("Return")
    person.wait(lambda: bool(day.message), "sentence")
    assert day.text == "13/45/2026"
    assert day.message.startswith("13/45/2026 is no day")
    assert details(person).claim.authorization_until is None
    assert isinstance(day.editor, QLineEdit)
    day.take_focus()
    person.hands.type("12/31/2026")
    person.hands.press("Return")
    person.wait(lambda: details(person).claim.authorization_until is not None, "kept")
    assert day.message == ""


def test_an_inpatient_stay_asks_for_what_a_hospital_tells(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    panel = opened(person)
    assert panel.box("stay.bill_type") is None
    choose(panel, Setting.INPATIENT)
    person.wait(lambda: panel.box("stay.bill_type") is not None, "institutional fields")
    assert panel.kind_label.text() == "Institutional claim"
    titles = [part.title for part in panel.parts if part.is_open]
    assert "Bill and stay" in titles
    assert "Ambulance" not in [part.title for part in panel.parts]


def test_a_finding_opens_its_field(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    person.attach("Total time today 24 minutes", "99213")
    panel = opened(person)
    choose(panel, Setting.INPATIENT)
    person.wait(lambda: panel.box("stay.bill_type") is not None, "institutional fields")
    person.hands.press("Escape")
    desk = person.window.desk
    assert desk.sheet is not None
    for field in (f"{DETAILS}stay.bill_type", f"{DETAILS}revenue_code"):
        finding = next(row for row in desk.sheet.findings if row.location.field == field)
        desk.strip.location_wanted.emit(finding.location)
        assert desk.aside.currentWidget() is panel
        focused = QApplication.focusWidget()
        assert focused is not None
        assert (
            focused.accessibleName()
            == {"stay.bill_type": "Type of bill", "revenue_code": "Revenue code"}[field.removeprefix(DETAILS)]
        )


def test_present_on_admission_is_said_where_its_finding_leads(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    panel = opened(person)
    choose(panel, Setting.INPATIENT)
    person.wait(lambda: panel.box("stay.bill_type") is not None, "institutional fields")
    desk = person.window.desk
    assert desk.sheet is not None
    finding = next(row for row in desk.sheet.findings if row.location.field == "poa")
    desk.strip.location_wanted.emit(finding.location)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QComboBox)
    assert editor.accessibleName().startswith("N39.0")
    person.hands.press("Y")
    editor.activated.emit(editor.currentIndex())
    person.wait(lambda: desk.sheet is not None and desk.sheet.visit.diagnoses[0].poa == "Y", "kept")
    person.wait(
        lambda: desk.sheet is not None and all(row.location.field != "poa" for row in desk.sheet.findings), "rule"
    )


def test_a_choice_is_kept_and_the_wheel_changes_none(person: Person) -> None:
    panel = opened(person)
    reason = box(panel, "delay_reason")
    assert isinstance(reason.editor, QComboBox)
    reason.editor.setCurrentIndex(reason.editor.findData("3"))
    reason.editor.activated.emit(reason.editor.currentIndex())
    person.wait(lambda: details(person).claim.delay_reason == "3", "kept")


def test_a_quantity_takes_the_words_that_are_selected(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    person.attach("Total time today 24 minutes", "99213")
    person.hands.select_words(person.window.desk.documents.text_view, "Observed 20 min")
    panel = opened(person)
    sheet = person.window.desk.sheet
    assert sheet is not None
    service = sheet.visit.services[0].id
    assert panel.go_to("minutes", service)
    person.hands.type("20")
    person.hands.press("Return")
    person.wait(lambda: bool(details(person).lines), "kept")
    [line] = details(person).lines
    assert (line.minutes, [row.quotation for row in line.minutes_evidence]) == (20, ["Observed 20 min"])


def test_another_visit_shows_its_own_details(person: Person) -> None:
    panel = opened(person)
    number = box(panel, "referral")
    number.take_focus()
    person.hands.type("R1")
    person.hands.press("Return")
    person.wait(lambda: details(person).claim.referral == "R1", "kept")
    main = person.window.desk.encounter_id
    assert main is not None
    following = person.window.desk.worklist.next_open(main)
    assert following is not None
    person.window.open_visit(EncounterId(following))
    person.wait(lambda: person.window.desk.encounter_id == following, "next visit")
    assert box(panel, "referral").text == ""
