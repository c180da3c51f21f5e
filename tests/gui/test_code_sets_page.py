"""Code sets at the real window: a file chosen, typed or dropped, looked at, refused, mapped, imported, taken off again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.code_release import CodeSet
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.shelf_releases import imported_releases, saved_mappings
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.codesets.code_sets_page import CodeSetsPage
from tests.helpers.official_files import CPT_LONG, MUE
from tests.helpers.person import Person, at_the_window

DENTAL = (
    "Dental list\nProc,Meaning,Since\nD0120,Invented periodic look,01/01/2026\nD1110,Invented cleaning,01/01/2026\n"
)
WEB_PAGE = "<!doctype html><html><body>Accept the licence first</body></html>"


@pytest.fixture
def own_paths(demo_paths: Paths, tmp_path: Path) -> Paths:
    """A shelf of its own, beside the shared index of what is shipped."""
    codesets = tmp_path / "codesets"
    codesets.mkdir()
    return Paths(vaults=demo_paths.vaults, codesets=codesets, cache=demo_paths.cache, state=demo_paths.state)


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, own_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> Iterator[Person]:
    assert library is not None
    with at_the_window(qtbot, qapp, own_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(own_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        made.window.trigger("show_book")
        made.hands.click(made.window.beside.book.buttons["sets"])
        settle(made)
        yield made


def settle(person: Person) -> None:
    person.wait(lambda: person.window.beside.book_feeds.imports.is_idle, "code sets")


def page(person: Person) -> CodeSetsPage:
    return person.window.beside.book.sets


def look_at(person: Person, path: Path) -> None:
    """Type a path and press Enter."""
    field = page(person).path_field
    field.clear()
    field.setFocus()
    person.hands.type(str(path), into=field)
    person.hands.press("Return")
    settle(person)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def import_mue(person: Person, folder: Path) -> None:
    look_at(person, written(folder, "MCR_MUE_PractitionerServices.csv", MUE))
    card = page(person).preview.cards[0]
    assert card.questions is not None
    if card.questions.release_field is not None:
        person.hands.type("April 2026", into=card.questions.release_field)
    person.hands.click(page(person).preview.import_button)
    settle(person)


def test_what_is_shipped_is_listed_with_its_licence(person: Person) -> None:
    model = page(person).model
    shown = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert {"ICD-10-CM", "HCPCS", "MS-DRG"} <= set(shown)
    assert "public domain" in page(person).detail.licence.toPlainText()
    assert not page(person).detail.remove_button.isVisible()
    assert "74,879" in {str(model.index(row, 4).data()) for row in range(model.rowCount())}


def test_a_table_that_does_not_say_its_release_is_imported_once_it_is_named(
    person: Person, own_paths: Paths, tmp_path: Path
) -> None:
    look_at(person, written(tmp_path, "MCR_MUE_PractitionerServices.csv", MUE))
    preview = page(person).preview
    assert page(person).shows == "preview"
    assert not preview.import_button.isEnabled()
    assert imported_releases(paths=own_paths) == ()
    questions = preview.cards[0].questions
    assert questions is not None
    assert questions.release_field is not None
    person.hands.type("April 2026", into=questions.release_field)
    person.hands.click(preview.import_button)
    settle(person)
    installed = imported_releases(paths=own_paths)
    assert [(one.header.code_set, one.header.release, one.rows) for one in installed] == [
        (CodeSet.MUE, "April 2026", 3)
    ]
    assert page(person).shows == "releases"
    assert "MUE April 2026" in person.window.toast.words
    assert page(person).detail.title.text() == "MUE April 2026"
    assert "All rights reserved" in page(person).detail.licence.toPlainText()


def test_the_same_file_again_changes_nothing_and_says_so(person: Person, own_paths: Paths, tmp_path: Path) -> None:
    name = "CPT 2027 LONGULT.txt"
    look_at(person, written(tmp_path, name, CPT_LONG))
    assert page(person).preview.import_button.isEnabled()
    import_mue(person, tmp_path)
    before = imported_releases(paths=own_paths)
    look_at(person, tmp_path / "MCR_MUE_PractitionerServices.csv")
    card = page(person).preview.cards[0]
    assert card.questions is not None
    assert card.questions.release_field is not None
    person.hands.type("April 2026", into=card.questions.release_field)
    person.hands.click(page(person).preview.import_button)
    settle(person)
    assert imported_releases(paths=own_paths) == before
    assert "nothing was changed" in person.window.toast.words


def test_a_web_page_is_refused_with_a_sentence_in_place(person: Person, own_paths: Paths, tmp_path: Path) -> None:
    look_at(person, written(tmp_path, "MUE.csv", WEB_PAGE))
    assert page(person).trouble.isVisible()
    assert "it is a web page and not the file" in page(person).trouble.text()
    assert page(person).shows == "releases"
    assert imported_releases(paths=own_paths) == ()


def test_a_file_that_is_not_there_is_a_sentence_too(person: Person, tmp_path: Path) -> None:
    look_at(person, tmp_path / "nowhere.zip")
    assert page(person).trouble.isVisible()
    assert "nowhere.zip" in page(person).trouble.text()


def test_a_refused_file_takes_the_preview_of_another_away(person: Person, tmp_path: Path) -> None:
    look_at(person, written(tmp_path, "CPT 2027 LONGULT.txt", CPT_LONG))
    look_at(person, written(tmp_path, "letter.txt", "only a letter\n"))
    assert page(person).shows == "releases"
    assert page(person).preview.cards == []
    assert page(person).map_button.hasFocus()


def test_columns_are_mapped_and_the_mapping_is_found_again(person: Person, own_paths: Paths, tmp_path: Path) -> None:
    page(person).path_field.setText(str(written(tmp_path, "dental.csv", DENTAL)))
    person.hands.click(page(person).map_button)
    settle(person)
    mapper = page(person).mapper
    assert page(person).shows == "mapper"
    assert not mapper.read_button.isEnabled()
    for box, letter in ((mapper.set_box, "CDT"), (mapper.columns["value"], "Proc"), (mapper.columns["title"], "Mean")):
        box.setFocus()
        person.hands.type(letter, into=box)
        box.activated.emit(box.currentIndex())
    person.hands.type("our dentist", into=mapper.name_field)
    assert mapper.rows.model().headerData(0, Qt.Orientation.Horizontal) == "Proc\nCode"
    person.hands.click(mapper.read_button)
    settle(person)
    assert page(person).shows == "preview"
    assert page(person).preview.cards[0].wanted.plan.preview.rows == 2
    assert [one.name for one in saved_mappings(paths=own_paths)] == ["our dentist"]
    look_at(person, written(tmp_path, "dental again.csv", DENTAL))
    assert page(person).preview.cards[0].wanted.plan.header.code_set is CodeSet.CDT


def test_a_mapping_can_be_forgotten(person: Person, own_paths: Paths, tmp_path: Path) -> None:
    test_columns_are_mapped_and_the_mapping_is_found_again(person, own_paths, tmp_path)
    person.hands.click(page(person).map_button)
    settle(person)
    mapper = page(person).mapper
    assert mapper.saved_box.currentText() == "our dentist"
    mapper.saved_box.activated.emit(mapper.saved_box.currentIndex())
    person.hands.click(mapper.forget_button)
    settle(person)
    assert saved_mappings(paths=own_paths) == ()


def test_a_file_dropped_on_the_window_is_looked_at(person: Person, tmp_path: Path) -> None:
    person.window.show_page("desk")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(written(tmp_path, "CPT 2027 LONGULT.txt", CPT_LONG)))])
    copy, left, held = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(40, 40), copy, dragged, left, held)
    QApplication.sendEvent(person.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(person.window, QDropEvent(QPoint(40, 40), copy, dragged, left, held))
    person.wait(lambda: page(person).shows == "preview", "preview")
    assert person.window.pages.currentWidget() is person.window.beside.book


def test_ctrl_o_shows_the_chooser_and_what_is_chosen_is_looked_at(person: Person, tmp_path: Path) -> None:
    path = written(tmp_path, "CPT 2027 LONGULT.txt", CPT_LONG)
    person.window.show_page("desk")
    person.hands.press("Ctrl+O")
    dialog = page(person).findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(path))
    dialog.close()
    settle(person)
    assert page(person).shows == "preview"


def test_looking_at_a_long_file_can_be_cancelled(person: Person, tmp_path: Path) -> None:
    rows = b"".join(
        b"%05d,1,2 Date of Service Edit: Policy,Invented rationale\r\n" % (number % 100_000)
        for number in range(150_000)
    )
    head = MUE[: MUE.index(b"00100,")]
    field = page(person).path_field
    field.setFocus()
    field.setText(str(written(tmp_path, "MCR_MUE_PractitionerServices.csv", head + rows)))
    QTest.keyClick(field, Qt.Key.Key_Return)  # no event is handled between the two, so the reading cannot end first
    assert page(person).work.isVisible()
    QTest.mouseClick(page(person).work.cancel_button, Qt.MouseButton.LeftButton)
    settle(person)
    assert "was stopped" in page(person).trouble.text()
    assert page(person).shows == "releases"
    assert page(person).look_button.isEnabled()


def test_locking_in_the_middle_of_reading_leaves_nothing_behind(
    person: Person, own_paths: Paths, tmp_path: Path
) -> None:
    field = page(person).path_field
    field.setFocus()
    field.setText(str(written(tmp_path, "MCR_MUE_PractitionerServices.csv", MUE)))
    person.hands.press("Return")
    person.hands.press("Ctrl+L")
    person.wait(lambda: person.window.session is None, "lock")
    assert imported_releases(paths=own_paths) == ()
    assert not page(person).work.isVisible()


def test_an_imported_release_is_taken_off_after_a_word_about_what_is_lost(
    person: Person, own_paths: Paths, tmp_path: Path
) -> None:
    import_mue(person, tmp_path)
    detail = page(person).detail
    person.hands.click(detail.remove_button)
    assert "3 rows" in detail.question.text()
    person.hands.click(detail.keep_button)
    assert len(imported_releases(paths=own_paths)) == 1
    person.hands.click(detail.remove_button)
    person.hands.click(detail.really_button)
    settle(person)
    assert imported_releases(paths=own_paths) == ()


def test_a_newly_built_library_takes_the_place_of_the_old_one(person: Person) -> None:
    """The files of the index are there already, so building is opening; searching works before and after."""
    session = person.window.session
    assert session is not None
    old = session.desk.library
    page(person).build_wanted.emit()
    person.wait(lambda: session.desk.library is not old and person.window.beside.book_feeds.imports.is_idle, "library")
    assert "up to date" in person.window.toast.words
    person.hands.click(person.window.beside.book.buttons["codes"])
    browser = person.window.beside.book.browser
    browser.field.setFocus()
    person.hands.type("E11.9")
    person.wait(lambda: (code := browser.current_code()) is not None and code.value == "E11.9", "search")


def test_a_damaged_shelf_is_told_and_the_shipped_sets_answer(
    qtbot: QtBot, qapp: QApplication, own_paths: Paths, library: CodeLibrary, tmp_path: Path
) -> None:
    """what a person imported cannot be read: the desk opens all the same, and says so where the sets stand"""
    assert library is not None
    (own_paths.codesets / "shelf.sqlite").write_bytes(b"no shelf of ours" * 400)
    with at_the_window(qtbot, qapp, own_paths, tmp_path / "documents", with_demo=True) as made:
        usable: list[bool] = []
        made.window.usable.connect(lambda: usable.append(True))
        made.window.unlock(demo_vault_path(own_paths), PASSPHRASE)
        made.hands.wait_until(lambda: bool(usable), "worklist")
        made.window.trigger("show_book")
        made.hands.click(made.window.beside.book.buttons["sets"])
        made.wait(lambda: bool(page(made).trouble.text()), "the sentence")
        assert "imported" in page(made).trouble.text()
