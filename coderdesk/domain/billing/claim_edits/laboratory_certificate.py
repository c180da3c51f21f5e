"""A laboratory test for Medicare or Medicaid carries the number of the laboratory's CLIA certificate."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.values.finding import Finding, Severity

RULE = "laboratory-certificate"
CITATION = "42 CFR 493.3; Medicare Claims Processing Manual ch. 26 § 10.4, item 23; 005010X222A1 2300 REF*X4"

_TEST = re.compile(r"8[0-9]{3}[0-9U]")
# What is drawn, handled or interpreted without a test that CLIA covers.
_EXEMPT = frozenset("80503 80504 80505 80506 81050 82075 83013 83014 83987 86077 86078 86079 86910 86960 89220".split())
_PUBLIC = ("MA", "MB", "MC")


def laboratory_certificate(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """One finding for the first test; hospitals are known by their billing number."""
    if claim.payer.filing_indicator not in _PUBLIC or claim.details.clia or claim.is_institutional:
        return
    for line in claim.lines:
        if _TEST.fullmatch(line.code) and line.code not in _EXEMPT:
            message = f"{line.code} is a laboratory test, and the claim carries no CLIA number: {claim.payer.name} rejects it."
            yield Finding(RULE, Severity.WARN, message, of_claim(claim, "clia"), CITATION)
            return
