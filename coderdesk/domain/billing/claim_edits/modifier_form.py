"""A line has at most four modifiers, each two characters and none twice."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "modifier-form"
CITATION = "005010X222A1 2400 SV101-3 to SV101-6; claim status 453"
MAX_MODIFIERS = 4

_FORM = re.compile(r"[A-Z0-9]{2}")


def modifier_form(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        for trouble in _troubles(line.modifiers):
            place = Location(Place.ASSIGNMENT, line.assignment_id, "modifiers")
            yield Finding(RULE, Severity.STOP, f"{line.code} {trouble}.", place, CITATION)


def _troubles(modifiers: tuple[str, ...]) -> Iterator[str]:
    for modifier in dict.fromkeys(modifiers):
        if not _FORM.fullmatch(modifier):
            yield f"has the modifier {modifier}, which is not two letters or digits"
        if modifiers.count(modifier) > 1:
            yield f"has the modifier {modifier} twice"
    if len(modifiers) > MAX_MODIFIERS:
        yield f"has {len(modifiers)} modifiers, and a line holds {MAX_MODIFIERS}"
