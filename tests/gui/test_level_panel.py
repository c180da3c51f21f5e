"""The level of a visit weighed at the real window: words selected, a key pressed, and the worksheet printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.em_elements import Element, PatientStatus
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from coderdesk.ui.marks import Mark, MarkKind, marks_of
from coderdesk.ui.models.level_rows import KEYS, ElementRow, TickRow
from coderdesk.ui.views.desk.level_panel import LevelPanel
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        somebody.window.desk.documents.setFocus()
        yield somebody


def opened(person: Person) -> LevelPanel:
    person.hands.press("Ctrl+Shift+L")
    person.wait(lambda: bool(person.window.findChildren(LevelPanel)), "panel")
    panel = person.window.findChildren(LevelPanel)[0]
    person.wait(lambda: panel.sheet is not None, "worksheet")
    return panel


def select(person: Person, words: str) -> None:
    person.hands.select_words(person.window.desk.documents.text_view, words)


def ticked(panel: LevelPanel) -> list[tuple[Element, str]]:
    return [(row.element, row.evidence.quotation) for row in panel.list.rows.rows if isinstance(row, TickRow)]


def tick(person: Person, panel: LevelPanel, words: str, element: Element) -> None:
    before = len(ticked(panel))
    select(person, words)
    person.hands.press(KEYS[element])
    person.wait(lambda: len(ticked(panel)) == before + 1, element.value)


def place_of(panel: LevelPanel, kind: type[ElementRow] | type[TickRow], element: Element) -> int:
    return next(at for at, row in enumerate(panel.list.rows.rows) if isinstance(row, kind) and row.element is element)


def choose_status(panel: LevelPanel, status: PatientStatus) -> None:
    panel.status_box.setCurrentIndex(panel.status_box.findData(status))
    panel.status_box.activated.emit(panel.status_box.currentIndex())


def test_words_selected_and_a_key_tick_an_element_and_the_result_says_what_limits_it(person: Person) -> None:
    panel = opened(person)
    assert panel.code_label.text() == "–"
    choose_status(panel, PatientStatus.ESTABLISHED)
    tick(person, panel, "Urinary tract infection", Element.SIMPLE_ACUTE)
    assert ticked(panel) == [(Element.SIMPLE_ACUTE, "Urinary tract infection")]
    assert panel.code_label.text() == "99212"
    assert panel.result_label.text().startswith("Straightforward, by decision making")
    assert "Limited by data and risk: one of them must reach low." in panel.result_label.text()
    select(person, "24 minutes")
    person.hands.press("T")
    person.wait(lambda: panel.code_label.text() == "99213", "level by time")
    assert "Low, by 24 minutes in all" in panel.result_label.text()
    assert panel.time_label.text() == "24 minutes: “24 minutes”"


def test_a_tick_without_words_is_refused_where_the_hand_is(person: Person) -> None:
    panel = opened(person)
    person.window.desk.documents.clear_selection()
    person.hands.press(KEYS[Element.PRESCRIPTION])
    person.wait(lambda: "Select them first" in panel.message.text(), "refusal")
    person.hands.press("T")
    assert "state the minutes" in panel.message.text()
    assert ticked(panel) == []


def test_a_click_ticks_and_the_cross_and_del_take_the_words_away(person: Person) -> None:
    panel = opened(person)
    select(person, "Urinary tract infection")
    rows = panel.list.rows
    panel.list.scrollTo(rows.index(place_of(panel, ElementRow, Element.MINOR_PROBLEM), 0))
    at = panel.list.visualRect(rows.index(place_of(panel, ElementRow, Element.MINOR_PROBLEM), 0)).center()
    person.hands.click(panel.list.viewport(), at)
    person.wait(lambda: len(ticked(panel)) == 1, "tick")
    box = panel.list.visualRect(rows.index(place_of(panel, TickRow, Element.MINOR_PROBLEM), 0))
    cross = box.topRight()
    cross.setX(box.right() - 18)
    cross.setY(box.top() + 9)
    person.hands.click(panel.list.viewport(), cross)
    person.wait(lambda: ticked(panel) == [], "no tick")
    tick(person, panel, "Urinary tract infection", Element.MINOR_PROBLEM)
    panel.list.setFocus()
    panel.list.setCurrentIndex(rows.index(place_of(panel, TickRow, Element.MINOR_PROBLEM), 0))
    person.hands.press("Del")
    person.wait(lambda: ticked(panel) == [], "no tick")


def test_one_name_makes_two_ticks_one_test(person: Person) -> None:
    panel = opened(person)
    words = {Element.TEST_ORDERED: "In-office urinalysis", Element.TEST_REVIEWED: "nitrite positive"}
    for element, quoted in words.items():
        panel.subject_field.setText("Urinalysis")
        tick(person, panel, quoted, element)
        assert panel.subject_field.text() == ""
    sheet = panel.sheet
    assert sheet is not None
    assert [one.subject for one in sheet.worksheet.ticks] == ["Urinalysis", "Urinalysis"]
    assert "straightforward" in next(row.words for row in panel.list.rows.rows if row.words.startswith("Data"))


def test_new_or_established_changes_the_code_and_the_worksheet_prints(person: Person) -> None:
    panel = opened(person)
    tick(person, panel, "Urinary tract infection", Element.SIMPLE_ACUTE)
    assert panel.code_label.text() == "99202"
    choose_status(panel, PatientStatus.ESTABLISHED)
    person.wait(lambda: panel.code_label.text() == "99212", "established patient")
    person.hands.click(panel.print_button)
    person.wait(lambda: bool(list(person.documents.rglob("Visit level *.pdf"))), "page")


def test_enter_attaches_nothing_while_the_worksheet_hides_the_code_book(person: Person) -> None:
    """A code that nobody sees is not attached; the search brings the code book back."""
    panel = opened(person)
    select(person, "Urinary tract infection")
    person.hands.press("Return")
    person.wait(lambda: True, "rest")
    assert person.codes() == []
    person.hands.press("Ctrl+K")
    assert not panel.isVisible()
    assert person.window.desk.browser.isVisible()


def test_the_columns_stand_at_a_glance_and_lead_to_their_part(person: Person) -> None:
    panel = opened(person)
    tick(person, panel, "Nitrofurantoin monohydrate", Element.PRESCRIPTION)
    risk = next(chip for column, chip in panel.chips.items() if column.value == "risk")
    assert risk.text() == "Risk: moderate"
    panel.list.scrollToTop()
    person.hands.click(risk)
    first = panel.list.indexAt(panel.list.viewport().rect().topLeft() + QPoint(20, 8))
    assert first.row() >= place_of(panel, ElementRow, Element.DISCUSSION)


def test_what_needs_the_code_book_or_the_coded_list_brings_them_back(person: Person) -> None:
    """Units, the search and the code book's own actions are never done unseen."""
    person.attach("Total time today 24 minutes", "99213")
    desk = person.window.desk
    for act in (desk.coded.edit_units, desk.aside.focus_search, lambda: desk.do_in_book("narrow")):
        desk.coded.select(desk.sheet.visit.services[0].id) if desk.sheet else None
        panel = opened(person)
        assert panel.isVisible()
        act()
        assert desk.coded.isVisible()
    person.wait(lambda: True, "rest")


def test_esc_and_the_same_key_lead_back_to_the_code_book(person: Person) -> None:
    panel = opened(person)
    panel.list.setFocus()
    person.hands.press("Esc")
    assert not panel.isVisible()
    person.hands.press("Ctrl+Shift+L")
    assert panel.isVisible()
    person.hands.press("Ctrl+Shift+L")
    assert not panel.isVisible()


def level_marks(person: Person) -> list[Mark]:
    sheet = person.window.desk.sheet
    return [mark for mark in marks_of(sheet.visit) if mark.kind is MarkKind.LEVEL] if sheet else []


def test_ticked_words_are_marked_in_the_document_and_ctrl_z_takes_ticks_back(person: Person) -> None:
    panel = opened(person)
    tick(person, panel, "Urinary tract infection", Element.SIMPLE_ACUTE)
    tick(person, panel, "Nitrofurantoin monohydrate", Element.PRESCRIPTION)
    document = person.window.desk.documents.text_view.toPlainText()
    assert [document[mark.start : mark.end] for mark in level_marks(person)] == [
        "Urinary tract infection",
        "Nitrofurantoin monohydrate",
    ]
    assert "✓ Level: " in person.window.desk.documents.text_view.accessibleDescription()
    person.hands.press("Ctrl+Z")
    person.wait(lambda: [element for element, _ in ticked(panel)] == [Element.SIMPLE_ACUTE], "one tick")
    person.hands.press("Ctrl+Z")
    person.wait(lambda: ticked(panel) == [], "no tick")
    assert level_marks(person) == []
