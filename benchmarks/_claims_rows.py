"""The claims page with ten thousand invented rows: what each act costs the UI thread, its painting included."""

import time
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.values.ids import ClaimId, EncounterId, InvoiceId
from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.ui.models.billing_words import AMOUNT, PATIENT
from coderdesk.ui.views.claims.claims_page import ClaimsPage

ROWS = 10_000
_STATES = (BillingState.READY, BillingState.CLAIM, BillingState.REFUSED, BillingState.INVOICE)
_FAMILIES = ("Rivera", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Haddad", "Novak", "Silva", "Byrne", "Kaya")


def invented_rows(count: int = ROWS) -> tuple[BillingRow, ...]:
    return tuple(_row(number) for number in range(count))


def _row(number: int) -> BillingRow:
    state, day = _STATES[number % 4], date(2026, 11, 1) - timedelta(days=number * 7 % 700)
    is_ready, is_claim = state is BillingState.READY, state in (BillingState.CLAIM, BillingState.REFUSED)
    return BillingRow(
        state=state,
        encounter_id=EncounterId(f"visit-{number}"),
        account=f"A-{number * 7919 % 100_000:05}",
        patient=f"{_FAMILIES[number * 13 % 10]}, {chr(65 + number % 26)}{number * 31 % 997}",
        payer=f"Insurer {number % 17}" if number % 5 else "",
        date_of_service=day,
        made_on=None if is_ready else day + timedelta(days=3),
        total=Money(number * 7919 % 90_000 + 1_000),
        number=f"{number:06}" if state is BillingState.INVOICE else "",
        invoice_id=InvoiceId(f"invoice-{number}") if state is BillingState.INVOICE else None,
        claim_id=ClaimId(f"claim-{number}") if is_claim else None,
        standing=ClaimStanding.ACCEPTED if is_claim else None,
        file_by=day + timedelta(days=365) if is_ready else None,
        days_left=number % 365 - 30 if is_ready else None,
        provider=f"Dr. {_FAMILIES[number % 10]}",
    )


def milliseconds_of_acts(application: QApplication) -> list[tuple[str, float, float]]:
    """Name, CPU time of the UI thread in the act itself, and in the longest turn of the event loop after it, its painting."""
    page = ClaimsPage()
    page.resize(1440, 900)
    page.show()
    application.processEvents()
    first, again, changed = invented_rows(), invented_rows(), invented_rows(ROWS - 1)
    choice, table = page.filters.payer, page.table

    def choose() -> None:
        choice.setCurrentIndex(3)
        choice.activated.emit(3)

    def choose_all() -> None:
        choice.setCurrentIndex(0)
        choice.activated.emit(0)

    acts: list[tuple[str, Callable[[], object]]] = [
        ("first shown", lambda: page.show_rows(first)),
        ("searched at once", lambda: page.filter_field.setText("o")),
        ("searched on", lambda: page.filter_field.setText("okafor")),
        ("shown again, searched", lambda: page.show_rows(again)),
        ("search emptied", lambda: page.filter_field.setText("")),
        ("sorted by patient", lambda: table.sortByColumn(PATIENT, Qt.SortOrder.AscendingOrder)),
        ("sorted by amount", lambda: table.sortByColumn(AMOUNT, Qt.SortOrder.DescendingOrder)),
        ("shown again, the same", lambda: page.show_rows(first)),
        ("all selected", table.selectAll),
        ("sorted, all selected", lambda: table.sortByColumn(PATIENT, Qt.SortOrder.DescendingOrder)),
        ("shown again, one gone, all selected", lambda: page.show_rows(changed)),
        ("one insurer, all selected", choose),
        ("all insurers, some selected", choose_all),
        ("sorted, some selected", lambda: table.sortByColumn(AMOUNT, Qt.SortOrder.DescendingOrder)),
    ]
    figures = [(name, *_milliseconds(application, page, act)) for name, act in acts]
    page.close()
    return figures


def _milliseconds(application: QApplication, page: ClaimsPage, act: Callable[[], object]) -> tuple[float, float]:
    acted, turns = _milliseconds_of(act), [_milliseconds_of(application.processEvents)]
    while page.model.is_searching:
        turns.append(_milliseconds_of(application.processEvents))
    turns.append(_milliseconds_of(application.processEvents))
    return acted, max(turns)


def _milliseconds_of(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    return (time.thread_time() - began) * 1000
