"""Codes assigned to encounters, their evidence, the diagnoses that services point at, what was overridden or put aside."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text

from coderdesk.domain.clinical.evidence import Supports
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.dismissal import DismissalReason
from coderdesk.storage.column_types import Flag, Instant, IsoDate, Json, Thousandths
from coderdesk.storage.tables.base import reference, row_id, row_version, table, text, word

# units and modifiers are NULL for a diagnosis
code_assignment = table(
    "code_assignment",
    row_id(),
    reference("encounter_id", "encounter.id"),
    *word("system", CodeSystem),
    Column("code", Text, nullable=False),
    Column("is_diagnosis", Flag, nullable=False),
    text("words"),
    text("release"),
    Column("position", Integer, nullable=False),
    *word("state", AssignmentState),
    Column("units", Thousandths),
    Column("modifiers", Json),
    text("query_note"),
    Column("queried_on", IsoDate),
    text("poa"),
    row_version(),
    CheckConstraint("is_diagnosis = (system = 'ICD-10-CM')", name="is_diagnosis"),
    CheckConstraint("is_diagnosis = (units IS NULL) AND is_diagnosis = (modifiers IS NULL)", name="service"),
)
# covers what the worklist counts
Index(
    "ix_code_assignment_encounter_id",
    code_assignment.c.encounter_id,
    code_assignment.c.is_diagnosis,
    code_assignment.c.state,
    code_assignment.c.queried_on,
)
# covers what the practice's own use of codes is counted from
Index("ix_code_assignment_use", code_assignment.c.system, code_assignment.c.code, code_assignment.c.state)

assignment_pointer = table(
    "assignment_pointer",
    Column("assignment_id", Text, ForeignKey("code_assignment.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    reference("diagnosis_id", "code_assignment.id", index=True),
    CheckConstraint("place BETWEEN 1 AND 4", name="place"),
)

evidence = table(
    "evidence",
    row_id(),
    Column("assignment_id", Text, ForeignKey("code_assignment.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    reference("document_id", "document.id", index=True),
    Column("document_hash", Text, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("quotation", Text, nullable=False),
    *word("supports", Supports),
)

# a finding that may be overridden stops blocking its visit; an empty reason takes that back
finding_override = table(
    "finding_override",
    Column("encounter_id", Text, ForeignKey("encounter.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("rule_id", Text, nullable=False),
    Column("subject", Text, nullable=False),
    text("reason"),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# why a suggested code is not on its visit; the reason "shown_again" takes that back
suggestion_dismissal = table(
    "suggestion_dismissal",
    Column("encounter_id", Text, ForeignKey("encounter.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    *word("system", CodeSystem),
    Column("code", Text, nullable=False),
    *word("reason", DismissalReason),
    text("words"),
    Column("made_by", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
)
