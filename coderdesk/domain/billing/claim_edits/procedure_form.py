"""A service is a CPT or HCPCS code of five characters, on a dental claim a CDT code."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "procedure-form"
CITATION = "005010X222A1 2400 SV101-2 with qualifier HC; claim status 507"

_FORM = re.compile(r"[0-9]{4}[0-9A-Z]|[A-CE-V][0-9]{4}")
_DENTAL = re.compile(r"D[0-9]{4}")


def procedure_form(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        place = Location(Place.ASSIGNMENT, line.assignment_id, "code")
        is_dental = bool(_DENTAL.fullmatch(line.code))
        if claim.kind is ClaimKind.DENTAL:
            if not is_dental:
                message = f"{line.code} is no dental procedure and belongs on a professional claim."
                yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif is_dental and claim.kind is ClaimKind.PROFESSIONAL:
            message = f"{line.code} is a dental procedure and belongs on a dental claim."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
        elif not is_dental and not _FORM.fullmatch(line.code):
            message = f"{line.code} has not the form of a CPT or HCPCS code: five characters."
            yield Finding(RULE, Severity.STOP, message, place, CITATION)
