"""Advance notices at the real window: drawn up from a finding, printed, signed, and told of by a modifier."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice
from coderdesk.services.advance_notices import notices_of
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from coderdesk.ui.views.desk.notice_panel import NoticePanel
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.person import Person, at_the_window

SERVICE = "99213"


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        somebody.attach("Total time today 24 minutes", SERVICE)
        yield somebody


def opened(person: Person) -> NoticePanel:
    person.hands.press("Ctrl+Shift+F3")
    return person.window.findChildren(NoticePanel)[0]


def stored(person: Person) -> tuple[AdvanceNotice, ...]:
    session = person.window.session
    assert session is not None
    return notices_of(desk=session.desk, encounter_id=MAIN_VISIT)


def modifiers(person: Person) -> tuple[str, ...]:
    sheet = person.window.desk.sheet
    return next(row.service.modifiers for row in sheet.visit.services if row.service) if sheet else ()


def rules(person: Person) -> list[str]:
    sheet = person.window.desk.sheet
    return [row.rule_id for row in sheet.findings] if sheet else []


def tick(person: Person, panel: NoticePanel) -> None:
    line = panel.composer.lines[0]
    if not line.tick.isChecked():
        line.tick.setFocus()
        person.hands.press("Space")
    assert panel.composer.store_button.isEnabled()


def test_a_notice_is_drawn_up_printed_and_signed_by_keyboard(person: Person) -> None:
    """the day of the signature is today: too late for the day of the service, so GA would still stop"""
    panel = opened(person)
    tick(person, panel)
    line = panel.composer.lines[0]
    line.cost.setFocus()
    line.cost.selectAll()
    person.hands.type("120.50")
    panel.composer.store_button.setFocus()
    person.hands.press("Space")
    person.wait(lambda: len(panel.cards) == 1, "stored notice")
    [notice] = stored(person)
    assert [(one.code, one.cost.plain) for one in notice.services] == [(SERVICE, "120.50")]
    assert not notice.is_signed
    panel.cards[0].print_button.setFocus()
    person.hands.press("Space")
    person.wait(lambda: bool(list(person.documents.rglob("Advance notice *.pdf"))), "paper")
    card = panel.cards[0]
    assert card.signature_form.name_field.text() == "Ana Rivera"
    card.signature_form.choice_box.setFocus()
    person.hands.press("Down")
    card.sign_button.setFocus()
    person.hands.press("Space")
    person.wait(lambda: stored(person)[0].is_signed, "signature")
    assert stored(person)[0].choice is NoticeChoice.PAY_WITHOUT_BILLING
    person.wait(lambda: "Signed by Ana Rivera" in panel.cards[0].state_label.text(), "state")


def test_a_notice_signed_on_paper_lets_ga_stand(person: Person) -> None:
    desk = person.window.desk
    panel = opened(person)
    tick(person, panel)
    composer = panel.composer
    composer.signed_box.setFocus()
    person.hands.press("Space")
    sheet = desk.sheet
    assert sheet is not None
    assert composer.signature.day_field.day == sheet.visit.date_of_service
    composer.store_button.setFocus()
    person.hands.press("Space")
    person.wait(lambda: len(panel.cards) == 1 and panel.cards[0].notice.is_signed, "signed notice")
    button = panel.cards[0].modifier_button
    assert button.text() == "Put GA on the line"
    button.setFocus()
    person.hands.press("Space")
    person.wait(lambda: modifiers(person) == ("GA",), "GA")
    assert "notice-not-signed" not in rules(person)
    person.hands.click(panel.cards[0].modifier_button)
    person.wait(lambda: panel.message.text() == "GA stands on the line already.", "said")


def test_a_declined_notice_offers_no_modifier_and_a_voluntary_one_gx(person: Person) -> None:
    panel = opened(person)
    tick(person, panel)
    composer = panel.composer
    composer.voluntary_box.click()
    assert composer.reason_field.toPlainText() == "Medicare never pays for this service."
    composer.signed_box.click()
    composer.store_button.click()
    person.wait(lambda: len(panel.cards) == 1, "voluntary notice")
    assert panel.cards[0].modifier_button.text() == "Put GX on the line"
    tick(person, panel)
    composer.signed_box.click()
    composer.signature.choice_box.setCurrentIndex(composer.signature.choice_box.findData(NoticeChoice.DECLINE))
    composer.store_button.click()
    person.wait(lambda: len(panel.cards) == 2, "declined notice")
    declined = next(card for card in panel.cards if card.notice.choice is NoticeChoice.DECLINE)
    assert not declined.modifier_button.isVisible()


def test_the_finding_that_asks_for_a_notice_leads_to_it(person: Person) -> None:
    """GA without a stored notice stops; the fix of the finding opens the notice with its service ticked"""
    desk = person.window.desk
    sheet = desk.sheet
    session = person.window.session
    assert sheet is not None
    assert session is not None
    row = sheet.visit.services[0]
    session.operations.set_modifiers(encounter_id=MAIN_VISIT, assignment_id=row.id, modifiers=("GA",))
    person.wait(lambda: "notice-not-signed" in rules(person), "finding")
    at = next(place for place, one in enumerate(desk.strip.list.model().findings) if one.rule_id == "notice-not-signed")
    desk.strip.list.setCurrentIndex(desk.strip.list.model().index(at, 0))
    person.hands.press("Ctrl+.")
    panel = person.window.findChildren(NoticePanel)[0]
    person.wait(panel.isVisible, "panel")
    assert panel.composer.lines[0].tick.isChecked()
    assert panel.composer.lines[0].tick.hasFocus()
    person.hands.press("Esc")
    assert not panel.isVisible()


def test_a_cost_that_is_no_amount_keeps_the_notice_at_home(person: Person) -> None:
    panel = opened(person)
    tick(person, panel)
    panel.composer.lines[0].cost.setText("about 90")
    panel.composer.store_button.click()
    assert "dollars and cents" in panel.message.text()
    assert stored(person) == ()
