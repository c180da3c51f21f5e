"""An inpatient stay at the real window: its group and why, what is said of each diagnosis, and what is not coded yet."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.services.documents import add_document
from coderdesk.services.visit_stay import discharge_status_in
from coderdesk.services.visits import open_visit
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.stay_panel import StayPanel
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window

NOTE = """Discharge summary

Hospital course: treated with IV furosemide.

Assessment:
1. Acute systolic heart failure.
2. Acute respiratory failure with hypoxia.
"""


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        yield somebody


def admit(person: Person) -> None:
    """The main visit becomes a stay with a discharge summary, heart failure coded from it."""
    session = person.window.session
    assert session is not None
    desk = session.desk
    with desk.vault.writing(actor="x", action="x", now=desk.clock.now()) as unit:
        unit.encounters.save(replace(unit.encounters.get(MAIN_VISIT), setting=Setting.INPATIENT, place_of_service="21"))
    add_document(
        desk=desk,
        encounter_id=MAIN_VISIT,
        kind=DocumentKind.DISCHARGE_SUMMARY,
        title="Discharge summary",
        author="Ngozi Okafor, MD",
        author_role=AuthorRole.PROVIDER,
        written_on=open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.date_of_service,
        text=NOTE,
        is_signed=True,
    )
    person.open_main_visit()
    sheet = person.window.desk.sheet
    assert sheet is not None
    summary = next(one for one in sheet.visit.documents if one.text == NOTE)
    person.window.desk.documents.show_document(summary.id)
    person.attach("Acute systolic heart failure", "I50.21")


def opened(person: Person) -> StayPanel:
    person.hands.press("Ctrl+Shift+G")
    panel = person.window.findChildren(StayPanel)[0]
    person.wait(lambda: bool(panel.drg_label.text()), "group")
    return panel


def told(panel: StayPanel) -> str:
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))


def only(panel: StayPanel) -> AssignmentId:
    return next(iter(panel.boxes))


def test_the_group_says_why_and_what_is_documented_and_not_coded(person: Person) -> None:
    """heart failure alone is 293; the respiratory failure that the summary names would make it 291"""
    admit(person)
    panel = opened(person)
    assert panel.drg_label.text() == "293"
    words = told(panel)
    assert "Because of the principal diagnosis I50.21" in words
    assert "weight 0." in words
    assert "principal diagnosis" in words.splitlines()
    assert "MCC, moves the group" not in words
    assert "“Acute respiratory failure with hypoxia" in words
    assert "DRG 291" in words
    assert "I50.21, 0.360" in words


def test_what_would_change_the_group_is_shown_with_its_words_selected(person: Person) -> None:
    admit(person)
    panel = opened(person)
    documents = person.window.desk.documents
    button = panel.show_buttons[0]
    button.setFocus()
    person.hands.press("Space")
    chosen = documents.current_selection()
    assert chosen is not None
    assert "respiratory failure" in chosen.text.lower()
    assert NOTE[chosen.start : chosen.end] == chosen.text


def test_discharge_status_and_present_on_admission_are_kept_and_undone(person: Person) -> None:
    """both stand where the claim's details have them"""
    admit(person)
    panel = opened(person)
    desk = person.window.desk
    assert panel.status_box.editor.hasFocus()
    person.hands.type("01")
    person.hands.press("Return")
    person.wait(lambda: desk.sheet is not None and discharge_status_in(desk.sheet.details) == 1, "discharge status")
    person.wait(
        lambda: "discharge status" not in told(panel).lower().replace("discharge status\n", ""), "grouped again"
    )
    box = panel.boxes[only(panel)]
    assert isinstance(box.editor, QComboBox)
    box.editor.setFocus()
    person.hands.press("Down")
    box.editor.activated.emit(box.editor.currentIndex())
    person.wait(lambda: desk.sheet is not None and desk.sheet.visit.diagnoses[0].poa == "Y", "present on admission")
    person.hands.press("Ctrl+Z")
    person.wait(lambda: desk.sheet is not None and desk.sheet.visit.diagnoses[0].poa == "", "undone")
    person.wait(lambda: panel.boxes[only(panel)].text == "", "field")


def test_an_office_visit_has_no_group_and_says_its_risk(person: Person) -> None:
    person.open_main_visit()
    panel = opened(person)
    assert panel.drg_label.text() == "–"
    assert "is no inpatient stay" in told(panel)
    assert "CMS-HCC V28" in told(panel)
    assert not panel.status_box.isVisible()
    assert panel.close_button.hasFocus()
    person.hands.press("Esc")
    assert not panel.isVisible()
