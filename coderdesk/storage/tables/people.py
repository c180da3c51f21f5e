"""Providers, guarantors, patients."""

from sqlalchemy import Column, ForeignKey, Index, Text

from coderdesk.domain.people.patient import Sex
from coderdesk.storage.column_types import Flag, IsoDate
from coderdesk.storage.tables.base import address_columns, name_columns, row_id, row_version, table, text, word

provider = table(
    "provider",
    row_id(),
    *name_columns(),
    text("credentials"),
    text("npi"),
    text("taxonomy"),
    text("specialty"),
    Column("is_active", Flag, nullable=False, server_default="1"),
    row_version(),
)

guarantor = table(
    "guarantor", row_id(), *name_columns(), *address_columns(), text("phone"), text("email"), row_version()
)

patient = table(
    "patient",
    row_id(),
    text("record_number"),
    *name_columns(),
    Column("birth_date", IsoDate, nullable=False),
    *word("sex", Sex),
    *address_columns(),
    text("phone"),
    text("email"),
    Column("guarantor_id", Text, ForeignKey("guarantor.id")),
    row_version(),
)
Index("ix_patient_name", patient.c.name_last, patient.c.name_first)
