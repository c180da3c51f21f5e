"""Medicare takes no certificate of medical necessity any more."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_line
from coderdesk.domain.values.finding import Finding, Severity

RULE = "certificate-of-need"
CITATION = "CMS: certificates of medical necessity and DME information forms ended for services from January 1, 2023"
ENDED = date(2023, 1, 1)


def certificate_of_need(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    if not claim.payer.is_medicare:
        return
    for line in claim.lines:
        if line.said.need_kind and line.service_date >= ENDED:
            message = (
                f"{line.code} carries a certificate of need, which Medicare has not taken since 2023: take it away."
            )
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_line(line, "need_kind"), CITATION)
