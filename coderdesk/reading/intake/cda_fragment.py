"""A single section without the head of a document: who wrote it, when, and of what kind it is, by the entries that it holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.cda_header import author_of, time_of
from coderdesk.reading.intake.kinds import shipped_kinds
from coderdesk.reading.intake.safe_xml import Node
from coderdesk.reading.intake.stated import stated_in

_RESULTS = "30954-2"


def is_fragment(root: Node) -> bool:
    return root.tag == "section"


def author_in(section: Node) -> tuple[str, AuthorRole | None]:
    """Whoever wrote its entries, when that is one person."""
    found = {author_of(holder) for holder in _holders(section)} - {("", None)}
    return next(iter(found)) if len(found) == 1 else ("", None)


def written_on_in(section: Node) -> date | None:
    """The last time at which somebody wrote in it, else the one day of its notes, results, visits or procedures."""
    authored = [day for holder in _holders(section) for one in holder.all("author", "time") if (day := time_of(one))]
    if authored:
        return max(authored)
    clinical = {
        day
        for entry in section.all("entry")
        for act in entry.children
        if act.get("moodCode") not in {"INT", "RQO"}
        for time in act.all("effectiveTime")
        if (day := time_of(time))
    }
    return next(iter(clinical)) if len(clinical) == 1 else None


def kind_in(section: Node) -> DocumentKind:
    """By the code of a note, report or study inside; results are a laboratory's; all else is part of a care summary."""
    kinds = shipped_kinds()
    acts = [act for entry in section.all("entry") for act in entry.children]
    codes = [code for act in acts for code in act.all("code")]
    for code in (one for own in codes for one in (*own.all("translation"), own)):
        named = kinds.loinc.get(code.get("code")) or kinds.of_title(code.get("displayName"))
        if named is not None:
            return named
    own = section.first("code")
    is_results = own is not None and own.get("code") == _RESULTS
    return DocumentKind.LAB_RESULT if is_results else DocumentKind.CARE_SUMMARY


def completed(described: ReceivedDocument, text: str) -> ReceivedDocument:
    """What no entry says is taken from the words of the section: a signature, a name under its label, a date."""
    told = stated_in(text)
    return replace(
        described,
        author=described.author or told.author,
        author_role=described.author_role or (told.author_role if not described.author else None),
        written_on=described.written_on or told.written_on,
        is_signed=told.is_signed,
        patient=told.patient,
        holds_several=told.holds_several,
    )


def _holders(section: Node) -> Iterator[Node]:
    return (node for node in section.walk() if node.first("author") is not None)
