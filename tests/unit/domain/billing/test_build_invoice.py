"""From a coded visit to an invoice: who is asked, for what, and when."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from coderdesk.domain.billing.build_invoice import build_invoice, invoice_findings
from coderdesk.domain.billing.invoice import Invoice
from coderdesk.domain.coding.assignment import AssignmentState, ServiceDetails
from coderdesk.domain.values.finding import Place
from coderdesk.domain.values.ids import InvoiceId
from coderdesk.domain.values.money import Money
from tests.helpers.claims import CHARGES, DIPSTICK, GUARANTOR, PRACTICE, PROVIDER, TODAY, UTI, VISIT_SERVICE, a_visit


def built(**changes: Any) -> Invoice:
    arguments: dict[str, Any] = {
        "invoice_id": InvoiceId("invoice-1"),
        "number": 12,
        "visit": a_visit(),
        "charges": CHARGES,
        "practice": PRACTICE,
        "provider": PROVIDER,
        "guarantor": None,
        "pending_payer": "",
        "issued_on": TODAY,
    }
    return build_invoice(**{**arguments, **changes})


def test_patient_is_billed_without_a_guarantor() -> None:
    assert built().bill_to_name == "Ana M. Rivera"


def test_guarantor_is_billed() -> None:
    invoice = built(guarantor=GUARANTOR)
    assert (invoice.bill_to_name, invoice.bill_to_address) == ("Luis Rivera", GUARANTOR.address)
    assert invoice.patient_name == "Ana M. Rivera"


def test_due_after_the_terms() -> None:
    """issued 03/09/2026 / 30 days / number 12"""
    invoice = built()
    assert (invoice.due_on, invoice.display_number) == (date(2026, 4, 8), "2026-00012")


def test_self_payer_owes_everything() -> None:
    assert (built().total, built().due) == (Money(14550), Money(14550))


def test_nothing_is_due_while_a_payer_may_pay() -> None:
    """$145.50 billed to the insurer / its answer awaited"""
    invoice = built(pending_payer="Cascade Mutual Health")
    assert (invoice.total, invoice.pending, invoice.due) == (Money(14550), Money(14550), Money(0))


@pytest.mark.parametrize("state", [AssignmentState.QUERY, AssignmentState.UNPROVEN])
def test_only_billable_services(state: AssignmentState) -> None:
    visit = a_visit(UTI, VISIT_SERVICE, replace(DIPSTICK, state=state))
    assert [line.code for line in built(visit=visit).lines] == ["99213"]


def test_diagnoses_are_listed_with_their_words() -> None:
    assert built().diagnoses == (("N39.0", "Urinary tract infection"), ("E11.9", "Type 2 diabetes"))


def test_a_priced_visit_has_no_finding() -> None:
    assert invoice_findings(a_visit(), CHARGES, TODAY) == ()


def test_a_service_without_price_is_found() -> None:
    """99213 priced / 81002 not"""
    (finding,) = invoice_findings(a_visit(), CHARGES[:1], TODAY)
    assert (finding.severity.blocks, finding.location.id, finding.location.field) == (True, DIPSTICK.id, "unit_price")


def test_nothing_billable_is_found() -> None:
    """the only service waits for the provider's answer"""
    (finding,) = invoice_findings(a_visit(UTI, replace(DIPSTICK, state=AssignmentState.QUERY)), CHARGES, TODAY)
    assert finding.location.place is Place.ENCOUNTER


@pytest.mark.parametrize("units", [Decimal(0), Decimal(-2)])
def test_units_that_nobody_rendered_are_found(units: Decimal) -> None:
    """0 / -2: with a price below zero the two would make an amount above it"""
    visit = a_visit(UTI, replace(VISIT_SERVICE, service=ServiceDetails(units=units)))
    (finding,) = invoice_findings(visit, CHARGES, TODAY)
    assert (finding.severity.blocks, finding.location.field) == (True, "units")


def test_a_price_below_zero_is_found() -> None:
    (finding,) = invoice_findings(a_visit(UTI, VISIT_SERVICE), (replace(CHARGES[0], unit_price=Money(-500)),), TODAY)
    assert (finding.severity.blocks, finding.location.field) == (True, "unit_price")


def test_a_free_service_may_stand_on_an_invoice() -> None:
    assert invoice_findings(a_visit(UTI, VISIT_SERVICE), (replace(CHARGES[0], unit_price=Money(0)),), TODAY) == ()


def test_what_is_to_come_is_not_invoiced() -> None:
    visit = a_visit()
    (finding,) = invoice_findings(visit, CHARGES, visit.date_of_service - timedelta(days=1))
    assert (finding.severity.blocks, finding.location.field) == (True, "date_of_service")


def test_nobody_is_seen_before_birth() -> None:
    visit = a_visit()
    unborn = replace(visit, patient=replace(visit.patient, birth_date=visit.date_of_service + timedelta(days=1)))
    (finding,) = invoice_findings(unborn, CHARGES, TODAY)
    assert (finding.severity.blocks, finding.location.field) == (True, "date_of_service")
