"""Work in pieces: in order, one a turn, and all of it before a key or a click is heard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coderdesk.ui.turns import Turns


def test_the_first_piece_at_once_the_others_in_their_turns(qtbot: QtBot, qapp: QApplication) -> None:
    turns, done = Turns(), list[int]()
    turns.run([lambda: done.append(1), lambda: done.append(2), lambda: done.append(3)])
    assert done == [1]
    assert turns.is_pending
    qapp.processEvents()
    assert done[:2] == [1, 2]
    qtbot.waitUntil(lambda: done == [1, 2, 3])
    assert not turns.is_pending


def test_a_key_finds_everything_done(qtbot: QtBot) -> None:
    """The field sees the letter only after all pieces."""
    turns, done = Turns(), list[str]()
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.textChanged.connect(done.append)
    turns.run([lambda: None, lambda: done.append("piece"), lambda: done.append("last piece")])
    assert done == []
    QTest.keyClick(field, Qt.Key.Key_X)
    assert done == ["piece", "last piece", "x"]


def test_a_click_finds_everything_done(qtbot: QtBot) -> None:
    turns, done = Turns(), list[str]()
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    turns.run([lambda: None, lambda: done.append("piece")])
    QTest.mousePress(field, Qt.MouseButton.LeftButton)
    assert done == ["piece"]


def test_new_work_finishes_the_old_first_and_dropped_work_is_never_done(qapp: QApplication) -> None:
    turns, done = Turns(), list[str]()
    turns.run([lambda: done.append("a1"), lambda: done.append("a2")])
    turns.run([lambda: done.append("b1"), lambda: done.append("b2")])
    assert done == ["a1", "a2", "b1"]
    turns.drop()
    qapp.processEvents()
    turns.finish()
    assert done == ["a1", "a2", "b1"]


def test_a_piece_that_asks_for_the_end_is_not_done_twice() -> None:
    turns, done = Turns(), list[str]()

    def asks() -> None:
        turns.finish()
        done.append("asked")

    turns.run([asks, lambda: done.append("after")])
    assert done == ["asked"]
    turns.finish()
    assert done == ["asked", "after"]
