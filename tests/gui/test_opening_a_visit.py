"""A visit is opened in pieces, and nobody acts on the one before meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.visits import VisitSheet, open_visit
from coderdesk.services.worklist import list_worklist
from coderdesk.shared.paths import Paths
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        somebody.attach("Urinary tract infection", "N39.0")
        yield somebody


def another(person: Person) -> VisitSheet:
    session = person.window.session
    assert session is not None
    rows = list_worklist(desk=session.desk)
    coded = (open_visit(desk=session.desk, encounter_id=row.encounter_id) for row in rows)
    return next(one for one in coded if one.visit.encounter.id != MAIN_VISIT and one.visit.diagnoses)


def codes_of(person: Person, encounter_id: EncounterId) -> list[str]:
    session = person.window.session
    assert session is not None
    return [row.code for row in open_visit(desk=session.desk, encounter_id=encounter_id).visit.assignments]


def test_the_text_comes_first_and_the_rest_in_turns(person: Person) -> None:
    desk, sheet = person.window.desk, another(person)
    shown: list[object] = []
    desk.sheet_shown.connect(shown.append)
    desk._show(sheet)
    documents = sheet.visit.documents
    assert desk.documents.documents == documents
    assert shown == []
    assert desk._turns.is_pending
    person.wait(lambda: shown == [sheet], "everything")
    assert not desk._turns.is_pending


def test_a_key_between_two_pieces_acts_on_the_new_visit(person: Person) -> None:
    """Del in the coded list, pressed while the rows of the visit before still stand there"""
    desk, sheet = person.window.desk, another(person)
    first = desk.coded.selected_assignment()
    desk.coded.select(desk.sheet.visit.assignments[0].id)  # type: ignore[union-attr]
    desk.coded.setFocus()
    before = codes_of(person, MAIN_VISIT)
    desk._show(sheet)
    assert desk._turns.is_pending
    person.hands.press("Delete")
    person.wait(lambda: True, "answer")
    assert codes_of(person, MAIN_VISIT) == before == ["N39.0"]
    assert desk.coded.selected_assignment() != first or first is None


def test_whoever_asks_for_the_visit_finds_it_shown(person: Person) -> None:
    desk, sheet = person.window.desk, another(person)
    desk._show(sheet)
    assert desk.encounter_id == sheet.visit.encounter.id
    assert not desk._turns.is_pending
    assert desk.worklist.selected() == sheet.visit.encounter.id


def test_locking_in_between_leaves_nothing(person: Person) -> None:
    desk = person.window.desk
    desk._show(another(person))
    person.window.lock()
    person.hands.settle()
    assert desk.sheet is None
    assert desk.documents.documents == ()
