"""The coded list at the hands of a coder: each key, what it wishes for, and what stays where it was."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QPointF, Qt, SignalInstance
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.values.ids import AssignmentId, EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services.visits import VisitSheet
from coderdesk.ui.models.coded_rows import ReasonRow
from coderdesk.ui.views.desk.coded_panel import CodedPanel
from tests.helpers.claims import DIABETES, DIPSTICK, UTI, VISIT_SERVICE
from tests.helpers.desk_values import a_finding, a_question, a_sheet, with_status

ALT = Qt.KeyboardModifier.AltModifier
Heard = list[tuple[object, ...]]


@pytest.fixture
def panel(qtbot: QtBot) -> CodedPanel:
    made = CodedPanel()
    qtbot.addWidget(made)
    made.resize(430, 480)
    with qtbot.waitExposed(made):
        made.show()
    made.show_sheet(a_sheet())
    return made


@pytest.fixture
def listen() -> Callable[[SignalInstance], Heard]:
    """Collects what a signal says."""

    def start(signal: SignalInstance) -> Heard:
        heard: Heard = []
        signal.connect(lambda *said: heard.append(said))
        return heard

    return start


Listen = Callable[[SignalInstance], Heard]


def open_row(panel: CodedPanel, assignment: CodeAssignment, qtbot: QtBot) -> None:
    panel.select(assignment.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)


def typed(panel: CodedPanel, text: str, qtbot: QtBot) -> None:
    panel.prompt.field.selectAll()
    qtbot.keyClicks(panel.prompt.field, text)
    qtbot.keyClick(panel.prompt.field, Qt.Key.Key_Return)


# going to places


def test_enter_goes_to_the_code(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.code_activated)
    panel.select(DIABETES.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert heard == [(DIABETES.id,)]


def test_click_goes_to_the_code(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.code_activated)
    where = panel.list.visualRect(panel.list._model.index_of(UTI.id)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert (heard, panel.selected_assignment()) == ([(UTI.id,)], UTI.id)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Right])
def test_a_row_opens_to_its_passages(panel: CodedPanel, qtbot: QtBot, listen: Listen, key: Qt.Key) -> None:
    """open, one down, Enter: the first passage"""
    heard = listen(panel.passage_wanted)
    panel.select(UTI.id)
    qtbot.keyClick(panel.list, key)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert heard == [(UTI.id, 0)]


def test_a_reason_stands_under_its_code_and_leads_to_it(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    finding = a_finding(row_id=DIABETES.id)
    panel.show_sheet(a_sheet(findings=(finding,)))
    heard = listen(panel.finding_wanted)
    reason = panel.list.indexBelow(panel.list._model.index_of(DIABETES.id))
    assert isinstance(panel.list._model.row_at(reason), ReasonRow)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(reason).center())
    assert (heard, panel.selected_assignment()) == ([(finding,)], DIABETES.id)


# order


@pytest.mark.parametrize(
    ("row", "key", "expected"),
    [
        (DIABETES, Qt.Key.Key_Up, [(DIABETES.id, -1)]),
        (UTI, Qt.Key.Key_Down, [(UTI.id, 1)]),
        (UTI, Qt.Key.Key_Up, []),
        (DIPSTICK, Qt.Key.Key_Down, []),
    ],
    ids=["up", "down", "first stays", "last stays"],
)
def test_alt_up_and_down_reorder(
    panel: CodedPanel, qtbot: QtBot, listen: Listen, row: CodeAssignment, key: Qt.Key, expected: Heard
) -> None:
    heard = listen(panel.move_wanted)
    panel.select(row.id)
    qtbot.keyClick(panel.list, key, ALT)
    assert heard == expected


def test_a_question_between_two_diagnoses_is_stepped_over(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    """N39.0, a question, E11.9 in one order of positions / E11.9 moves up past both places to stand first"""
    question = replace(a_question(UTI), id=AssignmentId("query"), position=2)
    panel.show_sheet(a_sheet(UTI, question, replace(DIABETES, position=3)))
    heard = listen(panel.move_wanted)
    panel.select(DIABETES.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Up, ALT)
    assert heard == [(DIABETES.id, -2)]


def test_dropping_a_code_onto_another_moves_it_there(panel: CodedPanel, listen: Listen) -> None:
    heard = listen(panel.move_wanted)
    panel.select(DIABETES.id)
    onto = panel.list.visualRect(panel.list._model.index_of(UTI.id)).center()
    carried = panel.list._model.mimeData([panel.list.currentIndex()])
    event = QDropEvent(
        QPointF(onto),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.list.dropEvent(event)
    assert heard == [(DIABETES.id, -1)]


# taking away


def test_delete_removes_the_code(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.remove_wanted)
    panel.select(UTI.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert heard == [(UTI.id,)]


def test_delete_on_a_passage_removes_only_the_passage(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard, removed = listen(panel.evidence_remove_wanted), listen(panel.remove_wanted)
    open_row(panel, UTI, qtbot)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert (heard, removed) == ([(UTI.id, 0)], [])


def test_in_a_read_only_vault_nothing_is_wished_for(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    panel.set_read_only("Another window writes to this practice.")
    heard = listen(panel.remove_wanted)
    panel.select(UTI.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert heard == []
    assert panel._notice.text() == "Another window writes to this practice."
    assert not panel.mark_button.isEnabled()


# pointers


def test_alt_digit_takes_a_pointer_away(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    """99213 points to A and B / Alt+1 / it points to B"""
    heard, raw = listen(panel.pointers_set), listen(panel.pointer_toggled)
    panel.select(VISIT_SERVICE.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_1, ALT)
    assert (heard, raw) == ([(VISIT_SERVICE.id, (DIABETES.id,))], [(VISIT_SERVICE.id, 1)])


def test_alt_digit_adds_a_pointer_behind_the_others(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    """81002 points to A / Alt+2 / it points to A, then B"""
    heard = listen(panel.pointers_set)
    panel.select(DIPSTICK.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_2, ALT)
    assert heard == [(DIPSTICK.id, (UTI.id, DIABETES.id))]


def test_a_fifth_pointer_is_refused_with_a_sentence(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    diagnoses = tuple(replace(UTI, id=AssignmentId(f"dx-{place}"), position=place) for place in range(1, 6))
    pointers = tuple(row.id for row in diagnoses[:4])
    service = replace(DIPSTICK, service=ServiceDetails(pointers=pointers))
    panel.show_sheet(a_sheet(*diagnoses, service))
    heard = listen(panel.pointers_set)
    panel.select(service.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_5, ALT)
    assert heard == []
    assert "four diagnoses" in panel._notice.text()


def test_a_pointer_to_nothing_is_refused_with_a_sentence(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.pointers_set)
    panel.select(DIPSTICK.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_3, ALT)
    assert heard == []
    assert panel._notice.text() == "There is no diagnosis C yet."


def test_pointers_need_a_service(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.pointers_set)
    panel.select(UTI.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_1, ALT)
    assert (heard, panel._notice.text()) == ([], "Choose a service line first.")


def test_the_only_service_need_not_be_chosen(panel: CodedPanel, qtbot: QtBot) -> None:
    """one diagnosis, one service; the diagnosis is chosen / F2 is about the service"""
    panel.show_sheet(a_sheet(UTI, DIPSTICK))
    panel.select(UTI.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    assert (panel.prompt.isVisible(), panel.selected_assignment()) == (True, DIPSTICK.id)


# units, modifiers, price


def test_f2_sets_units(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.units_set)
    panel.select(DIPSTICK.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_F2)
    assert panel.prompt.field.text() == "2"
    typed(panel, "3.5", qtbot)
    assert heard == [(DIPSTICK.id, Decimal("3.5"))]
    assert not panel.prompt.isVisible()
    assert panel.focusWidget() is panel.list


def test_f3_sets_modifiers(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.modifiers_set)
    panel.select(VISIT_SERVICE.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_F3)
    typed(panel, "25, lt", qtbot)
    assert heard == [(VISIT_SERVICE.id, ("25", "LT"))]


@pytest.mark.parametrize(("text", "price"), [("95.5", Money(9550)), ("", None)])
def test_f4_sets_the_price_or_returns_to_the_schedule(
    panel: CodedPanel, qtbot: QtBot, listen: Listen, text: str, price: Money | None
) -> None:
    heard = listen(panel.price_set)
    panel.select(VISIT_SERVICE.id)
    qtbot.keyClick(panel.list, Qt.Key.Key_F4)
    assert panel.prompt.field.text() == "125.00"
    qtbot.keyClick(panel.prompt.field, Qt.Key.Key_Backspace)
    typed(panel, text, qtbot)
    assert heard == [(VISIT_SERVICE.id, price)]


def test_wrong_units_stay_in_the_line_with_a_sentence(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.units_set)
    panel.select(DIPSTICK.id)
    panel.edit_units()
    typed(panel, "two", qtbot)
    assert (heard, panel.prompt.field.text()) == ([], "two")
    assert panel.prompt.message == "Units are a number above zero and up to 9999, such as 2 or 0.5."


def test_escape_leaves_it_as_it_was(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    heard = listen(panel.units_set)
    panel.select(DIPSTICK.id)
    panel.edit_units()
    qtbot.keyClick(panel.prompt.field, Qt.Key.Key_Escape)
    assert (heard, panel.prompt.isVisible(), panel.focusWidget()) == ([], False, panel.list)


def test_a_line_being_typed_survives_a_refresh(panel: CodedPanel, qtbot: QtBot) -> None:
    panel.select(DIPSTICK.id)
    panel.edit_units()
    qtbot.keyClicks(panel.prompt.field, "12")
    panel.show_sheet(a_sheet(findings=(a_finding(),)))
    assert (panel.prompt.isVisible(), panel.prompt.field.text()) == (True, "12")


def test_a_line_being_typed_goes_with_its_code(panel: CodedPanel) -> None:
    panel.select(DIPSTICK.id)
    panel.edit_units()
    panel.show_sheet(a_sheet(UTI, VISIT_SERVICE))
    assert not panel.prompt.isVisible()


# refreshing


def test_choice_and_opened_rows_survive_a_refresh(panel: CodedPanel, qtbot: QtBot) -> None:
    """N39.0 is opened, its passage chosen / a reason appears elsewhere / both stay"""
    open_row(panel, UTI, qtbot)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    panel.show_sheet(a_sheet(findings=(a_finding(row_id=DIABETES.id),)))
    index = panel.list._model.index_of(UTI.id)
    assert panel.list.isExpanded(index)
    assert panel.list.currentIndex() == panel.list._model.index(0, 0, index)


def test_after_a_removal_its_neighbour_is_chosen(panel: CodedPanel) -> None:
    panel.select(UTI.id)
    panel.show_sheet(a_sheet(DIABETES, VISIT_SERVICE, DIPSTICK))
    assert panel.selected_assignment() == DIABETES.id


def test_another_visit_starts_afresh(panel: CodedPanel) -> None:
    panel.select(UTI.id)
    sheet = a_sheet(findings=(a_finding(),))
    other = replace(sheet.visit.encounter, id=EncounterId("encounter-2"))
    panel.show_sheet(replace(sheet, visit=replace(sheet.visit, encounter=other)))
    assert panel.selected_assignment() is None


# the steps that end a visit


@pytest.mark.parametrize(
    ("sheet", "enabled"),
    [
        (a_sheet(), (True, False, False)),
        (a_sheet(findings=(a_finding(),)), (False, False, False)),
        (a_sheet(UTI), (False, False, False)),
        (a_sheet(status=EncounterStatus.CODED), (True, True, True)),
        (a_sheet(status=EncounterStatus.CODED, payer=None, coverage=None), (True, True, False)),
        (a_sheet(status=EncounterStatus.BILLED), (False, True, True)),
    ],
    ids=["in progress", "a stop", "no service", "coded", "self-pay", "billed"],
)
def test_steps_say_why_they_cannot_be_done(
    panel: CodedPanel, sheet: VisitSheet, enabled: tuple[bool, bool, bool]
) -> None:
    panel.show_sheet(sheet)
    buttons = (panel.mark_button, panel.invoice_button, panel.export_button)
    assert tuple(button.isEnabled() for button in buttons) == enabled
    assert all(button.toolTip() for button in buttons)


def test_the_three_buttons(panel: CodedPanel, qtbot: QtBot, listen: Listen) -> None:
    marked, reopened = listen(panel.mark_coded_wanted), listen(panel.reopen_wanted)
    invoiced, exported = listen(panel.invoice_wanted), listen(panel.export_wanted)
    qtbot.mouseClick(panel.mark_button, Qt.MouseButton.LeftButton)
    panel.show_sheet(with_status(a_sheet(), EncounterStatus.CODED))
    for button in (panel.mark_button, panel.invoice_button, panel.export_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert [len(heard) for heard in (marked, reopened, invoiced, exported)] == [1, 1, 1, 1]


def test_the_head_says_who_pays_and_the_foot_how_much(panel: CodedPanel) -> None:
    assert panel._payer.text() == "Bills to Cascade Mutual Health"
    assert panel._visit.text().startswith("member CMH-004417 · place 11 office · ")
    assert (panel._date.text(), panel._total.text()) == ("03/02/2026", "Total $145.50")
    panel.show_sheet(a_sheet(payer=None, coverage=None))
    assert panel._payer.text() == "Self-pay: the patient pays"


def test_no_visit(panel: CodedPanel) -> None:
    panel.show_nothing()
    assert panel.selected_assignment() is None
    assert not panel.mark_button.isEnabled()
