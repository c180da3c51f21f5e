"""The documents of a patient's earlier visits, for reading beside the present ones."""

from dataclasses import dataclass

from coderdesk.domain.clinical.copied_text import CopiedSpan, copied_spans
from coderdesk.domain.clinical.document import Document
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.desk import Desk

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class EarlierDocument:
    """`repeated` are its paragraphs that stand in the present document too."""

    document: Document
    repeated: tuple[CopiedSpan, ...]


def earlier_documents(*, desk: Desk, encounter_id: EncounterId, present: Document) -> tuple[EarlierDocument, ...]:
    """Of the visits before this one: what shares most with the present document first, then its own kind, then the latest."""
    with desk.vault.reading() as unit:
        found = unit.documents.of_patient_before(encounter_id, limit=MOST_SHOWN)
    beside = [EarlierDocument(one, copied_spans(one.text, (present,))) for one in found]
    return tuple(sorted(beside, key=lambda one: (-_shared(one), one.document.kind is not present.kind)))


def _shared(one: EarlierDocument) -> int:
    return sum(span.end - span.start for span in one.repeated)
