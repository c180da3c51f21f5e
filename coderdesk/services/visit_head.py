"""What pages about a visit say at their head, and how they name the document of a passage."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.practice import Practice, Provider

if TYPE_CHECKING:
    from coderdesk.forms.written_page import PageHead


def visit_head(
    title: str, visit: CodedVisit, practice: Practice, provider: Provider, *more: tuple[str, str]
) -> "PageHead":
    from coderdesk.forms.written_page import PageHead  # ReportLab, with the first page

    patient, encounter = visit.patient, visit.encounter
    facts = (
        ("Patient", patient.name.sorted),
        ("Born", f"{patient.birth_date:%m/%d/%Y}"),
        ("Record", patient.record_number),
        ("Visit", encounter.account),
        ("Date of service", f"{encounter.date_of_service:%m/%d/%Y}"),
        ("Provider", ", ".join(part for part in (provider.name.full, provider.credentials) if part)),
        *more,
    )
    return PageHead(
        title=title,
        practice_name=practice.name,
        facts=facts,
        foot=f"{practice.name}  ·  {encounter.account}  ·  confidential: holds health information",
    )


def source_in(visit: CodedVisit) -> Callable[[Evidence], str]:
    """ "Progress note, Ngozi Okafor, MD, 03/02/2026, characters 25–40"."""
    documents = visit.documents_by_id

    def named(passage: Evidence) -> str:
        document = documents.get(passage.document_id)
        if document is None:
            return "a document that is not in the visit"
        parts = (document.title, document.author, f"{document.written_on:%m/%d/%Y}")
        return f"{', '.join(part for part in parts if part)}, characters {passage.start}–{passage.end}"

    return named
