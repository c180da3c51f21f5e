"""The visits."""

from typing import Any

from sqlalchemy import Row, select

from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus
from coderdesk.domain.values.ids import EncounterId, PatientId, ProviderId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.clinical import encounter as table
from coderdesk.storage.trouble import NotInVault

_PLAIN = (
    "id",
    "account",
    "patient_id",
    "provider_id",
    "date_of_service",
    "place_of_service",
    "setting",
    "status",
    "reason",
)
_BY_DATE = (table.c.date_of_service, table.c.account, table.c.id)


class EncounterRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Encounter, ...]:
        """By date of service."""
        return tuple(_encounter_of(row) for row in self._rows.all(select(table).order_by(*_BY_DATE)))

    def of_patient(self, patient_id: PatientId) -> tuple[Encounter, ...]:
        """By date of service."""
        theirs = select(table).where(table.c.patient_id == patient_id).order_by(*_BY_DATE)
        return tuple(_encounter_of(row) for row in self._rows.all(theirs))

    def get(self, encounter_id: EncounterId) -> Encounter:
        """Raises NotInVault."""
        return _encounter_of(self._rows.one(select(table).where(table.c.id == encounter_id), "visit", encounter_id))

    def save(self, encounter: Encounter) -> None:
        self._rows.save(table, Kind.ENCOUNTER, {name: getattr(encounter, name) for name in _PLAIN})

    def set_status(self, encounter_id: EncounterId, status: EncounterStatus) -> None:
        """Raises NotInVault."""
        if not self._rows.change(table, Kind.ENCOUNTER, {"id": encounter_id, "status": status}):
            raise NotInVault("visit", encounter_id)


def _encounter_of(row: Row[Any]) -> Encounter:
    return Encounter(
        id=EncounterId(row.id),
        account=row.account,
        patient_id=PatientId(row.patient_id),
        provider_id=ProviderId(row.provider_id),
        date_of_service=row.date_of_service,
        place_of_service=row.place_of_service,
        setting=row.setting,
        status=row.status,
        reason=row.reason,
    )
