"""Whoever is named in a further role is named in full, with an NPI."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_claim
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.finding import Finding, Severity

RULE = "other-providers"
CITATION = "005010X222A1 2310 and 2420, 005010X223A2 2310: NM103, NM108 and NM109"
_ROLES = (
    ("referring", "The referring provider", tuple(ClaimKind)),
    ("ordering", "The ordering provider", (ClaimKind.PROFESSIONAL,)),
    ("supervising", "The supervising provider", (ClaimKind.PROFESSIONAL, ClaimKind.DENTAL)),
    ("attending", "The attending provider", (ClaimKind.INSTITUTIONAL,)),
    ("operating", "The operating provider", (ClaimKind.INSTITUTIONAL,)),
    ("other_operating", "The other operating provider", (ClaimKind.INSTITUTIONAL,)),
    ("assistant", "The assistant surgeon", (ClaimKind.DENTAL,)),
)


def other_providers(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """A name without an NPI may be somebody who has none, abroad or retired: that may be overridden."""
    for key, words, kinds in _ROLES:
        who = getattr(claim.details, key)
        if claim.kind not in kinds or not who.is_named:
            continue
        if not x12_text(who.last):
            yield Finding(RULE, Severity.STOP, f"{words} has no last name.", of_claim(claim, f"{key}.last"), CITATION)
        if not who.npi:
            yield Finding(RULE, Severity.STOP_OVERRIDE, f"{words} has no NPI.", of_claim(claim, f"{key}.npi"), CITATION)
