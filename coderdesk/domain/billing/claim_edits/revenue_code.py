"""Every line of a hospital's claim has its revenue code, and where payers ask for one its procedure."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim, of_line
from coderdesk.domain.values.finding import Finding, Severity

RULE = "revenue-code"
CITATION = "005010X223A2 2400 SV201 and SV202"
# laboratory, radiology, emergency room, clinic, detailed drugs and the like are told by procedure for outpatients
_BY_PROCEDURE = re.compile(r"03[0-5][0-9]|040[0-9]|045[0-9]|051[0-9]|061[0-9]|0636|036[0-9]|048[0-9]")


def revenue_code(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if not claim.is_institutional:
        return
    for line in claim.lines:
        if not line.said.revenue_code:
            message = f"{line.code} has no revenue code: a hospital's claim says under which department it is billed."
            yield Finding(RULE, Severity.STOP, message, of_line(line, "revenue_code"), CITATION)
    for row in claim.revenue_lines:
        if not claim.is_inpatient and _BY_PROCEDURE.fullmatch(row.revenue_code):
            message = f"Revenue code {row.revenue_code} of an outpatient needs the procedure: attach its code instead."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_claim(claim, "stay.revenue_lines"), CITATION)
