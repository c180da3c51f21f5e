"""Documents taken in at the real window: chosen, dropped, pasted, watched; matched, doubted, refused, filed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QListView
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import AuthorRole, Document
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.originals import original_of
from coderdesk.services.visit_match import Doubt
from coderdesk.services.visits import open_visit
from coderdesk.shared.paths import Paths
from coderdesk.ui.models.arrivals import Arrival
from coderdesk.ui.models.rows import ROW_ROLE, missing_words
from coderdesk.ui.views.intake.intake_page import IntakePage
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.official_files import CPT_LONG
from tests.helpers.person import Person, at_the_window
from tests.helpers.received_files import page_of, pdf

RIVERA = "Patient: Rivera, Ana M.   DOB: 03/17/1984   MRN: CH100231"
SIGNED = "Electronically signed by Marisol J. Tenenbrook, MD on 05/04/2026"
NOTE = f"PROGRESS NOTE\n{RIVERA}\nDate of service: 05/04/2026\n\nASSESSMENT: Dysuria, improved.\n\n{SIGNED}\n"
CHEN = NOTE.replace("Rivera, Ana M.", "Chen, Wei").replace("03/17/1984", "01/02/1950").replace("CH100231", "X-1")


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
        yield made


def page(person: Person) -> IntakePage:
    return person.window.beside.intake.page


def rows(person: Person) -> tuple[Arrival, ...]:
    return page(person).model.rows


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def drop(person: Person, *paths: Path) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(40, 40), copy, dragged, left, held)
    QApplication.sendEvent(person.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(person.window, QDropEvent(QPoint(40, 40), copy, dragged, left, held))
    settle(person)


def settle(person: Person) -> None:
    intake = person.window.beside.intake
    person.wait(lambda: intake.is_idle and all(row.doubts is not None or not row.visit for row in rows(person)), "read")


def documents(person: Person, encounter_id: EncounterId = MAIN_VISIT) -> tuple[Document, ...]:
    session = person.window.session
    assert session is not None
    return open_visit(desk=session.desk, encounter_id=encounter_id).visit.documents


def take_in(person: Person) -> None:
    person.hands.click(page(person).take_in_button)
    settle(person)


def test_a_dropped_note_is_matched_and_taken_in_and_its_visit_opens(person: Person, tmp_path: Path) -> None:
    before = len(documents(person))
    drop(person, written(tmp_path, "note.txt", NOTE))
    assert person.window.pages.currentWidget() is page(person)
    (row,) = rows(person)
    assert row.visit is not None
    assert (row.visit.encounter_id, row.state) == (MAIN_VISIT, "ready")
    assert (row.visit.confidence or 0) > 0.9
    take_in(person)
    person.wait(lambda: person.window.desk.encounter_id == MAIN_VISIT, "visit")
    assert len(documents(person)) == before + 1
    assert "Took in" in person.window.toast.words
    assert person.window.pages.currentWidget() is person.window.desk
    assert rows(person) == ()


def test_every_doubt_is_ticked_before_a_strange_document_can_be_taken_in(person: Person, tmp_path: Path) -> None:
    person.open_main_visit()
    drop(person, written(tmp_path, "chen.txt", CHEN))
    (row,) = rows(person)
    assert row.visit is not None
    assert row.visit.encounter_id == MAIN_VISIT
    assert row.doubts == frozenset({Doubt.NAME, Doubt.BIRTH_DATE})
    boxes = page(person).detail.doubts.boxes
    assert not page(person).take_in_button.isEnabled()
    person.hands.click(boxes[Doubt.NAME])
    assert not page(person).take_in_button.isEnabled()
    person.hands.click(boxes[Doubt.BIRTH_DATE])
    assert page(person).take_in_button.isEnabled()
    person.hands.click(boxes[Doubt.NAME])
    assert not page(person).take_in_button.isEnabled()


def test_another_visit_asks_its_own_doubts_anew(person: Person, tmp_path: Path) -> None:
    person.open_main_visit()
    drop(person, written(tmp_path, "chen.txt", CHEN))
    for doubt in (Doubt.NAME, Doubt.BIRTH_DATE):
        person.hands.click(page(person).detail.doubts.boxes[doubt])
    person.hands.click(page(person).detail.visit.other_button)
    chooser = person.window.beside.intake.chooser.palette
    person.wait(chooser.isVisible, "chooser")
    person.hands.type("Kuwahara 06/09")
    person.hands.press("Return")
    settle(person)
    (row,) = rows(person)
    assert row.visit is not None
    assert (row.visit.account, row.confirmed) == ("CH-20260609-01", frozenset())
    assert Doubt.NAME in (row.doubts or ())
    assert not page(person).take_in_button.isEnabled()


def test_escape_closes_the_chooser_and_stays_on_the_page(person: Person, tmp_path: Path) -> None:
    drop(person, written(tmp_path, "chen.txt", CHEN))
    person.hands.click(page(person).detail.visit.other_button)
    chooser = person.window.beside.intake.chooser.palette
    person.wait(chooser.isVisible, "chooser")
    person.hands.press("Escape")
    assert not chooser.isVisible()
    assert person.window.pages.currentWidget() is page(person)


def test_without_a_likely_visit_none_is_proposed(person: Person, tmp_path: Path) -> None:
    drop(person, written(tmp_path, "chen.txt", CHEN))
    (row,) = rows(person)
    assert row.visit is None
    assert row.state == "choose the visit"
    assert not page(person).take_in_button.isEnabled()


def test_what_the_file_does_not_say_is_asked_in_place(person: Person, tmp_path: Path) -> None:
    person.open_main_visit()
    drop(person, written(tmp_path, "memo.txt", f"{RIVERA}\n05/04/2026\nDysuria again.\n"))
    (row,) = rows(person)
    assert row.details is not None
    assert "who wrote it" in row.details.missing
    fields = page(person).detail.fields
    assert not page(person).take_in_button.isEnabled()
    fields.role_box.setFocus()
    person.hands.type("nurse")
    fields.author_field.setFocus()
    person.hands.type("L. Farrowby, RN")
    fields.date_field.setFocus()
    person.hands.press("Ctrl+A")
    person.hands.type("5/4/2026")
    fields.signed_box.setFocus()
    person.hands.type("signed")
    page(person).table.setFocus()
    assert rows(person)[0].state == "ready"
    take_in(person)
    person.wait(lambda: person.window.desk.encounter_id == MAIN_VISIT, "visit")
    newest = next(one for one in documents(person) if "Dysuria again" in one.text)
    assert (newest.author_role, newest.author) == (AuthorRole.NURSE, "L. Farrowby, RN")


def test_bad_files_are_refused_each_with_its_sentence_and_the_good_one_goes_in(person: Person, tmp_path: Path) -> None:
    drop(
        person,
        written(tmp_path, "empty.txt", b""),
        written(tmp_path, "locked.pdf", pdf(page_of(NOTE), password="x")),
        written(tmp_path, "broken.pdf", b"%PDF-1.4 nothing"),
        written(tmp_path, "note.pdf", pdf(page_of(NOTE))),
    )
    said = {row.name: row.refusal for row in rows(person)}
    assert "holds nothing" in said["empty.txt"]
    assert "password" in said["locked.pdf"]
    assert "damaged" in said["broken.pdf"]
    assert said["note.pdf"] == ""
    take_in(person)
    assert [row.name for row in rows(person)] == ["empty.txt", "locked.pdf", "broken.pdf"]
    assert any(one.title and "Dysuria, improved" in one.text for one in documents(person))


def test_code_sets_among_documents_are_named_and_a_code_set_alone_goes_to_the_book(
    person: Person, tmp_path: Path
) -> None:
    cpt = written(tmp_path, "CPT 2027 LONGULT.txt", CPT_LONG)
    drop(person, cpt, written(tmp_path, "note.txt", NOTE))
    assert {row.name: bool(row.refusal) for row in rows(person)} == {cpt.name: True, "note.txt": False}
    drop(person, cpt)
    person.wait(lambda: person.window.pages.currentWidget() is person.window.beside.book, "book")
    person.wait(lambda: person.window.beside.book_feeds.imports.is_idle, "preview")


def test_a_text_is_pasted_and_waits_until_it_is_taken_in(person: Person) -> None:
    person.open_main_visit()
    QGuiApplication.clipboard().setText(NOTE)
    person.hands.press("Ctrl+Shift+T")
    settle(person)
    (row,) = rows(person)
    assert (row.name, row.state) == ("Pasted text", "ready")
    assert person.window.beside.has_unsaved
    take_in(person)
    person.wait(lambda: any("Dysuria, improved" in one.text for one in documents(person)), "document")
    assert not person.window.beside.has_unsaved


def test_a_pasted_list_of_paths_stands_for_its_files_and_a_picture_is_told(person: Person, tmp_path: Path) -> None:
    paths = [written(tmp_path, "a.txt", NOTE), written(tmp_path, "b.pdf", pdf(page_of(NOTE)))]
    QGuiApplication.clipboard().setText("\n".join(str(path) for path in paths))
    person.window.trigger("paste_document")
    settle(person)
    person.wait(lambda: len(rows(person)) == 2, "both files")
    assert [row.name for row in rows(person)] == ["a.txt", "b.pdf"]
    QGuiApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    person.window.trigger("paste_document")
    assert "holds a picture" in person.window.toast.words


def test_a_watched_folder_is_told_on_the_status_line_and_its_files_stay(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "Incoming"
    folder.mkdir()
    files = [written(folder, f"note {number}.txt", f"{NOTE}Copy {number}\n") for number in range(3)]
    person.window.show_page("settings")
    field = person.window.settings.fields["incoming_folder"]
    field.setFocus()
    person.hands.type(str(folder))
    person.hands.press("Return")
    button = person.window.status.waiting_button
    person.wait(button.isVisible, "waiting files")
    assert button.text() == "3 documents wait in Incoming"
    person.hands.click(button)
    settle(person)
    person.wait(lambda: len(rows(person)) == 3, "three rows")
    assert not button.isVisible()
    person.window.beside.watched.look()
    person.wait(lambda: person.window.beside.watched.is_idle, "look")
    assert not button.isVisible()
    assert all(path.exists() for path in files)


def test_answered_files_of_the_watched_folder_are_not_told_again_after_a_restart(
    person: Person, demo_paths: Paths, tmp_path: Path
) -> None:
    """one is taken in, one left out, one is only looked at: that one comes again, alone"""
    folder = tmp_path / "Incoming"
    folder.mkdir()
    written(folder, "a.txt", NOTE)
    written(folder, "b.txt", CHEN)
    written(folder, "c.txt", b"\x89PNG\r\n\x1a\n")
    beside, button = person.window.beside, person.window.status.waiting_button
    beside.incoming_folder = lambda: str(folder)
    beside.watched.look()
    person.wait(button.isVisible, "waiting files")
    person.hands.click(button)
    person.wait(lambda: len(rows(person)) == 3, "three rows")
    settle(person)
    take_in(person)
    person.wait(lambda: len(rows(person)) == 2, "one taken in")
    page(person).table.selectRow(1)
    person.hands.click(page(person).remove_button)
    person.wait(lambda: [row.name for row in rows(person)] == ["b.txt"], "one left out")
    session = person.window.session
    assert session is not None
    person.wait(lambda: session.is_idle, "remembered")
    person.window.trigger("lock")
    person.window.unlock(demo_vault_path(demo_paths), PASSPHRASE)
    person.wait(button.isVisible, "waiting again")
    assert button.text() == "1 document waits in Incoming"


def test_the_worklist_says_that_a_visit_which_was_not_open_has_a_new_document(person: Person, tmp_path: Path) -> None:
    drop(person, written(tmp_path, "a.txt", NOTE), written(tmp_path, "b.txt", CHEN))
    take_in(person)

    def words() -> str:
        view = person.window.worklist.findChild(QListView)
        found = (view.model().index(place, 0).data(ROW_ROLE) for place in range(view.model().rowCount()))
        row = next(one for one in found if isinstance(one, WorklistRow) and one.encounter_id == MAIN_VISIT)
        return missing_words(row, row.date_of_service)

    person.wait(lambda: words() == "1 new document", "worklist")
    person.open_main_visit()
    person.wait(lambda: words() != "1 new document", "worklist")


def test_a_folder_that_is_gone_is_said_and_nothing_breaks(person: Person, tmp_path: Path) -> None:
    person.window.beside.incoming_folder = lambda: str(tmp_path / "nowhere")
    person.window.beside.watched.look()
    person.wait(person.window.status.waiting_button.isVisible, "sentence")
    assert "cannot be" in person.window.status.waiting_button.text()


def test_a_new_visit_is_opened_for_a_known_patient(person: Person, tmp_path: Path) -> None:
    day = NOTE.replace("05/04/2026", "09/14/2026")
    drop(person, written(tmp_path, "september.txt", day))
    (row,) = rows(person)
    assert row.visit is None
    button = next(one for one in page(person).detail.visit.likely if "new visit" in one.text())
    person.hands.click(button)
    line = page(person).detail.visit.new_visit
    person.wait(line.isVisible, "new visit")
    assert line.date_field.day.isoformat() == "2026-09-14"
    assert "Tenenbrook" in line.provider_box.currentText()
    person.hands.click(line.open_button)
    person.wait(lambda: rows(person)[0].visit is not None, "visit chosen")
    settle(person)
    assert rows(person)[0].state == "ready"
    take_in(person)
    person.wait(lambda: person.window.desk.encounter_id not in (None, MAIN_VISIT), "the new visit")
    opened = person.window.desk.encounter_id
    assert opened is not None
    assert any("Dysuria" in one.text for one in documents(person, opened))


def test_the_same_document_is_not_taken_in_twice(person: Person, tmp_path: Path) -> None:
    path = written(tmp_path, "note.txt", NOTE)
    drop(person, path)
    take_in(person)
    person.wait(lambda: person.window.desk.encounter_id == MAIN_VISIT, "visit")
    drop(person, path)
    (row,) = rows(person)
    assert "taken in" in row.refusal
    assert not page(person).take_in_button.isEnabled()


def test_what_is_set_for_selected_rows_is_set_for_all_of_them(person: Person, tmp_path: Path) -> None:
    memo = f"{RIVERA}\n05/04/2026\nDysuria again: memo "
    drop(person, *(written(tmp_path, f"memo {number}.txt", f"{memo}{number}\n") for number in range(4)))
    page(person).table.setFocus()
    person.hands.press("Ctrl+A")
    page(person).detail.fields.role_box.setFocus()
    person.hands.type("nurse")
    assert {row.details.author_role for row in rows(person) if row.details} == {AuthorRole.NURSE}


def test_reading_many_can_be_cancelled_and_what_was_read_stays(person: Person, tmp_path: Path) -> None:
    files = tuple(written(tmp_path, f"note {number}.txt", f"{NOTE}{number}") for number in range(400))
    person.window.beside.intake.receive(files)
    person.hands.wait_until(lambda: len(rows(person)) > 0, "first rows")
    QTest.mouseClick(page(person).work.cancel_button, Qt.MouseButton.LeftButton)
    settle(person)
    assert 0 < len(rows(person)) < 400
    assert not page(person).work.isVisible()


def test_escape_returns_to_the_desk_and_lock_takes_everything_off_the_page(person: Person, tmp_path: Path) -> None:
    drop(person, written(tmp_path, "note.txt", NOTE))
    page(person).table.setFocus()
    person.hands.press("Escape")
    assert person.window.pages.currentWidget() is person.window.desk
    assert len(rows(person)) == 1
    person.window.trigger("lock")
    assert rows(person) == ()


def test_the_platforms_chooser_takes_several_files(person: Person, tmp_path: Path) -> None:
    names = [str(written(tmp_path, name, NOTE)) for name in ("a.txt", "b.txt")]
    person.window.trigger("choose_documents")
    dialog = page(person).findChild(QFileDialog)
    assert dialog is not None
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit(names)
    dialog.close()
    settle(person)
    assert [row.name for row in rows(person)] == ["a.txt", "b.txt"]


def test_the_file_is_kept_with_the_document(person: Person, tmp_path: Path) -> None:
    content = pdf(page_of(NOTE))
    drop(person, written(tmp_path, "note.pdf", content))
    take_in(person)
    person.wait(lambda: person.window.desk.encounter_id == MAIN_VISIT, "visit")
    session = person.window.session
    assert session is not None
    newest = next(one for one in documents(person) if "Dysuria, improved" in one.text)
    kept = original_of(desk=session.desk, document=newest)
    assert kept is not None
    assert kept.original.content == content
