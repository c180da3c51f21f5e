"""The documentation of visits, every version of it."""

from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from coderdesk.domain.clinical.document import Document, content_hash
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.clinical import document, document_version, encounter
from coderdesk.storage.trouble import DocumentChanged, DocumentSigned, UnstorableText

_PLAIN = ("id", "encounter_id", "kind", "title", "author", "author_role", "written_on", "addendum_to")


class DocumentRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of_encounter(self, encounter_id: EncounterId) -> tuple[Document, ...]:
        """By the date they were written, then in the order they were added."""
        columns = document.c
        theirs = _current().where(columns.encounter_id == encounter_id)
        ordered = theirs.order_by(columns.written_on, columns.added_at, columns.id)
        return tuple(_document_of(row) for row in self._rows.all(ordered))

    def of_patient_before(self, encounter_id: EncounterId, *, limit: int) -> tuple[Document, ...]:
        """The documents of the same patient's visits before that one, the latest first, at most `limit`."""
        own, earlier = encounter.alias(), encounter.alias()
        same = (earlier.c.patient_id == own.c.patient_id) & (earlier.c.date_of_service < own.c.date_of_service)
        visits = select(earlier.c.id).select_from(own.join(earlier, same)).where(own.c.id == encounter_id)
        theirs = _current().where(document.c.encounter_id.in_(visits))
        latest = theirs.order_by(document.c.written_on.desc(), document.c.id).limit(limit)
        return tuple(_document_of(row) for row in self._rows.all(latest))

    def get(self, document_id: DocumentId) -> Document:
        """Raises NotInVault."""
        return _document_of(self._rows.one(_current().where(document.c.id == document_id), "document", document_id))

    def text_of_version(self, document_id: DocumentId, hash: str) -> str | None:
        """The text that had this content hash; None when the document never had it."""
        columns = document_version.c
        wanted = select(columns.text).where(columns.document_id == document_id, columns.hash == hash).limit(1)
        found: str | None = self._rows.connection.execute(wanted).scalar()
        return found

    def add(self, new: Document) -> None:
        """The first version of a document, signed or not. Raises ValueError when it is another, and UnstorableText."""
        if new.version != 1 or new.hash != content_hash(new.text):
            raise ValueError("a document begins with version 1 and the hash of its text")
        values = {name: getattr(new, name) for name in _PLAIN} | {"is_signed": False, "added_at": self._rows.now}
        self._rows.connection.execute(insert(document), values)
        self._add_version(new.id, 1, new.text)
        if new.is_signed:
            self._rows.change(document, Kind.DOCUMENT, {"id": new.id, "is_signed": True})

    def revise(self, document_id: DocumentId, text: str, *, based_on: str) -> Document:
        """A new version of an unsigned document; the database re-checks every passage attached to it.

        `based_on` is the content hash that the person saw. Raises DocumentSigned, DocumentChanged and UnstorableText.
        """
        seen = self._unsigned(document_id, based_on)
        if text == seen.text:
            return seen
        self._add_version(document_id, seen.version + 1, text)
        return self.get(document_id)

    def sign(self, document_id: DocumentId, *, seen: str) -> Document:
        """From now on it is never changed. `seen` is the content hash that is signed. Raises as `revise` does."""
        self._unsigned(document_id, seen)
        self._rows.change(document, Kind.DOCUMENT, {"id": document_id, "is_signed": True})
        return self.get(document_id)

    def _unsigned(self, document_id: DocumentId, seen: str) -> Document:
        current = self.get(document_id)
        if current.is_signed:
            raise DocumentSigned
        if current.hash != seen:
            raise DocumentChanged
        return current

    def _add_version(self, document_id: DocumentId, version: int, text: str) -> None:
        if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
            raise UnstorableText
        values = {
            "document_id": document_id,
            "version": version,
            "hash": content_hash(text),
            "made_at": self._rows.now,
            "text": text,
        }
        self._rows.connection.execute(insert(document_version), values)
        self._rows.connection.execute(
            update(document).where(document.c.id == document_id).values(row_version=document.c.row_version + 1)
        )
        self._rows.note(Kind.DOCUMENT, document_id)


def _current() -> Select[Any]:
    other = document_version.alias()
    last = select(func.max(other.c.version)).where(other.c.document_id == document.c.id).scalar_subquery()
    version = document_version.c
    joined = document.join(document_version, (version.document_id == document.c.id) & (version.version == last))
    return select(document, version.version, version.hash, version.text).select_from(joined)


def _document_of(row: Row[Any]) -> Document:
    return Document(
        id=DocumentId(row.id),
        encounter_id=EncounterId(row.encounter_id),
        kind=row.kind,
        title=row.title,
        author=row.author,
        author_role=row.author_role,
        written_on=row.written_on,
        is_signed=row.is_signed,
        version=row.version,
        text=row.text,
        hash=row.hash,
        addendum_to=DocumentId(row.addendum_to) if row.addendum_to is not None else None,
    )
