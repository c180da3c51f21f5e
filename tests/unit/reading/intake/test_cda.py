"""C-CDA: narrative, header, attachments, fragments."""

import base64
from datetime import date

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.reading.intake.cda import EMPTY_SECTIONS, FRAGMENT, FROM_ENTRIES
from coderdesk.reading.intake.cda_entries import MARK
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


def entries_only(code: str, *entries: str, text: str = "") -> str:
    inside = "".join(f"<entry>{one}</entry>" for one in entries)
    section = f'<section><code code="{code}"/><title>Section</title>{text}{inside}</section>'
    return f"<structuredBody><component>{section}</component></structuredBody>"


def problem(name: str, *, status: str = "active", negated: str = "false", more: str = "") -> str:
    return (
        f'<act><statusCode code="{status}"/><entryRelationship typeCode="SUBJ"><observation negationInd="{negated}">'
        f'<code code="55607006" displayName="Problem"/><statusCode code="completed"/><effectiveTime>{more}</effectiveTime>'
        f'<value xsi:type="CD" code="1" displayName="{name}"/></observation></entryRelationship></act>'
    )


LATEX = (
    '<act><entryRelationship><observation><code code="ASSERTION"/><value displayName="allergy to substance"/>'
    '<participant typeCode="CSM"><participantRole><playingEntity><code displayName="Latex"/></playingEntity></participantRole>'
    '</participant><entryRelationship typeCode="MFST"><observation><code code="ASSERTION"/><value displayName="Rash"/>'
    '<entryRelationship><observation><code code="SEV"/><value displayName="mild"/></observation></entryRelationship>'
    "</observation></entryRelationship></observation></entryRelationship></act>"
)
METFORMIN = (
    '<substanceAdministration moodCode="INT"><statusCode code="active"/><effectiveTime><low value="20240105"/></effectiveTime>'
    '<effectiveTime><period value="12" unit="h"/></effectiveTime><doseQuantity value="500" unit="mg"/>'
    '<routeCode displayName="oral"/>'
    "<consumable><manufacturedProduct><manufacturedMaterial><code><originalText>Metformin</originalText></code>"
    "</manufacturedMaterial></manufacturedProduct></consumable>"
    '<entryRelationship typeCode="RSON"><observation><code code="ASSERTION"/><value displayName="Type 2 diabetes"/>'
    "</observation></entryRelationship></substanceAdministration>"
)
WEIGHT = (
    '<organizer><component><observation><code displayName="Body weight"/><effectiveTime value="202603021015"/>'
    '<value xsi:type="PQ" value="157" unit="[lb_av]"/><interpretationCode displayName="High"/>'
    '<referenceRange><observationRange><value><low value="110"/><high value="150"/></value></observationRange></referenceRange>'
    "</observation></component></organizer>"
)
FATHER = (
    '<organizer><subject><relatedSubject><code displayName="Father"/></relatedSubject></subject><component><observation>'
    '<code code="64572001" displayName="Condition"/><value displayName="Gout"/></observation></component></organizer>'
)


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (problem("Asthma", more='<low value="2012"/>'), "Asthma; active; since 2012"),
        (
            problem("Gout", more='<low value="201203"/><high value="20120406"/>'),
            "History of Gout; active; from 2012-03 to 2012-04-06",
        ),
        (problem("Problem", negated="true"), "No known Problem"),
        (problem("Fever", negated="true"), "No Fever"),
        (LATEX, "Allergy: Latex; allergy to substance; reaction Rash, mild"),
        (METFORMIN, "Medication: Metformin; 500 mg oral every 12 h; for Type 2 diabetes; active; since 2024-01-05"),
        (WEIGHT, "Body weight: 157 lb; reference 110-150; High; on 2026-03-02"),
        (FATHER, "Family history, father: Gout"),
        (
            '<procedure><code displayName="Appendectomy"/><statusCode code="completed"/></procedure>',
            "Procedure: Appendectomy; completed",
        ),
        ('<procedure moodCode="RQO"><code displayName="Colonoscopy"/></procedure>', "Planned procedure: Colonoscopy"),
        ('<procedure negationInd="true"><code displayName="Biopsy"/></procedure>', "Procedure not done: Biopsy"),
        (
            '<encounter><code displayName="Office visit"/><effectiveTime value="20260302"/></encounter>',
            "Visit: Office visit; on 2026-03-02",
        ),
    ],
)
def test_coded_entries_are_read_where_no_narrative_stands(entry: str, line: str) -> None:
    found = read(cda(entries_only("11450-4", entry)))
    assert found.text == f"Section\n{MARK}\n{line}\n"
    assert found.notices == (FROM_ENTRIES,)
    start = found.text.index(line)
    (place,) = found.places.within(start, start + 1)
    assert "/section/entry/" in place.path


def test_coded_entries_beside_a_narrative_are_not_said_twice() -> None:
    found = read(cda(entries_only("11450-4", problem("Asthma"), text="<text>Asthma since childhood.</text>")))
    assert (found.text, found.notices) == ("Section\nAsthma since childhood.\n", ())


@pytest.mark.parametrize(
    "entry",
    [
        "<act/>",
        "<observation/>",
        '<observation><code code="x"/><value/></observation>',
        problem("").replace('code="1" ', ""),
    ],
)
def test_an_entry_that_says_nothing_leaves_its_section_out(entry: str) -> None:
    body = (
        entries_only("11450-4", entry).replace("</structuredBody>", "")
        + sections(("Plan", "Rest.")).partition("<structuredBody>")[2]
    )
    assert read(cda(body)).notices == (EMPTY_SECTIONS,)


def test_what_was_entered_in_error_is_left_out() -> None:
    wrong = '<procedure><code displayName="Amputation"/><statusCode code="nullified"/></procedure>'
    assert read(cda(entries_only("47519-4", wrong, problem("Gout")))).text == f"Section\n{MARK}\nGout; active\n"


def test_a_section_alone_is_by_whoever_wrote_its_entries() -> None:
    author = (
        '<author><time value="20250225103206"/><assignedAuthor><id root="2.16.840.1.113883.4.6" extension="1"/>'
        "<assignedPerson><name><given>Hermione</given><family>Seaven</family></name></assignedPerson></assignedAuthor></author>"
    )
    act = f'<act><code code="34109-9"><translation code="8648-8"/></code>{author}</act>'
    found = read(f"<section><title>Course</title><text>Stable.</text><entry>{act}</entry></section>".encode())
    assert (found.author, found.author_role) == ("Hermione Seaven", AuthorRole.PROVIDER)
    assert (found.written_on, found.kind) == (date(2025, 2, 25), DocumentKind.DISCHARGE_SUMMARY)


def test_a_section_by_two_people_names_neither() -> None:
    both = "".join(
        f"<entry><act><author><assignedAuthor><name>{name}</name></assignedAuthor></author></act></entry>"
        for name in "AB"
    )
    found = read(f"<section><title>Plan</title><text>Rest.</text>{both}</section>".encode())
    assert (found.author, found.author_role) == ("", None)


@pytest.mark.parametrize(
    ("taxonomy", "role"),
    [
        ("163W00000X", AuthorRole.NURSE),
        ("208D00000X", AuthorRole.PROVIDER),
        ("291U00000X", AuthorRole.LABORATORY),
        ("260000000X", None),
    ],
)
def test_the_profession_of_an_author_is_told_by_the_taxonomy(taxonomy: str, role: AuthorRole | None) -> None:
    author = (
        f'<author><assignedAuthor><code code="{taxonomy}" codeSystem="2.16.840.1.113883.6.101"/><assignedPerson><name>'
        "<given>Jo</given><family>Hall</family></name></assignedPerson></assignedAuthor></author>"
    )
    assert read(cda(sections(("Plan", "Rest.")), head=PATIENT_ROLE + author)).author_role is role


def test_who_signs_for_the_document_is_a_provider_and_a_guardian_speaks_for_the_patient() -> None:
    name = "<name><given>Jo</given><family>Hall</family></name>"
    author = f"<author><assignedAuthor><assignedPerson>{name}</assignedPerson></assignedAuthor></author>"
    signer = f"<legalAuthenticator><assignedEntity><assignedPerson>{name}</assignedPerson></assignedEntity></legalAuthenticator>"
    guardian = f"<patient><guardian><guardianPerson>{name}</guardianPerson></guardian>"
    plan = sections(("Plan", "Rest."))
    assert read(cda(plan, head=PATIENT_ROLE + author + signer)).author_role is AuthorRole.PROVIDER
    assert read(cda(plan, head=PATIENT_ROLE.replace("<patient>", guardian) + author)).author_role is AuthorRole.PATIENT
    assert read(cda(plan, head=PATIENT_ROLE + author)).author_role is None


@pytest.mark.parametrize(("high", "day"), [("20260304", date(2026, 3, 2)), ("20301231", None)])
def test_a_service_of_a_few_days_is_the_visit_and_the_care_of_years_is_none(high: str, day: date | None) -> None:
    event = f'<effectiveTime><low value="20260302"/><high value="{high}"/></effectiveTime>'
    head = f"{PATIENT_ROLE}{AUTHOR}<documentationOf><serviceEvent>{event}</serviceEvent></documentationOf>"
    assert read(cda(sections(("Plan", "Rest.")), head=head)).visit.starts_on == day
