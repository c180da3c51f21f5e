"""FHIR R4: compositions, document references and reports as documents, and what else a record states, visit by visit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake import fhir_head as head
from coderdesk.reading.intake.attachment import Attachment
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.fhir_lines import RESULT_COLUMNS, WRONG, Row, is_said, line_of, result_rows, write_div
from coderdesk.reading.intake.fhir_tree import (
    Library,
    Resource,
    concept,
    date_at,
    many,
    maps,
    resource_of_xml,
    resources_of_json,
    words_at,
)
from coderdesk.reading.intake.inside import read_inside
from coderdesk.reading.intake.limits import DEEPEST_SECTIONS, MOST_DOCUMENTS
from coderdesk.reading.intake.safe_xml import Node
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import Hostile, TextElsewhere, TooLarge, UnknownForm, WithoutWords

DERIVER = "fhir 1"
_REPORTS = frozenset({"Composition", "DocumentReference", "DiagnosticReport"})
_DATED_BY = (
    "effectiveDateTime",
    "recordedDate",
    "performedDateTime",
    "occurrenceDateTime",
    "authoredOn",
    "date",
    "issued",
)
POINTERS = "Parts of the record point at text outside of the file; that text was not read."


def read_fhir_json(source: Source) -> tuple[ReceivedDocument, ...]:
    """Raises Damaged, Hostile, TextElsewhere, TooLarge, UnknownForm and WithoutWords."""
    resources = resources_of_json(source.content, source.name)
    if not any(isinstance(one.get("resourceType"), str) for one in resources):
        raise UnknownForm(source.name, "it is JSON of a form that is not read")
    return _read(source, resources)


def read_fhir_xml(source: Source, root: Node) -> tuple[ReceivedDocument, ...]:
    """As `read_fhir_json`."""
    return _read(source, [resource_of_xml(root)])


def _read(source: Source, resources: list[dict[str, Any]]) -> tuple[ReceivedDocument, ...]:
    reading = _Reading(source, Library.of(resources), Original.of(source.name, MediaKind.FHIR, source.content))
    found: list[ReceivedDocument] = []
    for number, (resource, path) in enumerate(reading.library.rows):
        source.step(done=number, total=len(reading.library.rows), what=source.name)
        if resource.get("resourceType") in _REPORTS and words_at(resource, "status") != WRONG:
            found.extend(reading.report(resource, path))
    found.extend(reading.records())
    if not found:
        reading.refuse(resources)
    if len(found) > MOST_DOCUMENTS:
        raise TooLarge(source.name, f"{len(found)} documents")
    return tuple(replace(one, part=number) for number, one in enumerate(found, start=1))


@dataclass(slots=True)
class _Reading:
    source: Source
    library: Library
    original: Original
    elsewhere: str = ""

    def report(self, resource: Resource, path: str) -> Iterator[ReceivedDocument]:
        """The text of a report itself, then each document that lies in it."""
        described = self._described(resource)
        out = DerivedText(self.source.name)
        attachments: Sequence[Resource] = ()
        match resource.get("resourceType"):
            case "Composition":
                self._sections(resource, out, path)
            case "DiagnosticReport":
                self._results(resource, out, path)
                attachments = maps(resource.get("presentedForm"))
            case _:
                attachments = [one for part in maps(resource.get("content")) for one in maps(part.get("attachment"))]
        inside = list(self._attached(attachments, described))
        if not inside and not _has_words(out):
            write_div((maps(resource.get("text")) or [{}])[0].get("div"), out, f"{path}.text.div")
        if _has_words(out):
            notices = (POINTERS,) if len(inside) < len(attachments) else ()
            yield replace(described, text=out.text, places=out.places, tables=out.tables, notices=notices)
        yield from inside

    def records(self) -> Iterator[ReceivedDocument]:
        """What belongs to no report, one document for each visit, by its date."""
        told = {
            id(self.library.find(one, report)) for report, _ in self.library.rows for one in maps(report.get("result"))
        }
        visits: dict[int, list[tuple[Resource, str]]] = {}
        for row in self.library.rows:
            if is_said(row[0]) and id(row[0]) not in told:
                visits.setdefault(id(head.encounter_of(row[0], self.library)), []).append(row)
        for rows in visits.values():
            out = DerivedText(self.source.name)
            self._write_rows(rows, out)
            if _has_words(out):
                yield replace(self._described_visit(rows), text=out.text, places=out.places, tables=out.tables)

    def refuse(self, resources: list[dict[str, Any]]) -> None:
        if self.elsewhere:
            raise TextElsewhere(self.source.name, self.elsewhere)
        raise WithoutWords(self.source.name, f"its resource ({resources[0].get('resourceType')})")

    def _described(self, resource: Resource) -> ReceivedDocument:
        title = words_at(resource, "title") or concept(resource.get("type")) or concept(resource.get("code"))
        author, role = head.first_author(resource, self.library, "author", "resultsInterpreter", "performer")
        kind = head.kind_of(resource, title)
        is_report = resource.get("resourceType") == "DiagnosticReport"
        kind = kind or (DocumentKind.LAB_RESULT if is_report else DocumentKind.OTHER)
        if role is None and kind is DocumentKind.LAB_RESULT:
            role = AuthorRole.LABORATORY
        visit = head.visit_of(resource, self.library)
        return ReceivedDocument(
            original=self.original,
            deriver=DERIVER,
            text="",
            kind=kind,
            title=title,
            author=author,
            author_role=role,
            written_on=_date_of(resource) or visit.starts_on,
            is_signed=head.is_signed_of(resource),
            patient=head.patient_of(resource, self.library),
            visit=visit,
        )

    def _described_visit(self, rows: Sequence[tuple[Resource, str]]) -> ReceivedDocument:
        first = rows[0][0]
        encounter = head.encounter_of(first, self.library) or first
        author, role = head.first_author(encounter, self.library, "participant", "recorder", "performer")
        visit = head.visit_of(first, self.library)
        days = [day for one, _ in rows if (day := _date_of(one))]
        named = concept(encounter.get("type")) or concept(encounter.get("code"))
        return ReceivedDocument(
            original=self.original,
            deriver=DERIVER,
            text="",
            kind=DocumentKind.CARE_SUMMARY if len(rows) > 1 else DocumentKind.OTHER,
            title=named or str(first.get("resourceType")),
            author=author,
            author_role=role,
            written_on=visit.starts_on or (min(days) if days else None),
            is_signed=None,
            patient=head.patient_of(first, self.library),
            visit=visit,
        )

    def _sections(self, parent: Resource, out: DerivedText, path: str, depth: int = 0) -> None:
        if depth > DEEPEST_SECTIONS:
            raise Hostile(self.source.name, "its sections lie too deep in one another")
        for place, section in enumerate(maps(parent.get("section"))):
            where = f"{path}.section[{place}]"
            out.end_paragraph()
            out.write_line(words_at(section, "title") or concept(section.get("code")), path=f"{where}.title")
            texts = maps(section.get("text"))
            if texts:
                write_div(texts[0].get("div"), out, f"{where}.text.div")
            else:
                found = [self.library.find(one, parent) for one in maps(section.get("entry"))]
                self._write_rows([(one, where) for one in found if one is not None], out)
            self._sections(section, out, where, depth + 1)

    def _results(self, report: Resource, out: DerivedText, path: str) -> None:
        rows: list[Row] = []
        for place, reference in enumerate(maps(report.get("result"))):
            found = self.library.find(reference, report)
            if found is not None:
                rows.extend(result_rows(found, f"{path}.result[{place}]"))
        said = [words_at(report, "conclusion"), *(concept(one) for one in many(report.get("conclusionCode")))]
        if rows or any(said):
            out.write_line(concept(report.get("code")), path=f"{path}.code")
        _write_results(rows, out)
        for words in dict.fromkeys(one for one in said if one):
            out.write_line(f"Conclusion: {words}", path=f"{path}.conclusion")

    def _write_rows(self, rows: Sequence[tuple[Resource, str]], out: DerivedText) -> None:
        for resource, path in rows:
            out.write_line(line_of(resource), path=path)
        results = [
            row
            for resource, path in rows
            if resource.get("resourceType") == "Observation"
            for row in result_rows(resource, path)
        ]
        _write_results(results, out)

    def _attached(self, attachments: Sequence[Resource], described: ReceivedDocument) -> Iterator[ReceivedDocument]:
        """Those that lie in the file, inline or as a Binary; one that cannot be read refuses the file."""
        for one in attachments:
            binary = self.library.by_name.get("/".join(words_at(one, "url").split("/")[-2:])) or {}
            packed = words_at(one, "data") or words_at(binary, "data")
            media_type = words_at(one, "contentType") or words_at(binary, "contentType")
            if packed:
                yield read_inside(self.source, Attachment(packed, media_type), described)
            elif one.get("url"):
                self.elsewhere = words_at(one, "url")


def _write_results(rows: Sequence[Row], out: DerivedText) -> None:
    if not rows:
        return
    widest = [place for place in range(len(RESULT_COLUMNS)) if any(len(row) > place and row[place][0] for row in rows)]
    cells = [[row[place] if place < len(row) else ("", "") for place in widest] for row in rows]
    out.write_table([RESULT_COLUMNS[place] for place in widest], cells)


def _date_of(resource: Resource) -> date | None:
    for field in _DATED_BY:
        if day := date_at(resource, field):
            return day
    return date_at(resource, "effectivePeriod", "start") or date_at(resource, "performedPeriod", "start")


def _has_words(out: DerivedText) -> bool:
    return any(letter.isalnum() for letter in out.text)
