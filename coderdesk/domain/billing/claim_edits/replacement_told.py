"""Where a prosthesis is replaced, the claim says when the earlier one was placed."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_line
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Severity

RULE = "replacement-told"
CITATION = "005010X224A2 2400 SV305 and DTP*441"


def replacement_told(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if claim.kind is not ClaimKind.DENTAL:
        return
    for line in claim.lines:
        before = line.said.prosthesis_before
        place = of_line(line, "prosthesis_before")
        if line.said.prosthesis == "R" and before is None:
            message = f"{line.code} replaces a prosthesis: enter when the earlier one was placed."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
        elif before and before > line.service_date:
            message = f"{line.code}: the earlier prosthesis was placed after this one."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
