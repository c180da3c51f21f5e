"""A document as text: what is selected, where passages stand, and that marks move nothing."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import Document
from coderdesk.ui.marks import MarkKind, Selection
from coderdesk.ui.views.desk.document_view import DocumentView
from coderdesk.ui.views.desk.page import LONGEST_LINE, Page, line_height
from coderdesk.ui.views.desk.passages import chips, fragments, placed_in_lanes
from tests.helpers.desk_rows import document, mark_on

NOTE = document(
    "ASSESSMENT\n1. Urinary tract infection, site not specified.\n2. Nausea with vomiting, resolving.\n\nPLAN\nFluids.\n"
)
LONG = document("\n".join(f"Line {number}: no acute distress, lungs clear." for number in range(400)), "long")


def view_of(qtbot: QtBot, shown: Document) -> DocumentView:
    view = DocumentView()
    qtbot.addWidget(view)
    view.resize(700, 420)
    view.show()
    view.show_page(Page(shown, 15, view), 15)
    return view


def select(view: DocumentView, words: str) -> None:
    """As a drag of the mouse does, in Qt's own positions."""
    found = view.document().find(words)
    assert not found.isNull()
    view.setTextCursor(found)


@pytest.mark.parametrize(
    "text",
    [
        "Denies fever. Urinary tract infection.",
        "\U0001f600 smile \U0001f469\u200d\u2695\ufe0f Urinary tract infection.",
        "re\u0301sume\u0301 Urinary tract infection.",
        "first line\r\nsecond\r\n\U0001f600\r\nUrinary tract infection.\r\n",
        "hard\u00a0blank and tab\there\n\nUrinary tract infection.",
    ],
)
def test_selection_in_code_points(qtbot: QtBot, text: str) -> None:
    """plain / emoji and a joined family of them / combining accents / CRLF / hard blank and tab"""
    shown = document(text)
    view = view_of(qtbot, shown)
    select(view, "Urinary tract infection")
    start = text.index("Urinary")
    assert view.current_selection() == Selection(shown.id, start, start + 23, "Urinary tract infection")


def test_selected_emoji(qtbot: QtBot) -> None:
    view = view_of(qtbot, document("pain \U0001f600\U0001f600 now"))
    view.select_span(5, 6)
    assert view.textCursor().selectedText() == "\U0001f600"
    assert view.current_selection() == Selection(view.page.document.id, 5, 6, "\U0001f600")


def test_white_space_at_the_ends_is_not_selected(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    start = NOTE.text.index(" Urinary")
    view.select_span(start, NOTE.text.index("2. "))
    selected = view.current_selection()
    assert selected is not None
    assert (selected.start, selected.text) == (start + 1, "Urinary tract infection, site not specified.")


def test_only_white_space_is_nothing(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    blank = NOTE.text.index("\n\n")
    view.select_span(blank, blank + 2)
    assert view.current_selection() is None


def test_selection_is_told(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    heard: list[Selection | None] = []
    view.selection_changed.connect(heard.append)
    select(view, "Nausea")
    view.clear_selection()
    assert [one.text if one else None for one in heard] == ["Nausea", None]


def test_keyboard_selects_in_read_only_text(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(view, "xyz")
    selected = view.current_selection()
    assert selected is not None
    assert selected.text == "ASSESSMENT"
    assert view.toPlainText() == NOTE.text


def test_the_shown_text_is_the_stored_text(qtbot: QtBot) -> None:
    """Columns, headings and blank lines are set in faces of their own; not one character is added or left out."""
    text = "LAB\nTEST          RESULT    FLAG\nNitrite       Positive  A\n\nGI: fine\n  done   \n"
    view = view_of(qtbot, document(text))
    assert view.document().toRawText().replace("\u2029", "\n") == text


def test_marks_move_nothing(qtbot: QtBot) -> None:
    view = view_of(qtbot, LONG)
    view.verticalScrollBar().setValue(900)
    view.select_span(2000, 2040)
    before = (
        view.verticalScrollBar().value(),
        view.textCursor().selectionStart(),
        view.cursorRect(),
        view.document().size(),
    )
    edits = view.document().revision()
    view.set_marks(tuple(mark_on(LONG, f"Line {number}:", "A") for number in range(40, 80)))
    QApplication.processEvents()
    after = (
        view.verticalScrollBar().value(),
        view.textCursor().selectionStart(),
        view.cursorRect(),
        view.document().size(),
    )
    assert after == before
    assert view.document().revision() == edits


def test_a_passage_wears_its_tint(qtbot: QtBot) -> None:
    from coderdesk.ui.theme import theme_of

    view = view_of(qtbot, NOTE)
    plain = view.grab().toImage()
    mark = mark_on(NOTE, "Nausea with vomiting", "B")
    view.set_marks((mark,))
    marked = view.grab().toImage()
    tint = theme_of().tint("B").rgb()
    assert count(marked, tint) > 300
    assert count(plain, tint) == 0


def count(image: QImage, colour: int) -> int:
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_a_broken_line_carries_one_letter(qtbot: QtBot) -> None:
    """A passage over several lines has a piece on each and its letter at the start alone."""
    shown = document("word " * 60)
    view = view_of(qtbot, shown)
    view.set_marks((mark_on(shown, "word " * 40),))
    pieces = fragments(view, view._placed)
    assert len(pieces) > 1
    assert len(chips(pieces, 15)) == 1


def test_letters_that_start_together_stand_side_by_side(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.set_marks(
        (mark_on(NOTE, "Nausea", "A"), mark_on(NOTE, "Nausea with", "B"), mark_on(NOTE, "Nausea with vomiting", "C"))
    )
    rects = [rect for _, rect in chips(fragments(view, view._placed), 15)]
    assert len(rects) == 3
    assert not any(one.intersects(other) for place, one in enumerate(rects) for other in rects[:place])


def test_passages_are_told_to_a_screen_reader(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.set_marks((mark_on(NOTE, "Nausea", "B"), mark_on(NOTE, "Urinary", "A")))
    assert view.accessibleDescription() == "A N39.0 Urinary tract infection; B N39.0 Urinary tract infection"


def test_ctrl_and_wheel_change_nothing(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    before = view.document().size()
    none, turn, at = QPoint(), QPoint(0, 120), QPointF(50, 50)
    keys, phase, inverted = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False
    turned = QWheelEvent(at, at, none, turn, Qt.MouseButton.NoButton, keys, phase, inverted)
    QApplication.sendEvent(view.viewport(), turned)
    assert view.document().size() == before
    assert view.font().pixelSize() == DocumentView().font().pixelSize()


def test_lanes() -> None:
    """long over short: 0 and 1 / what begins after both ended: 0 again"""
    marks = (mark_on(NOTE, "Nausea with vomiting"), mark_on(NOTE, "with", "B"), mark_on(NOTE, "Fluids", "C"))
    placed = placed_in_lanes([(mark, mark.start, mark.end) for mark in marks])
    assert [(one.mark.letter, one.lane) for one in placed] == [("A", 0), ("B", 1), ("C", 0)]


def centre(view: DocumentView, words: str) -> QPoint:
    cursor = view.document().find(words)
    middle = QTextCursor(cursor)
    middle.setPosition((cursor.selectionStart() + cursor.selectionEnd()) // 2)
    return view.cursorRect(middle).center()


def test_clicking_a_passage(qtbot: QtBot) -> None:
    """The shortest passage under the mouse is meant; beside them nothing is."""
    view = view_of(qtbot, NOTE)
    view.set_marks((mark_on(NOTE, "Nausea with vomiting", "A"), mark_on(NOTE, "with", "B")))
    heard: list[str] = []
    view.passage_clicked.connect(heard.append)
    for words in ("Nausea", "with", "resolving"):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, words))
    assert heard == ["code-A", "code-B"]


def test_clicking_a_letter(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.set_marks((mark_on(NOTE, "Nausea", "A"), mark_on(NOTE, "Nausea with", "B")))
    letters = {placed.mark.letter: rect for placed, rect in chips(fragments(view, view._placed), 15)}
    found = {letter: view.passage_at(QPointF(rect.center())) for letter, rect in letters.items()}
    assert {letter: mark.letter for letter, mark in found.items() if mark} == {"A": "A", "B": "B"}


def test_dragging_a_selection_over_a_passage_is_no_click(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.set_marks((mark_on(NOTE, "Nausea with vomiting", "A"),))
    heard: list[str] = []
    view.passage_clicked.connect(heard.append)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, "Nausea"))
    qtbot.mouseMove(view.viewport(), centre(view, "vomiting"))
    view.select_span(NOTE.text.index("Nausea"), NOTE.text.index("vomiting"))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=centre(view, "vomiting"))
    assert heard == []


def test_scroll_to_brings_into_view_and_rings(qtbot: QtBot) -> None:
    view = view_of(qtbot, LONG)
    start = LONG.text.index("Line 300:")
    view.scroll_to(start, start + 9)
    assert view.viewport().rect().contains(view.cursorRect().center())
    assert view.called_span == (start, start + 9)
    assert view.caret() == start


def test_the_ring_goes_away(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.scroll_to(0, 5)
    qtbot.waitUntil(lambda: view.called_span is None, timeout=5000)


def test_a_passage_in_view_does_not_scroll(qtbot: QtBot) -> None:
    view = view_of(qtbot, LONG)
    view.verticalScrollBar().setValue(100)
    start = LONG.text.index("Line 8:")
    view.scroll_to(start, start + 6)
    assert view.verticalScrollBar().value() == 100


def test_shaking(qtbot: QtBot) -> None:
    """Only a selection trembles, once, and it comes to rest."""
    view = view_of(qtbot, NOTE)
    view.shake_selection()
    assert not view.is_shaking
    select(view, "Nausea")
    view.shake_selection()
    assert view.is_shaking
    qtbot.waitUntil(lambda: not view.is_shaking, timeout=5000)


def test_reduced_motion_shakes_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.ui.views.desk.motion.reduced_motion", lambda _app: True)
    view = view_of(qtbot, NOTE)
    select(view, "Nausea")
    view.shake_selection()
    assert not view.is_shaking


def test_lines_are_at_most_eighty_characters(qtbot: QtBot) -> None:
    prose = document(
        ("Patient seen today for follow-up of type 2 diabetes and denies chest pain or dyspnea. " * 12).strip()
    )
    view = view_of(qtbot, prose)
    view.resize(1600, 420)
    layout = view.document().firstBlock().layout()
    longest = max(layout.lineAt(number).textLength() for number in range(layout.lineCount()))
    assert 60 < longest <= LONGEST_LINE + 1


def test_lines_stand_on_a_grid(qtbot: QtBot) -> None:
    """1.5 leading on the 4 px grid: 24 px at 15 px, whatever face a line is set in"""
    view = view_of(qtbot, document("HEAD\nplain\na    b    c\nplain"))
    layout = view.document().documentLayout()
    tops = [layout.blockBoundingRect(view.document().findBlockByNumber(number)).top() for number in range(4)]
    assert [later - earlier for earlier, later in pairwise(tops)] == [line_height(15)] * 3 == [24] * 3


def test_service_and_query_marks_paint(qtbot: QtBot) -> None:
    view = view_of(qtbot, NOTE)
    view.set_marks(
        (
            mark_on(NOTE, "Fluids", "1", kind=MarkKind.SERVICE),
            mark_on(NOTE, "Nausea", "?", kind=MarkKind.QUERY),
            mark_on(NOTE, "Urinary", "", kind=MarkKind.DIAGNOSIS),
        )
    )
    assert len(chips(fragments(view, view._placed), 15)) == 3
    assert not view.grab().isNull()
