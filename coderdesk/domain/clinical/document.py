"""The documentation of a visit, versioned by the hash of its text."""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.values.ids import DocumentId, EncounterId


class DocumentKind(StrEnum):
    PROGRESS_NOTE = "progress_note"
    DICTATION = "dictation"
    LAB_RESULT = "lab_result"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    OPERATIVE_NOTE = "operative_note"
    THERAPY_NOTE = "therapy_note"
    ADDENDUM = "addendum"
    DISCHARGE_SUMMARY = "discharge_summary"
    CONSULTATION = "consultation"
    HISTORY_AND_PHYSICAL = "history_and_physical"
    NURSING_NOTE = "nursing_note"
    CARE_SUMMARY = "care_summary"
    OTHER = "other"


class AuthorRole(StrEnum):
    """Who wrote it: a diagnosis rests on the provider's statement (ICD-10-CM Guidelines I.A.19)."""

    PROVIDER = "provider"
    NURSE = "nurse"
    LABORATORY = "laboratory"
    PATIENT = "patient"


def content_hash(text: str) -> str:
    """SHA-256 of the UTF-8 text, as 64 lower-case hexadecimal digits: the name of a document version."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The current version of a document. Once signed it is immutable; an addendum is a document of its own.

    `version` counts from 1; `hash` is `content_hash(text)`; offsets into `text` are Unicode code points.
    """

    id: DocumentId
    encounter_id: EncounterId
    kind: DocumentKind
    title: str
    author: str
    author_role: AuthorRole
    written_on: date
    is_signed: bool
    version: int
    text: str
    hash: str
    addendum_to: DocumentId | None = None
