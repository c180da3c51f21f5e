"""FHIR R4: documents, reports and records, from JSON, bulk lines and XML, with what they refer to."""

import base64
import json
from datetime import date
from typing import Any

import pytest

from coderdesk.domain.clinical.document import AuthorRole, DocumentKind
from coderdesk.domain.clinical.received_document import MediaKind, ReceivedDocument
from coderdesk.reading.intake.fhir_lines import line_of, value_of
from coderdesk.reading.intake.read import read_received
from coderdesk.reading.intake.source import Source
from tests.helpers.received_files import FHIR_PATIENT, NOTE, bundle, cda, fhir_note, note_cda, note_pdf

VISIT = {"encounter": {"reference": "Encounter/e1"}, "subject": {"reference": "Patient/p1"}}
GLUCOSE = {
    "resourceType": "Observation",
    "id": "o1",
    "status": "final",
    "code": {"text": "Glucose"},
    "valueQuantity": {"value": 182, "unit": "mg/dL"},
    "referenceRange": [{"low": {"value": 70}, "high": {"value": 105}}],
    "interpretation": [{"coding": [{"code": "H"}]}],
    **VISIT,
}
REPORT = {
    "resourceType": "DiagnosticReport",
    "status": "final",
    "category": [{"coding": [{"code": "LAB"}]}],
    "code": {"text": "Metabolic panel"},
    "effectiveDateTime": "2026-03-03T08:00:00Z",
    "result": [{"reference": "Observation/o1"}],
    "conclusion": "Hyperglycemia.",
    **VISIT,
}


GOUT = {"code": {"text": "gout"}}


def condition(text: str = "Gout", **changes: Any) -> dict[str, Any]:
    return {"resourceType": "Condition", "code": {"text": text}, **VISIT} | changes


def coded(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


def read(content: bytes) -> tuple[ReceivedDocument, ...]:
    return read_received(Source("in.json", content))


def test_a_pdf_inside_leads_to_its_own_pages() -> None:
    (found,) = read(bundle(fhir_note(note_pdf(), "application/pdf")))
    assert found.original.media is MediaKind.PDF
    assert found.envelope is not None
    assert found.envelope.media is MediaKind.FHIR
    assert found.places.places[0].page == 1
    assert found.author == "Marisol J. Tenenbrook, MD"


def test_a_binary_of_the_bundle_is_the_attachment() -> None:
    binary = {
        "resourceType": "Binary",
        "id": "b1",
        "contentType": "text/plain",
        "data": base64.b64encode(b"Gout.\n").decode(),
    }
    reference = fhir_note() | {"content": [{"attachment": {"url": "Binary/b1"}}]}
    assert [one.text for one in read(bundle(binary, reference))] == ["Gout.\n"]


def test_a_ccda_inside_is_read_as_one_and_may_hold_a_pdf() -> None:
    (found,) = read(bundle(fhir_note(note_cda(), "application/xml")))
    assert found.text == "Assessment\nUrinary tract infection.\n"
    assert found.original.media is MediaKind.CDA
    packed = base64.b64encode(note_pdf()).decode()
    body = f'<nonXMLBody><text representation="B64">{packed}</text></nonXMLBody>'
    (found,) = read(bundle(fhir_note(cda(body), "text/xml")))
    assert found.original.media is MediaKind.PDF
    assert found.envelope is not None
    assert found.envelope.media is MediaKind.FHIR
    assert found.deriver == "fhir 1, cda 2, pdf 1"


def test_html_inside_is_its_words_without_scripts() -> None:
    body = b"<p>Acute <b>gout</b>.</p><script>x()</script><ul><li>Rest</li></ul>"
    page = b"<html><head><title>t</title></head><body>" + body + b"</body></html>"
    (found,) = read(bundle(fhir_note(page, "text/html")))
    assert found.text == "Acute gout.\nRest\n"


def test_a_report_says_its_results_and_conclusion() -> None:
    (found,) = read(bundle(GLUCOSE, REPORT))
    assert found.text == (
        "Metabolic panel\nTest | Result | Reference | Flag\nGlucose | 182 mg/dL | 70-105 | H\nConclusion: Hyperglycemia.\n"
    )
    assert (found.kind, found.author_role) == (DocumentKind.LAB_RESULT, AuthorRole.LABORATORY)
    assert (found.written_on, found.visit.starts_on) == (date(2026, 3, 3), date(2026, 3, 2))
    assert found.places.places[-1].path == "Bundle.entry[4].resource.conclusion"


def test_a_composition_is_read_section_by_section() -> None:
    note = {
        "resourceType": "Composition",
        "status": "final",
        "title": "Visit note",
        "type": coded("11506-3"),
        "date": "2026-03-02",
        "author": [{"reference": "Practitioner/d1"}],
        "section": [
            {"title": "Assessment", "text": {"div": "<div><p>Acute gout.</p></div>"}},
            {
                "title": "Problems",
                "entry": [{"reference": "Condition/c1"}],
                "section": [{"title": "Plan", "text": {"div": "<div>Rest</div>"}}],
            },
        ],
        **VISIT,
    }
    found = read(bundle(note, condition(id="c1")))[0]
    assert found.text == "Assessment\nAcute gout.\n\nProblems\nCondition: Gout\n\nPlan\nRest\n"
    assert (found.kind, found.is_signed) == (DocumentKind.PROGRESS_NOTE, True)


def test_a_record_is_one_document_for_each_visit() -> None:
    second = {
        "resourceType": "Encounter",
        "id": "e2",
        "subject": {"reference": "Patient/p1"},
        "period": {"start": "2026-05-04"},
    }
    found = read(bundle(second, condition(), condition("Asthma", encounter={"reference": "Encounter/e2"}), GLUCOSE))
    assert [(one.written_on, one.text) for one in found] == [
        (date(2026, 3, 2), "Condition: Gout\nTest | Result | Reference | Flag\nGlucose | 182 mg/dL | 70-105 | H\n"),
        (date(2026, 5, 4), "Condition: Asthma\n"),
    ]
    assert all(one.is_signed is None for one in found)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Condition: Gout"),
        ({"verificationStatus": coded("refuted")}, "Condition: Ruled out: Gout"),
        ({"verificationStatus": coded("provisional")}, "Condition: Possible Gout"),
        ({"verificationStatus": coded("entered-in-error")}, ""),
        ({"clinicalStatus": coded("resolved")}, "Condition: History of Gout; resolved"),
        ({"onsetDateTime": "2026-03-01", "note": [{"text": "left foot"}]}, "Condition: Gout; onset 2026-03-01; left foot"),
        ({"resourceType": "Procedure", "status": "not-done"}, "Procedure not done: Gout"),
        ({"resourceType": "AllergyIntolerance"}, "Allergy: Gout"),
        (
            {"resourceType": "FamilyMemberHistory", "code": None, "relationship": {"text": "mother"}, "condition": [GOUT]},
            "Family history: mother; gout",
        ),
    ],
)  # fmt: skip
def test_a_resource_says_what_its_codes_say(changes: dict[str, Any], line: str) -> None:
    """doubted, refuted, past and mistaken entries never stand as plain conditions"""
    assert line_of(condition(**changes)) == line


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"valueQuantity": {"value": 7.4, "unit": "%", "comparator": ">"}}, ">7.4 %"),
        ({"valueString": "no growth"}, "no growth"),
        ({"valueBoolean": False}, "no"),
        ({"valueInteger": 0}, "0"),
        ({"valueCodeableConcept": {"coding": [{"display": "Positive"}]}}, "Positive"),
        ({}, ""),
    ],
)
def test_values_in_words(value: dict[str, Any], words: str) -> None:
    assert value_of(value) == words


def test_lines_of_a_bulk_export_and_a_list_are_read() -> None:
    rows = [FHIR_PATIENT, condition(), condition("Asthma")]
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    for content in (lines, json.dumps(rows).encode()):
        (found,) = read(content)
        assert found.text == "Condition: Gout\nCondition: Asthma\n"
        assert found.patient.birth_date == date(1984, 3, 17)


def test_xml_says_the_same_as_json() -> None:
    packed = base64.b64encode(NOTE.encode()).decode()
    content = f"""<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><id value="p1"/>
    <identifier><value value="AC-1023"/></identifier><name><family value="Rivera"/><given value="Ana"/><given value="M"/></name>
    <gender value="female"/><birthDate value="1984-03-17"/></Patient></resource></entry><entry><resource><DocumentReference>
    <docStatus value="final"/><type><coding><code value="11506-3"/></coding></type>
    <subject><reference value="Patient/p1"/></subject>
    <date value="2026-03-02T10:00:00Z"/><content><attachment><contentType value="text/plain"/>
    <data value="{packed}"/></attachment>
    </content></DocumentReference></resource></entry></Bundle>"""
    (found,) = read(content.encode())
    assert found.text == NOTE
    assert found.patient == read(bundle(fhir_note()))[0].patient or found.patient.birth_date == date(1984, 3, 17)
    assert (found.kind, found.is_signed) == (DocumentKind.PROGRESS_NOTE, True)


def test_the_patient_may_lie_in_the_resource_or_outside_of_the_file() -> None:
    inside = fhir_note(subject={"reference": "#p1"}, contained=[FHIR_PATIENT])
    outside = fhir_note(
        subject={"reference": "Patient/77", "display": "Ana Rivera"},
        author=[{"reference": "Patient/77", "display": "Ana Rivera"}],
    )
    (found,) = read(json.dumps(inside).encode())
    assert found.patient.birth_date == date(1984, 3, 17)
    (found,) = read(json.dumps(outside).encode())
    assert found.patient.name is not None
    assert [one.value for one in found.patient.identifiers] == ["77"]
    assert found.author_role is AuthorRole.PATIENT


@pytest.mark.parametrize(("status", "signed"), [("final", True), ("amended", True), ("preliminary", False), ("", None)])
def test_only_a_final_document_is_signed(status: str, signed: bool | None) -> None:  # noqa: FBT001
    assert read(bundle(fhir_note(b"Gout.", docStatus=status)))[0].is_signed is signed


def test_an_encounter_says_what_it_was_in_words() -> None:
    visit = {
        "resourceType": "Encounter",
        "id": "e9",
        "subject": {"reference": "Patient/p1"},
        "class": {"display": "ambulatory"},
        "type": [{"text": "Office visit"}],
        "period": {"start": "2026-05-04T09:00:00Z", "end": "2026-05-05T10:00:00Z"},
        "location": [{"location": {"display": "Alder Street"}}],
        "participant": [{"individual": {"reference": "Practitioner/x", "display": "Jo Hall, MD"}}],
        "reasonCode": [{"text": "knee pain"}],
        "diagnosis": [{"condition": {"display": "Gout"}, "use": {"text": "billing"}}],
        "hospitalization": {"dischargeDisposition": {"text": "home"}},
    }
    (found,) = read(json.dumps(visit).encode())
    assert found.text == (
        "Visit: Office visit; ambulatory; from 2026-05-04 to 2026-05-05; at Alder Street; with Jo Hall, MD; for knee pain; "
        "billing: Gout; discharged to home\n"
    )
    assert (found.author, found.visit.starts_on, found.visit.ends_on) == (
        "Jo Hall, MD",
        date(2026, 5, 4),
        date(2026, 5, 5),
    )


BURN = {
    "text": "Burnt ear",
    "coding": [{"display": "Burn of second degree of ear (disorder)"}, {"display": "burnt ear"}],
}


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Condition: Burnt ear; coded as Burn of second degree of ear"),
        ({"verificationStatus": coded("refuted")}, "Condition: Ruled out: Burnt ear"),
        ({"clinicalStatus": coded("resolved")}, "Condition: History of Burnt ear; resolved"),
    ],
)
def test_the_names_of_codes_are_said_unless_they_would_lose_the_doubt(changes: dict[str, Any], line: str) -> None:
    assert line_of(condition(code=BURN, **changes)) == line


def test_a_patient_elsewhere_is_known_by_any_name_in_the_file() -> None:
    note = fhir_note() | {
        "subject": {"reference": "Patient/far"},
        "extension": [{"extension": [{"valueReference": {"reference": "Patient/far", "display": "Amy Shaw"}}]}],
    }
    (found,) = read(json.dumps(note).encode())
    assert found.patient.name is not None
    assert (found.patient.name.sorted, [one.value for one in found.patient.identifiers]) == ("Shaw, Amy", ["far"])


def test_what_a_patient_answers_is_the_patients_word() -> None:
    answer = GLUCOSE | {"code": {"text": "Stress"}, "performer": [{"reference": "Patient/p1"}], "encounter": {}}
    (found,) = read(json.dumps(answer).encode())
    assert found.author_role is AuthorRole.PATIENT


def test_bundles_in_a_bundle_are_opened() -> None:
    inner = {"resourceType": "Bundle", "entry": [{"resource": condition("Gout", encounter={})}]}
    (found,) = read(json.dumps({"resourceType": "Bundle", "entry": [{"resource": inner}]}).encode())
    assert found.text == "Condition: Gout\n"
    assert found.places.places[0].path == "Bundle.entry[0].resource.entry[0].resource"
