"""Reading at the real window: both lists are answered by key, nothing is attached by itself, and marks move no text."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.dismissal import DismissalReason, standing
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.documents import add_document
from coderdesk.services.read_aside import ReadingAside, ReadingStopped
from coderdesk.services.visit_reading import DocumentReading
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.paths import Paths
from coderdesk.ui.models.rows import ROW_ROLE
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT
from tests.helpers.person import Person, at_the_window

COPIED = "The patient comes back for her blood pressure, which she measures at home each morning before breakfast."


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        yield somebody


def read(person: Person, encounter_id: EncounterId = MAIN_VISIT) -> None:
    person.window.open_visit(encounter_id)
    reading = person.window.desk.reading
    person.wait(lambda: person.window.desk.encounter_id == encounter_id and reading.lists is not None, "reading")
    person.window.desk.documents.setFocus()


def waiting(person: Person) -> list[str]:
    lists = person.window.desk.reading.lists
    return [one.code.value for one in lists.documented] if lists is not None else []


def later_visit(person: Person) -> EncounterId:
    """A visit of a patient who was there before, each with a note that shares a paragraph."""
    session = person.window.session
    assert session is not None
    rows = list_worklist(desk=session.desk)
    early = next(row for row in rows if row.encounter_id == MAIN_VISIT)
    late = next(
        row for row in rows if row.patient_id == early.patient_id and row.date_of_service > early.date_of_service
    )
    for row, text in (
        (early, f"HPI\n{COPIED}\n"),
        (late, f"HPI\n{COPIED}\n\nFAMILY HISTORY\nMother had gout.\n\nASSESSMENT\n1. Possible pneumonia.\n"),
    ):
        add_document(
            desk=session.desk,
            encounter_id=row.encounter_id,
            kind=DocumentKind.PROGRESS_NOTE,
            title="Shared",
            author="Dr. Example",
            author_role=AuthorRole.PROVIDER,
            written_on=row.date_of_service,
            text=text,
        )
    return late.encounter_id


def show_shared(person: Person) -> None:
    sheet = person.window.desk.sheet
    assert sheet is not None
    shared = next(one for one in sheet.visit.documents if one.title == "Shared")
    person.window.desk.documents.show_document(str(shared.id))
    person.hands.settle()


def point_on(person: Person, words: str) -> QPointF:
    view = person.window.desk.documents.text_view
    return QPointF(person.hands._point(view, view.toPlainText().index(words) + 2))


def test_a_suggestion_is_coded_by_one_key_and_the_next_is_chosen(person: Person) -> None:
    read(person)
    tray = person.window.desk.reading.tray
    assert {"N39.0", "R11.2"} <= set(waiting(person))
    assert person.codes() == []
    person.hands.press("Ctrl+U")
    assert not tray.is_folded
    first = tray.documented.current()
    assert first is not None
    person.hands.press("Return")
    person.wait(lambda: first.code in person.codes(), first.code)
    assert first.code not in waiting(person)
    assert tray.documented.hasFocus()
    sheet = person.window.desk.sheet
    assert sheet is not None
    passage = sheet.visit.assignments[0].evidence[0]
    assert " ".join(passage.quotation.split()) == first.quotation


def test_choosing_one_goes_to_its_passage(person: Person) -> None:
    read(person)
    person.hands.press("Ctrl+U")
    person.hands.press("Down")
    desk = person.window.desk
    row = desk.reading.tray.documented.current()
    assert row is not None
    assert desk.documents.current_document_id() == MAIN_NOTE
    assert desk.documents.text_view.called_span is not None
    assert desk.documents.text_view.caret() == getattr(row.source, "start", None)


def test_put_aside_with_a_reason_and_shown_again(person: Person) -> None:
    read(person)
    tray = person.window.desk.reading.tray
    person.hands.press("Ctrl+U")
    row = tray.documented.current()
    assert row is not None
    person.hands.press("Delete")
    assert tray.reasons.isVisible()
    person.hands.press("2")
    assert not tray.reasons.isVisible()
    person.wait(lambda: row.code not in waiting(person), "answer")
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert [one.reason for one in standing(sheet.visit.dismissals).values()] == [DismissalReason.PART_OF_ANOTHER]
    assert person.codes() == []
    tray.aside_button.click()
    last = tray.documented.rows.rowCount() - 1
    tray.documented.choose(last)
    tray.documented.setFocus()
    person.hands.press("Return")
    person.wait(lambda: row.code in waiting(person), "suggested again")


def test_a_reason_in_own_words_is_asked_for_in_its_place(person: Person) -> None:
    read(person)
    tray = person.window.desk.reading.tray
    person.hands.press("Ctrl+U")
    row = tray.documented.current()
    assert row is not None
    person.hands.press("Delete")
    tray.reasons.buttons[-1].click()
    assert tray.prompt.isVisible()
    person.hands.press("Return")
    assert "auditor" in tray.prompt.message
    person.hands.type("resolved on arrival")
    person.hands.press("Return")
    person.wait(lambda: row.code not in waiting(person), "answer")


def test_an_uncertain_condition_cannot_be_coded_from_the_list(person: Person) -> None:
    """outpatient / Possible pneumonia / Enter says why not"""
    visit = later_visit(person)
    read(person, visit)
    tray = person.window.desk.reading.tray
    person.hands.press("Ctrl+U")
    rows = tray.documented.rows.rows
    place = next(at for at, row in enumerate(rows) if row.code == "J18.9")
    assert (rows[place].side, "IV.H" in rows[place].second) == ("not billable", True)
    tray.documented.choose(place)
    said: list[str] = []
    person.window.desk.reading.said.connect(said.append)
    person.hands.press("Return")
    assert len(said) == 1
    assert "IV.H" in said[0]
    assert "J18.9" not in person.codes()


def test_marks_come_later_and_move_nothing(person: Person) -> None:
    person.window.open_visit(MAIN_VISIT)
    desk = person.window.desk
    person.wait(lambda: desk.encounter_id == MAIN_VISIT, "visit")
    view = desk.documents.text_view
    view.verticalScrollBar().setValue(40)
    view.select_span(10, 30)
    before = (view.verticalScrollBar().value(), desk.documents.current_selection(), view.size())
    person.wait(lambda: desk.reading.lists is not None, "reading")
    assert view.layer.reading.mentions
    assert (view.verticalScrollBar().value(), desk.documents.current_selection(), view.size()) == before


def test_the_reason_stands_under_the_mouse_and_the_marks_can_be_hidden(person: Person) -> None:
    visit = later_visit(person)
    read(person, visit)
    show_shared(person)
    view = person.window.desk.documents.text_view
    assert {one.assertion for one in view.layer.reading.mentions} >= {Assertion.OTHER_PERSON, Assertion.UNCERTAIN}
    words = view.words_at(point_on(person, "pneumonia"))
    assert "uncertain: “Possible” reaches" in words
    assert "pneumonia: uncertain (“Possible”)" in view.accessibleDescription()
    assert view.layer.hover(point_on(person, "pneumonia"))
    assert view.layer.scope() is not None
    person.hands.press("Ctrl+M")
    assert view.words_at(point_on(person, "pneumonia")) == ""
    assert "uncertain" not in view.accessibleDescription()
    person.hands.press("Ctrl+M")
    assert "uncertain" in view.accessibleDescription()


def test_copied_text_says_where_it_comes_from_and_stands_beside_its_source(person: Person) -> None:
    visit = later_visit(person)
    read(person, visit)
    show_shared(person)
    desk = person.window.desk
    assert desk.documents.text_view.words_at(point_on(person, "blood pressure")).endswith("copied from 05/04/2026")
    assert "copied" not in desk.documents.text_view.words_at(point_on(person, "gout"))
    person.hands.press("Ctrl+Shift+V")
    person.wait(lambda: desk.reading.is_comparing, "earlier visit")
    shown = desk.reading.earlier.shown
    assert shown is not None
    assert COPIED in shown.document.text[shown.repeated[0].start : shown.repeated[0].end]
    assert desk.worklist.isHidden()
    assert desk.reading.earlier.view.isReadOnly()
    person.hands.press("Ctrl+Shift+V")
    assert not desk.reading.is_comparing
    assert not desk.worklist.isHidden()


def test_words_are_found_with_a_typo_and_stay_selected(person: Person) -> None:
    read(person)
    desk = person.window.desk
    find = desk.reading.find
    person.hands.press("Ctrl+F")
    assert find.line.isVisible()
    person.hands.type("nausae")
    person.wait(lambda: bool(find.found), "found")
    assert find.line.count_words.endswith("near")
    person.hands.press("Return")
    person.hands.press("Shift+Return")
    assert person.codes() == []
    person.hands.press("Escape")
    selection = desk.documents.current_selection()
    assert selection is not None
    assert selection.text.casefold() == "nausea"
    assert desk.documents.isAncestorOf(person.window.focusWidget())


def test_ctrl_f_elsewhere_filters_the_worklist(person: Person) -> None:
    read(person)
    person.window.desk.browser.focus_search()
    person.hands.press("Ctrl+F")
    assert not person.window.desk.reading.find.line.isVisible()
    assert person.window.worklist.isAncestorOf(person.window.focusWidget())


def test_strip_and_worklist_know_what_waits(person: Person) -> None:
    read(person)
    desk = person.window.desk
    count = len(waiting(person))
    index = next(
        desk.worklist._model.index(at)
        for at in range(desk.worklist._model.rowCount())
        if desk.worklist._model.row_at(at).encounter_id == MAIN_VISIT
    )
    assert index.data(ROW_ROLE).unanswered == count
    desk.strip.show_waiting(1, 0)
    assert desk.strip._waiting == (1, 0)


def test_the_text_grows_and_is_remembered(person: Person) -> None:
    read(person)
    desk = person.window.desk
    kept: list[object] = []
    person.window.preferences_changed.connect(kept.append)
    before = desk.documents.document_font_size
    person.hands.press("Ctrl++")
    assert desk.documents.document_font_size > before
    assert kept
    person.hands.press("Ctrl+-")
    assert desk.documents.document_font_size == before


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a process by signal")
@pytest.mark.parametrize("leave", ["lock", "close"])
def test_the_process_that_reads_ends_with_the_practice(person: Person, leave: str) -> None:
    read(person)
    readings = person.window.desk.reading._readings
    assert readings is not None
    process = readings.process_id
    assert process is not None
    os.kill(process, 0)
    getattr(person.window, leave)()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert gc.get_freeze_count() == 0


def test_reading_that_failed_says_so_and_is_taken_up_by_key(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, is_broken, whole = person.window.desk, [True], ReadingAside.read

    def read_once_mended(aside: ReadingAside, document: Document, **words: Any) -> DocumentReading:
        if is_broken:
            raise ReadingStopped("nowhere")
        return whole(aside, document, **words)

    monkeypatch.setattr(ReadingAside, "read", read_once_mended)
    person.window.open_visit(MAIN_VISIT)
    person.wait(lambda: desk.encounter_id == MAIN_VISIT, "visit")
    person.wait(lambda: "stopped unexpectedly" in desk.reading.tray._progress, "sentence")
    assert desk.reading.lists is None
    is_broken.clear()
    desk.documents.setFocus()
    person.hands.press("Ctrl+U")
    person.wait(lambda: desk.reading.lists is not None, "reading")
    assert waiting(person)


def test_another_visit_leaves_nothing_behind(person: Person) -> None:
    read(person)
    assert waiting(person)
    person.window.lock()
    assert person.window.desk.reading.lists is None
    assert person.window.desk.reading.tray.documented.rows.rowCount() == 0
