"""A visit: who was seen, by whom, where and when, and how far its coding has come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.values.ids import EncounterId, PatientId, ProviderId


class Setting(StrEnum):
    """Which guideline sections apply: uncertain diagnoses are coded for inpatients only (II.H against IV.H)."""

    OUTPATIENT = "outpatient"
    FACILITY = "facility"
    INPATIENT = "inpatient"


class EncounterStatus(StrEnum):
    """How far a visit has come. QUERY waits for the provider; BILLED has a claim or invoice that left the house."""

    TO_CODE = "to_code"
    IN_PROGRESS = "in_progress"
    QUERY = "query"
    CODED = "coded"
    BILLED = "billed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """`place_of_service` is the two-digit CMS code; `account` the practice's number for the visit (CLM01, at most 20)."""

    id: EncounterId
    account: str
    patient_id: PatientId
    provider_id: ProviderId
    date_of_service: date
    place_of_service: str
    setting: Setting
    status: EncounterStatus
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Coding may change; a billed visit is corrected by a new claim version instead."""
        return self.status is not EncounterStatus.BILLED
