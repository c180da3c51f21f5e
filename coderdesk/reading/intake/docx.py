"""DOCX: the words of body, headers and footers as a reader sees them; deleted, hidden and commented words are left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument
from coderdesk.reading.intake.archive import Parts, checked_parts
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.numbering import Numbering
from coderdesk.reading.intake.safe_xml import Node, parsed_xml
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.stated import stated_in
from coderdesk.reading.intake.trouble import Damaged

DERIVER = "docx 1"
MAIN_PART = "word/document.xml"
CHANGES_TAKEN = "The document has tracked changes; they were read as accepted: inserted words in, deleted words out."
PICTURES = "The document holds pictures, in which nothing was read."
_LEFT_OUT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "sectPr", "commentReference"}
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_HEADER = re.compile(r"word/header\d*\.xml")
_FOOTER = re.compile(r"word/(?:footer|footnotes|endnotes)\d*\.xml")


def read_docx(source: Source) -> tuple[ReceivedDocument, ...]:
    """Headers first, then the body, then notes and footers. Raises Damaged, Hostile, Locked and TooLarge."""
    parts = checked_parts(source.content, source.name)
    main = _main_part(parts)
    reading = _Reading(DerivedText(source.name), Numbering.of(_optional(parts, "word/numbering.xml")))
    names = sorted(parts.members)
    for name in [one for one in names if _HEADER.fullmatch(one)]:
        reading.read_part(_root(parts, name), name)
    reading.read_part(_root(parts, main), "")
    for name in [one for one in names if _FOOTER.fullmatch(one)]:
        reading.read_part(_root(parts, name), name)
    text = reading.out.text
    stated = stated_in(text)
    return (
        ReceivedDocument(
            original=Original.of(source.name, MediaKind.DOCX, source.content),
            deriver=DERIVER,
            text=text,
            places=reading.out.places,
            kind=stated.kind,
            title=stated.title,
            author=stated.author,
            author_role=stated.author_role,
            written_on=stated.written_on,
            is_signed=stated.is_signed,
            patient=stated.patient,
            holds_several=stated.holds_several,
            visit=stated.visit,
            tables=reading.out.tables,
            notices=tuple(reading.notices),
        ),
    )


def _main_part(parts: Parts) -> str:
    if MAIN_PART in parts.members:
        return MAIN_PART
    for relation in _root(parts, "_rels/.rels").all("Relationship"):
        if relation.get("Type").endswith("/officeDocument"):
            return relation.get("Target").lstrip("/")
    raise Damaged(parts.name, "the part with its text is missing")


def _root(parts: Parts, member: str) -> Node:
    return parsed_xml(parts.read(member), parts.name)[0]


def _optional(parts: Parts, member: str) -> Node | None:
    return _root(parts, member) if member in parts.members else None


@dataclass(slots=True)
class _Reading:
    out: DerivedText
    numbering: Numbering
    notices: dict[str, None] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _paragraphs: int = 0
    _tables: int = 0

    def read_part(self, root: Node, name: str) -> None:
        """A header or footer that says what another one said already is read once."""
        words = " ".join(root.words.split())
        if name and words in self._seen:
            return
        self._seen.add(words)
        self.out.end_paragraph()
        where = f"{name.rpartition('/')[2]} " if name else ""
        body = root.first("body") or root
        self._blocks(body, where)

    def _blocks(self, parent: Node, where: str) -> None:
        for node in parent.children:
            if node.tag == "p":
                self._paragraph(node, where)
            elif node.tag == "tbl":
                self._table(node, where)
            elif node.tag not in _LEFT_OUT:
                self._blocks(node, where)

    def _paragraph(self, node: Node, where: str) -> None:
        self._paragraphs += 1
        words = self.numbering.mark(node) + self._words(node)
        if not words.strip():
            self.out.end_paragraph()
            return
        self.out.write_line(words.rstrip(), path=f"{where}paragraph {self._paragraphs}")
        for box in _text_boxes(node):
            self._blocks(box, where)

    def _table(self, node: Node, where: str) -> None:
        self._tables += 1
        rows = [
            [
                self._cell(cell, f"{where}table {self._tables} row {number} column {place}")
                for place, cell in enumerate(cells, 1)
            ]
            for number, cells in enumerate((_cells(row) for row in _rows(node)), 1)
        ]
        rows = [row for row in rows if any(words for words, _ in row)]
        if not rows:
            return
        heads, body = (rows[0], rows[1:]) if len(rows) > 1 else ([], rows)
        start = self.out.length
        self.out.end_line()
        for row in rows:
            self.out.write_row(row)
        self.out.note_table(
            start, tuple(words for words, _ in heads), tuple(tuple(words for words, _ in row) for row in body)
        )

    def _cell(self, cell: Node, path: str) -> tuple[str, str]:
        words = [self.numbering.mark(node) + self._words(node) for node in cell.walk() if node.tag == "p"]
        return " ".join(" ".join(words).split()), path

    def _words(self, node: Node) -> str:
        return "".join(self._runs(node))

    def _runs(self, node: Node) -> Iterator[str]:
        for child in node.children:
            if child.tag == "t":
                yield child.words
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.tag in {"del", "ins", "moveFrom"}:
                self.notices[CHANGES_TAKEN] = None
                if child.tag == "ins":
                    yield from self._runs(child)
            elif child.tag in {"drawing", "pict", "object"}:
                self._note_picture(child)
            elif child.tag not in _LEFT_OUT and not (child.tag == "r" and _is_hidden(child)):
                yield from self._runs(child)

    def _note_picture(self, node: Node) -> None:
        if any(one.tag in {"blip", "imagedata"} for one in node.walk()):
            self.notices[PICTURES] = None


def _is_hidden(run: Node) -> bool:
    vanish = run.first("rPr", "vanish")
    return vanish is not None and vanish.get("val") not in {"0", "false"}


def _text_boxes(paragraph: Node) -> Iterator[Node]:
    """Boxes float beside the paragraph; an older form of the same box stands in Fallback."""
    for node in paragraph.walk():
        if node.tag == "txbxContent" and "/Fallback" not in node.path:
            yield node


def _rows(table: Node) -> list[Node]:
    return [row for row in _unwrapped(table) if row.tag == "tr"]


def _cells(row: Node) -> list[Node]:
    return [cell for cell in _unwrapped(row) if cell.tag == "tc"]


def _unwrapped(parent: Node) -> Iterator[Node]:
    """Children, also those inside content controls and insertions."""
    for child in parent.children:
        if child.tag in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _unwrapped(child)
        elif child.tag not in _LEFT_OUT:
            yield child
