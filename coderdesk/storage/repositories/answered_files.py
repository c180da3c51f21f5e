"""Which files of the watched folder were answered, and which documents nobody has looked at yet."""

from collections.abc import Collection

from sqlalchemy import delete, insert, select

from coderdesk.domain.clinical.received_document import FileAnswer
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.clinical import answered_file, document, unread_document


class AnsweredFileRepository:
    """By content, so that the same letter under another name is known."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def known(self) -> frozenset[str]:
        """The hashes of all that were answered."""
        return frozenset(row.sha256 for row in self._rows.all(select(answered_file.c.sha256)))

    def add(self, sha256s: Collection[str], answer: FileAnswer) -> None:
        """The first answer stays."""
        known = self.known()
        for sha256 in sorted(set(sha256s) - known):
            values = {"sha256": sha256, "answer": answer, "answered_at": self._rows.now}
            self._rows.connection.execute(insert(answered_file), values)
            self._rows.note(Kind.SETTING, f"answered file {sha256}")


class UnreadDocumentRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, document_id: DocumentId) -> None:
        self._rows.connection.execute(insert(unread_document), {"document_id": document_id})

    def of_encounter(self, encounter_id: EncounterId) -> tuple[DocumentId, ...]:
        joined = unread_document.join(document, document.c.id == unread_document.c.document_id)
        wanted = select(unread_document.c.document_id).select_from(joined)
        rows = self._rows.all(wanted.where(document.c.encounter_id == encounter_id).order_by(document.c.id))
        return tuple(DocumentId(row.document_id) for row in rows)

    def forget(self, document_ids: Collection[DocumentId]) -> None:
        """Somebody has them before their eyes."""
        chosen = unread_document.c.document_id.in_(sorted(document_ids))
        self._rows.connection.execute(delete(unread_document).where(chosen))
        for document_id in sorted(document_ids):
            self._rows.note(Kind.DOCUMENT, document_id)
