"""Hands that are too quick, on the wrong page or called away: nothing is attached, lost or shown to others by them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.domain.values.finding import Location, Place
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from coderdesk.ui.marks import marks_of
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window

DRAFT_VISIT = EncounterId("visit-20261112-01")
OTHER_VISIT = EncounterId("visit-20260507-01")
PLAIN_WINDOW = Qt.WindowType.Window
RIVERA = Location(Place.PATIENT, "patient-rivera")


class ShownWindows(QObject):
    """What is shown as a window of its own: a panel that is shown before it has a parent takes the keys from the desk."""

    def __init__(self) -> None:
        super().__init__()
        self.strangers: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.windowType() is PLAIN_WINDOW:
            self.strangers.append(type(watched).__name__)
        return False


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    """The window with the demo practice unlocked, and nothing else shown as a window until the end."""
    assert library is not None
    with at_the_window(qtbot, qapp, demo_paths, tmp_path / "documents", with_demo=True) as made:
        windows = ShownWindows()
        qapp.installEventFilter(windows)
        unlock(made, demo_vault_path(demo_paths))
        yield made
        qapp.removeEventFilter(windows)
        assert windows.strangers == []


def unlock(person: Person, vault: Path) -> None:
    person.window.unlock(vault, PASSPHRASE)
    person.wait(lambda: person.window.session is not None, "desk")


def open_visit(person: Person, visit: EncounterId) -> None:
    person.window.open_visit(visit)
    person.wait(lambda: person.window.desk.encounter_id == visit, "visit")


# Enter that comes before its search ---------------------------------------------------------------------------------


def test_enter_on_words_that_were_searched_already_attaches_at_once(person: Person) -> None:
    """The words stand in the search field already, so that no second search is on its way."""
    person.open_main_visit()
    view = person.window.desk.documents.text_view
    person.hands.select_words(view, "Urinary tract infection")
    person.wait(lambda: person.current() == "N39.0", "the search ahead")
    person.window.desk.documents.clear_selection()
    person.hands.select_words(view, "Urinary tract infection")
    person.hands.press("Return")
    person.wait(lambda: person.codes() == ["N39.0"], "N39.0")


def test_a_quick_enter_attaches_nothing_once_the_hands_went_to_the_search(person: Person) -> None:
    person.open_main_visit()
    person.hands.select_words(person.window.desk.documents.text_view, "Urinary tract infection")
    person.hands.press("Return")
    person.window.desk.browser.focus_search()
    person.hands.type("hypertension")
    person.wait(lambda: bool(person.current()), "hits")
    assert person.codes() == []


# keys on the wrong page ---------------------------------------------------------------------------------------------


def test_what_acts_on_a_visit_needs_the_visit_before_the_eyes(person: Person) -> None:
    person.open_main_visit()
    finish = person.window.actions_by_id["finish"]
    assert finish.isEnabled()
    person.hands.press("Ctrl+Shift+N")
    assert not finish.isEnabled()
    person.window.show_page("claims")
    assert not finish.isEnabled()
    person.window.show_page("desk")
    assert finish.isEnabled()


def test_nothing_is_done_under_the_palette(person: Person) -> None:
    person.open_main_visit()
    palette = person.window.finder.palette
    person.hands.press("Ctrl+P")
    person.wait(palette.isVisible, "palette")
    person.hands.press("Ctrl+Return")
    person.wait(lambda: True, "nothing")
    assert not person.window.desk.strip.is_refusing()
    person.hands.press("Ctrl+P")
    person.wait(lambda: not palette.isVisible(), "closed palette")


# words that were typed ----------------------------------------------------------------------------------------------


def test_a_new_document_waits_for_its_visit_until_it_is_stored(person: Person) -> None:
    """Esc, another visit and the lock: the text is there again, and only where it belongs."""
    person.open_main_visit()
    form = person.window.entry.document
    person.hands.press("Ctrl+Shift+N")
    person.hands.type("Called back at noon.", into=form.text_field)
    person.hands.press("Escape")
    assert person.window.pages.currentWidget() is person.window.desk
    open_visit(person, OTHER_VISIT)
    person.hands.press("Ctrl+Shift+N")
    assert form.text_field.toPlainText() == ""
    session = person.window.session
    assert session is not None
    vault = session.desk.vault.path
    person.window.lock()
    unlock(person, vault)
    person.open_main_visit()
    person.hands.press("Ctrl+Shift+N")
    assert form.text_field.toPlainText() == "Called back at noon."
    form.save_button.click()
    person.wait(lambda: "Called back at noon." in texts(person), "document")
    assert person.window.pages.currentWidget() is person.window.desk
    focused = QApplication.focusWidget()
    assert focused is not None
    assert person.window.desk.isAncestorOf(focused)
    person.hands.press("Ctrl+Shift+N")
    assert form.text_field.toPlainText() == ""


def texts(person: Person) -> list[str]:
    sheet = person.window.desk.sheet
    return [row.text for row in sheet.visit.documents] if sheet else []


def test_a_refused_document_keeps_its_text_and_says_why(person: Person) -> None:
    """Its author is no longer a name: refused after the form was content, as a full disk would be."""
    person.open_main_visit()
    form = person.window.entry.document
    person.hands.press("Ctrl+Shift+N")
    person.hands.type("Called back at noon.", into=form.text_field)
    session = person.window.session
    assert session is not None
    session.desk.vault.close()
    form.save_button.click()
    person.wait(lambda: bool(form.trouble.text()), "refusal")
    assert person.window.pages.currentWidget() is form
    assert form.text_field.toPlainText() == "Called back at noon."
    assert form.save_button.isEnabled()


# undo ---------------------------------------------------------------------------------------------------------------


def test_undo_is_offered_for_coding_and_not_for_a_saved_text(person: Person) -> None:
    open_visit(person, DRAFT_VISIT)
    person.attach("scratchy throat", "R07.0")
    assert offered(person) == ("Attached R07.0", "Undo")
    write_at_the_top(person)
    assert offered(person) == ("Saved Progress note (draft)", "")


def offered(person: Person) -> tuple[str, str]:
    toast = person.window.toast
    return toast.words, toast.action_words


def test_undo_goes_to_the_visit_on_which_it_takes_something_back(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    open_visit(person, OTHER_VISIT)
    person.hands.press("Ctrl+Z")
    person.wait(lambda: person.window.desk.encounter_id == MAIN_VISIT, "the visit that was changed")
    assert person.codes() == []


# a draft whose passages move ----------------------------------------------------------------------------------------


def write_at_the_top(person: Person) -> None:
    panel = person.window.desk.documents
    panel.edit_draft()
    person.hands.press("Ctrl+Home")
    person.hands.type("Late entry. ")
    person.hands.press("Ctrl+S")
    person.wait(lambda: not panel.is_editing(), "saved draft")


def states(person: Person) -> list[EvidenceState]:
    sheet = person.window.desk.sheet
    return [mark.state for mark in marks_of(sheet.visit)] if sheet else []


def test_one_key_walks_through_the_moved_passages_and_confirms_each(person: Person) -> None:
    open_visit(person, DRAFT_VISIT)
    person.attach("scratchy throat", "R07.0")
    write_at_the_top(person)
    assert states(person) == [EvidenceState.MOVED] * 2
    for left in (1, 0):
        person.hands.press("Ctrl+Shift+M")
        person.wait(lambda left=left: states(person).count(EvidenceState.MOVED) == left, f"{left} moved passages")  # type: ignore[misc]
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert all(row.is_billable for row in sheet.visit.assignments)


# the next person at this computer -----------------------------------------------------------------------------------


def test_the_lock_covers_the_palette_and_the_toast(person: Person) -> None:
    person.open_main_visit()
    person.attach("Urinary tract infection", "N39.0")
    palette = person.window.finder.palette
    person.hands.press("Ctrl+P")
    person.wait(palette.isVisible, "palette")
    person.hands.press("Ctrl+L")
    assert not palette.isVisible()
    assert palette.list.model().rowCount() == 0
    assert not person.window.toast.isVisible()


def test_records_of_one_practice_are_not_shown_in_the_next(person: Person) -> None:
    """Typed and not saved in one practice, then another one opened: its people are its own, and the words wait."""
    window = person.window
    window.show_page("records")
    person.wait(lambda: not window.records.is_empty, "records")
    assert window.records.open_at(RIVERA)
    field = window.records.form.box("name.last")
    field.take_focus()
    person.hands.type("Riviera", into=field.editor)
    session = window.session
    assert session is not None
    vault = session.desk.vault.path
    window.lock()
    assert window.records.is_empty
    make_other_practice(person)
    window.show_page("records")
    person.wait(lambda: not window.records.is_empty, "records of the other practice")
    assert not window.records.open_at(RIVERA)
    window.lock()
    unlock(person, vault)
    window.show_page("records")
    person.wait(lambda: not window.records.is_empty, "records")
    assert window.records.open_at(RIVERA)
    assert window.records.form.box("name.last").text == "Riviera"


def make_other_practice(person: Person) -> None:
    window, page = person.window, person.window.create_page
    window.unlock_page.new_button.click()
    page.name_field.setText("Larch Street Clinic")
    for field in (page.passphrase_field, page.again_field):
        field.setText("three quiet larches")
    page.create_button.click()
    person.wait(lambda: bool(page.code.text()), "recovery code")
    page.finish_button.click()
    person.wait(lambda: window.session is not None, "desk")


def test_the_page_of_a_new_practice_keeps_no_secret(person: Person) -> None:
    person.window.lock()
    make_other_practice(person)
    page = person.window.create_page
    assert (page.code.text(), page.passphrase_field.text(), page.again_field.text()) == ("", "", "")


def test_the_practice_that_was_locked_is_the_one_to_unlock(person: Person) -> None:
    person.window.lock()
    make_other_practice(person)
    person.window.lock()
    assert person.window.unlock_page.vault_box.currentText() == "Larch Street Clinic"


# room ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("font", [13, 18])
def test_no_word_of_the_rail_is_cut(person: Person, font: int) -> None:
    person.window.appearance.set_font_size(font)
    person.hands.settle()
    words = [
        (row.text(), row.fontMetrics().horizontalAdvance(row.text()), row.width()) for row in person.window.rail.buttons
    ]
    assert [word for word, wanted, there in words if wanted + 4 > there] == []


@pytest.mark.parametrize("font", [13, 18])
def test_fields_in_a_low_window_are_as_high_as_their_letters(person: Person, font: int) -> None:
    window = person.window
    window.appearance.set_font_size(font)
    window.resize(900, 450)
    window.show_page("records")
    person.wait(lambda: not window.records.is_empty, "records")
    window.records.open_at(RIVERA)
    person.hands.settle()
    editor = window.records.form.box("name.last").editor
    assert editor.height() >= editor.fontMetrics().height() + 8
