"""What is written about a visit beside its codes: level worksheets, queries to the provider, advance notices, what its claim
says beyond the codes; every version."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Text

from coderdesk.domain.clinical.provider_query import QueryState
from coderdesk.storage.column_types import Instant, IsoDate
from coderdesk.storage.tables.base import reference, table, word

em_worksheet = table(
    "em_worksheet",
    Column("encounter_id", Text, ForeignKey("encounter.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("version > 0", name="version"),
)

provider_query = table(
    "provider_query",
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    reference("encounter_id", "encounter.id", index=True),
    *word("state", QueryState),
    Column("asked_on", IsoDate, nullable=False),
    Column("assignment_id", Text),
    Column("body", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("version > 0", name="version"),
)

advance_notice = table(
    "advance_notice",
    Column("id", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    reference("encounter_id", "encounter.id", index=True),
    Column("body", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("version > 0", name="version"),
)

claim_details = table(
    "claim_details",
    Column("encounter_id", Text, ForeignKey("encounter.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("written_by", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    CheckConstraint("version > 0", name="version"),
)
