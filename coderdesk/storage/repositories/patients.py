"""The patients of the practice."""

from typing import Any

from sqlalchemy import Row, or_, select

from coderdesk.domain.people.patient import Patient
from coderdesk.domain.values.ids import GuarantorId, PatientId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows, address_columns, address_of, name_columns, name_of
from coderdesk.storage.tables.people import patient as table

_PLAIN = ("id", "record_number", "birth_date", "sex", "phone", "email", "guarantor_id")
_BY_NAME = (table.c.name_last, table.c.name_first, table.c.id)


class PatientRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[Patient, ...]:
        """By name."""
        return tuple(_patient_of(row) for row in self._rows.all(select(table).order_by(*_BY_NAME)))

    def get(self, patient_id: PatientId) -> Patient:
        """Raises NotInVault."""
        return _patient_of(self._rows.one(select(table).where(table.c.id == patient_id), "patient", patient_id))

    def search(self, text: str, *, limit: int = 50) -> tuple[Patient, ...]:
        """Those of whom each word begins the last name, the first name or the record number, by name."""
        words = text.replace(",", " ").split()
        fits = [or_(*(column.istartswith(word, autoescape=True) for column in _SEARCHED)) for word in words]
        found = select(table).where(*fits).order_by(*_BY_NAME).limit(limit)
        return tuple(_patient_of(row) for row in self._rows.all(found))

    def save(self, patient: Patient) -> None:
        values = {name: getattr(patient, name) for name in _PLAIN}
        whole = values | name_columns(patient.name) | address_columns(patient.address)
        self._rows.save(table, Kind.PATIENT, whole)


_SEARCHED = (table.c.name_last, table.c.name_first, table.c.record_number)


def _patient_of(row: Row[Any]) -> Patient:
    return Patient(
        id=PatientId(row.id),
        record_number=row.record_number,
        name=name_of(row),
        birth_date=row.birth_date,
        sex=row.sex,
        address=address_of(row),
        phone=row.phone,
        email=row.email,
        guarantor_id=GuarantorId(row.guarantor_id) if row.guarantor_id is not None else None,
    )
