"""The documents of a visit: tabs, what is known of each, passages to walk through, drafts that are never lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import Document, DocumentKind, content_hash
from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.ui.views.desk.document_panel import DocumentPanel
from coderdesk.ui.views.desk.document_tabs import DocumentTabs
from coderdesk.ui.views.desk.draft_editor import DraftEditor
from tests.helpers.desk_rows import document, mark_on

NOTE = document("ASSESSMENT\nUrinary tract infection.\n" + "Filler line.\n" * 80 + "Nausea with vomiting.\n")
LAB = document("Nitrite positive\n", "lab", kind=DocumentKind.LAB_RESULT, title="Urinalysis", author="L. Farrowby, RN")
DRAFT = document(
    "Culture grew E. coli.\n",
    "draft",
    kind=DocumentKind.ADDENDUM,
    title="Addendum",
    is_signed=False,
    addendum_to=NOTE.id,
)
VISIT = (NOTE, LAB, DRAFT)


@pytest.fixture
def panel(qtbot: QtBot) -> DocumentPanel:
    made = DocumentPanel()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


def said(panel: DocumentPanel) -> str:
    return " | ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text())


def button(panel: DocumentPanel, words: str) -> QPushButton:
    return next(one for one in panel.findChildren(QPushButton) if one.text().strip() == words)


def heard_by(signal: Any) -> list[Any]:
    heard: list[Any] = []
    signal.connect(lambda *values: heard.append(values if len(values) > 1 else values[0] if values else None))
    return heard


def click(qtbot: QtBot, panel: DocumentPanel, words: str) -> None:
    qtbot.mouseClick(button(panel, words), Qt.MouseButton.LeftButton)


def test_nothing_open(panel: DocumentPanel) -> None:
    assert "No visit is open" in said(panel)
    assert panel.current_selection() is None
    assert panel.next_passage() is False


def test_a_visit_without_documents_offers_the_first_step(panel: DocumentPanel, qtbot: QtBot) -> None:
    wanted = heard_by(panel.document_wanted)
    panel.show_visit((), ())
    assert "This visit has no documents" in said(panel)
    click(qtbot, panel, "Add a document")
    assert len(wanted) == 1


def test_header_and_tabs(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    tabs = panel.findChild(DocumentTabs)
    assert [tabs.tabText(place) for place in range(3)] == ["Progress note 05/04", "Urinalysis 05/04", "Addendum 05/04"]
    assert "Progress note · Marisol J. Tenenbrook, MD (provider) · 05/04/2026 | signed" in said(panel)
    panel.show_document("draft")
    assert "adds to Progress note 05/04 | draft" in said(panel)


def test_choosing_a_tab(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    changed = heard_by(panel.document_changed)
    panel.findChild(DocumentTabs).setCurrentIndex(1)
    assert panel.current_document_id() == "lab"
    assert changed == ["lab"]


def test_a_document_is_come_back_to_where_it_was_left(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    start = NOTE.text.index("Nausea")
    panel.select_span("note", start, start + 6)
    left_at = panel.text_view.verticalScrollBar().value()
    panel.show_document("lab")
    panel.show_document("note")
    selected = panel.current_selection()
    assert selected is not None
    assert (selected.text, panel.text_view.verticalScrollBar().value()) == ("Nausea", left_at)


def test_a_refresh_keeps_selection_and_scroll(panel: DocumentPanel) -> None:
    """After a code was attached the same documents come again with one mark more."""
    panel.show_visit(VISIT, ())
    start = NOTE.text.index("Nausea")
    panel.select_span("note", start, start + 6)
    panel.text_view.verticalScrollBar().setValue(700)
    panel.show_visit(tuple(replace(one) for one in VISIT), (mark_on(NOTE, "Nausea"),))
    assert panel.text_view.verticalScrollBar().value() == 700
    assert panel.text_view.textCursor().selectedText() == "Nausea"


def test_signing_keeps_the_page(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    panel.show_document("draft")
    panel.show_visit((NOTE, LAB, replace(DRAFT, is_signed=True)), ())
    assert "| signed" in said(panel)
    assert not button(panel, "Edit draft").isVisible()


def test_closed_documents_are_given_back(panel: DocumentPanel, qtbot: QtBot) -> None:
    """A day of visits does not pile up their texts."""
    for number in range(5):
        panel.show_visit((document(f"Visit {number}.", f"note-{number}"),), ())
        panel.show_visit((document(f"Visit {number}, revised.", f"note-{number}"),), ())
    qtbot.waitUntil(lambda: len(panel.findChildren(QTextDocument)) <= 2 + len(panel.findChildren(QTextEdit)))


def test_another_visit_begins_at_the_top(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    panel.text_view.verticalScrollBar().setValue(700)
    panel.show_visit((document("Other text.\n" * 90, "other"),), ())
    assert (panel.current_document_id(), panel.text_view.verticalScrollBar().value()) == ("other", 0)


def test_walking_through_passages(panel: DocumentPanel) -> None:
    """Over the documents in order and round again, both ways."""
    marks = (mark_on(LAB, "Nitrite", "C"), mark_on(NOTE, "Nausea", "B"), mark_on(NOTE, "Urinary", "A"))
    panel.show_visit(VISIT, marks)
    reached = heard_by(panel.passage_reached)
    assert all(panel.next_passage() for _ in range(4))
    assert panel.next_passage(-1)
    assert reached == ["code-A", "code-B", "code-C", "code-A", "code-C"]


def test_passages_that_start_together_are_one_stop(panel: DocumentPanel) -> None:
    panel.show_visit(
        (NOTE,), (mark_on(NOTE, "Urinary", "A"), mark_on(NOTE, "Urinary tract", "B"), mark_on(NOTE, "Nausea", "C"))
    )
    reached = heard_by(panel.passage_reached)
    panel.next_passage()
    panel.next_passage()
    assert reached == ["code-A", "code-C"]


def test_vanished_passages_are_told_and_not_walked(panel: DocumentPanel) -> None:
    gone = mark_on(NOTE, "Urinary", "A", state=EvidenceState.VANISHED)
    panel.show_visit((NOTE,), (gone,))
    assert "The passage of A N39.0 Urinary tract infection no longer stands here" in said(panel)
    assert panel.next_passage() is False
    panel.set_marks(())
    assert "no longer stands" not in said(panel)


def test_a_vanished_passage_tints_no_other_words(panel: DocumentPanel) -> None:
    """Its old place holds other words by now."""
    panel.show_visit(
        (NOTE,), (mark_on(NOTE, "Urinary", "A", state=EvidenceState.VANISHED), mark_on(NOTE, "Nausea", "B"))
    )
    assert panel.text_view.accessibleDescription().startswith("B ")


def test_many_moved_and_vanished_passages_are_told_in_two_sentences(panel: DocumentPanel) -> None:
    moved = tuple(mark_on(NOTE, "Urinary", letter, state=EvidenceState.MOVED) for letter in "AB")
    gone = tuple(mark_on(NOTE, "Nausea", letter, state=EvidenceState.VANISHED) for letter in "CD")
    panel.show_visit((NOTE,), (*moved, *gone))
    assert "2 passages moved (A, B): Ctrl+Shift+M" in said(panel)
    assert "2 passages no longer stand here (C, D)" in said(panel)


def test_scroll_to_a_passage_of_another_document(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    panel.scroll_to_passage("lab", 0, 7)
    assert panel.current_document_id() == "lab"
    assert panel.text_view.called_span == (0, 7)
    panel.scroll_to_passage("unknown", 0, 7)
    assert panel.current_document_id() == "lab"


def test_clicks_pass_through(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    clicked, selections = heard_by(panel.passage_clicked), heard_by(panel.selection_changed)
    panel.text_view.passage_clicked.emit("code-A")
    panel.select_span("note", 0, 10)
    assert clicked == ["code-A"]
    assert selections[-1].text == "ASSESSMENT"


def test_a_signed_document_offers_an_addendum(panel: DocumentPanel, qtbot: QtBot) -> None:
    panel.show_visit(VISIT, ())
    wanted = heard_by(panel.addendum_wanted)
    assert not button(panel, "Edit draft").isVisible()
    click(qtbot, panel, "Add addendum")
    assert wanted == ["note"]


def test_read_only_offers_neither(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    panel.set_read_only(on=True)
    assert not button(panel, "Add addendum").isVisible()
    panel.show_document("draft")
    assert not button(panel, "Edit draft").isVisible()
    panel.edit_draft()
    assert not panel.is_editing()


def editor_of(panel: DocumentPanel) -> QTextEdit:
    return panel.findChild(DraftEditor).findChild(QTextEdit)


@pytest.fixture
def editing(panel: DocumentPanel, qtbot: QtBot) -> DocumentPanel:
    panel.show_visit(VISIT, ())
    panel.show_document("draft")
    click(qtbot, panel, "Edit draft")
    assert panel.is_editing()
    return panel


def revised(text: str) -> tuple[Document, ...]:
    return (NOTE, LAB, replace(DRAFT, text=text, hash=content_hash(text), version=2))


def test_saving_a_draft(editing: DocumentPanel, qtbot: QtBot) -> None:
    """The editor stays until the saved text comes back: a refusal loses nothing."""
    saved = heard_by(editing.draft_saved)
    qtbot.keyClicks(editor_of(editing), "Late: ")
    click(qtbot, editing, "Save draft")
    assert saved == [("draft", "Late: Culture grew E. coli.\n")]
    assert editing.is_editing()
    editing.show_visit(revised("Late: Culture grew E. coli.\n"), ())
    assert not editing.is_editing()
    assert editing.text_view.toPlainText() == "Late: Culture grew E. coli.\n"


def test_a_refresh_does_not_close_the_editor(editing: DocumentPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor_of(editing), "Late: ")
    editing.show_visit(VISIT, ())
    assert editing.is_editing()
    assert editor_of(editing).toPlainText().startswith("Late: ")


def put_aside_by_cancel(editing: DocumentPanel, qtbot: QtBot) -> None:
    click(qtbot, editing, "Cancel")


def put_aside_by_escape(editing: DocumentPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(editor_of(editing), Qt.Key.Key_Escape)


def put_aside_by_another_visit(editing: DocumentPanel, _qtbot: QtBot) -> None:
    editing.show_visit((LAB,), ())
    editing.show_visit(VISIT, ())
    editing.show_document("draft")


@pytest.mark.parametrize("leave", [put_aside_by_cancel, put_aside_by_escape, put_aside_by_another_visit])
def test_what_was_typed_is_put_aside(
    editing: DocumentPanel, qtbot: QtBot, leave: Callable[[DocumentPanel, QtBot], None]
) -> None:
    """No question is asked and nothing is lost: the way back stands over the document."""
    qtbot.keyClicks(editor_of(editing), "Late: ")
    leave(editing, qtbot)
    assert not editing.is_editing()
    assert "What you typed is put aside, not saved." in said(editing)
    click(qtbot, editing, "Take it up again")
    assert editor_of(editing).toPlainText() == "Late: Culture grew E. coli.\n"


def test_leaving_an_unchanged_draft_puts_nothing_aside(editing: DocumentPanel, qtbot: QtBot) -> None:
    click(qtbot, editing, "Cancel")
    assert "put aside" not in said(editing)


def test_saving_an_unchanged_draft_writes_nothing(editing: DocumentPanel, qtbot: QtBot) -> None:
    saved = heard_by(editing.draft_saved)
    click(qtbot, editing, "Save draft")
    assert saved == []
    assert not editing.is_editing()


def test_ctrl_s_saves(editing: DocumentPanel, qtbot: QtBot) -> None:
    saved = heard_by(editing.draft_saved)
    qtbot.keyClicks(editor_of(editing), "x")
    qtbot.keyClick(editor_of(editing), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved == [("draft", "xCulture grew E. coli.\n")]


@pytest.mark.parametrize("text", ["a\u00a0b\n", "a\r\nb\r\n", "\U0001f600\tb", "  two  blanks  \n\n"])
def test_saving_changes_only_what_was_typed(panel: DocumentPanel, qtbot: QtBot, text: str) -> None:
    """hard blank / CRLF / emoji and tab / blanks at both ends"""
    shown = document(text, "draft", is_signed=False)
    panel.show_visit((shown,), ())
    saved = heard_by(panel.draft_saved)
    click(qtbot, panel, "Edit draft")
    qtbot.keyClicks(editor_of(panel), "x")
    click(qtbot, panel, "Save draft")
    assert saved == [("draft", "x" + text)]


def test_while_a_draft_is_edited_nothing_is_selected_for_coding(editing: DocumentPanel) -> None:
    editor_of(editing).selectAll()
    assert editing.current_selection() is None


def test_font_size(panel: DocumentPanel) -> None:
    panel.show_visit(VISIT, ())
    panel.set_document_font_size(18)
    assert panel.text_view.document().defaultFont().pixelSize() == 18


def test_loading_then_the_visit(panel: DocumentPanel) -> None:
    panel.show_loading()
    panel.show_visit(VISIT, ())
    assert panel.text_view.isVisible()
