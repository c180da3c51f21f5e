"""The payer is named, with its electronic identifier and the kind of its business."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.envelope import MAX_ID
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "payer-identified"
CITATION = "005010X222A1 2010BB NM1*PR and 2000B SBR09"

FILING_INDICATORS = frozenset("11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ".split())


def payer_identified(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    payer = claim.payer
    for field, is_fit, trouble in (
        ("name", bool(x12_text(payer.name)), "has no name"),
        ("payer_id", 2 <= len(x12_text(payer.payer_id)) <= MAX_ID, f"has no payer id of two to {MAX_ID} characters"),
        ("filing_indicator", payer.filing_indicator in FILING_INDICATORS, "has no valid claim filing indicator"),
    ):
        if not is_fit:
            message = f"The payer {payer.name} {trouble}: see the payer's enrolment letter.".replace("  ", " ")
            yield Finding(RULE, Severity.STOP, message, Location(Place.PAYER, payer.id, field), CITATION)
