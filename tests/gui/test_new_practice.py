"""A practice from nothing: made, its people and services entered, a visit documented, coded, billed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.values.finding import Place
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.records import list_records
from coderdesk.shared.paths import Paths
from coderdesk.ui.main_window import MainWindow
from tests.helpers.person import Person, at_the_window

NOTE = "ASSESSMENT\nAcute sore throat, two days.\nSeen for 15 minutes."


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, library_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    """The window on a computer without any practice of one's own."""
    assert library is not None
    own = Paths.under(tmp_path / "home").made()
    paths = Paths(vaults=own.vaults, codesets=own.codesets, cache=library_paths.cache, state=own.state)
    with at_the_window(qtbot, qapp, paths, tmp_path / "documents", with_demo=False) as made:
        yield made


def make_practice(person: Person) -> None:
    """A new practice, its recovery code taken note of, its records open."""
    window, page = person.window, person.window.create_page
    window.unlock_page.new_button.click()
    page.name_field.setText("Larch Street Clinic")
    for field in (page.passphrase_field, page.again_field):
        field.setText("three quiet larches")
    page.create_button.click()
    person.wait(lambda: bool(page.code.text()), "recovery code")
    page.finish_button.click()
    person.wait(lambda: window.session is not None, "desk")
    window.show_page("records")
    person.wait(lambda: True, "records")


def fill(window: MainWindow, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        window.records.form.box(path).show_text(text)


def save_new(person: Person, place: Place, texts: dict[str, str]) -> None:
    """New record of a kind, its fields filled, saved."""
    window = person.window
    before = window.records.form.record
    window.records.new_actions[place].trigger()
    person.wait(lambda: window.records.form.record is not before, "blank record")
    fill(window, texts)
    window.records.form.save()
    person.wait(lambda: not window.records.has_unsaved(), "stored record")


def test_a_practice_from_nothing_bills_its_first_visit(person: Person) -> None:
    """Self-payer, J02.9 for a sore throat, one office visit at $80.00: an invoice that asks for $80.00."""
    window = person.window
    make_practice(person)
    save_new(person, Place.PROVIDER, {"name.last": "Ashgrove", "name.first": "Imre", "npi": "1234567893"})
    save_new(person, Place.PATIENT, {"name.last": "Quillfeather", "name.first": "Oona", "birth_date": "02/03/1990"})
    save_new(person, Place.FEES, {"item.code": "99212", "item.words": "Short visit", "price": "80"})
    person.hands.press("Ctrl+N")
    form = window.entry.visit
    person.wait(lambda: form.patient_box.count() == 1, "visit form")
    form.patient_box.setCurrentIndex(0)
    form.reason_field.setText("sore throat")
    form.add_button.click()
    person.wait(lambda: window.desk.sheet is not None, "visit")
    person.hands.press("Ctrl+Shift+N")
    window.entry.document.text_field.setPlainText(NOTE)
    window.entry.document.save_button.click()
    person.wait(lambda: window.desk.sheet is not None and bool(window.desk.sheet.visit.documents), "document")
    person.hands.press("Ctrl+Shift+S")
    person.wait(lambda: window.desk.sheet is not None and window.desk.sheet.visit.documents[0].is_signed, "signature")
    person.attach("Acute sore throat", "J02.9")
    person.attach("Seen for 15 minutes", "99212")
    window.desk.documents.setFocus()
    person.hands.press("Ctrl+Return")
    person.wait(lambda: window.desk.coded.invoice_button.isEnabled(), "coded visit")
    person.hands.press("Ctrl+I")
    person.wait(lambda: len(list(person.documents.rglob("*.pdf"))) == 1, "invoice")
    sheet = window.desk.sheet
    assert sheet is not None
    assert str(sheet.total) == "$80.00"
    assert sheet.visit.patient.birth_date == date(1990, 2, 3)


def test_a_patient_without_a_birth_date_is_not_saved(person: Person) -> None:
    window = person.window
    make_practice(person)
    window.records.new_actions[Place.PATIENT].trigger()
    person.wait(lambda: window.records.form.record is not None, "blank record")
    fill(window, {"name.last": "Quillfeather", "name.first": "Oona"})
    window.records.form.save()
    person.wait(lambda: True, "answer")
    assert window.records.form.has_unsaved
    session = window.session
    assert session is not None
    assert list_records(desk=session.desk).patients == ()


def test_text_that_is_not_saved_holds_the_window_open_once(person: Person) -> None:
    window = person.window
    make_practice(person)
    window.records.new_actions[Place.PATIENT].trigger()
    person.wait(lambda: window.records.form.record is not None, "blank record")
    window.records.form.box("name.last").take_focus()
    person.hands.type("Quillfeather")
    assert not window.close()
    assert window.isVisible()
    assert "not saved" in window.toast.words
    assert window.close()
