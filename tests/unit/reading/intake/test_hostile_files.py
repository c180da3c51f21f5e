"""Broken, empty, huge, locked, wrongly encoded and hostile files: one sentence each, and nothing else happens."""

import base64
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coderdesk.reading.intake import limits, read
from coderdesk.reading.intake.read import read_received, source_at
from coderdesk.reading.intake.source import Source
from coderdesk.reading.intake.trouble import (
    Damaged,
    DocumentRefused,
    EmptyFile,
    Hostile,
    IntakeCancelled,
    Locked,
    TextElsewhere,
    TooLarge,
    UnknownForm,
    WithoutWords,
)
from tests.helpers import received_files as files

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % all SYSTEM "http://example.org/x.dtd"> %all;]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)


def bomb() -> bytes:
    return files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(64 * 1024**2)})


def with_flag(content: bytes, flag: int) -> bytes:
    """Set a general purpose flag in the local and central heads of a zip."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            struct.pack_into("<H", changed, start + place, flag)
            start = changed.find(mark, start + 4)
    return bytes(changed)


def lying_docx() -> bytes:
    """The body of the text is cut from the middle of a member."""
    whole = bytearray(files.note_docx())
    place = whole.index(b"word/document.xml") + 40
    whole[place : place + 30] = bytes(30)
    return bytes(whole)


def nested_sections() -> dict[str, object]:
    inner: dict[str, object] = {"title": "Plan"}
    for _ in range(200):
        inner = {"title": "Plan", "section": [inner]}
    return inner


CASES = {
    "nothing": (b"", EmptyFile),
    "blanks": (b" \r\n\t\n", EmptyFile),
    "a byte order mark alone": (b"\xef\xbb\xbf", EmptyFile),
    "only NULs": (bytes(400), EmptyFile),
    "machine code": (bytes(range(256)) * 40, UnknownForm),
    "a picture that is cut off": (b"\x89PNG\r\n\x1a\n" + bytes(64), Damaged),
    "a page of the web": (b"<!DOCTYPE html><html><body>Gout</body></html>", UnknownForm),
    "XML of another kind": (b"<invoice><total>9</total></invoice>", UnknownForm),
    "JSON of another kind": (b'{"total": 9}', UnknownForm),
    "an older Word": (OLE, UnknownForm),
    "a locked DOCX": (OLE + "EncryptedPackage".encode("utf-16-le"), Locked),
    "a locked PDF": (files.pdf([(72, 700, "Gout")], password="alder"), Locked),
    "a locked zip": (with_flag(files.note_docx(), 1), Locked),
    "a cut-off PDF": (b"%PDF-1.7\n1 0 obj\n<< /Type", Damaged),
    "a cut-off DOCX": (files.note_docx()[:-60], Damaged),
    "a DOCX with a hole": (lying_docx(), Damaged),
    "a DOCX without text": (files.zipped({"[Content_Types].xml": "<Types/>", "word/styles.xml": "<s/>"}), Damaged),
    "a cut-off RTF": (files.note_rtf()[:-40], Damaged),
    "a cut-off C-CDA": (files.note_cda()[:-40], Damaged),
    "a cut-off bundle": (files.bundle(files.fhir_note())[:-40], Damaged),
    "a batch without messages": (b"FHS|^~\\&|A\rBHS|^~\\&|A\r", Damaged),
    "a message without delimiters": (b"MSH|\r", Damaged),
    "a broken attachment": (files.bundle(files.fhir_note() | {"content": [{"attachment": {"data": "!!!"}}]}), Damaged),
    "a locked attachment": (files.bundle(files.fhir_note(files.pdf([(9, 9, "x")], password="a"))), Locked),
    "XML of another kind inside": (files.bundle(files.fhir_note(b"<?xml version='1.0'?><invoice/>")), UnknownForm),
    "machine code inside": (files.bundle(files.fhir_note(bytes(range(256)) * 9)), UnknownForm),
    "a billion laughs": (files.cda(files.sections(("A", "&i;")), before=LAUGHS), Hostile),
    "an entity from the disk": (files.cda(files.sections(("A", "&secret;")), before=OUTSIDE), Hostile),
    "an entity from the network": (files.cda(files.sections(("A", "x")), before=PARAMETER), Hostile),
    "entities in a DOCX": (
        files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": LAUGHS + "<x>&i;</x>"}),
        Hostile,
    ),
    "a zip bomb": (bomb(), Hostile),
    "a path out of the zip": (files.zipped({"../../etc/cron.d/x": "x", "word/document.xml": "<x/>"}), Hostile),
    "an absolute path": (files.zipped({"/etc/passwd": "x"}), Hostile),
    "a drive letter": (files.zipped({"C:\\x": "x"}), Hostile),
    "deep XML": (files.cda("<component>" * 2000 + "</component>" * 2000), Hostile),
    "deep JSON": (b'{"resourceType":' + b"[" * 200_000 + b"]" * 200_000 + b"}", Hostile),
    "deep RTF": (b"{\\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5001, Hostile),
    "deep sections": (
        files.bundle({"resourceType": "Composition", "status": "final", **nested_sections()}),
        Hostile,
    ),
    "an archive": (files.zipped({"a.txt": "x", "b.txt": "y"}), UnknownForm),
    "a workbook": (files.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>"}), UnknownForm),
    "a patient alone": (json.dumps(files.FHIR_PATIENT).encode(), WithoutWords),
    "an admission without words": (files.hl7("ADT^A01"), WithoutWords),
    "an empty C-CDA": (files.cda(files.sections(("Plan", " "))), WithoutWords),
    "a C-CDA that points elsewhere": (
        files.cda('<nonXMLBody><text><reference value="scan.pdf"/></text></nonXMLBody>'),
        TextElsewhere,
    ),
    "a reference that points elsewhere": (
        files.bundle(files.fhir_note() | {"content": [{"attachment": {"url": "http://example.org/a.pdf"}}]}),
        TextElsewhere,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_refused_with_a_sentence(case: str) -> None:
    content, refusal = CASES[case]
    with pytest.raises(DocumentRefused) as caught:
        read_received(Source("letter.doc", content))
    assert type(caught.value) is refusal
    said = str(caught.value)
    assert said.startswith("letter.doc was not taken in: ")
    assert said.endswith(".")
    assert "Nothing of it was stored." in said


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "LARGEST_FILE", 100)
    (tmp_path / "huge.txt").write_bytes(b"x" * 101)
    with pytest.raises(TooLarge):
        source_at(tmp_path / "huge.txt")


def test_a_text_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.derived_text.LARGEST_TEXT", 100)
    with pytest.raises(TooLarge):
        read_received(Source("a", files.note_docx()))


def test_more_elements_than_any_document_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.safe_xml.MOST_NODES", 10)
    with pytest.raises(TooLarge):
        read_received(Source("a", files.note_cda()))


def test_more_pages_than_any_chart_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.pdfium.MOST_PAGES", 1)
    with pytest.raises(TooLarge, match="2 pages"):
        read_received(Source("a", files.pdf([(9, 9, "x")], [(9, 9, "y")])))


def test_a_file_that_is_gone_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(DocumentRefused, match="cannot be opened"):
            source_at(path)


def test_a_reading_can_be_stopped() -> None:
    class Stopped:
        is_cancelled = True

        def report(self, **told: object) -> None:
            raise AssertionError(f"nothing is done after a stop: {told}")

    for content in (files.note_pdf(), files.note_hl7(), files.bundle(files.fhir_note())):
        with pytest.raises(IntakeCancelled):
            read_received(Source("a", content, Stopped()))


def test_an_attachment_is_not_unpacked_beyond_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.attachment.LARGEST_FILE", 10)
    with pytest.raises(TooLarge):
        read_received(Source("a", files.bundle(files.fhir_note())))


def test_html_beyond_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coderdesk.reading.intake.attachment.LARGEST_HTML", 10)
    with pytest.raises(TooLarge):
        read_received(Source("a", files.bundle(files.fhir_note(b"<html><p>Gout of the foot</p></html>", "text/html"))))


def test_limits_let_honest_charts_through() -> None:
    assert limits.MOST_PAGES >= 1000
    assert limits.LARGEST_TEXT >= 200 * 3000


@settings(max_examples=150, deadline=None)
@given(form=st.sampled_from(sorted(files.IN_EVERY_FORM)), cut=st.floats(0, 1), junk=st.binary(max_size=40))
def test_whatever_happens_to_a_file_it_is_read_or_refused(form: str, cut: float, junk: bytes) -> None:
    """bytes overwritten anywhere, or the end cut off: documents come back, or a refusal, and nothing else"""
    content = files.IN_EVERY_FORM[form]
    place = int(len(content) * cut)
    for broken in (content[:place], content[:place] + junk + content[place + len(junk) :]):
        try:
            found = read_received(Source("a", broken))
        except DocumentRefused:
            continue
        assert found
        for one in found:
            assert "\0" not in one.text
            one.text.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    said = ""
    try:
        assert read_received(Source("a", content))
    except DocumentRefused as refusal:
        said = str(refusal)
    assert said == "" or said.startswith("a was not taken in: ")


def test_zip_members_are_read_from_memory_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document with a member that climbs out leaves no file behind, neither beside it nor above."""
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../escaped.xml", "<x/>")
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(Hostile):
        read_received(Source("a", out.getvalue()))
    assert [path.name for path in tmp_path.rglob("*")] == ["inside"]


def test_an_attachment_with_padding_in_lines_is_read() -> None:
    """MIME breaks base64 after 76 characters; that is no damage"""
    packed = base64.encodebytes(files.NOTE.encode()).decode()
    content = [{"attachment": {"contentType": "text/plain", "data": packed}}]
    (found,) = read_received(Source("a", files.bundle(files.fhir_note() | {"content": content})))
    assert found.text == files.NOTE
