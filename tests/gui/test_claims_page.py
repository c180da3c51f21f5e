"""The claims page: filters by state, payer and age, and the timeline of the chosen claim."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.services.claim_timeline import ClaimTimeline, TimelineEvent
from coderdesk.ui.models.billing_words import ACCOUNT, state_words
from coderdesk.ui.views.claims.claims_page import ClaimsPage


def a_row(key: str, state: BillingState, payer: str, day: date, standing: ClaimStanding | None = None) -> BillingRow:
    return BillingRow(
        state=state,
        encounter_id=EncounterId(key),
        account=key,
        patient="Rivera, Ana",
        payer=payer,
        date_of_service=day,
        standing=standing,
        days_left=12 if state is BillingState.READY else None,
    )


READY = a_row("V-1", BillingState.READY, "Cascade", date.today())  # noqa: DTZ011 - ages count from today
OLD = a_row("V-2", BillingState.CLAIM, "Cascade", date(2020, 1, 2), ClaimStanding.ACCEPTED)
REFUSED = a_row("V-3", BillingState.REFUSED, "Harbor", date(2020, 1, 2), ClaimStanding.REJECTED)


@pytest.fixture
def page(qtbot: QtBot) -> ClaimsPage:
    made = ClaimsPage()
    qtbot.addWidget(made)
    made.show_rows((READY, OLD, REFUSED))
    made.show()
    return made


def accounts(page: ClaimsPage) -> list[str]:
    model = page.table.model()
    return sorted(str(model.index(place, 2).data()) for place in range(model.rowCount()))


def choose(page: ClaimsPage, box: str, value: object) -> None:
    combo = getattr(page.filters, box)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_filters_narrow_and_widen(page: ClaimsPage) -> None:
    """by payer, by state, by age, and by words on top of that"""
    assert accounts(page) == ["V-1", "V-2", "V-3"]
    choose(page, "payer", "Cascade")
    assert accounts(page) == ["V-1", "V-2"]
    choose(page, "age", 30)
    assert accounts(page) == ["V-2"]
    choose(page, "payer", "")
    choose(page, "state", state_words(REFUSED))
    assert accounts(page) == ["V-3"]
    page.filter_field.setText("nobody")
    assert accounts(page) == []


def test_a_choice_outlives_a_refresh(page: ClaimsPage) -> None:
    """the same payer stays chosen; one whose last row is gone does not hide the rest"""
    choose(page, "payer", "Harbor")
    page.show_rows((READY, OLD, REFUSED))
    assert accounts(page) == ["V-3"]
    page.show_rows((READY, OLD))
    assert accounts(page) == ["V-1", "V-2"]


def test_the_countdown_stands_by_what_is_still_to_leave(page: ClaimsPage) -> None:
    model = page.table.model()
    shown = {str(model.index(place, 2).data()): str(model.index(place, 6).data()) for place in range(3)}
    assert shown == {"V-1": "12 days left", "V-2": "", "V-3": ""}


def test_the_timeline_of_the_chosen_claim(page: ClaimsPage, qtbot: QtBot) -> None:
    """one row asks for its life; two rows have none together"""
    with qtbot.waitSignal(page.timeline_wanted) as wanted:
        page.table.selectRow(0)
    assert wanted.args == [page.chosen()[0].encounter_id]
    event = TimelineEvent(
        at=datetime(2026, 11, 22, 10, tzinfo=UTC),
        what="Claim rejected: the NPI",
        claim_id=ClaimId("c"),
        payer_words="A7:562:85",
    )
    page.timeline.show_timeline(
        ClaimTimeline(
            control="V-1", claim_ids=(ClaimId("c"),), standing=ClaimStanding.REJECTED, events=(event,),
            payer_claim_number="ICN 1",
        )
    )  # fmt: skip
    assert page.timeline.isVisible()
    assert "payer: A7:562:85" in page.timeline.events.item(0).text()
    assert "ICN 1" in page.timeline.title.text()
    page.table.selectAll()
    assert not page.timeline.isVisible()


def test_a_choice_outlives_sorting_and_searching(page: ClaimsPage) -> None:
    """what is chosen and still shown stays chosen, wherever it moves; what is narrowed away is not chosen any more"""
    page.table.sortByColumn(ACCOUNT, Qt.SortOrder.AscendingOrder)
    page.table.selectRow(0)
    page.table.sortByColumn(ACCOUNT, Qt.SortOrder.DescendingOrder)
    assert page.chosen() == (READY,)
    assert [index.row() for index in page.table.selectionModel().selectedRows()] == [2]
    assert page.table.currentIndex().row() == 2
    page.filter_field.setText("cascade")
    assert page.chosen() == (READY,)
    assert page.export_button.isEnabled()
    page.filter_field.setText("harbor")
    assert page.chosen() == ()
    assert not page.export_button.isEnabled()


def test_many_stay_chosen(page: ClaimsPage) -> None:
    """in stretches: of a hundred rows the ones of one payer, then all"""
    day = READY.date_of_service
    rows = tuple(a_row(f"{number:03}", BillingState.READY, f"P{number // 7 % 2}", day) for number in range(100))
    page.show_rows(rows)
    choose(page, "payer", "P1")
    page.table.selectAll()
    chosen = {row for row in rows if row.payer == "P1"}
    choose(page, "payer", "")
    assert set(page.chosen()) == chosen
    page.table.sortByColumn(ACCOUNT, Qt.SortOrder.DescendingOrder)
    assert set(page.chosen()) == chosen
    page.table.selectAll()
    page.show_rows(rows[1:])
    assert set(page.chosen()) == set(rows[1:])
