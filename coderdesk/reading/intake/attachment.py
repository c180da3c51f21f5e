"""A document that lies inside a message or record: unpacked, read by the reader of its own form, described by what is around."""

import base64
import binascii
import html.parser
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from coderdesk.domain.clinical.document import DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, Original, ReceivedDocument, StatedPatient
from coderdesk.reading.intake.decode import decoded, is_text
from coderdesk.reading.intake.derived_text import DerivedText
from coderdesk.reading.intake.docx import read_docx
from coderdesk.reading.intake.limits import LARGEST_FILE, LARGEST_HTML
from coderdesk.reading.intake.pdf import read_pdf
from coderdesk.reading.intake.plain import read_plain
from coderdesk.reading.intake.rtf import RTF_START, read_rtf
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import Damaged, TooLarge, UnknownForm

_READERS: tuple[tuple[bytes, Callable[[Source], tuple[ReceivedDocument, ...]]], ...] = (
    (b"%PDF-", read_pdf),
    (RTF_START, read_rtf),
    (b"PK\x03\x04", read_docx),
)
_BLOCKS = frozenset("p div br li tr h1 h2 h3 h4 h5 h6 table ul ol pre section dt dd hr".split())
XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|[A-Za-z!])")
_SILENT = frozenset({"script", "style", "head", "title"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """`words` as they stand in the message: base64 when `is_packed`, else text."""

    words: str
    media_type: str
    is_packed: bool = True


def unpacked(attachment: Attachment, name: str) -> bytes:
    """Raises Damaged and TooLarge."""
    if not attachment.is_packed:
        return attachment.words.encode("utf-8", errors="replace")
    if len(attachment.words) > LARGEST_FILE * 4 // 3:
        raise TooLarge(name, "the document inside it")
    try:
        return base64.b64decode("".join(attachment.words.split()), validate=True)
    except (binascii.Error, ValueError) as trouble:
        raise Damaged(name, "the document inside it cannot be unpacked") from trouble


def read_attachment(source: Source, attachment: Attachment, around: ReceivedDocument) -> ReceivedDocument:
    """The document inside, as `described_by` what is around it.

    Raises Damaged, TooLarge, UnknownForm, and what the reader of its form raises.
    """
    content = unpacked(attachment, source.name)
    return described_by(around, _read(source.inside(content), attachment.media_type))


def described_by(around: ReceivedDocument, inner: ReceivedDocument) -> ReceivedDocument:
    """The inner document's text under the outer one's description; what only the inner one says fills the gaps."""
    return replace(
        around,
        original=inner.original,
        envelope=around.file,
        deriver=f"{around.deriver}, {inner.deriver}",
        text=inner.text,
        places=inner.places,
        tables=inner.tables,
        notices=around.notices + inner.notices,
        kind=inner.kind if around.kind is DocumentKind.OTHER else around.kind,
        title=around.title or inner.title,
        author=around.author or inner.author,
        author_role=around.author_role or (inner.author_role if not around.author else None),
        written_on=around.written_on or inner.written_on,
        is_signed=around.is_signed if around.is_signed is not None else inner.is_signed,
        patient=_completed(around.patient, inner.patient),
        holds_several=inner.holds_several or _speaks_of_another(around.patient, inner.patient),
    )


def _completed(outer: StatedPatient, inner: StatedPatient) -> StatedPatient:
    """The patient of the message around; what only the text inside says fills the gaps, and is compared like the rest."""
    if not outer.is_stated:
        return inner
    return replace(
        outer,
        name=outer.name or inner.name,
        birth_date=outer.birth_date or inner.birth_date,
        sex=outer.sex or inner.sex,
    )


def _speaks_of_another(outer: StatedPatient, inner: StatedPatient) -> bool:
    """Whether the text inside cannot be about the patient of the message around it."""
    if outer.birth_date and inner.birth_date and outer.birth_date != inner.birth_date:
        return True
    if outer.name is None or inner.name is None:
        return False
    words = [set(f"{name.first} {name.last}".casefold().split()) for name in (outer.name, inner.name)]
    return words[0].isdisjoint(words[1])


def _read(source: Source, media_type: str) -> ReceivedDocument:
    for start, read in _READERS:
        if source.content[:1024].lstrip().startswith(start):
            return read(source)[0]
    if not is_text(source.content):
        raise UnknownForm(
            source.name, f"the document inside it is of a form that is not read ({media_type or 'unnamed'})"
        )
    if "html" in media_type or source.content.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html", b"<div")):
        return _read_html(source)
    if XML_START.match(source.content[:1024]):
        raise UnknownForm(source.name, "the document inside it is XML of a form that is not read")
    return read_plain(source)[0]


def _read_html(source: Source) -> ReceivedDocument:
    words = html_text(decoded(source.content).text, source.name).text
    plain = read_plain(source.inside(words.encode("utf-8")))[0]
    return replace(plain, original=Original.of(source.name, MediaKind.TEXT, source.content), deriver="html 1")


class _HtmlText(html.parser.HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.out = DerivedText(name)
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.out.end_line()
        elif tag in {"td", "th"} and not self.out.at_line_start:
            self.out.write(" | ")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.out.end_line()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._silent:
            blank = " " if data[:1].isspace() and not self.out.at_line_start else ""
            self.out.write(f"{blank}{words}{' ' if data[-1:].isspace() else ''}")


def html_text(markup: str, name: str) -> DerivedText:
    """The words of HTML, block by block; scripts and styles are left out and nothing is fetched. Raises TooLarge."""
    if len(markup) > LARGEST_HTML:
        raise TooLarge(name, f"more than {LARGEST_HTML // 1024**2} MB of HTML")
    parser = _HtmlText(name)
    parser.feed(markup)
    parser.close()
    return parser.out
