"""Overriding at the real window: what was refused is attached with a reason, and a plain stop cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.domain.values.finding import Severity
from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        yield somebody


def try_denied(person: Person) -> None:
    """Enter on words that deny the condition."""
    desk = person.window.desk
    person.hands.select_words(desk.documents.text_view, "Denies fever")
    person.hands.press("Ctrl+K")
    person.hands.press("Ctrl+A")
    person.hands.type("R50.9")
    person.wait(lambda: person.current() == "R50.9", "R50.9")
    person.hands.press("Return")
    person.wait(desk.strip.is_refusing, "refusal")


def test_a_denied_condition_is_refused_and_attached_with_a_reason(person: Person) -> None:
    desk = person.window.desk
    try_denied(person)
    assert "R50.9" not in person.codes()
    person.hands.press("Ctrl+Shift+R")
    assert desk.overriding.prompt.isVisible()
    person.hands.press("Return")
    assert "auditor" in desk.overriding.prompt.message
    person.hands.type("the provider corrected it on the phone")
    person.hands.press("Return")
    person.wait(lambda: "R50.9" in person.codes(), "R50.9")
    assert desk.sheet is not None
    assert [row.reason for row in desk.sheet.visit.overrides] == ["the provider corrected it on the phone"]
    assert not desk.strip.is_refusing()


def test_esc_leaves_everything_as_it_is(person: Person) -> None:
    try_denied(person)
    person.hands.press("Ctrl+Shift+R")
    person.hands.press("Escape")
    assert not person.window.desk.overriding.prompt.isVisible()
    assert "R50.9" not in person.codes()


def test_a_plain_stop_offers_no_override(person: Person) -> None:
    """looks alike: refused too, because no passage was selected"""
    desk = person.window.desk
    desk.browser.focus_search()
    person.hands.type("E11.9")
    person.wait(lambda: person.current() == "E11.9", "E11.9")
    person.hands.press("Return")
    person.wait(desk.strip.is_refusing, "refusal")
    assert {row.severity for row in desk.strip.refused} == {Severity.STOP}
    person.hands.press("Ctrl+Shift+R")
    assert not desk.overriding.prompt.isVisible()
