"""Words within a passage that is attached already are selected like any others, by mouse and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.shared.paths import Paths
from tests.helpers.person import Person, at_the_window

PASSAGE = "Urinary tract infection, site not further localised"


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
        made.open_main_visit()
        yield made


def selected(person: Person) -> str:
    found = person.window.desk.documents.text_view.current_selection()
    return found.text if found else ""


def point_in(person: Person, words: str) -> QPoint:
    """In the middle of words that stand on one line."""
    view = person.window.desk.documents.text_view
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.toPlainText().index(words) + len(words) // 2)
    return view.cursorRect(cursor).center()


def test_by_mouse(person: Person) -> None:
    """While the attached words are still selected: within them, over each edge, all of them, and again within."""
    view = person.window.desk.documents.text_view
    person.attach(PASSAGE, "N39.0")
    assert selected(person) == PASSAGE
    for words in ("tract", "infection, site", "1. Urinary tract", PASSAGE, "tract infection", PASSAGE):
        person.hands.select_words(view, words)
        assert selected(person) == words
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_in(person, "infection, site"))
    person.hands.settle()
    assert selected(person) == "infection"


def test_a_click_within_what_is_selected_leaves_nothing_selected(person: Person) -> None:
    view = person.window.desk.documents.text_view
    person.attach(PASSAGE, "N39.0")
    person.hands.click(view.viewport(), point_in(person, "Urinary tract"))
    assert selected(person) == ""


def test_by_keyboard(person: Person) -> None:
    view = person.window.desk.documents.text_view
    person.attach(PASSAGE, "N39.0")
    person.hands.click(view.viewport(), point_in(person, "Urinary tract"))
    person.hands.press("Ctrl+Left")
    person.hands.press("Ctrl+Shift+Right")
    person.hands.press("Shift+Right")
    assert selected(person).startswith(("tract i", "Urinary t"))


def test_a_shifted_press_extends_what_is_selected(person: Person) -> None:
    view = person.window.desk.documents.text_view
    person.hands.select_words(view, "Urinary")
    at = point_in(person, "not further")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, at)
    person.hands.settle()
    assert selected(person).startswith("Urinary tract infection, site not")
