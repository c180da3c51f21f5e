"""The practice itself, its settings, and the trail of what was done."""

from sqlalchemy import Column, ForeignKey, Integer, Text

from coderdesk.storage.column_types import Instant
from coderdesk.storage.tables.base import address_columns, row_id, row_version, table, text

practice = table(
    "practice",
    row_id(),
    text("name"),
    text("npi"),
    text("tax_id"),
    text("taxonomy"),
    *address_columns(),
    text("phone"),
    text("email"),
    text("contact"),
    text("submitter_id"),
    Column("terms_days", Integer, nullable=False, server_default="30"),
    text("invoice_note"),
    row_version(),
)

setting = table("setting", Column("name", Text, primary_key=True), Column("value", Text, nullable=False), row_version())

audit = table(
    "audit",
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
)

audit_item = table(
    "audit_item",
    Column("audit_number", Integer, ForeignKey("audit.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("thing_id", Text, nullable=False),
)
