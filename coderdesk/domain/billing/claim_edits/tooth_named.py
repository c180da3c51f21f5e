"""A filling says which tooth and surfaces, and a tooth that is named has surfaces of its kind."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.detail_places import of_line
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.values.finding import Finding, Severity

RULE = "tooth-named"
CITATION = "005010X224A2 2400 TOO: tooth and surfaces where the service is for one"
_FILLING = re.compile(r"D2(1[4-6]|3[3-9])[0-9]")
_FRONT = frozenset({*(str(number) for number in (*range(6, 12), *range(22, 28))), *"CDEFGHMNOPQR"})


def tooth_named(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Front teeth have an incisal edge (I), back teeth an occlusal surface (O)."""
    if claim.kind is not ClaimKind.DENTAL:
        return
    for line in claim.lines:
        teeth = line.said.teeth
        place = of_line(line, "teeth")
        if _FILLING.fullmatch(line.code) and not (teeth and all(tooth.surfaces for tooth in teeth)):
            message = f"{line.code} is a filling: say in which tooth and on which surfaces."
            yield Finding(RULE, Severity.STOP_OVERRIDE, message, place, CITATION)
        for tooth in teeth:
            wrong = "O" if tooth.tooth in _FRONT else "I"
            if wrong in tooth.surfaces:
                message = f"Tooth {tooth.tooth} has no surface {wrong}."
                yield Finding(RULE, Severity.STOP, message, place, CITATION)
