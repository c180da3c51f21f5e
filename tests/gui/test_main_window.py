"""The real window on the demo practice: every shared action through its key, with real services behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from coderdesk.bootstrap import make_window
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.preferences import Preferences
from coderdesk.ui.theme.fonts import interface_font
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT, NOW
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    """The window with the demo practice unlocked. (`library` makes sure that the index is built.)"""
    assert library is not None
    with at_the_window(qtbot, qapp, demo_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(demo_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        yield made


def test_enter_in_the_document_attaches_and_keeps_the_focus_there(person: Person) -> None:
    person.open_main_visit()
    view = person.window.desk.documents.text_view
    person.hands.select_words(view, "Urinary tract infection")
    person.wait(lambda: person.current() == "N39.0", "the search ahead")
    view.setFocus()
    person.hands.press("Return")
    person.wait(lambda: person.codes() == ["N39.0"], "N39.0")
    assert person.window.desk.documents.isAncestorOf(QApplication.focusWidget())


def test_a_refusal_says_why_and_writes_nothing(person: Person) -> None:
    person.open_main_visit()
    person.window.desk.documents.clear_selection()
    person.hands.press("Ctrl+K")
    person.hands.type("E11.9")
    person.wait(lambda: person.current() == "E11.9", "E11.9")
    person.hands.press("Return")
    person.wait(person.window.desk.strip.is_refusing, "refusal")
    assert person.codes() == []


def test_undo_takes_the_last_code_back(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    person.hands.press("Ctrl+Z")
    person.wait(lambda: person.codes() == [], "undo")


def test_the_same_code_again_becomes_further_evidence(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    person.attach("dysuria, frequency and urgency", "N39.0")
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert [len(row.evidence) for row in sheet.visit.assignments] == [2]


def test_a_visit_is_finished_billed_and_exported_with_three_keys(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    person.attach("Total time today 24 minutes", "99213")
    person.window.desk.documents.setFocus()
    person.hands.press("Ctrl+Return")
    person.wait(lambda: person.window.desk.encounter_id != MAIN_VISIT, "next chart")
    person.open_main_visit()
    assert person.status() is EncounterStatus.CODED
    person.hands.press("Ctrl+I")
    person.wait(lambda: len(list(person.documents.rglob("*.pdf"))) == 1, "invoice")
    person.hands.press("Ctrl+E")
    person.wait(lambda: len(list(person.documents.rglob("*.edi"))) == 1, "claim file")
    person.wait(lambda: person.status() is EncounterStatus.BILLED, "billed")


def test_finishing_an_uncoded_visit_says_what_is_missing(person: Person) -> None:
    person.open_main_visit()
    person.hands.press("Ctrl+Return")
    person.wait(person.window.desk.strip.is_refusing, "refusal")
    assert person.status() is EncounterStatus.TO_CODE


def test_what_keeps_a_claim_at_home_opens_its_field(person: Person) -> None:
    """Zielinska's policy has no member id: the finding leads to that field."""
    person.window.open_visit(EncounterId("visit-20260721-01"))
    person.wait(lambda: person.window.desk.sheet is not None, "visit")
    person.hands.press("Ctrl+E")
    person.wait(person.window.desk.strip.is_refusing, "refusal")
    sheet = person.window.desk.sheet
    assert sheet is not None
    finding = next(row for row in sheet.findings if row.location.field == "member_id")
    person.window.desk.go_to(finding.location)
    person.wait(lambda: person.window.pages.currentWidget() is person.window.records, "records page")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "ember" in focused.accessibleName()


def test_lock_closes_the_vault_and_a_wrong_passphrase_is_refused(person: Person) -> None:
    person.hands.press("Ctrl+L")
    unlock = person.window.unlock_page
    person.wait(lambda: person.window.stack.currentWidget() is unlock, "unlock page")
    assert person.window.session is None
    person.hands.type("not the passphrase", into=unlock.secret_field)
    person.hands.press("Return")
    person.wait(lambda: bool(unlock.trouble.text()), "refusal")
    assert person.window.session is None
    assert not unlock.open_button.isEnabled()


def test_a_second_window_is_told_and_opens_read_only(
    person: Person, qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path
) -> None:
    second = make_window(
        application=qapp, paths=demo_paths, clock=FixedClock(NOW), preferences=Preferences(), documents=tmp_path
    )
    qtbot.addWidget(second)
    usable: list[bool] = []
    second.usable.connect(lambda: usable.append(True))
    second.ready_to_unlock.connect(lambda: second.unlock(demo_vault_path(demo_paths), PASSPHRASE))
    second.show()
    second.start(with_demo=True, vault=None)
    person.hands.wait_until(lambda: bool(usable), "second worklist")
    assert second.session is not None
    assert second.session.desk.is_read_only
    assert not second.actions_by_id["finish"].isEnabled()
    second.close()
    person.hands.settle()


def test_the_palette_opens_a_visit_by_the_patient_s_name(person: Person) -> None:
    person.hands.press("Ctrl+P")
    person.wait(person.window.finder.palette.isVisible, "palette")
    person.hands.type("kuwahara")
    person.hands.press("Return")
    person.wait(lambda: person.window.desk.sheet is not None, "visit")
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert sheet.visit.patient.name.last == "Kuwahara"


def test_f6_goes_round_the_regions(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    regions = person.window.desk.regions()
    seen = set()
    for _ in regions:
        person.hands.press("F6")
        focused = QApplication.focusWidget()
        seen |= {place for place, region in enumerate(regions) if focused in (region, *region.findChildren(QWidget))}
    assert seen >= {0, 1, 2, 3}


def test_f1_shows_every_key_of_the_table(person: Person) -> None:
    person.hands.press("F1")
    assert person.window.key_sheet.isVisible()
    person.hands.press("Escape")
    assert not person.window.key_sheet.isVisible()


def test_settings_change_the_theme_at_once(person: Person) -> None:
    kept: list[Preferences] = []
    person.window.preferences_changed.connect(kept.append)
    person.window.show_page("settings")
    box = person.window.settings.fields["appearance"]
    box.setCurrentIndex(2)  # type: ignore[union-attr]
    box.activated.emit(2)  # type: ignore[union-attr]
    assert person.window.appearance.theme.is_dark
    assert kept[-1].words("appearance") == "dark"


@pytest.mark.parametrize("page", ["desk", "claims", "records", "settings"])
def test_every_control_that_is_seen_has_an_accessible_name(person: Person, page: str) -> None:
    """Whatever can take the focus says what it is, by its own words or an accessible name."""
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    person.window.show_page(page)
    person.wait(lambda: True, "page")
    controls = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
    seen = [widget for widget in person.window.findChildren(QWidget) if isinstance(widget, controls)]
    silent = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in seen
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not _name_of(widget)
    ]
    assert silent == []


def _name_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def test_an_addendum_comes_to_the_front_once_it_is_stored(person: Person) -> None:
    person.open_main_visit()
    documents = person.window.desk.documents
    before = documents.current_document_id()
    documents.addendum_wanted.emit(str(before))
    form = person.window.entry.document
    form.text_field.setPlainText("Culture grew E. coli.")
    form.save_button.click()
    person.wait(lambda: documents.current_document_id() != before, "addendum in front")
    sheet = person.window.desk.sheet
    assert sheet is not None
    front = next(row for row in sheet.visit.documents if row.id == documents.current_document_id())
    assert front.text == "Culture grew E. coli."


def test_another_visit_opens_on_its_provider_s_note(person: Person) -> None:
    """A note and a laboratory result: the note is in front, whatever visit was open before."""
    person.window.desk.open(EncounterId("visit-20261110-01"))
    person.wait(lambda: person.window.desk.sheet is not None, "visit")
    person.open_main_visit()
    assert person.window.desk.documents.current_document_id() == MAIN_NOTE


def test_the_first_page_is_set_in_the_desk_s_own_face(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> None:
    """An application as it is when it starts: no font of ours and no style sheet yet."""
    assert library is not None
    qapp.setStyleSheet("")
    qapp.setFont(QFont("DejaVu Sans"))
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=True) as made:
        labels = [label for label in made.window.unlock_page.findChildren(QLabel) if label.isVisible()]
        assert {label.font().family() for label in labels} == {interface_font(13).family()}
        assert len(labels) >= 4
