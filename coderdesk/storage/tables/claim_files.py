"""Claims that came in files: each with columns for what is looked for, and its whole value as JSON of a numbered form."""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, Text

from coderdesk.domain.billing.submitted.held_claim import HeldState
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.storage.column_types import Cents, Instant, IsoDate
from coderdesk.storage.tables.base import reference, row_id, row_version, table, text, word

claim_file = table(
    "claim_file",
    row_id(),
    text("name"),
    Column("sha256", Text, nullable=False, unique=True),
    Column("received_at", Instant, nullable=False, index=True),
)

# one row for each transaction set; the envelope around it stands in its body
claim_file_set = table(
    "claim_file_set",
    reference("file_id", "claim_file.id", primary_key=True),
    Column("interchange", Integer, primary_key=True),
    Column("functional_group", Integer, primary_key=True),
    Column("transaction_set", Integer, primary_key=True),
    Column("body_form", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

held_claim = table(
    "held_claim",
    row_id(),
    Column("file_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("interchange", Integer, nullable=False),
    Column("functional_group", Integer, nullable=False),
    Column("transaction_set", Integer, nullable=False),
    Column("billing_level", Integer, nullable=False),
    Column("subscriber_level", Integer, nullable=False),
    Column("patient_level", Integer, nullable=False),
    *word("kind", ClaimKind),
    text("control"),
    text("frequency"),
    text("payer_claim_number"),
    text("patient_name"),
    text("member_id"),
    text("payer_name"),
    text("payer_number"),
    text("billing_npi"),
    Column("first_day", IsoDate, index=True),
    Column("last_day", IsoDate),
    Column("total", Cents, nullable=False),
    Column("line_count", Integer, nullable=False),
    *word("state", HeldState),
    Column("body_form", Integer, nullable=False),
    Column("body", Text, nullable=False),
    row_version(),
    CheckConstraint("place >= 1", name="place"),
    ForeignKeyConstraint(
        ["file_id", "interchange", "functional_group", "transaction_set"],
        [
            "claim_file_set.file_id",
            "claim_file_set.interchange",
            "claim_file_set.functional_group",
            "claim_file_set.transaction_set",
        ],
    ),
)
Index(None, held_claim.c.file_id, held_claim.c.place, unique=True)
Index(None, held_claim.c.control)
Index(None, held_claim.c.payer_number)
