"""The page of the original in the documents panel: its picture, the passages on it, its pages, the file saved."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import AuthorRole
from coderdesk.domain.clinical.received_document import Box, Place
from coderdesk.domain.values.ids import DocumentId
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_place import PASSPHRASE, demo_vault_path
from coderdesk.services.intake import details_of, read_document, take_in
from coderdesk.services.originals import original_of
from coderdesk.services.visit_match import Doubt
from coderdesk.services.visits import open_visit
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.original_view import OriginalView
from coderdesk.ui.views.desk.originals import Originals
from coderdesk.ui.views.desk.page_canvas import lines_of
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window
from tests.helpers.received_files import page_of, pdf

HEAD = "PROGRESS NOTE\nPatient: Rivera, Ana M.   DOB: 03/17/1984   MRN: CH100231\nDate of service: 05/04/2026\n"
SIGNED = "Electronically signed by Marisol J. Tenenbrook, MD on 05/04/2026"
FIRST = f"{HEAD}\nASSESSMENT: Hypertension, stable.\n"
SECOND = f"PLAN: Seen for acute cystitis as well.\n{SIGNED}\n"
TWO_PAGES = pdf(page_of(FIRST), page_of(SECOND))
SCAN = pdf([], [])


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


def file_with_visit(person: Person, content: bytes, name: str = "note.pdf") -> str:
    """Take a file in, open its visit and bring it to the front."""
    session = person.window.session
    assert session is not None
    (received,) = read_document(file=content, name=name)
    told = replace(
        details_of(received),
        author="Marisol J. Tenenbrook, MD",
        author_role=AuthorRole.PROVIDER,
        written_on=date(2026, 5, 4),
        is_signed=True,
    )
    taken = take_in(
        desk=session.desk, received=received, encounter_id=MAIN_VISIT, details=told, confirmed=frozenset(Doubt)
    )
    person.open_main_visit()
    person.window.desk.documents.show_document(taken.document_id)
    settle(person)
    return str(taken.document_id)


def originals(person: Person) -> Originals:
    made = person.window.desk.originals
    assert made is not None
    return made


def view(person: Person) -> OriginalView:
    return person.window.desk.documents.original


def shows_page(person: Person) -> bool:
    return person.window.desk.documents.is_showing_page


def settle(person: Person) -> None:
    person.wait(lambda: originals(person).is_idle, "page")
    person.hands.settle()
    person.wait(lambda: originals(person).is_idle, "page")


def test_f7_shows_the_page_and_the_text_again(person: Person) -> None:
    file_with_visit(person, TWO_PAGES)
    documents = person.window.desk.documents
    assert not shows_page(person)
    documents.setFocus()
    person.hands.press("F7")
    settle(person)
    assert shows_page(person)
    assert view(person).isVisible()
    assert view(person).canvas.has_picture
    person.hands.press("F7")
    assert not view(person).isVisible()
    assert documents.text_view.isVisible()


def test_a_photographed_page_is_looked_at_and_kept_as_it_came(person: Person) -> None:
    """it holds no letters, so the page itself is what is seen"""
    out = io.BytesIO()
    Image.new("L", (850, 1100), 255).save(out, "PNG", dpi=(100, 100))
    document_id = file_with_visit(person, out.getvalue(), "photo.png")
    if not shows_page(person):
        person.window.trigger("original_page")
    settle(person)
    assert view(person).canvas.has_picture
    session = person.window.session
    assert session is not None
    document = open_visit(desk=session.desk, encounter_id=MAIN_VISIT).visit.documents_by_id[DocumentId(document_id)]
    kept = original_of(desk=session.desk, document=document)
    assert kept is not None
    assert kept.original.content == out.getvalue()


def test_a_passage_is_tinted_on_the_page_where_its_words_stand(person: Person) -> None:
    file_with_visit(person, TWO_PAGES)
    person.attach("Hypertension", "I10")
    person.window.trigger("original_page")
    settle(person)
    canvas = view(person).canvas
    place = next(rect for one, rect in canvas._chips() if one.mark.words.startswith("I10"))
    picture = canvas.grab().toImage()
    inside = QColor(picture.pixel(QPoint(round(place.right() + 4), round(place.bottom()) + 1)))
    assert inside != QColor("white")
    chosen: list[str] = []
    person.window.desk.documents.passage_clicked.connect(chosen.append)
    person.hands.click(canvas, place.center().toPoint())
    sheet = person.window.desk.sheet
    assert sheet is not None
    assert chosen == [str(sheet.visit.assignments[0].id)]


def test_going_to_a_passage_turns_to_its_page(person: Person) -> None:
    document_id = file_with_visit(person, TWO_PAGES)
    person.window.trigger("original_page")
    settle(person)
    assert view(person).page == 1
    text = next(one.text for one in person.window.desk.sheet.visit.documents if one.id == document_id)  # type: ignore[union-attr]
    start = text.index("acute cystitis")
    person.window.desk.documents.scroll_to_passage(document_id, start, start + len("acute cystitis"))
    settle(person)
    assert view(person).page == 2


def test_pages_are_turned_and_the_picture_grows(person: Person) -> None:
    file_with_visit(person, TWO_PAGES)
    person.window.trigger("original_page")
    settle(person)
    assert not view(person).back_button.isEnabled()
    person.hands.click(view(person).next_button)
    settle(person)
    assert (view(person).page, view(person).next_button.isEnabled()) == (2, False)
    view(person).setFocus()
    person.hands.press("PgUp")
    assert view(person).page == 1
    width = view(person).canvas.width()
    person.hands.click(view(person).larger_button)
    settle(person)
    assert view(person).canvas.width() > width
    assert view(person).canvas.has_picture


def test_a_scan_is_shown_as_its_pages_and_says_that_it_holds_no_text(person: Person) -> None:
    file_with_visit(person, SCAN, "scan.pdf")
    assert shows_page(person)
    assert "hold no text" in view(person).notice
    assert view(person).canvas.has_picture


def test_a_typed_document_has_no_page_and_says_so(person: Person) -> None:
    person.open_main_visit()
    settle(person)
    person.window.trigger("original_page")
    assert not shows_page(person)
    assert "typed here" in person.window.toast.words


def test_each_document_keeps_its_own_way_of_being_shown(person: Person) -> None:
    mine = file_with_visit(person, TWO_PAGES)
    documents = person.window.desk.documents
    person.window.trigger("original_page")
    settle(person)
    other = next(str(one.id) for one in person.window.desk.sheet.visit.documents if one.id != mine)  # type: ignore[union-attr]
    documents.show_document(other)
    settle(person)
    assert not shows_page(person)
    documents.show_document(mine)
    settle(person)
    assert shows_page(person)


def test_the_original_is_saved_byte_for_byte(person: Person, tmp_path: Path) -> None:
    file_with_visit(person, TWO_PAGES)
    person.window.trigger("save_original")
    dialog = person.window.desk.documents.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "out.pdf"))
    dialog.close()
    person.wait((tmp_path / "out.pdf").exists, "file")
    saved = hashlib.sha256((tmp_path / "out.pdf").read_bytes()).hexdigest()
    assert saved == hashlib.sha256(TWO_PAGES).hexdigest()


def test_lock_leaves_no_page_behind(person: Person) -> None:
    file_with_visit(person, TWO_PAGES)
    person.window.trigger("original_page")
    settle(person)
    person.window.trigger("lock")
    assert not view(person).canvas.has_picture
    assert not shows_page(person)


@pytest.mark.parametrize(
    ("boxes", "lines"),
    [
        ([], {}),
        ([Box(0, 0, 10, 10), Box(12, 0, 30, 10)], {1: (Box(0, 0, 30, 10),)}),
        ([Box(50, 20, 90, 30), Box(0, 0, 10, 10)], {1: (Box(50, 20, 90, 30), Box(0, 0, 10, 10))}),
    ],
)
def test_words_of_a_line_are_one_box_and_lines_stay_apart(boxes: list[Box], lines: dict[int, tuple[Box, ...]]) -> None:
    places = [Place(number, number + 1, page=1, box=box) for number, box in enumerate(boxes)]
    assert lines_of(places) == lines
