"""A coder's own book at the real window: favourites, notes, chips, comparison, copy and the cheat sheet by their keys."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.services import own_codes
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from tests.helpers.person import Person, at_the_window

ICD = CodeSystem.ICD10CM


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    """The main visit is open and the cursor stands in the empty search field."""
    assert library is not None
    with at_the_window(qtbot, qapp, demo_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(demo_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        made.open_main_visit()
        made.hands.press("Ctrl+K")
        made.wait(lambda: not browser(made).own.is_empty, "own codes")
        yield made


def browser(person: Person) -> BrowserPanel:
    return person.window.desk.browser


def look_up(person: Person, code: str) -> None:
    """Type a code and wait until it is the chosen one."""
    browser(person).field.setFocus()
    person.hands.press("Ctrl+A")
    person.hands.type(code)
    person.wait(lambda: person.current() == code, code)


def marks(person: Person) -> own_codes.OwnMarks:
    assert person.window.session is not None
    return own_codes.own_marks(desk=person.window.session.desk)


def shown_own(person: Person) -> list[str]:
    return [row.hit.code.value if row.hit else row.words for row in browser(person).own.rows]


def is_starred(person: Person, *, is_favourite: bool) -> bool:
    return browser(person).detail.tools.star_button.isChecked() is is_favourite


def is_shown(person: Person, code: str) -> bool:
    shown = browser(person).detail.shown_code
    return shown is not None and shown.value == code


def narrow_family(person: Person, words: str) -> None:
    browser(person).field.setFocus()
    person.hands.press("Ctrl+A")
    person.hands.type(words)
    person.wait(lambda: browser(person).narrow.is_shown, "chips")


def test_an_empty_field_shows_the_favourites_of_the_visits_specialty_first(person: Person) -> None:
    assert shown_own(person)[:3] == ["Family medicine", "I10", "E11.9"]


def test_down_and_enter_attach_a_favourite(person: Person) -> None:
    person.hands.select_words(person.window.desk.documents.text_view, "Urinary tract infection")
    person.wait(lambda: person.current() == "N39.0", "the search ahead")
    browser(person).field.clear()
    browser(person).field.setFocus()
    person.hands.press("Down")
    person.wait(lambda: person.current() == "I10", "the first favourite")
    person.hands.press("Return")
    person.wait(lambda: person.codes() == ["I10"], "I10")


def test_the_star_is_set_and_taken_away_by_its_key(person: Person) -> None:
    look_up(person, "N30.00")
    for is_favourite in (True, False):
        person.hands.press("Ctrl+D")
        person.wait(partial(is_starred, person, is_favourite=is_favourite), "the star")
        assert ((ICD, "N30.00") in marks(person).favourite_keys) is is_favourite


def test_a_new_favourite_stands_in_the_group_of_the_visits_provider(person: Person) -> None:
    look_up(person, "N30.00")
    person.hands.click(browser(person).detail.tools.star_button)
    person.wait(lambda: (ICD, "N30.00") in marks(person).favourite_keys, "the favourite")
    assert next(one.group for one in marks(person).favourites if one.value == "N30.00") == "Family medicine"


def test_favourites_are_ordered_by_alt_and_arrow(person: Person) -> None:
    person.hands.press("Down")
    person.hands.press("Alt+Down")
    person.wait(lambda: shown_own(person)[1:3] == ["E11.9", "I10"], "the new order")
    assert browser(person).own.current_row().hit.code.value == "I10"  # type: ignore[union-attr]


def test_a_code_that_was_attached_is_remembered_as_looked_at(person: Person) -> None:
    person.attach("Urinary tract infection", "N30.00")
    own_book = person.window.desk.own_book
    assert own_book is not None
    own_book.remember()
    person.wait(lambda: marks(person).recent == ((ICD, "N30.00"),), "remembered")
    browser(person).field.clear()
    assert shown_own(person)[-2:] == ["Looked at lately", "N30.00"]


def test_a_note_is_written_in_place_and_stands_on_the_page(person: Person) -> None:
    look_up(person, "N30.00")
    person.wait(lambda: browser(person).detail.shown_code is not None, "page")
    person.hands.press("Ctrl+Shift+E")
    person.hands.type("Blood in the urine makes it N30.01.")
    person.hands.press("Return")
    person.wait(lambda: (ICD, "N30.00") in marks(person).notes, "the note")
    assert "Blood in the urine" in browser(person).detail.page.toPlainText()
    assert browser(person).detail.note.isHidden()


def test_escape_leaves_a_note_as_it_was(person: Person) -> None:
    look_up(person, "N39.0")
    before = marks(person).notes[ICD, "N39.0"].text
    person.hands.press("Ctrl+Shift+E")
    person.hands.type(" and more")
    person.hands.press("Esc")
    assert marks(person).notes[ICD, "N39.0"].text == before


def test_chips_narrow_a_family_by_the_keyboard_alone(person: Person) -> None:
    """femur fracture / Ctrl+R / side: left / episode: initial"""
    narrow_family(person, "femur fracture")
    bar = browser(person).narrow
    person.hands.press("Ctrl+R")
    assert QApplication.focusWidget() in bar.axis_chips.values()
    for axis, value in (("Side", "left"), ("Episode", "initial")):
        if axis not in bar.axis_chips:
            pytest.fail(f"{axis} is not among {list(bar.axis_chips)}")
        bar.axis_chips[axis].setFocus()
        person.hands.press("Space")
        bar.value_chips[value].setFocus()
        person.hands.press("Space")
        bar.show_all()
    assert bar.chosen == {"Side": "left", "Episode": "initial"}
    titles = [browser(person).hits.model().index(row, 0).data() for row in range(browser(person).hits.hits)]
    assert titles
    assert all("left" in title and "initial encounter" in title for title in titles)


def test_clearing_the_chips_brings_the_hits_back(person: Person) -> None:
    narrow_family(person, "femur fracture")
    view, bar = browser(person).hits, browser(person).narrow
    before = [view.model().index(row, 0).data() for row in range(view.hits)]
    person.hands.click(bar.axis_chips["Side"])
    person.hands.click(bar.value_chips["left"])
    assert [view.model().index(row, 0).data() for row in range(view.hits)] != before
    person.hands.press("Esc")
    assert [view.model().index(row, 0).data() for row in range(view.hits)] == before


def test_chips_move_no_hit_when_they_appear(person: Person) -> None:
    person.hands.type("femur fracture")
    person.wait(lambda: browser(person).hits.hits > 0, "hits")
    hits = browser(person).hits
    place = hits.mapTo(person.window, QPoint(0, 0))
    person.wait(lambda: browser(person).narrow.is_shown, "chips")
    assert hits.mapTo(person.window, QPoint(0, 0)) == place


def test_two_codes_are_compared_and_escape_goes_back(person: Person) -> None:
    look_up(person, "N39.0")
    person.hands.press("Ctrl+Shift+D")
    look_up(person, "N30.00")
    person.hands.press("Ctrl+Shift+D")
    compare = browser(person).compare
    person.wait(compare.isVisible, "comparison")
    words = compare.text.toPlainText()
    assert all(part in words for part in ("N39.0", "N30.00", "Never together"))
    person.hands.press("Esc")
    assert not compare.isVisible()
    assert browser(person).hits.isVisible()


def test_a_code_is_copied_with_and_without_its_title(person: Person) -> None:
    look_up(person, "N30.00")
    person.hands.press("Ctrl+C")
    assert QApplication.clipboard().text() == "N30.00"
    person.hands.press("Ctrl+Shift+C")
    assert QApplication.clipboard().text() == "N30.00 Acute cystitis without hematuria"


def test_selected_words_of_the_field_are_copied_as_words(person: Person) -> None:
    look_up(person, "N30.00")
    browser(person).field.setText("cystitis acute")
    person.hands.press("Ctrl+A")
    person.hands.press("Ctrl+C")
    assert QApplication.clipboard().text() == "cystitis acute"


def test_a_code_is_copied_with_its_notes_from_the_menu(person: Person) -> None:
    look_up(person, "N39.0")
    person.wait(lambda: browser(person).detail.shown_code is not None, "page")
    menu = browser(person).tools.menu()
    next(action for action in menu.actions() if "notes" in action.text()).trigger()
    copied = QApplication.clipboard().text()
    assert copied.startswith("N39.0 Urinary tract infection")
    assert "Excludes1" in copied
    assert "Ask for the site" in copied


def test_tab_takes_the_rest_of_the_word_and_the_focus_stays(person: Person) -> None:
    person.hands.type("hyperten")
    field = browser(person).field
    person.wait(lambda: bool(field.offer), "the rest of the word")
    person.hands.press("Tab")
    assert field.text() == "hypertension"
    assert QApplication.focusWidget() is field


def test_the_mouse_goes_back_and_forward(person: Person) -> None:
    panel = browser(person)
    for code in ("E11.9", "N39.0"):
        panel.open_code(ICD, code)
        person.wait(partial(is_shown, person, code), code)
    for button, code in ((Qt.MouseButton.BackButton, "E11.9"), (Qt.MouseButton.ForwardButton, "N39.0")):
        QTest.mouseClick(panel.detail.page.viewport(), button)
        person.wait(partial(is_shown, person, code), code)


def test_favourites_are_printed_from_the_palette(person: Person) -> None:
    person.window.trigger("cheat_sheet")
    person.wait(lambda: len(list(person.documents.rglob("Favourite codes.pdf"))) == 1, "cheat sheet")


def test_after_locking_nothing_of_the_practice_stays(person: Person) -> None:
    panel = browser(person)
    person.window.lock()
    assert panel.own.is_empty
    assert panel.tools.marks.notes == {}


def test_a_favourite_gets_a_group_of_its_own_from_the_menu(person: Person) -> None:
    person.hands.press("Down")
    person.wait(lambda: person.current() == "I10", "I10")
    menu = browser(person).tools.menu()
    next(action for action in menu.actions() if action.text().startswith("Group")).trigger()
    person.hands.type("Heart")
    person.hands.press("Return")
    person.wait(lambda: "Heart" in shown_own(person), "the new group")
    assert shown_own(person)[shown_own(person).index("Heart") + 1] == "I10"
