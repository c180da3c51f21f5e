"""Claims with particulars, entered as a person enters them: a hospital's stay, a dental visit, an office visit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coderdesk.domain.billing.build_claim import build_claim
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.billing.details.typed import with_claim_entry, with_line_entry
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.ids import AssignmentId, ClaimId
from tests.helpers.claims import (
    CHARGES,
    COVERAGE,
    DIPSTICK,
    DOCUMENT,
    PAYER,
    PRACTICE,
    PROVIDER,
    UTI,
    VISIT_SERVICE,
    a_charge,
    a_visit,
    an_assignment,
)

Entries = Mapping[str, str]
PROOF = (Evidence.quote(DOCUMENT, 0, 23),)
APPENDIX = an_assignment(
    "svc-pcs",
    CodeSystem.ICD10PCS,
    "0DTJ4ZZ",
    "Resection of appendix",
    "Office visit",
    position=3,
    service=ServiceDetails(),
)
FILLING = replace(
    VISIT_SERVICE, system=CodeSystem.CDT, code="D2150", service=ServiceDetails(pointers=(UTI.id,)), words="Filling"
)
STAY = {
    "stay.bill_type": "11",
    "stay.statement_from": "03/01/2026",
    "stay.statement_until": "03/04/2026",
    "stay.admitted_on": "03/01/2026",
    "stay.admission_hour": "14:30",
    "stay.discharge_hour": "10:00",
    "stay.admission_type": "1",
    "stay.admission_source": "1",
    "stay.patient_status": "01",
    "stay.admitting_diagnosis": "N39.0",
    "stay.values": "80 3",
    "stay.revenue_lines": "0120 DA 3 4500.00",
}
DEPARTMENTS = {"svc-1 revenue_code": "0450", "svc-2 revenue_code": "0300"}


def entered(claim: Entries = {}, lines: Entries = {}) -> VisitDetails:  # noqa: B006 - never written to
    """What was typed; a line's key is its assignment and field, as in "svc-1 teeth"."""
    details = VisitDetails()
    for key, text in claim.items():
        details = with_claim_entry(details, key, text, PROOF)
    for key, text in lines.items():
        row, field = key.split()
        details = with_line_entry(details, AssignmentId(row), field, text, PROOF)
    return details


def claim_of(
    *assignments: CodeAssignment,
    details: VisitDetails,
    setting: Setting = Setting.OUTPATIENT,
    place_of_service: str = "11",
    **changes: Any,
) -> Claim:
    visit = a_visit(*assignments)
    encounter = replace(visit.encounter, setting=setting, place_of_service=place_of_service)
    claim = build_claim(
        claim_id=ClaimId("claim-1"),
        visit=replace(visit, encounter=encounter),
        charges=(*CHARGES, a_charge(APPENDIX, "0.00")),
        practice=PRACTICE,
        provider=PROVIDER,
        payer=PAYER,
        coverage=COVERAGE,
        details=details,
    )
    return replace(claim, **changes)


def an_office_claim(claim: Entries = {}, lines: Entries = {}, **changes: Any) -> Claim:  # noqa: B006
    return claim_of(details=entered(claim, lines), **changes)


def a_stay_claim(claim: Entries = {}, lines: Entries = {}, **changes: Any) -> Claim:  # noqa: B006
    """Three days in hospital, with what was typed otherwise."""
    details = entered({**STAY, **claim}, {**DEPARTMENTS, **lines})
    return claim_of(UTI, VISIT_SERVICE, DIPSTICK, details=details, setting=Setting.INPATIENT, **changes)


def an_operated_stay(claim: Entries = {}, lines: Entries = {}) -> Claim:  # noqa: B006
    details = entered({**STAY, **claim}, {**DEPARTMENTS, **lines})
    return claim_of(UTI, VISIT_SERVICE, DIPSTICK, APPENDIX, details=details, setting=Setting.INPATIENT)


def a_dental_claim(claim: Entries = {}, lines: Entries = {}, **changes: Any) -> Claim:  # noqa: B006
    return claim_of(UTI, FILLING, details=entered(claim, {"svc-1 teeth": "8 MI", **lines}), **changes)
