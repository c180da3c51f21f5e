"""The quotation that supports a code: where it stands, and whether it still does."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coderdesk.domain.clinical.document import Document
from coderdesk.domain.values.ids import DocumentId, EncounterId


class Supports(StrEnum):
    """What a passage proves of the code it is attached to."""

    CODE = "code"
    UNITS = "units"
    MODIFIER = "modifier"


class EvidenceState(StrEnum):
    """MATCHES: the document's current text holds the quotation at these offsets. MOVED: it stands once, elsewhere.

    VANISHED: it stands nowhere, or in several places so that none can be chosen for the coder. FOREIGN: the document is
    missing or belongs to another visit.
    """

    MATCHES = "matches"
    MOVED = "moved"
    VANISHED = "vanished"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quotation from one version of one document, `text[start:end] == quotation` at the time it was attached."""

    document_id: DocumentId
    document_hash: str
    start: int
    end: int
    quotation: str
    supports: Supports = Supports.CODE

    @classmethod
    def quote(cls, document: Document, start: int, end: int, supports: Supports = Supports.CODE) -> "Evidence":
        """The passage between two offsets. Raises ValueError when they hold no words of the document."""
        is_within = 0 <= start < end <= len(document.text)
        if not is_within or not any(character.isalnum() for character in document.text[start:end]):
            raise ValueError("a passage holds at least one word or number of the document")
        return cls(
            document_id=document.id,
            document_hash=document.hash,
            start=start,
            end=end,
            quotation=document.text[start:end],
            supports=supports,
        )


def state_of(evidence: Evidence, documents: Mapping[DocumentId, Document], encounter_id: EncounterId) -> EvidenceState:
    """Compare a quotation with the current text of the visit's own documents."""
    document = documents.get(evidence.document_id)
    if document is None or document.encounter_id != encounter_id:
        return EvidenceState.FOREIGN
    stands_there = document.text[evidence.start : evidence.end] == evidence.quotation
    if stands_there and evidence.document_hash == document.hash:
        return EvidenceState.MATCHES
    if stands_there or _only_place(evidence.quotation, document.text) is not None:
        return EvidenceState.MOVED
    return EvidenceState.VANISHED


def reanchored(evidence: Evidence, document: Document) -> Evidence | None:
    """The same quotation on the document's current text, when it can be placed without guessing."""
    stands_there = document.text[evidence.start : evidence.end] == evidence.quotation
    start = evidence.start if stands_there else _only_place(evidence.quotation, document.text)
    if start is None:
        return None
    return Evidence.quote(document, start, start + len(evidence.quotation), evidence.supports)


def _only_place(quotation: str, text: str) -> int | None:
    """Where the words stand, when that is one place; those that overlap themselves stand in several."""
    start = text.find(quotation)
    return start if start >= 0 and text.find(quotation, start + 1) < 0 else None
