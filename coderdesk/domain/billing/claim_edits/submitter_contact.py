"""Whoever sends a claim file is named with a telephone number of ten digits."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.envelope import MAX_ID, submitter_id_of
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import digits_of

RULE = "submitter-contact"
CITATION = "005010X222A1 1000A NM1*41 and PER*IC; ISA06"


def submitter_contact(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    practice = claim.billing
    for field, is_fit, message in (
        ("name", bool(x12_text(practice.name)), "The practice has no name: enter it as the payer knows it."),
        ("phone", len(digits_of(practice.phone)) == 10, "The practice's telephone number has not ten digits."),
        (
            "submitter_id",
            2 <= len(x12_text(submitter_id_of(practice))) <= MAX_ID,
            f"The practice's submitter id has not two to {MAX_ID} characters: enter what the receiver assigned.",
        ),
    ):
        if not is_fit:
            yield Finding(RULE, Severity.STOP, message, Location(Place.PRACTICE, practice.id, field), CITATION)
