"""What payers answered to the files that left, and what follows the claims in them. Nothing here is ever changed."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Text

from coderdesk.domain.billing.answers.kept_answer import AnswerLevel, FileStanding
from coderdesk.domain.billing.answers.verdict import Verdict
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.storage.column_types import Instant
from coderdesk.storage.tables.base import reference, row_id, table, text, word

# the bytes are kept packed; a file that came twice has them with its first coming
answer_file = table(
    "answer_file",
    row_id(),
    text("name"),
    Column("sha256", Text, nullable=False, index=True),
    Column("received_at", Instant, nullable=False, index=True),
    *word("standing", FileStanding),
    text("reason"),
    Column("packed", LargeBinary),
)

claim_answer = table(
    "claim_answer",
    reference("file_id", "answer_file.id", primary_key=True),
    Column("place", Integer, primary_key=True),
    *word("level", AnswerLevel),
    *word("verdict", Verdict),
    Column("batch_id", Text, ForeignKey("export_batch.id"), index=True),
    Column("claim_id", Text, ForeignKey("claim.id"), index=True),
    Column("held_claim_id", Text, ForeignKey("held_claim.id"), index=True),
    Column("body", Text, nullable=False),
)

claim_sequel = table(
    "claim_sequel",
    row_id(),
    reference("claim_id", "claim.id", index=True),
    *word("kind", SequelKind),
    Column("made_at", Instant, nullable=False),
    text("made_by"),
    Column("body", Text, nullable=False),
)
