"""The one door of the readers: a file's form is recognised by its content, and its documents are read."""

import re
from pathlib import Path

from coderdesk.domain.clinical.received_document import ReceivedDocument
from coderdesk.reading.intake.archive import checked_parts
from coderdesk.reading.intake.cda import read_cda
from coderdesk.reading.intake.decode import decoded, is_text
from coderdesk.reading.intake.docx import read_docx
from coderdesk.reading.intake.fhir import read_fhir_json, read_fhir_xml
from coderdesk.reading.intake.hl7 import read_hl7
from coderdesk.reading.intake.limits import LARGEST_FILE
from coderdesk.reading.intake.pdf import read_pdf, read_picture
from coderdesk.reading.intake.picture import is_picture
from coderdesk.reading.intake.plain import read_plain
from coderdesk.reading.intake.rtf import RTF_START, read_rtf
from coderdesk.reading.intake.safe_xml import parsed_xml
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import (
    DocumentRefused,
    EmptyFile,
    Locked,
    TooLarge,
    UnknownForm,
    WithoutWords,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_FHIR_SPACE = "http://hl7.org/fhir"
_HTML = re.compile(r"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_MARKUP = re.compile(r"<[?!A-Za-z]")
_HL7 = re.compile(r"[\x0b\s]*(?:MSH|FHS|BHS)[^\w\s]")


class FileUnreadable(DocumentRefused):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, f"it cannot be opened ({why})", "Look whether it is still there and not in use.")


def source_at(path: Path) -> Source:
    """The bytes of a file, which is left as it is. Raises FileUnreadable, TooLarge."""
    try:
        if path.is_dir():
            raise FileUnreadable(path.name, "it is a folder")
        if not path.is_file():
            raise FileUnreadable(path.name, "there is no such file")
        if path.stat().st_size > LARGEST_FILE:
            raise TooLarge(path.name, f"{path.stat().st_size // 1024**2} MB")
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as trouble:
        raise FileUnreadable(path.name, trouble.strerror or "the disk gave no reason") from trouble
    return Source(path.name, content)


def read_received(source: Source) -> tuple[ReceivedDocument, ...]:
    """Every document of a file, at least one, with words or with pages. Raises a DocumentRefused, and IntakeCancelled."""
    found = _read(source)
    if not any(one.has_words or one.original.has_pages for one in found):
        raise WithoutWords(source.name)
    return found


def _read(source: Source) -> tuple[ReceivedDocument, ...]:
    content = source.content
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(source.name)
    if len(content) > LARGEST_FILE:
        raise TooLarge(source.name, f"{len(content) // 1024**2} MB")
    if b"%PDF-" in content[:1024] and content.lstrip()[:1] != b"{":
        return read_pdf(source)
    if content.startswith(_ZIP):
        return _read_zip(source)
    if content.lstrip()[: len(RTF_START)] == RTF_START:
        return read_rtf(source)
    if content.startswith(_OLE):
        raise _refused_ole(source)
    if is_picture(content) and not is_text(content):
        return read_picture(source)
    return _read_characters(source)


def _read_zip(source: Source) -> tuple[ReceivedDocument, ...]:
    members = checked_parts(source.content, source.name).members
    if "[Content_Types].xml" in members and any(name.startswith("word/") for name in members):
        return read_docx(source)
    if any(name.startswith(("xl/", "ppt/")) for name in members):
        raise UnknownForm(
            source.name, "it is a workbook or a presentation", "Save what it says as PDF, and take in that."
        )
    raise UnknownForm(source.name, "it is an archive of files", "Unpack it, and take in the documents themselves.")


def _refused_ole(source: Source) -> DocumentRefused:
    if _ENCRYPTED_PACKAGE in source.content:
        return Locked(source.name)
    return UnknownForm(source.name, "it is a document of an older Word", "Save it as DOCX or PDF, and take in that.")


def _read_characters(source: Source) -> tuple[ReceivedDocument, ...]:
    if not is_text(source.content):
        raise UnknownForm(source.name, "it is no document of a form that is read here, or it is damaged")
    start = decoded(source.content[:8192]).text.lstrip("\ufeff \t\r\n")
    if _HL7.match(start):
        return read_hl7(source)
    if _HTML.search(start[:1024]):
        raise UnknownForm(source.name, "it is a page of the web", "Print it to a PDF, and take in that.")
    if _MARKUP.match(start):
        return _read_xml(source)
    if start.startswith(("{", "[")) and _is_json(start):
        return read_fhir_json(source)
    return read_plain(source)


def _is_json(start: str) -> bool:
    """A note may begin with a bracket; JSON goes on with a quotation mark or another bracket."""
    return start[1:].lstrip()[:1] in {'"', "{", "[", "}", "]"}


def _read_xml(source: Source) -> tuple[ReceivedDocument, ...]:
    root, notices = parsed_xml(source.content, source.name)
    if root.tag in {"ClinicalDocument", "section"}:
        return read_cda(source, root, notices)
    if root.get("xmlns") == _FHIR_SPACE:
        return read_fhir_xml(source, root)
    raise UnknownForm(source.name, f"it is XML of a form that is not read (<{root.tag[:40]}>)")
