"""A row of the worklist: a visit and how far its coding has come, at a glance."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.values.ids import EncounterId, PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """`payer` is the primary one on the date of service, "" when the patient pays.

    `diagnoses` and `services` count what is coded without draft queries, `unproven` those of them whose passage no longer
    stands; `oldest_query` is the day on which the longest-waiting question was asked.
    `unanswered` counts what the documents suggest, once they were read; `unread` the documents that came in while
    nobody had the visit open.
    """

    encounter_id: EncounterId
    patient_id: PatientId
    account: str
    patient_last: str
    patient_first: str
    patient_middle: str
    birth_date: date
    date_of_service: date
    provider: str
    payer: str
    reason: str
    status: EncounterStatus
    place_of_service: str
    diagnoses: int
    services: int
    unproven: int
    queries: int
    oldest_query: date | None
    unanswered: int = 0
    unread: int = 0

    @property
    def patient_name(self) -> str:
        """For lists: "Rivera, Ana M"."""
        return PersonName(last=self.patient_last, first=self.patient_first, middle=self.patient_middle).sorted
