"""The billing provider's taxpayer identification number has nine digits."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import digits_of, is_tax_id

RULE = "billing-tax-id"
CITATION = "005010X222A1 2010AA REF*EI; IRS Publication 1635"


def billing_tax_id(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    tax_id = claim.billing.tax_id
    has_other_characters = bool(tax_id.strip("0123456789- "))
    if has_other_characters or not is_tax_id(digits_of(tax_id)):
        message = "The practice's tax id is not nine digits: enter the number that the payer has on file."
        yield Finding(RULE, Severity.STOP, message, Location(Place.PRACTICE, claim.billing.id, "tax_id"), CITATION)
