"""Turn a coded and priced visit into the invoice for the person who answers for it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coderdesk.domain.billing.build_claim import billable_rows
from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.invoice import Invoice, InvoiceLine
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.patient import Guarantor
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import InvoiceId
from coderdesk.domain.values.money import ZERO, Money

RULE = "invoice-not-priced"
CITATION = "Practice rule: an invoice names each documented service and its price"


def build_invoice(
    *,
    invoice_id: InvoiceId,
    number: int,
    visit: CodedVisit,
    charges: Iterable[Charge],
    practice: Practice,
    provider: Provider,
    guarantor: Guarantor | None,
    pending_payer: str,
    issued_on: date,
) -> Invoice:
    """Only documented services with a price are on it. The guarantor is billed, or the patient when there is none."""
    patient = visit.patient
    billed = guarantor or patient
    return Invoice(
        id=invoice_id,
        number=number,
        encounter_id=visit.encounter.id,
        practice=practice,
        issued_on=issued_on,
        due_on=issued_on + timedelta(days=practice.terms_days),
        account=visit.encounter.account,
        patient_name=patient.name.full,
        patient_birth_date=patient.birth_date,
        bill_to_name=billed.name.full,
        bill_to_address=billed.address,
        provider_name=provider.display,
        diagnoses=tuple((row.code, row.words) for row in billable_rows(visit.diagnoses, visit)),
        lines=tuple(_lines(visit, charges)),
        pending_payer=pending_payer,
    )


def _lines(visit: CodedVisit, charges: Iterable[Charge]) -> Iterator[InvoiceLine]:
    prices = {charge.assignment_id: charge.unit_price for charge in charges}
    for row in billable_rows(visit.services, visit):
        if row.id not in prices:
            continue
        details = row.service or ServiceDetails()
        yield InvoiceLine(
            assignment_id=row.id,
            service_date=visit.date_of_service,
            system=row.system.value,
            code=row.code,
            modifiers=details.modifiers,
            words=row.words,
            units=details.units,
            unit_price=prices[row.id],
            amount=prices[row.id].times(details.units),
        )


def invoice_findings(visit: CodedVisit, charges: Iterable[Charge], on: date) -> tuple[Finding, ...]:
    """Why no invoice can be made on that day.

    Nothing billable was done, a service has no price or an amount below zero, or the visit's date cannot be.
    """
    services = billable_rows(visit.services, visit)
    if not services:
        place = Location(Place.ENCOUNTER, visit.encounter.id, "services")
        message = "There is nothing to invoice: attach at least one documented service."
        return (Finding(RULE, Severity.STOP, message, place, CITATION),)
    prices = {charge.assignment_id: charge.unit_price for charge in charges}
    return (*_impossible_date(visit, on), *(found for row in services for found in _unfit(row, prices.get(row.id))))


def _impossible_date(visit: CodedVisit, on: date) -> Iterator[Finding]:
    """What is to come is not invoiced, and nobody is seen before birth."""
    day, place = visit.date_of_service, Location(Place.ENCOUNTER, visit.encounter.id, "date_of_service")
    if day > on:
        message = f"The date of service {day:%m/%d/%Y} is in the future: an invoice is made after the service."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    if day < visit.patient.birth_date:
        message = f"The date of service {day:%m/%d/%Y} lies before the patient's birth."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)


def _unfit(row: CodeAssignment, price: Money | None) -> Iterator[Finding]:
    units = (row.service or ServiceDetails()).units
    if price is None:
        yield _unpriced(row)
    elif price < ZERO:
        message = f"{row.code} has the price {price}, and nobody is paid for being seen: enter its unit price."
        yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, row.id, "unit_price"), CITATION)
    if units <= 0:
        message = f"{row.code} has {units:f} units: enter how often it was done."
        yield Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, row.id, "units"), CITATION)


def _unpriced(row: CodeAssignment) -> Finding:
    message = f"{row.code} has no price: enter its unit price, or add a fee for it to the fee schedule."
    return Finding(RULE, Severity.STOP, message, Location(Place.ASSIGNMENT, row.id, "unit_price"), CITATION)
