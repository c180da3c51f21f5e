"""The worklist's model: it keeps Qt's contract, filters by any word, sorts, and finds what comes next."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester  # type: ignore[import-untyped]

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.ui.models.rows import ROW_ROLE
from coderdesk.ui.models.worklist_model import Order, WorklistModel
from tests.helpers.desk_rows import TODAY, worklist_row

ROWS = (
    worklist_row(1, reason="Fever"),
    worklist_row(2, patient_last="Chen", patient_first="Wei", date_of_service=date(2026, 4, 1), payer=""),
    worklist_row(3, patient_last="Abara", status=EncounterStatus.CODED, date_of_service=date(2026, 6, 1)),
    worklist_row(4, status=EncounterStatus.QUERY, provider="Piet Vandersloot, DO", date_of_service=date(2026, 7, 9)),
)


@pytest.fixture
def model(qapp: object) -> WorklistModel:
    made = WorklistModel()
    made.show_rows(ROWS, TODAY)
    return made


def shown(model: WorklistModel) -> list[str]:
    return [str(model.row_at(place).encounter_id)[-1] for place in range(model.rowCount())]


def test_contract(qtmodeltester: ModelTester, model: WorklistModel) -> None:
    qtmodeltester.check(model)
    model.set_filter("rivera", None)
    model.set_order(Order.PATIENT)
    qtmodeltester.check(model)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "2134"),
        ("chen", "2"),
        ("RIVERA fever", "1"),
        ("fever rivera", "1"),
        ("vandersloot", "4"),
        ("CH-00003", "3"),
        ("self-pay", "2"),
        ("lakeshore", "134"),
        ("04/01/2026", "2"),
        ("2026-06-01", "3"),
        ("query", "4"),
        ("xyz", ""),
    ],
)
def test_filter(model: WorklistModel, typed: str, found: str) -> None:
    """name / both words / any order / provider / account / no payer / payer / printed date / ISO date / state / nothing"""
    model.set_filter(typed, None)
    assert "".join(shown(model)) == found


def test_filter_by_state_and_words(model: WorklistModel) -> None:
    model.set_filter("rivera", EncounterStatus.QUERY)
    assert shown(model) == ["4"]


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.OLDEST, "2134"), (Order.NEWEST, "4312"), (Order.PATIENT, "3214"), (Order.STATUS, "2143")],
)
def test_order(model: WorklistModel, order: Order, expected: str) -> None:
    model.set_order(order)
    assert "".join(shown(model)) == expected


def test_counts_ignore_the_filter(model: WorklistModel) -> None:
    model.set_filter("chen", None)
    assert model.counts() == {EncounterStatus.TO_CODE: 2, EncounterStatus.CODED: 1, EncounterStatus.QUERY: 1}
    assert (model.rowCount(), model.total) == (1, 4)


@pytest.mark.parametrize(
    ("after", "expected"), [("visit-2", "visit-1"), ("visit-1", "visit-2"), ("visit-4", "visit-2"), ("gone", "visit-2")]
)
def test_next_open(model: WorklistModel, after: str, expected: str) -> None:
    """the one below / round from the top / past the coded and waiting ones / a visit that is filtered out"""
    assert model.next_open(after) == expected


def test_nothing_open_is_left(model: WorklistModel) -> None:
    model.show_rows((worklist_row(1, status=EncounterStatus.CODED), worklist_row(2)), TODAY)
    assert model.next_open("visit-2") is None


def test_same_visits_keep_their_indexes(model: WorklistModel) -> None:
    """A refresh after a code was attached changes words only: nothing is reset, so nothing jumps."""
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show_rows((*ROWS[:3], worklist_row(4, status=EncounterStatus.CODED, date_of_service=date(2026, 7, 9))), TODAY)
    assert not resets
    assert model.index(3).data(ROW_ROLE).status is EncounterStatus.CODED


def test_words_for_a_screen_reader(model: WorklistModel) -> None:
    said = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    who, when = "Rivera, Ana M, 42 y", "seen 05/04/2026 by Marisol J. Tenenbrook, MD"
    assert said == f"{who}, {when}, Lakeshore Health Plan, Fever, To code, waiting 99 days"
