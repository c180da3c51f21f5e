"""The book without a visit: another day's codes, the PCS builder by keyboard, the small lists."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from coderdesk.ui.models.rows import hit_words
from coderdesk.ui.views.book.book_page import BookPage
from coderdesk.ui.views.desk.browser_panel import BrowserPanel
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, demo_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    assert library is not None
    with at_the_window(qtbot, qapp, demo_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(demo_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        made.hands.press("Ctrl+4")
        made.wait(lambda: made.window.beside.book_feeds.imports.is_idle, "book")
        yield made


def book(person: Person) -> BookPage:
    return person.window.beside.book


def search(person: Person, words: str, value: str) -> BrowserPanel:
    browser = book(person).browser
    browser.field.setFocus()
    browser.field.clear()
    person.hands.type(words)
    person.wait(lambda: (code := browser.current_code()) is not None and code.value == value, value)
    person.wait(lambda: (shown := browser.detail.shown_code) is not None and shown.value == value, "page")
    return browser


def choose(person: Person, character: str, chosen: str) -> None:
    """Type a character into the builder and wait for what is chosen then."""
    person.hands.type(character)
    person.wait(lambda: book(person).builder.chosen == chosen, chosen)


def test_codes_are_read_without_a_visit_and_nothing_is_offered_to_attach(person: Person) -> None:
    browser = search(person, "E11.22", "E11.22")
    assert person.window.desk.sheet is None
    assert not browser.detail.attach_button.isVisible()
    text = browser.detail.page.toPlainText()
    for words in ("HCC V28: 37", "chronic", "Use additional code", "Risk adjustment", "In ICD-9-CM", "250.40"):
        assert words in text


def test_enter_opens_the_page_of_the_chosen_code(person: Person) -> None:
    browser = search(person, "N39.0", "N39.0")
    person.hands.press("Return")
    assert browser.detail.page.hasFocus()


def test_an_ended_code_is_found_with_its_date_and_what_to_look_at_instead(person: Person) -> None:
    browser = search(person, "T52.8X1A", "T52.8X1A")
    hit = browser.hits.current_hit()
    assert hit is not None
    assert "ended 09/30/2026" in hit_words(hit)
    assert "now T52.811A" in hit_words(hit)
    text = browser.detail.page.toPlainText()
    assert "ended on 09/30/2026" in text
    assert "Look at instead: T52.811A" in text
    browser.detail.page.code_link_clicked.emit(CodeSystem.ICD10CM, "T52.811A")
    person.wait(lambda: (shown := browser.detail.shown_code) is not None and shown.value == "T52.811A", "successor")


def test_another_day_shows_the_books_of_that_day(person: Person) -> None:
    search(person, "T52.8X1A", "T52.8X1A")
    book(person).day_field.set_day(date(2026, 9, 30))
    browser = search(person, "T52.8X1A", "T52.8X1A")
    hit = browser.hits.current_hit()
    assert hit is not None
    assert hit.billable_on_date
    assert browser.date_of_service == date(2026, 9, 30)
    person.hands.click(book(person).today_button)
    assert browser.date_of_service == date(2026, 11, 22)


def test_a_procedure_code_is_built_with_the_keyboard_alone(person: Person) -> None:
    """0DB6 stomach, 8 endoscopic; the device has one character only and is taken by itself; Z ends it."""
    person.hands.press("Alt+P")
    builder = book(person).builder
    person.wait(lambda: bool(builder.columns[0].labels), "first axis")
    whole = builder.left_words.text()
    for character, chosen in (("0", "0"), ("d", "0D"), ("B", "0DB"), ("6", "0DB6"), ("8", "0DB68Z")):
        choose(person, character, chosen)
    assert builder.left_words.text() != whole
    assert builder.code is None
    person.hands.press("Down")
    person.hands.press("Down")
    person.hands.press("Return")
    person.wait(lambda: builder.code is not None, "code")
    assert builder.chosen == "0DB68ZZ"
    assert builder.title.text() == builder.code.title if builder.code else False
    person.hands.press("Space")
    browser = book(person).browser
    person.wait(lambda: (shown := browser.detail.shown_code) is not None and shown.value == "0DB68ZZ", "page")
    assert book(person).section == "codes"


def test_left_goes_back_and_another_character_begins_again_from_there(person: Person) -> None:
    person.hands.press("Alt+P")
    builder = book(person).builder
    person.wait(lambda: bool(builder.columns[0].labels), "first axis")
    for character, chosen in (("0", "0"), ("D", "0D"), ("B", "0DB")):
        choose(person, character, chosen)
    person.hands.press("Left")
    person.hands.press("Left")
    person.hands.type("F")
    person.wait(lambda: builder.chosen == "0F", "0F")
    person.hands.click(builder.again_button)
    person.wait(lambda: builder.chosen == "", "beginning")


def test_a_column_that_is_not_due_takes_nothing(person: Person) -> None:
    person.hands.press("Alt+P")
    builder = book(person).builder
    person.wait(lambda: bool(builder.columns[0].labels), "first axis")
    builder.columns[4].taken.emit("0")
    person.wait(lambda: builder.chosen == "", "nothing")


def test_a_small_list_is_narrowed_by_words_and_by_code(person: Person) -> None:
    person.hands.press("Alt+L")
    lists = book(person).lists
    person.wait(lambda: lists.model.rowCount() > 0, "places of service")
    lists.choose(CodeSet.MSDRG)
    person.wait(lambda: lists.model.all_rows > 700, "weights")
    person.hands.type("heart failure", into=lists.field)
    shown = [str(lists.model.index(row, 0).data()) for row in range(lists.model.rowCount())]
    assert shown == ["291", "292", "293"]
    lists.field.clear()
    person.hands.type("no such words", into=lists.field)
    assert lists.model.rowCount() == 0
    assert not lists.table.isVisible()


def test_the_books_close_with_the_vault(person: Person) -> None:
    search(person, "E11.9", "E11.9")
    person.hands.press("Ctrl+L")
    person.wait(lambda: person.window.session is None, "lock")
    assert book(person).browser.hits.hits == 0
    assert book(person).browser.date_of_service is None
