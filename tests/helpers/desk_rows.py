"""Invented visits, documents and codes for tests of the screen, each with only what the test names."""

from datetime import date
from typing import Any

from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.evidence import EvidenceState
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.values.ids import AssignmentId, DocumentId, EncounterId, PatientId
from coderdesk.ui.marks import Mark, MarkKind

TODAY = date(2026, 8, 11)


def worklist_row(number: int = 1, **given: Any) -> WorklistRow:
    """A visit of Ana Rivera on 2026-05-04 that waits to be coded."""
    values: dict[str, Any] = {
        "encounter_id": EncounterId(f"visit-{number}"),
        "patient_id": PatientId(f"patient-{number}"),
        "account": f"CH-{number:05d}",
        "patient_last": "Rivera",
        "patient_first": "Ana",
        "patient_middle": "M",
        "birth_date": date(1984, 3, 17),
        "date_of_service": date(2026, 5, 4),
        "provider": "Marisol J. Tenenbrook, MD",
        "payer": "Lakeshore Health Plan",
        "reason": "Burning urination",
        "status": EncounterStatus.TO_CODE,
        "place_of_service": "11",
        "diagnoses": 0,
        "services": 0,
        "unproven": 0,
        "queries": 0,
        "oldest_query": None,
    }
    return WorklistRow(**(values | given))


def document(text: str, name: str = "note", **given: Any) -> Document:
    """A signed progress note of 2026-05-04."""
    values: dict[str, Any] = {
        "id": DocumentId(name),
        "encounter_id": EncounterId("visit-1"),
        "kind": DocumentKind.PROGRESS_NOTE,
        "title": "Progress note",
        "author": "Marisol J. Tenenbrook, MD",
        "author_role": AuthorRole.PROVIDER,
        "written_on": date(2026, 5, 4),
        "is_signed": True,
        "version": 1,
        "text": text,
        "hash": content_hash(text),
    }
    return Document(**(values | given))


def mark_on(shown: Document, words: str, letter: str = "A", **given: Any) -> Mark:
    """The passage that says `words` in a document."""
    start = shown.text.index(words)
    values: dict[str, Any] = {
        "document_id": shown.id,
        "start": start,
        "end": start + len(words),
        "letter": letter,
        "assignment_id": AssignmentId(f"code-{letter}"),
        "kind": MarkKind.DIAGNOSIS,
        "state": EvidenceState.MATCHES,
        "words": "N39.0 Urinary tract infection",
    }
    return Mark(**(values | given))
