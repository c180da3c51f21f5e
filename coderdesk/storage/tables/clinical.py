"""Encounters and their documents. A document's text lives in its versions, of which the last is the current one."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Text

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.encounter import EncounterStatus, Setting
from coderdesk.domain.clinical.received_document import FileAnswer, MediaKind
from coderdesk.storage.column_types import Flag, Instant, IsoDate
from coderdesk.storage.tables.base import reference, row_id, row_version, table, text, word

encounter = table(
    "encounter",
    row_id(),
    text("account"),
    reference("patient_id", "patient.id"),
    reference("provider_id", "provider.id"),
    Column("date_of_service", IsoDate, nullable=False),
    text("place_of_service"),
    *word("setting", Setting),
    *word("status", EncounterStatus),
    text("reason"),
    row_version(),
)
Index(None, encounter.c.patient_id)
Index(None, encounter.c.date_of_service, encounter.c.account)

document = table(
    "document",
    row_id(),
    reference("encounter_id", "encounter.id"),
    *word("kind", DocumentKind),
    text("title"),
    text("author"),
    *word("author_role", AuthorRole),
    Column("written_on", IsoDate, nullable=False),
    Column("is_signed", Flag, nullable=False, server_default="0"),
    Column("addendum_to", Text, ForeignKey("document.id")),
    Column("added_at", Instant, nullable=False),
    row_version(),
)
Index(None, document.c.encounter_id)

document_version = table(
    "document_version",
    Column("document_id", Text, ForeignKey("document.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("version >= 1", name="version"),
)

# the bytes as they came, once for each content however many documents were derived from it
original = table(
    "original",
    Column("sha256", Text, primary_key=True),
    *word("media", MediaKind),
    text("name"),
    Column("size", Integer, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

# the first version of a document was derived from its original; `places` leads from the text back to it
document_original = table(
    "document_original",
    Column("document_id", Text, ForeignKey("document.id"), primary_key=True),
    reference("sha256", "original.sha256", index=True),
    Column("envelope", Text, ForeignKey("original.sha256"), index=True),
    Column("part", Integer, nullable=False),
    Column("deriver", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("places", LargeBinary, nullable=False),
    CheckConstraint("part >= 1", name="part"),
)

# files of the watched folder that somebody has answered, by their content: none of them is told of again
answered_file = table(
    "answered_file",
    Column("sha256", Text, primary_key=True),
    *word("answer", FileAnswer),
    Column("answered_at", Instant, nullable=False),
)

# documents that were taken in while nobody had their visit open, until somebody opens it
unread_document = table("unread_document", Column("document_id", Text, ForeignKey("document.id"), primary_key=True))
