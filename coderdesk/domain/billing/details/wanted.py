"""What a visit asks to be told on its claim: by its codes, its place, its payer and the kind of claim."""

import re

from coderdesk.domain.billing.payer import Payer
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.coding.visit import CodedVisit

ORDERED = re.compile(r"7[0-9]{4}|8[0-9]{3}[0-9U]|[EKL][0-9]{4}")
CONSULTATION = re.compile(r"9924[1-5]|9925[1-5]")
RIDE = re.compile(r"A04(2[5-9]|3[0-6])")
SPINAL = frozenset({"98940", "98941", "98942"})
_SURGERY = re.compile(r"[1-6][0-9]{4}")
_ELSEWHERE = frozenset({"21", "22", "23", "24", "31", "32", "33", "34", "51", "61"})
_INJURY = re.compile(r"[ST][0-9]|[VWXY][0-9]")
_PREGNANCY = re.compile(r"O[0-9]|Z3[3-6A]")


def triggers_of(visit: CodedVisit, payer: Payer | None, kind: ClaimKind) -> frozenset[str]:
    """The triggers of the sections that stand open (`details/claim_fields.py`)."""
    codes = tuple(row.code for row in visit.services)
    diagnoses = tuple(row.code for row in visit.diagnoses)
    is_professional = kind is ClaimKind.PROFESSIONAL
    spinal = bool(SPINAL & set(codes))
    found = {
        "always": True,
        "institutional": kind is ClaimKind.INSTITUTIONAL,
        "dental": kind is ClaimKind.DENTAL,
        "referring": any(map(CONSULTATION.fullmatch, codes)),
        "ordering": is_professional and any(map(ORDERED.fullmatch, codes)),
        "operating": kind is ClaimKind.INSTITUTIONAL and any(map(_SURGERY.fullmatch, codes)),
        "elsewhere": visit.encounter.place_of_service in _ELSEWHERE and kind is not ClaimKind.INSTITUTIONAL,
        "accident": any(map(_INJURY.match, diagnoses)),
        "hospital": visit.encounter.place_of_service in ("21", "51", "61"),
        "days": spinal or any(map(_PREGNANCY.match, diagnoses)) or any(map(_INJURY.match, diagnoses)),
        "patient": spinal
        or any(map(_PREGNANCY.match, diagnoses))
        or (payer is not None and payer.filing_indicator == "MC"),
        "ambulance": any(map(RIDE.fullmatch, codes)),
    }
    return frozenset(name for name, holds in found.items() if holds)
