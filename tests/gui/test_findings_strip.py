"""The findings strip: what it counts, where it leads, and how a refusal comes first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Location, Place, Severity
from coderdesk.ui.views.desk.findings_strip import FindingsStrip, counts_in_words
from tests.helpers.claims import UTI
from tests.helpers.desk_values import a_finding, a_sheet

STOP = a_finding()
ASK = a_finding("E11.9 waits for the provider.", severity=Severity.ASK, row_id="dx-2")
CLAIM = a_finding("The policy has no member id.", place=Place.COVERAGE, row_id="coverage-1", field="member_id")


@pytest.fixture
def strip(qtbot: QtBot) -> FindingsStrip:
    made = FindingsStrip()
    qtbot.addWidget(made)
    made.resize(900, 140)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def went(strip: FindingsStrip) -> list[Location]:
    places: list[Location] = []
    strip.location_wanted.connect(places.append)
    return places


def test_counts() -> None:
    """two stops, one that can be overridden, one question"""
    override = a_finding(severity=Severity.STOP_OVERRIDE)
    assert counts_in_words((STOP, CLAIM, override, ASK)) == "3 stops · 1 ask"
    assert (
        counts_in_words((a_finding(severity=Severity.WARN), a_finding(severity=Severity.INFO))) == "1 warning · 1 note"
    )


def test_f8_goes_round(strip: FindingsStrip, went: list[Location], qtbot: QtBot) -> None:
    strip.show_sheet(a_sheet(findings=(STOP, ASK)))
    for _ in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_F8)
    assert went == [STOP.location, ASK.location, STOP.location]


def test_enter_goes_to_the_place(strip: FindingsStrip, went: list[Location], qtbot: QtBot) -> None:
    strip.show_sheet(a_sheet(findings=(STOP, CLAIM)))
    strip.list.setCurrentIndex(strip._model.index(1))
    qtbot.keyClick(strip.list, Qt.Key.Key_Return)
    assert went == [Location(Place.COVERAGE, "coverage-1", "member_id")]


def test_what_was_read_and_waits_is_an_ask_and_no_stop(strip: FindingsStrip) -> None:
    """clean visit / two conditions not coded: not yet green; all answered: green; another visit: forgotten"""
    strip.show_sheet(a_sheet())
    strip.show_waiting(2, 0)
    assert (strip._summary.text(), strip._head.property("surface")) == ("2 asks", "ask")
    assert "2 conditions are documented, not coded · Ctrl+U answers" in strip._line.text()
    strip.show_waiting(0, 0)
    assert strip._head.property("surface") == "good"
    strip.show_sheet(a_sheet(findings=(ASK,)))
    strip.show_waiting(0, 1)
    assert "1 code is not documented" in strip._line.text()


def test_click_goes_to_the_place(strip: FindingsStrip, went: list[Location], qtbot: QtBot) -> None:
    strip.show_sheet(a_sheet(findings=(STOP, ASK)))
    where = strip.list.visualRect(strip._model.index(1)).center()
    qtbot.mouseClick(strip.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went == [ASK.location]


def test_a_clean_visit_has_one_calm_line(strip: FindingsStrip) -> None:
    strip.show_sheet(a_sheet())
    assert strip._summary.text() == "documented = coded, 0 stops"
    assert "Ctrl+Enter" in strip._line.text()
    assert not strip.list.isVisible()
    assert strip._head.property("surface") == "good"
    strip.show_sheet(a_sheet(status=EncounterStatus.CODED))
    assert "marked coded" in strip._line.text()


def test_what_is_not_coded_is_not_called_coded_once_the_visit_is_billed(strip: FindingsStrip) -> None:
    """a billed visit with a condition that nobody answered: no stop, and no word that all is coded"""
    strip.show_sheet(a_sheet(status=EncounterStatus.BILLED))
    strip.show_waiting(1, 0)
    assert (strip._summary.text(), strip._head.property("surface")) == ("0 stops", "panel")
    assert "billed" in strip._line.text()
    assert "1 condition is documented, not coded" in strip._line.text()


def test_an_unfinished_visit_is_not_called_clean(strip: FindingsStrip) -> None:
    """a diagnosis without a service, no finding"""
    strip.show_sheet(a_sheet(UTI))
    assert strip._summary.text() == "To do"
    assert "no service yet" in strip._line.text()


def test_a_refusal_comes_first_and_opens_the_strip(strip: FindingsStrip) -> None:
    strip.show_sheet(a_sheet(findings=(ASK,)))
    strip.set_collapsed(collapsed=True)
    strip.show_refusal((STOP,))
    assert strip._model.findings == (STOP, ASK)
    assert strip.list.isVisible()
    assert strip._head.property("surface") == "stop"
    assert strip.list.currentIndex().row() == 0


def test_a_refusal_lasts_until_the_visit_changes(strip: FindingsStrip) -> None:
    """the same visit is read again / the refusal stays; a code is removed / it goes"""
    strip.show_sheet(a_sheet())
    strip.show_refusal((STOP,))
    strip.show_sheet(a_sheet())
    assert strip._model.findings == (STOP,)
    strip.show_sheet(a_sheet(UTI))
    assert strip._model.findings == ()


def test_escape_puts_a_refusal_away(strip: FindingsStrip, qtbot: QtBot) -> None:
    strip.show_sheet(a_sheet())
    strip.show_refusal((STOP,))
    qtbot.keyClick(strip.list, Qt.Key.Key_Escape)
    assert strip._model.findings == ()


def test_the_chosen_finding_stays_chosen(strip: FindingsStrip) -> None:
    strip.show_sheet(a_sheet(findings=(STOP, CLAIM, ASK)))
    strip.list.setCurrentIndex(strip._model.index(2))
    strip.show_sheet(a_sheet(findings=(CLAIM, ASK)))
    assert strip._model.finding(strip.list.currentIndex().row()) == ASK


def test_folding(strip: FindingsStrip, qtbot: QtBot) -> None:
    strip.show_sheet(a_sheet(findings=(STOP,)))
    told: list[bool] = []
    strip.collapsed_changed.connect(told.append)
    qtbot.mouseClick(strip.fold_button, Qt.MouseButton.LeftButton)
    assert (strip.is_collapsed, strip.list.isVisible(), told) == (True, False, [True])
    assert strip.maximumHeight() < 60
    strip.next_finding()
    assert (strip.is_collapsed, strip.list.isVisible()) == (False, True)


def test_nothing_open(strip: FindingsStrip) -> None:
    strip.show_sheet(a_sheet(findings=(STOP,)))
    strip.show_nothing()
    assert strip._model.findings == ()
    assert strip.accessibleName()


def test_in_a_splitter_a_clean_visit_gives_the_room_back(qtbot: QtBot) -> None:
    """120 pixels with findings / one line without / 120 again, and what was dragged is remembered"""
    splitter = QSplitter(Qt.Orientation.Vertical)
    above, strip = QWidget(), FindingsStrip()
    splitter.addWidget(above)
    splitter.addWidget(strip)
    qtbot.addWidget(splitter)
    splitter.resize(900, 700)
    with qtbot.waitExposed(splitter):
        splitter.show()
    strip.show_sheet(a_sheet(findings=(STOP,)))
    splitter.setSizes([540, 160])
    opened = strip.height()
    strip.show_sheet(a_sheet())
    assert strip.height() < 40
    assert above.height() + strip.height() + splitter.handleWidth() == 700
    strip.show_sheet(a_sheet(findings=(STOP,)))
    assert strip.height() == opened
