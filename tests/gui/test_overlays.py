"""Key sheet and palette: opened over the desk, used by keys alone, and the focus given back."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coderdesk.ui.actions import action_table
from coderdesk.ui.dialogs.key_sheet import KeyRow, KeySheet
from coderdesk.ui.dialogs.palette import CommandPalette, PaletteItem

ITEMS = (
    PaletteItem(kind="Commands", text="Export the claim", shortcut="Ctrl+E", key="export"),
    PaletteItem(kind="Visits", text="Rivera, Ana M", detail="05/04/2026", key="visit-1"),
    PaletteItem(kind="Patients", text="Rivera, Ana M", detail="born 03/17/1984", key="patient-1"),
)


class Desk(QWidget):
    """A window with one field that has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        self.resize(1000, 700)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


@pytest.fixture
def palette(desk: Desk) -> CommandPalette:
    def items(_text: str) -> Sequence[PaletteItem]:
        return ITEMS

    return CommandPalette(desk, items)


def shown(palette: CommandPalette) -> list[object]:
    return [item.key for item in palette._model.items]


def test_typing_finds_and_enter_chooses(palette: CommandPalette, qtbot: QtBot, desk: Desk) -> None:
    chosen: list[PaletteItem] = []
    palette.chosen.connect(chosen.append)
    palette.open()
    qtbot.keyClicks(palette.field, "riv")
    assert shown(palette) == ["visit-1", "patient-1"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen == [ITEMS[2]]
    assert not palette.isVisible()
    assert desk.focusWidget() is desk.field


def test_escape_gives_the_focus_back(palette: CommandPalette, qtbot: QtBot, desk: Desk) -> None:
    palette.open()
    assert desk.focusWidget() is palette.field
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert (palette.isVisible(), desk.focusWidget()) == (False, desk.field)


def test_a_click_beside_the_card_closes(palette: CommandPalette, qtbot: QtBot) -> None:
    palette.open()
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 690))
    assert not palette.isVisible()


def test_later_answers_follow_the_rest(palette: CommandPalette, qtbot: QtBot) -> None:
    """a code comes from the search of "riv"; one of an older question is dropped"""
    asked: list[str] = []
    palette.query_changed.connect(asked.append)
    palette.open()
    qtbot.keyClicks(palette.field, "riv")
    code = PaletteItem(kind="Codes", text="N39.0", key="code")
    palette.add_items("ri", (PaletteItem(kind="Codes", text="E11.9", key="old"),))
    palette.add_items("riv", (code,))
    assert asked == ["r", "ri", "riv"]
    assert shown(palette) == ["visit-1", "patient-1", "code"]


def test_a_later_answer_does_not_move_the_choice(palette: CommandPalette, qtbot: QtBot) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, "riv")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    palette.add_items("riv", (PaletteItem(kind="Codes", text="N39.0", key="code"),))
    assert palette.current_item() == ITEMS[2]


def test_nothing_found_says_what_to_try(palette: CommandPalette, qtbot: QtBot) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, "zzz")
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_the_card_follows_the_window(palette: CommandPalette, desk: Desk) -> None:
    palette.open()
    desk.resize(500, 400)
    assert palette.size() == desk.size()
    assert palette.card.geometry().right() < 500
    assert palette.card.geometry().bottom() <= 400


def test_key_sheet_shows_every_action_with_a_key(desk: Desk, qtbot: QtBot) -> None:
    sheet = KeySheet(desk)
    rows = [KeyRow(action.group, action.text, action.keys) for action in action_table() if action.keys]
    sheet.open(rows)
    words = {part.text() for part in sheet.findChildren(QLabel)}
    assert all({row.text, row.shortcut, row.group} <= words for row in rows)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert (sheet.isVisible(), desk.focusWidget()) == (False, desk.field)


def test_f1_closes_the_sheet_again(desk: Desk, qtbot: QtBot) -> None:
    sheet = KeySheet(desk)
    sheet.open([KeyRow("Coding", "Undo", "Ctrl+Z")])
    qtbot.keyClick(sheet.close_button, Qt.Key.Key_F1)
    assert not sheet.isVisible()
