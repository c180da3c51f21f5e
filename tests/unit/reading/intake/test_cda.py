"""C-CDA: narrative, header, attachments, fragments."""

import base64
from datetime import date

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.reading.intake.cda import EMPTY_SECTIONS, FRAGMENT
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.safe_xml import WRONG_ENCODING
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import AUTHOR, PATIENT_ROLE, SIGNED, cda, note_pdf, rtf, sections


def read(content: bytes) -> ReceivedDocument:
    (found,) = read_received(Source("ccd.xml", content))
    return found


def test_narrative_is_read_block_by_block_with_its_xpath() -> None:
    items = "<list><item>Gout</item><item>Asthma</item></list>"
    text = f"<paragraph>Seen for <content styleCode='Bold'>cough</content>.</paragraph>{items}"
    found = read(cda(sections(("Assessment", text), ("Plan", "Rest.<br/>Fluids."))))
    assert found.text == "Assessment\nSeen for cough.\n• Gout\n• Asthma\n\nPlan\nRest.\nFluids.\n"
    start = found.text.index("Asthma")
    (place,) = found.places.within(start, start + 6)
    assert place.path == "/ClinicalDocument/component/structuredBody/component/section/text/list/item[2]"


def test_tables_keep_their_columns_and_cells_their_findings_apart() -> None:
    head = "<thead><tr><th>Problem</th><th>Status</th></tr></thead>"
    rows = "<tbody><tr><td>Gout<br/>Asthma</td><td>active</td></tr><tr><td>Sepsis</td><td/></tr></tbody>"
    found = read(cda(sections(("Problems", f"<table>{head}{rows}</table>"))))
    assert found.text == "Problems\nProblem | Status\nGout; Asthma | active\nSepsis\n"
    assert found.tables[0].columns == ("Problem", "Status")
    assert found.tables[0].rows == (("Gout; Asthma", "active"), ("Sepsis", ""))


def test_deleted_narrative_is_left_out() -> None:
    assert read(cda(sections(("Plan", "<content revised='delete'>no </content>rest")))).text == "Plan\nrest\n"


def test_sections_in_sections_are_read_and_empty_ones_said() -> None:
    inner = "<component><section><title>Lungs</title><text>Clear.</text></section></component>"
    body = f"<structuredBody><component><section><title>Exam</title>{inner}</section></component>"
    body += "<component><section><title>Results</title><text/></section></component></structuredBody>"
    found = read(cda(body))
    assert found.text == "Exam\n\nLungs\nClear.\n"
    assert found.notices == (EMPTY_SECTIONS,)


@pytest.mark.parametrize(
    ("packed", "media"), [(note_pdf(), MediaKind.PDF), (rtf(r"Gout\par"), MediaKind.RTF), (b"Gout\n", MediaKind.TEXT)]
)
def test_a_document_inside_is_read_under_the_head_around_it(packed: bytes, media: MediaKind) -> None:
    text = base64.b64encode(packed).decode()
    content = cda(f'<nonXMLBody><text mediaType="x/y" representation="B64">{text}</text></nonXMLBody>')
    found = read(content)
    assert found.original.media is media
    assert found.original.content == packed
    assert found.envelope is not None
    assert found.envelope.content == content
    assert found.author_role is AuthorRole.PROVIDER
    assert found.patient.birth_date == date(1984, 3, 17)


def test_a_text_about_somebody_else_inside_is_noticed() -> None:
    inside = "Patient: Stone, Peter   DOB: 01/02/1950\nASSESSMENT: Gout.\n"
    assert read(cda(f"<nonXMLBody><text mediaType='text/plain'>{inside}</text></nonXMLBody>")).holds_several


def test_a_section_alone_is_taken_for_what_it_is() -> None:
    """an undeclared prefix, as published examples have them"""
    found = read(b"<section><title>Plan</title><text>Rest.</text><entry><sdtc:x/></entry></section>")
    assert (found.text, found.notices) == ("Plan\nRest.\n", (FRAGMENT,))
    assert (found.patient.is_stated, found.written_on, found.author_role) == (False, None, None)


@pytest.mark.parametrize(
    ("head", "role", "signed"),
    [
        (AUTHOR + SIGNED, AuthorRole.PROVIDER, True),
        (AUTHOR, AuthorRole.PROVIDER, None),
        (AUTHOR.replace("MD", "RN"), AuthorRole.NURSE, None),
        (AUTHOR.replace("<suffix>MD</suffix>", ""), None, None),
        (
            AUTHOR.replace("<assignedAuthor>", '<assignedAuthor><code code="SELF"/>').replace(">MD<", "><"),
            AuthorRole.PATIENT,
            None,
        ),
        (AUTHOR + SIGNED.replace('"S"', '"I"'), AuthorRole.PROVIDER, False),
        ("", None, None),
    ],
)
def test_role_and_signature_are_only_what_the_header_says(
    head: str,
    role: AuthorRole | None,
    signed: bool | None,  # noqa: FBT001
) -> None:
    found = read(cda(sections(("Plan", "Rest.")), PATIENT_ROLE + head))
    assert (found.author_role, found.is_signed) == (role, signed)
    assert found.written_on == date(2026, 3, 2 if head else 3)


def test_the_social_security_number_stays_out() -> None:
    assert [one.value for one in read(cda(sections(("Plan", "Rest.")))).patient.identifiers] == ["AC-1023"]


def test_a_wrongly_stated_encoding_is_read_and_said() -> None:
    found = read(cda(sections(("Plan", "Ménière"))).decode().encode("cp1252"))
    assert (found.text, found.notices) == ("Plan\nMénière\n", (WRONG_ENCODING,))


def test_utf_16_is_read_as_it_says() -> None:
    found = read(cda(sections(("Plan", "Ménière"))).decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    assert found.text == "Plan\nMénière\n"


@pytest.mark.parametrize(
    ("code", "title", "kind"),
    [
        ("11506-3", "", DocumentKind.PROGRESS_NOTE),
        ("34133-9", "", DocumentKind.CARE_SUMMARY),
        ("0", "Operative Report", DocumentKind.OPERATIVE_NOTE),
        ("0", "Letter", DocumentKind.OTHER),
    ],
)
def test_the_kind_is_told_by_code_or_title(code: str, title: str, kind: DocumentKind) -> None:
    content = cda(sections(("Plan", "Rest."))).replace(b"11506-3", code.encode()).replace(b"Visit note", title.encode())
    assert read(content).kind is kind
