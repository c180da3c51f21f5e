"""The worklist as a person uses it: keys, clicks, empty states."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.ui.models.worklist_model import Order
from coderdesk.ui.views.desk.worklist_panel import WorklistPanel
from tests.helpers.desk_rows import TODAY, worklist_row

ROWS = (
    worklist_row(1),
    worklist_row(2, patient_last="Chen", date_of_service=date(2026, 5, 9)),
    worklist_row(3, patient_last="Abara", status=EncounterStatus.CODED, date_of_service=date(2026, 6, 1)),
)


@pytest.fixture
def panel(qtbot: QtBot) -> WorklistPanel:
    made = WorklistPanel()
    qtbot.addWidget(made)
    made.resize(260, 500)
    made.show()
    made.show_rows(ROWS, TODAY)
    return made


def rows_of(panel: WorklistPanel) -> QListView:
    return panel.findChild(QListView)


def field_of(panel: WorklistPanel) -> QLineEdit:
    return panel.findChild(QLineEdit)


def chip(panel: WorklistPanel, words: str) -> QPushButton:
    return next(button for button in panel.findChildren(QPushButton) if button.text().startswith(words))


def chosen_by(panel: WorklistPanel) -> list[str]:
    heard: list[str] = []
    panel.visit_chosen.connect(heard.append)
    return heard


def test_click_chooses(panel: WorklistPanel, qtbot: QtBot) -> None:
    heard = chosen_by(panel)
    view = rows_of(panel)
    at = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard == ["visit-2"]
    assert panel.selected() == "visit-2"


def test_enter_chooses_and_arrows_do_not(panel: WorklistPanel, qtbot: QtBot) -> None:
    heard = chosen_by(panel)
    panel.select("visit-1")
    qtbot.keyClick(rows_of(panel), Qt.Key.Key_Down)
    assert heard == []
    qtbot.keyClick(rows_of(panel), Qt.Key.Key_Return)
    assert heard == ["visit-2"]


def test_select_and_show_rows_are_silent(panel: WorklistPanel) -> None:
    heard = chosen_by(panel)
    panel.select("visit-3")
    panel.show_rows(ROWS, TODAY)
    assert heard == []
    assert panel.selected() == "visit-3"


def test_a_refresh_keeps_the_selection(panel: WorklistPanel) -> None:
    """A visit that came before it in the meantime moves it down, not away."""
    panel.select("visit-2")
    panel.show_rows((worklist_row(9, date_of_service=date(2026, 1, 1)), *ROWS), TODAY)
    assert panel.selected() == "visit-2"


def test_typing_then_enter_opens_the_only_match(panel: WorklistPanel, qtbot: QtBot) -> None:
    heard = chosen_by(panel)
    qtbot.keyClicks(field_of(panel), "chen")
    qtbot.keyClick(field_of(panel), Qt.Key.Key_Return)
    assert heard == ["visit-2"]


def test_typing_then_enter_with_several_goes_into_the_list(panel: WorklistPanel, qtbot: QtBot) -> None:
    heard = chosen_by(panel)
    qtbot.keyClicks(field_of(panel), "lakeshore")
    qtbot.keyClick(field_of(panel), Qt.Key.Key_Return)
    assert heard == []
    assert panel.selected() == "visit-1"


def test_empty_filter_says_what_to_do(panel: WorklistPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(field_of(panel), "xyz")
    words = panel._empty.accessibleName()
    assert panel._empty.isVisible()
    assert words == "No visit matches “xyz” Esc clears the filter."
    qtbot.keyClick(field_of(panel), Qt.Key.Key_Escape)
    assert rows_of(panel).isVisible()
    assert field_of(panel).text() == ""


def test_the_empty_state_has_a_button(panel: WorklistPanel, qtbot: QtBot) -> None:
    panel.set_filter("xyz")
    qtbot.mouseClick(chip(panel, "Clear the filter"), Qt.MouseButton.LeftButton)
    assert rows_of(panel).model().rowCount() == 3


def test_chips_count_and_filter(panel: WorklistPanel, qtbot: QtBot) -> None:
    assert (chip(panel, "All").text(), chip(panel, "To code").text(), chip(panel, "Billed").text()) == (
        "All 3",
        "To code 2",
        "Billed",
    )
    qtbot.mouseClick(chip(panel, "Coded"), Qt.MouseButton.LeftButton)
    assert rows_of(panel).model().rowCount() == 1


def test_select_opens_a_filter_that_hides_the_visit(panel: WorklistPanel) -> None:
    panel.set_filter("chen", EncounterStatus.TO_CODE)
    field_of(panel).setFocus()
    panel.select("visit-3")
    assert field_of(panel).hasFocus()
    assert panel.selected() == "visit-3"
    assert field_of(panel).text() == ""


def test_order_keeps_the_selection(panel: WorklistPanel) -> None:
    panel.select("visit-1")
    panel.set_order(Order.PATIENT)
    assert panel.selected() == "visit-1"
    assert rows_of(panel).currentIndex().row() == 2


def test_next_open_follows_filter_and_order(panel: WorklistPanel) -> None:
    assert panel.next_open("visit-1") == "visit-2"
    panel.set_filter("rivera")
    assert panel.next_open("visit-1") is None


def test_before_anything_is_there(qtbot: QtBot) -> None:
    panel = WorklistPanel()
    qtbot.addWidget(panel)
    assert "No visits yet" in panel._empty.accessibleName()
    panel.show_loading()
    panel.show_rows((), TODAY)
    assert "No visits yet" in panel._empty.accessibleName()


def test_every_control_has_a_name(panel: WorklistPanel) -> None:
    buttons = [button for button in panel.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) == 8
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert field_of(panel).accessibleName()
    assert rows_of(panel).accessibleName()
