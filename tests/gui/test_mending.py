"""The offered fix of a finding at the real window: by its key, by a click, and by a choice where there are several."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coderdesk.services.demo_place import PASSPHRASE
from coderdesk.shared.paths import Paths
from coderdesk.ui.delegates.finding import fix_rect
from coderdesk.ui.models.rows import ROW_ROLE, FindingRow
from tests.helpers.person import Person, at_the_window


@pytest.fixture
def person(qtbot: QtBot, qapp: QApplication, demo_paths: Paths, tmp_path: Path) -> Iterator[Person]:
    with at_the_window(qtbot, qapp, demo_paths, tmp_path, with_demo=False) as somebody:
        somebody.window.unlock(next(demo_paths.vaults.glob("*.vault")), PASSPHRASE)
        somebody.wait(lambda: somebody.window.session is not None, "worklist")
        somebody.open_main_visit()
        yield somebody


def offered(person: Person) -> dict[str, FindingRow]:
    """The fixes that the strip shows, with their rows."""
    model = person.window.desk.strip.list.model()
    rows = [model.index(place, 0).data(ROW_ROLE) for place in range(model.rowCount())]
    return {row.fix: row for row in rows if row.fix}


def place_of_fix(person: Person, words: str) -> int:
    model = person.window.desk.strip.list.model()
    return next(place for place in range(model.rowCount()) if model.index(place, 0).data(ROW_ROLE).fix == words)


def test_one_key_applies_the_fix_and_undo_takes_it_back(person: Person) -> None:
    """The symptom that belongs to the disease goes at Ctrl+. and comes back at Ctrl+Z."""
    person.attach("Urinary tract infection", "N39.0")
    person.attach("dysuria", "R30.0")
    assert offered(person)["remove R30.0"].fix_key == "Ctrl+."
    person.hands.press("Ctrl+.")
    person.wait(lambda: person.codes() == ["N39.0"], "the symptom gone")
    assert "remove R30.0" not in offered(person)
    person.hands.press("Ctrl+Z")
    person.wait(lambda: person.codes() == ["N39.0", "R30.0"], "the symptom back")


def test_a_click_on_the_offered_words_applies_the_fix(person: Person) -> None:
    person.attach("Urinary tract infection", "N39.0")
    person.attach("dysuria", "R30.0")
    view = person.window.desk.strip.list
    index = view.model().index(place_of_fix(person, "remove R30.0"), 0)
    view.scrollTo(index)
    rect = fix_rect(QRectF(view.visualRect(index)), index.data(ROW_ROLE), view.font().pixelSize())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    person.wait(lambda: person.codes() == ["N39.0"], "the symptom gone")


def test_several_fixes_are_a_choice_in_one_line(person: Person) -> None:
    """Of two codes that exclude each other the person says which one goes; Esc leaves both."""
    desk = person.window.desk
    person.attach("Urinary tract infection", "N39.0")
    person.attach("leukocyte esterase 3+", "R82.81")
    words = next(fix for fix in offered(person) if fix.endswith(" …"))
    desk.strip.list.setCurrentIndex(desk.strip.list.model().index(place_of_fix(person, words), 0))
    line = desk.reading.mending.line
    person.hands.press("Ctrl+.")
    assert line.isVisible()
    assert [button.accessibleName() for button in line.buttons] == ["remove N39.0", "remove R82.81"]
    person.hands.press("Escape")
    assert not line.isVisible()
    assert person.codes() == ["N39.0", "R82.81"]
    person.hands.press("Ctrl+.")
    person.hands.press("2")
    person.wait(lambda: person.codes() == ["N39.0"], "the second gone")
    assert not line.isVisible()


def test_a_code_that_nothing_affirms_is_looked_for(person: Person) -> None:
    """The organism of the infection is not in the note: one key opens the search on what the book names."""
    desk = person.window.desk
    person.attach("Urinary tract infection", "N39.0")
    words = next(fix for fix in offered(person) if fix.startswith("add B95"))
    desk.strip.list.setCurrentIndex(desk.strip.list.model().index(place_of_fix(person, words), 0))
    person.hands.press("Ctrl+.")
    assert desk.browser.field.text() == "B95"
    assert person.codes() == ["N39.0"]


def test_a_stop_that_attaching_brings_is_told_at_once(person: Person) -> None:
    """The folded strip opens on the new finding; the code stays attached and the hand stays where it was."""
    strip = person.window.desk.strip
    person.attach("Urinary tract infection", "N39.0")
    strip.set_collapsed(collapsed=True)
    person.attach("leukocyte esterase 3+", "R82.81")
    assert not strip.is_collapsed
    told = strip.current_finding()
    assert told is not None
    assert told.rule_id == "excludes1"
    assert person.codes() == ["N39.0", "R82.81"]
    assert not strip.isAncestorOf(QApplication.focusWidget())
