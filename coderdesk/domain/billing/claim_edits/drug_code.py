"""Medicaid wants the national drug code beside a drug."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "drug-code"
CITATION = "42 CFR 447.520; Deficit Reduction Act of 2005 § 6002; 005010X222A1 2410 LIN*N4"

_DRUG = re.compile(r"J[0-9]{4}|Q5[0-9]{3}")
_MEDICAID = "MC"


def drug_code(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.payer.filing_indicator != _MEDICAID:
        return
    for line in claim.lines:
        if _DRUG.fullmatch(line.code):
            message = (
                f"{line.code} is a drug, and the claim carries no national drug code for it: Medicaid asks for one."
            )
            place = Location(Place.ASSIGNMENT, line.assignment_id, "code")
            yield Finding(RULE, Severity.WARN, message, place, CITATION)
