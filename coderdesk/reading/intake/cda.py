"""C-CDA: the narrative of each section under its title, its coded entries where it has none, or the document that lies inside."""

from collections.abc import Iterator
from dataclasses import replace

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake import cda_fragment as fragment
from coderdesk.reading.intake import cda_header as header
from coderdesk.reading.intake.attachment import Attachment, read_attachment
from coderdesk.reading.intake.cda_entries import MARK, write_entries
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.narrative import write_narrative
from coderdesk.reading.intake.safe_xml import Node
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import TextElsewhere, WithoutWords

DERIVER = "cda 2"
FRAGMENT = "The file holds one section without the head of a document: it names no patient."
EMPTY_SECTIONS = "Sections that say nothing, neither in words nor in coded entries, were passed over."
FROM_ENTRIES = "Sections without narrative were read from their coded entries, and are marked so."


def read_cda(source: Source, root: Node, notices: tuple[str, ...]) -> tuple[ReceivedDocument, ...]:
    """One document. Raises TextElsewhere and WithoutWords, and what its attachment's reader raises."""
    described = _described(source, root)
    body = root.first("component", "nonXMLBody", "text")
    if body is not None:
        return _unstructured(source, body, described)
    out = DerivedText(source.name)
    skipped = [section for section in _sections(root) if not _write_section(section, out)]
    if not any(letter.isalnum() for letter in out.text):
        raise WithoutWords(source.name)
    said = {
        FRAGMENT: root.tag == "section",
        FROM_ENTRIES: f"{MARK}\n" in out.text,
        EMPTY_SECTIONS: bool(skipped),
    }
    own = notices + tuple(notice for notice, is_so in said.items() if is_so)
    if fragment.is_fragment(root):
        described = fragment.completed(described, out.text)
    return (replace(described, text=out.text, places=out.places, tables=out.tables, notices=own),)


def _described(source: Source, root: Node) -> ReceivedDocument:
    """The document's head without its text."""
    title = header.title_of(root)
    visit = header.visit_of(root)
    author, role = header.author_of(root)
    kind, written_on = header.kind_of(root, title), header.written_on_of(root, visit)
    if fragment.is_fragment(root):
        author, role = fragment.author_in(root)
        kind = fragment.kind_in(root) if kind is DocumentKind.OTHER else kind
        written_on = fragment.written_on_in(root)
    if role is None and kind is DocumentKind.NURSING_NOTE:
        role = AuthorRole.NURSE
    return ReceivedDocument(
        original=Original.of(source.name, MediaKind.CDA, source.content),
        deriver=DERIVER,
        text="",
        kind=kind,
        title=title,
        author=author,
        author_role=role,
        written_on=written_on,
        is_signed=header.is_signed_of(root),
        patient=header.patient_of(root),
        visit=visit,
    )


def _unstructured(source: Source, body: Node, described: ReceivedDocument) -> tuple[ReceivedDocument, ...]:
    link = body.first("reference")
    if link is not None and link.get("value"):
        raise TextElsewhere(source.name, link.get("value"))
    if not body.words.strip():
        raise WithoutWords(source.name)
    is_packed = body.get("representation") == "B64"
    return (read_attachment(source, Attachment(body.words, body.get("mediaType"), is_packed), described),)


def _sections(root: Node) -> Iterator[Node]:
    if root.tag == "section":
        yield root
        return
    yield from root.all("component", "structuredBody", "component", "section")


def _write_section(section: Node, out: DerivedText) -> bool:
    """False when it has no words of its own and no part that has."""
    title, text = section.first("title"), section.first("text")
    code = section.first("code")
    heading = " ".join(title.words.split()) if title else (code.get("displayName") if code else "")
    parts = section.all("component", "section")
    has_words = text is not None and any(letter.isalnum() for letter in text.words)
    coded = DerivedText(out.name)
    if not has_words and not write_entries(section, coded, heading) and not parts:
        return False
    out.end_paragraph()
    if heading:
        out.write_line(heading, path=title.path if title else section.path)
    if text is not None and has_words:
        write_narrative(text, out)
    else:
        out.add(coded)
    for part in parts:
        _write_section(part, out)
    return True
