"""A long text comes into its view piece by piece, whole in the end, and the reader is where he was."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.page import FIRST_SET, LONGEST_RUN, Page, laid_out
from tests.helpers.desk_rows import document, mark_on

LINES = "".join(
    f"VISIT {number}\nLine {number}: no acute distress, lungs clear.\nBP   120/80   pulse   70\nRR   12     SpO2   98\n\n"
    for number in range(900)
)
CHART = document(LINES, "chart")
SHORT = document("ASSESSMENT\nCough.\n", "short")


def view_of(qtbot: QtBot, shown: Document) -> DocumentView:
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(700, 420)
    view.show()
    view.show_page(Page(shown, 15, view), 15)
    return view


def is_whole(view: DocumentView) -> bool:
    return view.page is not None and view.page.is_whole


def settled(qtbot: QtBot, view: DocumentView) -> None:
    qtbot.waitUntil(lambda: not view.unrolling.is_busy)


def formats(text: QTextDocument) -> list[tuple[str, bool, int]]:
    found, block = [], text.begin()
    while block.isValid():
        runs = block.textFormats()
        weight = runs[0].format.fontWeight() if runs else 0
        found.append((block.text(), block.blockFormat().nonBreakableLines(), weight))
        block = block.next()
    return found


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        LINES.replace("\n", "\r\n"),
        "word " * 20_000,
        "x" * (3 * LONGEST_RUN + 1),
        LINES.replace("Line", "\U0001f600"),
    ],
)
def test_it_is_set_first_in_part_and_in_the_end_whole(qtbot: QtBot, text: str) -> None:
    """a chart / with carriage returns / one paragraph / not a blank in it / emoji"""
    shown = document(text, "long")
    view = view_of(qtbot, shown)
    assert not is_whole(view)
    assert 0 < len(view.toPlainText()) < len(text)
    settled(qtbot, view)
    assert is_whole(view)
    assert view.toPlainText() == text.replace("\r\n", "\n")
    whole = laid_out(text, 15, view)
    assert formats(view.document()) == formats(whole)


def test_a_short_one_is_there_at_once(qtbot: QtBot) -> None:
    view = view_of(qtbot, document("x\n" * (FIRST_SET // 2 - 1)))
    assert is_whole(view)
    assert not view.unrolling.is_busy


def test_nothing_that_is_in_view_moves_while_the_rest_comes_in(qtbot: QtBot) -> None:
    view = view_of(qtbot, CHART)
    view.select_span(10, 40)
    before = view.current_selection(), view.verticalScrollBar().value(), view.cursorRect().topLeft()
    settled(qtbot, view)
    assert (view.current_selection(), view.verticalScrollBar().value(), view.cursorRect().topLeft()) == before


def test_a_passage_far_below_is_reached_when_its_place_is_there(qtbot: QtBot) -> None:
    view = view_of(qtbot, CHART)
    start = LINES.index("Line 880")
    view.scroll_to(start, start + 8)
    settled(qtbot, view)
    assert view.caret() == start
    assert 0 <= view.cursorRect().top() < view.viewport().height()


def test_selecting_far_below_does_not_wait(qtbot: QtBot) -> None:
    """what is attached next must have its passage"""
    view = view_of(qtbot, CHART)
    start = LINES.index("Line 880")
    view.select_span(start, start + 8)
    selection = view.current_selection()
    assert selection is not None
    assert selection.text == "Line 880"


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_End])
def test_a_key_that_reaches_to_the_end_reaches_the_end_of_all(qtbot: QtBot, key: Qt.Key) -> None:
    view = view_of(qtbot, CHART)
    QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, view)
    cursor = view.textCursor()
    assert cursor.position() == len(LINES)
    assert cursor.hasSelection() == (key == Qt.Key.Key_A)


def test_broken_anew_the_reader_stays_at_his_line(qtbot: QtBot) -> None:
    view = view_of(qtbot, CHART)
    settled(qtbot, view)
    place = LINES.index("Line 600")
    view.put_on_top(place)
    view.select_span(place, place + 8)
    assert view.top_place() == place
    view.resize(360, 420)
    settled(qtbot, view)
    assert abs(view.top_place() - place) < 60
    selection = view.current_selection()
    assert selection is not None
    assert selection.text == "Line 600"
    view.resize(700, 420)
    settled(qtbot, view)
    assert abs(view.top_place() - place) < 60


def test_another_document_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    panel = DocumentPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    panel.show_visit((CHART, SHORT), ())
    view = panel.text_view
    settled(qtbot, view)
    place = LINES.index("Line 700")
    view.put_on_top(place)
    scroll = view.verticalScrollBar().value()
    panel.show_document(str(SHORT.id))
    assert view.toPlainText() == SHORT.text
    panel.show_document(str(CHART.id))
    settled(qtbot, view)
    assert (view.verticalScrollBar().value(), view.caret()) == (scroll, place)


def test_another_size_keeps_the_line(qtbot: QtBot) -> None:
    panel = DocumentPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    panel.show_visit((CHART,), (mark_on(CHART, "Line 700"),))
    settled(qtbot, panel.text_view)
    place = LINES.index("Line 700")
    panel.text_view.put_on_top(place)
    panel.set_document_font_size(20)
    settled(qtbot, panel.text_view)
    assert abs(panel.text_view.top_place() - place) < 60


def test_what_waited_for_another_document_is_forgotten(qtbot: QtBot) -> None:
    view = view_of(qtbot, CHART)
    start = LINES.index("Line 880")
    view.scroll_to(start, start + 8)
    view.show_page(Page(SHORT, 15, view), 15)
    assert view.caret() == 0
    view.moveCursor(QTextCursor.MoveOperation.End)
    assert view.caret() == len(SHORT.text)


def test_lines_stand_one_below_the_other(qtbot: QtBot) -> None:
    """pieces are joined without a gap or an overlap"""
    view = view_of(qtbot, CHART)
    settled(qtbot, view)
    layout, block, tops = view.document().documentLayout(), view.document().begin(), []
    while block.isValid():
        tops.append(layout.blockBoundingRect(block).top())
        block = block.next()
    steps = {round(after - before) for before, after in pairwise(tops)}
    assert steps == {24}
