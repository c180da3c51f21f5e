"""The subscriber's member id is given, and is a Medicare Beneficiary Identifier when Medicare pays."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.identifiers import is_mbi

RULE = "member-id"
CITATION = "005010X222A1 2010BA NM109; CMS, Understanding the MBI format"


def member_id(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    place = Location(Place.COVERAGE, claim.coverage_id, "member_id")
    bare = x12_text(claim.member_id.replace("-", ""))
    if len(bare) < 2:
        message = "The policy has no member id: copy it from the card."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
    elif claim.payer.is_medicare and not is_mbi(claim.member_id):
        message = "The member id is no Medicare Beneficiary Identifier: eleven characters, never S, L, O, I, B or Z."
        yield Finding(RULE, Severity.STOP, message, place, CITATION)
