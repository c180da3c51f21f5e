"""The claims list sorts and narrows plain rows: the same rows in every order, found by any cell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.ui.models.billing_criteria import Criteria
from coderdesk.ui.models.billing_model import BillingModel
from coderdesk.ui.models.billing_words import AMOUNT, CELLS, FILE_BY, PATIENT

TODAY = date(2026, 11, 22)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def a_row(number: int, *, cents: int | None = None, days_left: int | None = None) -> BillingRow:
    return BillingRow(
        state=BillingState.READY if number % 2 else BillingState.INVOICE,
        encounter_id=EncounterId(str(number)),
        account=f"A-{number}",
        patient=f"Rivera {number % 3}",
        payer="Harbor" if number % 2 else "",
        number=f"{number:04}",
        date_of_service=TODAY - timedelta(days=number),
        total=Money(cents) if cents is not None else None,
        days_left=days_left,
    )


def ids(model: BillingModel) -> list[str]:
    return [row.encounter_id for row in model.shown()]


@given(st.lists(st.integers(0, 500) | st.none(), max_size=30), st.sampled_from([UP, DOWN]))
def test_sorting_is_stable_both_ways(amounts: list[int | None], order: Qt.SortOrder) -> None:
    """rows that are equal in the column stay as they were given; what has no amount counts as the least"""
    model, rows = BillingModel(), tuple(a_row(place, cents=cents) for place, cents in enumerate(amounts))
    model.sort(AMOUNT, order)
    model.show_rows(rows)
    wanted = sorted(rows, key=lambda row: row.total.cents if row.total else -1, reverse=order is DOWN)
    assert model.shown() == tuple(wanted)
    model.sort(-1, UP)
    assert model.shown() == rows


def test_what_has_no_last_day_comes_last() -> None:
    model = BillingModel()
    model.show_rows((a_row(1), a_row(2, days_left=5), a_row(3, days_left=-2)))
    model.sort(FILE_BY, UP)
    assert ids(model) == ["3", "2", "1"]


@pytest.mark.parametrize("column", range(len(CELLS)))
def test_a_row_is_found_by_any_of_its_cells(column: int) -> None:
    model, row = BillingModel(), a_row(7, cents=1234, days_left=3)
    model.show_rows((row, a_row(8)))
    model.search(CELLS[column](row).upper())
    assert row in model.shown()
    model.search("nowhere")
    assert model.shown() == ()


def test_criteria_and_words_narrow_together_in_the_chosen_order() -> None:
    model = BillingModel()
    model.show_rows(tuple(a_row(number, cents=number * 100) for number in range(12)))
    model.sort(PATIENT, DOWN)
    model.choose(Criteria(unbilled=True, least=Money(300), most=Money(900)))
    assert ids(model) == ["5", "7", "3", "9"]
    model.search("rivera 0")
    assert ids(model) == ["3", "9"]
    assert model.total == 12


def test_invoices_are_one_kind() -> None:
    model = BillingModel()
    model.show_rows(tuple(a_row(number) for number in range(4)))
    model.choose(Criteria(state="Invoice"))
    assert ids(model) == ["0", "2"]


def test_a_search_of_a_long_list_waits_for_its_texts(qtbot: QtBot) -> None:
    """asked at once it is answered in a later turn; asked then, at once; sorted meanwhile, at once; rows read again, later"""
    model = BillingModel()
    model.show_rows(tuple(a_row(number) for number in range(5_000)))
    with qtbot.waitSignal(model.found):
        model.search("a-4999")
        assert model.rowCount() == 5_000
    assert ids(model) == ["4999"]
    model.search("a-4998")
    assert ids(model) == ["4998"]
    with qtbot.waitSignal(model.found):
        model.show_rows(tuple(a_row(number) for number in range(1, 5_000)))
        model.search("a-499")
        model.sort(AMOUNT, UP)
        assert ids(model) == ["499", *(str(number) for number in range(4_990, 5_000))]
    with qtbot.waitSignal(model.found):
        model.show_rows(tuple(a_row(number) for number in range(1, 4_999)))
        assert "4999" in ids(model)
    assert "4999" not in ids(model)
