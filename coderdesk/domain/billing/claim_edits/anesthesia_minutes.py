"""Anesthesia is billed in minutes, by whom a modifier says."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_line
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

RULE = "anesthesia-minutes"
CITATION = "005010X222A1 2400 SV103 MJ; Medicare Claims Processing Manual ch. 12 § 50"

_ANESTHESIA = re.compile(r"0[01][0-9]{3}")
_WITHOUT_TIME = frozenset({"01953", "01967", "01968", "01969", "01996", "01999"})
_BY_WHOM = frozenset({"AA", "AD", "QK", "QX", "QY", "QZ"})


def anesthesia_minutes(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Minutes stand for anesthesia alone; Medicare alone asks for the modifier."""
    if claim.is_institutional:
        return
    for line in claim.lines:
        if not _ANESTHESIA.fullmatch(line.code) or line.code in _WITHOUT_TIME:
            if line.said.minutes is not None:
                message = f"{line.code} is not billed by the minute: take the minutes away."
                yield Finding(RULE, Severity.STOP, message, of_line(line, "minutes"), CITATION)
            continue
        if not line.said.minutes:
            message = (
                f"{line.code} is anesthesia, which payers want in minutes: the claim would say {line.units:f} units."
            )
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, of_line(line, "minutes"), CITATION)
        if claim.payer.is_medicare and not _BY_WHOM & set(line.modifiers):
            message = f"{line.code} needs a modifier that says who gave the anesthesia: AA, AD, QK, QX, QY or QZ."
            place = Location(Place.ASSIGNMENT, line.assignment_id, "modifiers")
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
