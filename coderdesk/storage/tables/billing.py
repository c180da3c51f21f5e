"""Payers, coverages, fees, charges, claims, claim files and invoices."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Text

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.export_batch import BatchState, ControlKind
from coderdesk.domain.billing.payer import Relationship
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.storage.column_types import Cents, Flag, Instant, IsoDate, Json, Thousandths
from coderdesk.storage.tables.base import (
    address_columns,
    period_columns,
    reference,
    row_id,
    row_version,
    table,
    text,
    word,
)

payer = table(
    "payer",
    row_id(),
    text("name"),
    text("payer_id"),
    text("filing_indicator"),
    *address_columns(),
    text("phone"),
    Column("filing_days", Integer, nullable=False, server_default="0"),
    text("member_pattern"),
    text("kind"),
    row_version(),
)

coverage = table(
    "coverage",
    row_id(),
    reference("patient_id", "patient.id"),
    reference("payer_id", "payer.id"),
    Column("priority", Integer, nullable=False),
    *word("relationship", Relationship),
    text("member_id"),
    text("group_number"),
    text("plan_name"),
    Column("subscriber", Json),
    *period_columns(),
    row_version(),
)
Index(None, coverage.c.patient_id, coverage.c.priority)

charge_item = table(
    "charge_item",
    row_id(),
    *word("system", CodeSystem),
    Column("code", Text, nullable=False),
    text("words"),
    text("unit_words"),
    text("category"),
    *period_columns(),
)
Index(None, charge_item.c.code)

fee = table(
    "fee",
    row_id(),
    Column("code", Text, nullable=False),
    Column("price", Cents, nullable=False),
    text("modifier"),
    Column("payer_id", Text, ForeignKey("payer.id")),
    *period_columns(),
)
Index(None, fee.c.code)

charge = table(
    "charge",
    row_id(),
    Column("assignment_id", Text, ForeignKey("code_assignment.id"), nullable=False, unique=True),
    Column("unit_price", Cents, nullable=False),
    Column("units", Thousandths, nullable=False),
    text("source"),
    row_version(),
)

claim = table(
    "claim",
    row_id(),
    reference("encounter_id", "encounter.id", index=True),
    Column("control", Text, nullable=False),
    text("patient_name"),
    text("payer_name"),
    Column("date_of_service", IsoDate, nullable=False),
    Column("total", Cents, nullable=False),
    *word("state", ClaimState),
    Column("created_at", Instant, nullable=False, index=True),
    Column("sequel_id", Text),
    Column("body", Text, nullable=False),
    row_version(),
)

# a code may be removed after the claim that names it was withdrawn, so these refer to it without a foreign key
claim_diagnosis = table(
    "claim_diagnosis",
    Column("claim_id", Text, ForeignKey("claim.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("assignment_id", Text, nullable=False, index=True),
    Column("code", Text, nullable=False),
)

claim_line = table(
    "claim_line",
    Column("claim_id", Text, ForeignKey("claim.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("assignment_id", Text, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("units", Thousandths, nullable=False),
    Column("charge", Cents, nullable=False),
)

# days, minutes and drug quantities that no row of a code carries, each with the passage that states it
claim_quantity = table(
    "claim_quantity",
    Column("claim_id", Text, ForeignKey("claim.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("what", Text, nullable=False),
    Column("amount", Text, nullable=False),
    Column("is_line", Flag, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("document_hash", Text, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("quotation", Text, nullable=False),
)

invoice = table(
    "invoice",
    row_id(),
    Column("number", Integer, nullable=False, unique=True),
    reference("encounter_id", "encounter.id", index=True),
    Column("issued_on", IsoDate, nullable=False),
    Column("due_on", IsoDate, nullable=False),
    Column("total", Cents, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("body", Text, nullable=False),
    CheckConstraint("number >= 1", name="number"),
)

invoice_line = table(
    "invoice_line",
    Column("invoice_id", Text, ForeignKey("invoice.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    reference("assignment_id", "code_assignment.id", index=True),
    Column("code", Text, nullable=False),
    Column("units", Thousandths, nullable=False),
    Column("amount", Cents, nullable=False),
)

control_number = table(
    "control_number",
    *word("kind", ControlKind),
    Column("last", Integer, nullable=False),
    PrimaryKeyConstraint("kind"),
)

export_batch = table(
    "export_batch",
    row_id(),
    *word("state", BatchState),
    text("file_name"),
    Column("interchange_control", Integer, nullable=False),
    Column("group_control", Integer, nullable=False),
    Column("transaction_control", Integer, nullable=False),
    text("sha256"),
    Column("created_at", Instant, nullable=False),
    row_version(),
)

export_batch_claim = table(
    "export_batch_claim",
    Column("batch_id", Text, ForeignKey("export_batch.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    reference("claim_id", "claim.id", index=True),
)

# written once for each visit: whether its claim passed untouched is asked when it is first looked at, and never again
claim_first_check = table(
    "claim_first_check",
    reference("encounter_id", "encounter.id", primary_key=True),
    Column("checked_at", Instant, nullable=False),
    Column("findings", Integer, nullable=False),
)
