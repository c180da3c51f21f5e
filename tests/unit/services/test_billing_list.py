"""What is ready to bill and what has been billed, each once."""

from pathlib import Path

from coderdesk.domain.values.money import Money
from coderdesk.services import coding
from coderdesk.services.billing_list import BillingRow, BillingState, list_billing
from coderdesk.services.claims import export_claims
from coderdesk.services.desk import Desk
from coderdesk.services.invoices import issue_invoice
from tests.helpers.demo_visits import CHILD, IN_PROGRESS, SELF_PAYER, SISTER, sheet_of


def rows_of(desk: Desk, state: BillingState) -> list[BillingRow]:
    return [row for row in list_billing(desk=desk) if row.state is state]


def test_coded_visits_are_ready(demo: Desk) -> None:
    """The eight that the demo leaves coded, oldest first; what is in progress is not among them."""
    ready = rows_of(demo, BillingState.READY)
    assert len(ready) == 8
    assert len(list_billing(desk=demo)) == 8
    assert [row.date_of_service for row in ready] == sorted(row.date_of_service for row in ready)
    assert IN_PROGRESS not in {row.encounter_id for row in ready}
    assert {(row.made_on, row.number) for row in ready} == {(None, "")}
    assert [row.total for row in ready] == [sheet_of(demo, row.encounter_id).total for row in ready]


def test_a_visit_that_is_reopened_is_not_ready(demo: Desk) -> None:
    coding.reopen_visit(desk=demo, encounter_id=CHILD)
    assert CHILD not in {row.encounter_id for row in list_billing(desk=demo)}


def test_a_claim_takes_its_visit_from_the_ready_ones(demo: Desk, tmp_path: Path) -> None:
    total = sheet_of(demo, CHILD).total
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    (claim,) = rows_of(demo, BillingState.CLAIM)
    assert (claim.encounter_id, claim.total, claim.payer) == (CHILD, total, "Heronwing Service Plan")
    assert (claim.patient, claim.account, claim.made_on) == (
        "Castellane, Mateo",
        "CH-20260504-02",
        demo.clock.now().astimezone().date(),
    )
    assert CHILD not in {row.encounter_id for row in rows_of(demo, BillingState.READY)}


def test_an_invoice_takes_its_visit_from_the_ready_ones(demo: Desk) -> None:
    invoice = issue_invoice(desk=demo, encounter_id=SELF_PAYER).invoice
    (row,) = rows_of(demo, BillingState.INVOICE)
    assert (row.number, row.invoice_id, row.total) == ("2026-00001", invoice.id, invoice.total)
    assert (row.payer, row.made_on) == ("", invoice.issued_on)
    assert row.date_of_service == sheet_of(demo, SELF_PAYER).visit.date_of_service
    assert SELF_PAYER not in {one.encounter_id for one in rows_of(demo, BillingState.READY)}


def test_claim_and_invoice_of_a_visit_are_two_rows(demo: Desk, tmp_path: Path) -> None:
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    issue_invoice(desk=demo, encounter_id=CHILD)
    states = [row.state for row in list_billing(desk=demo) if row.encounter_id == CHILD]
    assert states == [BillingState.CLAIM, BillingState.INVOICE]


def test_ready_then_claims_then_invoices_newest_first(demo: Desk, tmp_path: Path) -> None:
    first = issue_invoice(desk=demo, encounter_id=SELF_PAYER).invoice
    second = issue_invoice(desk=demo, encounter_id=SISTER).invoice
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    rows = list_billing(desk=demo)
    order = [BillingState.READY, BillingState.CLAIM, BillingState.INVOICE]
    assert sorted(rows, key=lambda row: order.index(row.state)) == list(rows)
    assert [row.invoice_id for row in rows if row.invoice_id] == [second.id, first.id]
    assert all((row.total or Money(1)) > Money(0) for row in rows)


def test_a_claim_stays_ready_after_the_invoice(demo: Desk) -> None:
    """looks billed, is not: the invoice of an insured visit leaves its claim to be sent"""
    issue_invoice(desk=demo, encounter_id=CHILD)
    states = [row.state for row in list_billing(desk=demo) if row.encounter_id == CHILD]
    assert states == [BillingState.READY, BillingState.INVOICE]
