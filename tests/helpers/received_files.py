"""Files as practices receive them, made for tests: one invented patient in every form, and ways to break each."""

import base64
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

HEAD = "PROGRESS NOTE\nPatient: Rivera, Ana M.   DOB: 03/17/1984   MRN: AC-1023\nDate of service: 03/02/2026\n"
BODY = "ASSESSMENT: Urinary tract infection.\n"
SIGNATURE = "Electronically signed by Marisol J. Tenenbrook, MD on 03/02/2026\n"
NOTE = f"{HEAD}Provider: Marisol J. Tenenbrook, MD\n\n{BODY}\n{SIGNATURE}"

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: Iterable[tuple[float, float, str]], password: str = "") -> bytes:
    """Each page is words at places, in points from the lower left; an empty page holds a drawing and no words."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        words = list(page)
        for left, bottom, text in words:
            canvas.drawString(left, bottom, text)
        if not words:
            canvas.rect(100, 100, 200, 300, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def page_of(text: str) -> list[tuple[float, float, str]]:
    """A page with these lines from the top."""
    return [(72, 760 - 16 * number, line) for number, line in enumerate(text.splitlines()) if line]


def note_pdf() -> bytes:
    return pdf(page_of(NOTE))


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """`body` is WordprocessingML; a part is named without its ending: `header1="<w:p>...</w:p>"`."""
    members: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>"}
    members["word/document.xml"] = f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"
    for name, xml in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name[:3]} {_WORD}>{xml}</w:{name[:3]}>"
    return zipped(members)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def word_table(*rows: Iterable[str]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def note_docx() -> bytes:
    return docx("".join(paragraph(line) for line in NOTE.splitlines()))


def rtf(body: str, head: str = r"\ansi\ansicpg1252") -> bytes:
    return f"{{\\rtf1{head} {body}}}".encode("latin-1")


def note_rtf() -> bytes:
    return rtf(NOTE.replace("\n", "\\par\n"))


PATIENT_ROLE = """\
<recordTarget><patientRole><id root="1.2.3" extension="AC-1023" assigningAuthorityName="Alder Creek"/>
<id root="2.16.840.1.113883.4.1" extension="000-00-0000"/>
<patient><name use="L"><given>Ana</given><given>M</given><family>Rivera</family></name>
<administrativeGenderCode code="F"/><birthTime value="19840317"/></patient></patientRole></recordTarget>"""
AUTHOR = """\
<author><time value="20260302101500-0500"/><assignedAuthor><assignedPerson><name><given>Marisol</given>
<family>Tenenbrook</family><suffix>MD</suffix></name></assignedPerson></assignedAuthor></author>"""
VISIT = """\
<componentOf><encompassingEncounter><id root="1.2.4" extension="V-2026-0042"/>
<effectiveTime><low value="20260302"/><high value="20260302"/></effectiveTime></encompassingEncounter></componentOf>"""
SIGNED = '<legalAuthenticator><time value="20260302"/><signatureCode code="S"/></legalAuthenticator>'


def cda(body: str, head: str = PATIENT_ROLE + AUTHOR + SIGNED + VISIT, before: str = "") -> bytes:
    """`body` stands where structuredBody or nonXMLBody does."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<ClinicalDocument xmlns="urn:hl7-org:v3">'
        '<code code="11506-3" codeSystem="2.16.840.1.113883.6.1"/><title>Visit note</title>'
        f'<effectiveTime value="20260303"/>{head}<component>{body}</component></ClinicalDocument>'
    ).encode()


def sections(*parts: tuple[str, str]) -> str:
    """A structured body of titles and narrative texts."""
    rows = (
        f"<component><section><title>{title}</title><text>{text}</text></section></component>" for title, text in parts
    )
    return f"<structuredBody>{''.join(rows)}</structuredBody>"


def note_cda() -> bytes:
    return cda(sections(("Assessment", "Urinary tract infection.")))


FHIR_PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "AC-1023"}],
    "name": [{"use": "official", "family": "Rivera", "given": ["Ana", "M"]}],
    "birthDate": "1984-03-17",
    "gender": "female",
}
FHIR_DOCTOR: dict[str, Any] = {
    "resourceType": "Practitioner",
    "id": "d1",
    "name": [{"family": "Tenenbrook", "given": ["Marisol", "J."], "suffix": ["MD"]}],
}
FHIR_VISIT: dict[str, Any] = {
    "resourceType": "Encounter",
    "id": "e1",
    "identifier": [{"value": "V-2026-0042"}],
    "subject": {"reference": "Patient/p1"},
    "period": {"start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:30:00Z"},
}


def fhir_note(content: bytes = NOTE.encode(), media_type: str = "text/plain", **changes: Any) -> dict[str, Any]:
    """A DocumentReference with its text inside."""
    resource = {
        "resourceType": "DocumentReference",
        "docStatus": "final",
        "type": {"coding": [{"system": "http://loinc.org", "code": "11506-3"}], "text": "Progress note"},
        "subject": {"reference": "Patient/p1"},
        "author": [{"reference": "Practitioner/d1"}],
        "date": "2026-03-02T10:15:00Z",
        "context": {"encounter": [{"reference": "Encounter/e1"}]},
        "content": [{"attachment": {"contentType": media_type, "data": base64.b64encode(content).decode()}}],
    }
    return resource | changes


def bundle(*resources: Mapping[str, Any]) -> bytes:
    entries = [{"resource": one} for one in (FHIR_PATIENT, FHIR_DOCTOR, FHIR_VISIT, *resources)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


MSH = r"MSH|^~\&|EHR|ALDER|CODER|ALDER|20260302101500||{kind}|1|P|2.5.1"
PID = "PID|1||AC-1023^^^ALDER^MR~000000000^^^^SS||Rivera^Ana^M^^^^L||19840317|F"
PV1 = "PV1|1|O|||||1234^Tenenbrook^Marisol^J^^^MD||||||||||||V-2026-0042|||||||||||||||||||||||||20260302"
TXA = "TXA|1|PR|TX|20260302|||||1234^Tenenbrook^Marisol^J^^^MD||||||||AU"


def hl7(kind: str, *segments: str, end: str = "\r") -> bytes:
    """`kind` is MSH-9: "MDM^T02". Patient and visit are Ana Rivera's."""
    return (end.join((MSH.format(kind=kind), PID, PV1, *segments)) + end).encode()


def note_hl7() -> bytes:
    return hl7("MDM^T02", TXA, "OBX|1|TX|11506-3^Progress note^LN||ASSESSMENT: Urinary tract infection.||||||F")


IN_EVERY_FORM: Mapping[str, bytes] = {
    "text": NOTE.encode(),
    "pdf": note_pdf(),
    "docx": note_docx(),
    "rtf": note_rtf(),
    "cda": note_cda(),
    "fhir": bundle(fhir_note()),
    "hl7v2": note_hl7(),
}
