"""A row of the worklist."""

from datetime import date

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import EncounterId, PatientId
from tests.helpers.claims import VISIT_DAY


def test_a_worklist_row_names_its_patient_for_lists() -> None:
    row = WorklistRow(
        encounter_id=EncounterId("encounter-1"),
        patient_id=PatientId("patient-1"),
        account="V-2026-0042",
        patient_last="Rivera",
        patient_first="Ana",
        patient_middle="Maria",
        birth_date=date(1981, 7, 14),
        date_of_service=VISIT_DAY,
        provider="Ngozi A. Okafor, MD",
        payer="",
        reason="",
        status=EncounterStatus.TO_CODE,
        place_of_service="11",
        diagnoses=0,
        services=0,
        unproven=0,
        queries=0,
        oldest_query=None,
    )
    assert row.patient_name == "Rivera, Ana M"
