"""For each form a file in each kind of trouble, with the words of its refusal, or a notice when it is read all the same."""

import base64
import json
import struct
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from coderdesk.reading.intake.decode import GUESSED
from coderdesk.reading.intake.safe_xml import WRONG_ENCODING
from tests.helpers import received_files as files

FORMS = ("text", "pdf", "docx", "rtf", "cda", "fhir", "hl7v2")
TROUBLES = ("broken", "empty", "huge", "locked", "wrongly encoded", "hostile")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_WORDS = "holds no text that could prove a code"
LOCKED = "locked with a password"
TOO_LARGE = "it is too large"
TOO_DEEP = "deep in one another"
ENTITIES = "it declares entities"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


class Cell(NamedTuple):
    """`says` stands in the refusal; "" for a file that is read, with `notice` among its notices when that is not ""."""

    content: bytes
    says: str
    notice: str = ""


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = trailer.replace(b"XREF", b"%d" % start)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)
WORDS = stream(b"BT /F1 12 Tf 72 700 Td (Gout of the foot.) Tj ET")
SELF = stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>")

# PDFs that are made to lead a reader round in circles, or to swell in it: each is read for what it shows, or refused.
CIRCLES: dict[str, Cell] = {
    "a million pages claimed": Cell(
        raw_pdf(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", PAGE, WORDS), "1000000 pages"
    ),
    "pages that hold themselves": Cell(
        raw_pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>", PAGE, WORDS), "page 1 cannot be read"
    ),
    "no page": Cell(raw_pdf(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"), "no PDF that can be opened"),
    "outlines in a circle": Cell(
        raw_pdf(
            b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R >>",
            PAGES,
            PAGE,
            WORDS,
            b"<< /Type /Outlines /First 6 0 R /Last 6 0 R >>",
            b"<< /Title (x) /Parent 5 0 R /Next 6 0 R /First 6 0 R >>",
        ),
        "",
    ),
    "an object that is itself": Cell(raw_pdf(CATALOG, PAGES, PAGE, b"4 0 R"), ""),
    "tables of contents in a circle": Cell(raw_pdf(CATALOG, PAGES, PAGE, WORDS, trailer=b"/Prev XREF"), ""),
    "arrays 100,000 deep": Cell(
        raw_pdf(b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 100_000 + b"]" * 100_000 + b" >>", PAGES, PAGE, WORDS),
        "",
    ),
    "a page as large as a town": Cell(raw_pdf(CATALOG, PAGES, PAGE.replace(b"612 792", b"1e9 1e9"), WORDS), ""),
    "blanks that swell a thousandfold": Cell(
        raw_pdf(CATALOG, PAGES, PAGE, stream(zlib.compress(b" " * 64 * 1024**2, 9), b"/Filter /FlateDecode")), ""
    ),
}
# These end their reader's process: nobody but a process of its own may read them.
DEADLY: dict[str, bytes] = {
    "a drawing that draws itself twice": raw_pdf(
        CATALOG,
        PAGES,
        PAGE.replace(b"/Resources <<", b"/Resources << /XObject << /X 5 0 R >>"),
        stream(b"/X Do"),
        SELF,
    ),
}


def _inside(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _locked_pdf() -> bytes:
    return files.pdf([(72, 700, "Gout")], password="alder")


def _without(whole: bytes, count: int) -> bytes:
    return whole[:-count]


def _locked_zip() -> bytes:
    """The flag of encryption in the local and central heads of every member."""
    changed = bytearray(files.note_docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = changed.find(mark)
        while start >= 0:
            struct.pack_into("<H", changed, start + place, 1)
            start = changed.find(mark, start + 4)
    return bytes(changed)


def _cycle() -> bytes:
    """A composition that is its own entry and visit, by somebody whose role leads back to itself."""
    role = {"resourceType": "PractitionerRole", "id": "r", "practitioner": {"reference": "PractitionerRole/r"}}
    note = {
        "resourceType": "Composition",
        "id": "c",
        "status": "final",
        "title": "Note",
        "encounter": {"reference": "Composition/c"},
        "author": [{"reference": "PractitionerRole/r"}],
        "section": [{"title": "Assessment: gout", "entry": [{"reference": "Composition/c"}]}],
    }
    return files.bundle(note, role)


def _nested(depth: int) -> dict[str, object]:
    inner: dict[str, object] = {"title": "Plan"}
    for _ in range(depth):
        inner = {"title": "Plan", "section": [inner]}
    return {"resourceType": "Composition", "status": "final", **inner}


def _cda_with(content: bytes) -> bytes:
    return files.cda(f'<nonXMLBody><text representation="B64">{_inside(content)}</text></nonXMLBody>')


def _hl7_with(content: bytes, form: str = "PDF") -> bytes:
    return files.hl7(
        "MDM^T02", files.PID, files.TXA, f"OBX|1|ED|1^Note||^application^{form}^Base64^{_inside(content)}||||||F"
    )


def _many_messages() -> bytes:
    return b"\r".join(files.hl7("ADT^A01", files.PID) for _ in range(2_001))


def _office(**members: str) -> bytes:
    return files.zipped({"[Content_Types].xml": "<Types/>", **members})


ACCENT = "Assessment: café au lait spots.\r"
CELLS: dict[tuple[str, str], Sequence[Cell]] = {
    ("text", "broken"): [Cell(bytes(range(256)) * 40, "damaged")],
    ("text", "empty"): [Cell(b"", "it holds nothing"), Cell(b"\xef\xbb\xbf \r\n", "it holds nothing")],
    ("text", "huge"): [Cell(b"gout " * 7_000_000, TOO_LARGE)],
    ("text", "locked"): [],
    ("text", "wrongly encoded"): [
        Cell(ACCENT.encode("cp1252"), "", GUESSED),
        Cell(ACCENT.encode("utf-16-le"), ""),
        Cell(ACCENT.encode("utf-16"), ""),
    ],
    ("text", "hostile"): [Cell(b"a" + b" " * 2_000_000 + b"b", ""), Cell(b"Patient: " * 20_000, "")],
    ("pdf", "broken"): [Cell(b"%PDF-1.7\n1 0 obj\n<< /Type", "damaged"), Cell(files.note_pdf()[:400], "damaged")],
    ("pdf", "empty"): [CIRCLES["no page"]],
    ("pdf", "huge"): [CIRCLES["a million pages claimed"]],
    ("pdf", "locked"): [Cell(_locked_pdf(), LOCKED)],
    ("pdf", "wrongly encoded"): [Cell(b"\xff\xfe junk before " + files.note_pdf(), "")],
    ("pdf", "hostile"): list(CIRCLES.values()),
    ("docx", "broken"): [Cell(_without(files.note_docx(), 60), "damaged")],
    ("docx", "empty"): [Cell(files.docx(""), NO_WORDS)],
    ("docx", "huge"): [Cell(_office(**{"word/document.xml": "<x>" + "<a/>" * 1_500_001 + "</x>"}), TOO_LARGE)],
    ("docx", "locked"): [Cell(OLE + "EncryptedPackage".encode("utf-16-le"), LOCKED), Cell(_locked_zip(), LOCKED)],
    ("docx", "wrongly encoded"): [
        Cell(
            files.zipped(
                {
                    "[Content_Types].xml": "<Types/>",
                    "word/document.xml": "<d><body><p><r><t>café</t></r></p></body></d>".encode("cp1252"),
                }
            ),
            "",
        )
    ],
    ("docx", "hostile"): [
        Cell(
            files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(64 * 1024**2)}), "grows beyond"
        ),
        Cell(_office(**{"word/document.xml": LAUGHS + "<x>&b;</x>"}), ENTITIES),
        Cell(files.zipped({"../../etc/cron.d/x": "x", "word/document.xml": "<x/>"}), "leads outside"),
        Cell(files.zipped({"C:\\x": "x"}), "leads outside"),
        Cell(_office(**{"word/document.xml": "<a>" * 5_000 + "</a>" * 5_000}), TOO_DEEP),
    ],
    ("rtf", "broken"): [Cell(_without(files.note_rtf(), 40), "damaged")],
    ("rtf", "empty"): [Cell(b"{\\rtf1 }", NO_WORDS)],
    ("rtf", "huge"): [Cell(b"{\\rtf1 " + b"gout " * 7_000_000 + b"}", TOO_LARGE)],
    ("rtf", "locked"): [],
    ("rtf", "wrongly encoded"): [Cell(b"{\\rtf1\\ansi\\ansicpg99999 caf\\'e9 gout\\par}", "")],
    ("rtf", "hostile"): [
        Cell(b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_001, TOO_DEEP),
        Cell(b"{\\rtf1 \\bin2147483647 x}", "damaged"),
        Cell(b"{\\rtf1 \\bin-5 gout}", ""),
        Cell(b"{\\rtf1 \\u99999999999999999999 gout}", ""),
    ],
    ("cda", "broken"): [Cell(_without(files.note_cda(), 40), "damaged")],
    ("cda", "empty"): [Cell(files.cda(files.sections(("Plan", " "))), NO_WORDS)],
    ("cda", "huge"): [Cell(files.cda("<a/>" * 1_500_001), TOO_LARGE)],
    ("cda", "locked"): [Cell(_cda_with(_locked_pdf()), LOCKED)],
    ("cda", "wrongly encoded"): [
        Cell(files.cda(files.sections(("Plan", "café"))).decode().encode("cp1252"), "", WRONG_ENCODING),
        Cell(b"<?xml version='1.0' encoding='no-such'?><ClinicalDocument/>", "nobody knows"),
    ],
    ("cda", "hostile"): [
        Cell(files.cda(files.sections(("A", "&b;")), before=LAUGHS), ENTITIES),
        Cell(
            files.cda(files.sections(("A", "&s;")), before='<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/hostname">]>'),
            ENTITIES,
        ),
        Cell(files.cda("<component>" * 2_000 + "</component>" * 2_000), TOO_DEEP),
        Cell(_cda_with(bytes(range(256)) * 40), "of a form that is not read"),
    ],
    ("fhir", "broken"): [Cell(_without(files.bundle(files.fhir_note()), 40), "damaged")],
    ("fhir", "empty"): [
        Cell(b'{"resourceType": "Bundle", "entry": []}', NO_WORDS),
        Cell(json.dumps(files.FHIR_PATIENT).encode(), NO_WORDS),
    ],
    ("fhir", "huge"): [Cell(files.bundle(files.fhir_note(b"gout " * 7_000_000)), TOO_LARGE)],
    ("fhir", "locked"): [Cell(files.bundle(files.fhir_note(_locked_pdf())), LOCKED)],
    ("fhir", "wrongly encoded"): [
        Cell(
            json.dumps({"resourceType": "Condition", "code": {"text": "café"}}, ensure_ascii=False).encode("cp1252"), ""
        ),
        Cell(json.dumps({"resourceType": "Condition", "code": {"text": "gout"}}).encode("utf-16"), ""),
    ],
    ("fhir", "hostile"): [
        Cell(_cycle(), ""),
        Cell(b'{"resourceType":' + b"[" * 200_000 + b"]" * 200_000 + b"}", TOO_DEEP),
        Cell(files.bundle(_nested(200)), "too deep"),
        Cell(b'{"resourceType": "Observation", "valueInteger": ' + b"9" * 5_000 + b"}", "damaged"),
        Cell(
            b'{"resourceType": "Composition", "section": "x", "author": 7, "date": {"a": 1}, "text": {"div": 5}}',
            NO_WORDS,
        ),
        Cell(b"<?xml version='1.0'?>" + LAUGHS.encode() + b"<Patient xmlns='http://hl7.org/fhir'/>", ENTITIES),
    ],
    ("hl7v2", "broken"): [Cell(b"MSH|\r", "damaged"), Cell(b"FHS|^~\\&|A\rBHS|^~\\&|A\r", "damaged")],
    ("hl7v2", "empty"): [Cell(files.hl7("ADT^A01"), NO_WORDS)],
    ("hl7v2", "huge"): [Cell(_many_messages(), TOO_LARGE)],
    ("hl7v2", "locked"): [Cell(_hl7_with(_locked_pdf()), LOCKED)],
    ("hl7v2", "wrongly encoded"): [
        Cell(files.hl7("ORU^R01", files.PID, "OBX|1|TX|a^Note||café").decode().encode("cp1252"), "", GUESSED)
    ],
    ("hl7v2", "hostile"): [
        Cell(files.hl7("ORU^R01", files.PID, "OBX|1|ST|a^b||" + "|" * 2_000_000), NO_WORDS),
        Cell(files.hl7("ORU^R01", files.PID, "OBX|1|TX|a^Note||gout" + "\\.br20\\" * 200_000), ""),
        Cell(_hl7_with(bytes(range(256)) * 40), "of a form that is not read"),
    ],
}
