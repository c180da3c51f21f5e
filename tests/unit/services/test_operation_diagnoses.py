"""The diagnosis before an operation, and the one after it, on a note of an ambulatory surgery."""

from dataclasses import replace
from decimal import Decimal

import pytest

from coderdesk.domain.clinical.document import content_hash
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.evidence import Evidence, Supports
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.services.operation_diagnoses import operation_findings
from coderdesk.services.timed_units import timed_findings
from tests.helpers.claims import DIPSTICK, DOCUMENT, UTI, a_visit

OPERATION = (
    "PREOPERATIVE DIAGNOSIS: Breast mass, right\nPOSTOPERATIVE DIAGNOSIS: Fibroadenoma of right breast\nDone: excision"
)
SAME = "Preop diagnosis: cataract, right eye\nPostop diagnosis: same\n"
THERAPY = "Therapeutic exercise 24 minutes. Manual therapy 23 minutes."


def resting_on(
    row: CodeAssignment, text: str, words: str, supports: Supports = Supports.CODE, **changes: object
) -> CodeAssignment:
    document = replace(DOCUMENT, text=text, hash=content_hash(text))
    start = text.index(words)
    return replace(row, evidence=(Evidence.quote(document, start, start + len(words), supports),), **changes)  # type: ignore[arg-type]


def visit_of(text: str, *rows: CodeAssignment, setting: Setting = Setting.OUTPATIENT) -> CodedVisit:
    visit = a_visit(*rows)
    document = replace(DOCUMENT, text=text, hash=content_hash(text))
    return replace(visit, documents=(document,), encounter=replace(visit.encounter, setting=setting))


@pytest.mark.parametrize(
    ("text", "words", "setting", "is_told"),
    [
        (OPERATION, "Breast mass, right", Setting.OUTPATIENT, True),
        (OPERATION, "Breast mass, right", Setting.FACILITY, True),
        (OPERATION, "Fibroadenoma", Setting.OUTPATIENT, False),
        (SAME, "cataract, right eye", Setting.OUTPATIENT, False),
        (OPERATION, "Breast mass, right", Setting.INPATIENT, False),
    ],
)
def test_what_was_thought_before_the_operation_is_not_coded_when_another_thing_was_found(
    text: str,
    words: str,
    setting: Setting,
    is_told: bool,  # noqa: FBT001
) -> None:
    """violates: the diagnosis before it; clean: the one after it; allowed: both are the same, and inpatients"""
    visit = visit_of(text, resting_on(UTI, text, words), setting=setting)
    assert bool(operation_findings(visit)) is is_told


@pytest.mark.parametrize(
    ("payer", "units", "is_told"),
    [("Medicare", (2, 2), True), ("Medicare", (2, 1), False), ("Aetna", (2, 2), False), ("", (2, 2), False)],
)
def test_medicare_counts_the_minutes_of_all_timed_services_together(
    payer: str,
    units: tuple[int, int],
    is_told: bool,  # noqa: FBT001
) -> None:
    """violates: 24 and 23 minutes are 47, three units; clean: three; allowed: a payer that counts each past its midpoint"""
    rows = [
        resting_on(
            replace(DIPSTICK, id=f"svc-{code}", code=code, system=CodeSystem.CPT),
            THERAPY,
            words,
            Supports.UNITS,
            service=ServiceDetails(units=Decimal(count)),
        )
        for code, words, count in (("97110", "24 minutes", units[0]), ("97140", "23 minutes", units[1]))
    ]
    assert bool(timed_findings(visit_of(THERAPY, *rows), payer)) is is_told
