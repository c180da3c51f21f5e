"""Medicaid wants the national drug code beside a drug; where there is one, so are its quantity and unit."""

import re
from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim, ServiceLine
from coderdesk.domain.billing.claim_edits.detail_places import of_line
from coderdesk.domain.values.finding import Finding, Severity

RULE = "drug-code"
CITATION = "42 CFR 447.520; Deficit Reduction Act of 2005 § 6002; 005010X222A1 2410 LIN*N4 and CTP; X12 RFI 2151"

_DRUG = re.compile(r"J[0-9]{4}|Q5[0-9]{3}")
_MEDICAID = "MC"
_DIGITS = 11


def drug_code(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    for line in claim.lines:
        said = line.said
        if said.drug_code:
            yield from _incomplete(line)
        elif said.drug_quantity is not None or said.drug_unit:
            message = f"{line.code} has the quantity of a drug, and no national drug code."
            yield Finding(RULE, Severity.STOP, message, of_line(line, "drug_code"), CITATION)
        elif claim.payer.filing_indicator == _MEDICAID and _DRUG.fullmatch(line.code):
            message = (
                f"{line.code} is a drug, and the claim carries no national drug code for it: Medicaid asks for one."
            )
            yield Finding(RULE, Severity.WARN, message, of_line(line, "drug_code"), CITATION)


def _incomplete(line: ServiceLine) -> Iterator[Finding]:
    said = line.said
    digits = said.drug_code.replace("-", "")
    if not (len(digits) == _DIGITS and digits.isdecimal()):
        message = f"{line.code}: the national drug code {said.drug_code} has not eleven digits (5-4-2)."
        yield Finding(RULE, Severity.STOP, message, of_line(line, "drug_code"), CITATION)
    if not said.drug_quantity:
        message = f"{line.code}: the drug has no quantity, or the words that state it do not stand."
        yield Finding(RULE, Severity.STOP, message, of_line(line, "drug_quantity"), CITATION)
    if not said.drug_unit:
        message = f"{line.code}: the drug's quantity has no unit."
        yield Finding(RULE, Severity.STOP, message, of_line(line, "drug_unit"), CITATION)
