"""A prior authorization is in force on the day and has units left for what is billed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "authorization-left"
CITATION = "005010X222A1 2300 REF*G1; CARC 198, precertification exceeded; the payer's authorization, as entered"


def authorization_left(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    details = claim.details
    units, first, last = details.authorization_units, details.authorization_from, details.authorization_until
    if not details.authorization and (units is not None or first or last):
        message = "Units or days of an authorization are entered, and not its number."
        yield Finding(RULE, Severity.STOP, message, of_claim(claim, "authorization"), CITATION)
    billed = sum((line.units for line in claim.lines), Decimal(0))
    if units is not None and billed > units:
        message = f"The claim bills {billed:g} units, and the authorization has {units:g} left."
        yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "authorization_units"), CITATION)
    for line in claim.lines:
        if first and line.service_date < first:
            message = f"{line.code} was done before the authorization begins on {first:%m/%d/%Y}."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "authorization_from"), CITATION)
            return
        if last and line.last_date > last:
            message = f"{line.code} was done after the authorization ended on {last:%m/%d/%Y}."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "authorization_until"), CITATION)
            return
