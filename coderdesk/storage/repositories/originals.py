"""The files that documents came in, byte for byte, and where each word of a derived text stands in them."""

import json
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, insert, or_, select

from coderdesk.domain.clinical.packed_places import PackedPlaces
from coderdesk.domain.clinical.received_document import Box, MediaKind, Original, Place, PlaceMap, ReceivedDocument
from coderdesk.domain.values.ids import DocumentId, EncounterId
from coderdesk.domain.values.kinds import Kind
from coderdesk.storage.repositories.rows import Rows
from coderdesk.storage.tables.clinical import document, document_original, original
from coderdesk.storage.trouble import NotInVault

_PLACES_IN_A_LINE = 2_000
_FAST = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentOriginal:
    """What a document was derived from. The places hold while its text has the hash `text_hash`."""

    document_id: DocumentId
    original: Original
    envelope_sha256: str | None
    part: int
    deriver: str
    text_hash: str
    places: PlaceMap


class OriginalRepository:
    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def add(self, document_id: DocumentId, received: ReceivedDocument, *, text_hash: str) -> None:
        """Keep the bytes of a document that was just added, and the way back to them."""
        self._keep(received.original)
        if received.envelope is not None:
            self._keep(received.envelope)
        values = {
            "document_id": document_id,
            "sha256": received.original.sha256,
            "envelope": received.envelope.sha256 if received.envelope else None,
            "part": received.part,
            "deriver": received.deriver,
            "text_hash": text_hash,
            "places": _packed_places(received.places),
        }
        self._rows.connection.execute(insert(document_original), values)
        self._rows.note(Kind.DOCUMENT, document_id)

    def of_document(self, document_id: DocumentId) -> DocumentOriginal | None:
        """None for a document that was typed here."""
        joined = document_original.join(original, original.c.sha256 == document_original.c.sha256)
        wanted = (
            select(document_original, original.c.media, original.c.name, original.c.packed)
            .select_from(joined)
            .where(document_original.c.document_id == document_id)
        )
        rows = self._rows.all(wanted)
        return _document_original_of(rows[0]) if rows else None

    def get(self, sha256: str) -> Original:
        """Raises NotInVault."""
        return _original_of(self._rows.one(select(original).where(original.c.sha256 == sha256), "file", sha256))

    def documents_from(self, sha256: str) -> tuple[tuple[EncounterId, DocumentId, int], ...]:
        """Visit, document and part of everything that was taken in from the file with this hash."""
        columns = document_original.c
        joined = document_original.join(document, document.c.id == columns.document_id)
        wanted = (
            select(document.c.encounter_id, columns.document_id, columns.part)
            .select_from(joined)
            .where(or_(columns.envelope == sha256, (columns.sha256 == sha256) & columns.envelope.is_(None)))
            .order_by(columns.part, columns.document_id)
        )
        found = self._rows.all(wanted)
        return tuple((EncounterId(row.encounter_id), DocumentId(row.document_id), row.part) for row in found)

    def _keep(self, kept: Original) -> None:
        known = select(original.c.sha256).where(original.c.sha256 == kept.sha256)
        if self._rows.all(known):
            return
        values = {
            "sha256": kept.sha256,
            "media": kept.media,
            "name": kept.name,
            "size": len(kept.content),
            "received_at": self._rows.now,
            "packed": zlib.compress(kept.content, _FAST),
        }
        self._rows.connection.execute(insert(original), values)


def _packed_places(places: PlaceMap) -> bytes:
    """Lines of JSON, each of some places: one text for a whole chart would hold every other thread up while it is made."""
    lines = []
    for start in range(0, len(places.places), _PLACES_IN_A_LINE):
        part = places.places[start : start + _PLACES_IN_A_LINE]
        plain = [[place.start, place.end, place.page, place.box, place.path] for place in part]
        lines.append(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))
    return zlib.compress("\n".join(lines).encode(), _FAST)


def _places_of(packed: bytes) -> PlaceMap:
    plain = (row for line in zlib.decompress(packed).splitlines() for row in json.loads(line))
    return PlaceMap(
        PackedPlaces(Place(start, end, page, Box(*box) if box else None, path) for start, end, page, box, path in plain)
    )


def _original_of(row: Row[Any]) -> Original:
    content = zlib.decompress(row.packed)
    kept = Original.of(row.name, MediaKind(row.media), content)
    if kept.sha256 != row.sha256:
        raise NotInVault("file as it came", row.sha256)
    return kept


def _document_original_of(row: Row[Any]) -> DocumentOriginal:
    return DocumentOriginal(
        document_id=DocumentId(row.document_id),
        original=_original_of(row),
        envelope_sha256=row.envelope,
        part=row.part,
        deriver=row.deriver,
        text_hash=row.text_hash,
        places=_places_of(row.places),
    )
