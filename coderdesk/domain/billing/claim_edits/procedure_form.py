"""A service is a CPT or HCPCS code of five characters."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "procedure-form"
CITATION = "005010X222A1 2400 SV101-2 with qualifier HC; claim status 507"

_FORM = re.compile(r"[0-9]{4}[0-9A-Z]|[A-CE-V][0-9]{4}")
_DENTAL = re.compile(r"D[0-9]{4}")


def procedure_form(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        place = Location(Place.ASSIGNMENT, line.assignment_id, "code")
        if _DENTAL.fullmatch(line.code):
            message = f"{line.code} is a dental procedure and belongs on a dental claim."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif not _FORM.fullmatch(line.code):
            message = f"{line.code} has not the form of a CPT or HCPCS code: five characters."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
