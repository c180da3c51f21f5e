"""Files broken on purpose: pyx12's complaint becomes a sentence about a claim, a line and a field that opens."""

from pathlib import Path

import pytest

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.edi.validate import structural_errors
from coderdesk.edi.write_837p import render_837p
from coderdesk.services.claim_file_check import check_claim_file
from coderdesk.services.structural_findings import structural_findings
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, a_claim, a_dependent_claim, an_envelope

DETAILED = {
    "authorization": "PA77",
    "clia": "38D1234567",
    "accident_on": "02/27/2026",
    "causes": "AA",
    "accident_state": "OR",
    "referring.last": "Sato",
    "referring.npi": "1760526784",
    "facility.name": "Annex",
    "facility.address.line1": "1 Oak St",
    "facility.address.city": "Salem",
    "facility.address.state": "OR",
    "facility.address.zip_code": "973010001",
}


def broken(claim: Claim, before: str, after: str) -> str:
    text = render_837p([claim], envelope=an_envelope())
    assert text.count(before) == 1
    return text.replace(before, after)


def found(claim: Claim, before: str, after: str) -> list[tuple[Place, str, str]]:
    text = broken(claim, before, after)
    findings = structural_findings(structural_errors(text), text, [claim])
    assert findings
    assert all(row.severity is Severity.STOP and row.message.startswith("Claim V-2026-0042: ") for row in findings)
    return [(row.location.place, row.location.field, row.message) for row in findings]


@pytest.mark.parametrize(
    ("before", "after", "place", "field", "words"),
    [
        ("*11:B:1*", "*98:B:1*", Place.ENCOUNTER, "place_of_service", "The place of service (CLM05-1)"),
        (
            "N4*PORTLAND*OR*972051234",
            "N4*P*OR*972051234",
            Place.PRACTICE,
            "address.city",
            "The practice's city",
        ),
        ("N4*PORTLAND*OR*97206~", "N4*PORTLAND*ZZ*97206~", Place.PATIENT, "address.state", "The subscriber's state"),
        ("N4*SALEM*OR*97301~", "N4*SALEM*ZZ*97301~", Place.PAYER, "address.state", "The payer's state"),
        ("DMG*D8*19810714*F", "DMG*D8*19811314*F", Place.PATIENT, "birth_date", "The subscriber's date of birth"),
        ("*MI*CMH-004417", "*MI*C", Place.COVERAGE, "member_id", "The member id (NM109) is too short"),
        ("SBR*P*18*G-88******CI", "SBR*P*18*G-88******QQ", Place.PAYER, "filing_indicator", "The payer's claim filing"),
        (
            "DTP*439*D8*20260227",
            "DTP*439*D8*20260231",
            Place.ENCOUNTER,
            "details.accident_on",
            "The day of the accident",
        ),
        ("AA:::OR", "AA:::QQ", Place.ENCOUNTER, "details.accident_state", "The state of the accident"),
        ("AA:::OR", "XX:::OR", Place.ENCOUNTER, "details.causes", "The cause of the accident"),
        (
            "N4*SALEM*OR*973010001",
            "N4*SALEM*QQ*973010001",
            Place.ENCOUNTER,
            "details.facility.address.state",
            "The serv",
        ),
    ],
)
def test_the_claims_own_fields(before: str, after: str, place: Place, field: str, words: str) -> None:
    rows = found(an_office_claim(DETAILED), before, after)
    assert (place, field) in {row[:2] for row in rows}
    message = next(row[2] for row in rows if row[:2] == (place, field))
    assert message.startswith(f"Claim V-2026-0042: {words}")


@pytest.mark.parametrize(
    ("before", "after", "row", "field", "words"),
    [
        ("*20.5*UN*2***1~", "*20.5*QQ*2***1~", "svc-2", "units", "Line 2: the unit of the quantity (SV103)"),
        ("*20.5*UN*2***1~", "*20.5*UN*2A***1~", "svc-2", "units", "Line 2: the units (SV104)"),
        ("SV1*HC:99213:25*", "SV1*HC:99213:255*", "svc-1", "modifiers", "Line 1: a modifier (SV101-3) is too long"),
        ("CTP****2*ML", "CTP****2*QQ", "svc-2", "details.drug_unit", "Line 2: the drug's unit (CTP05-1)"),
    ],
)
def test_the_fields_of_a_line(before: str, after: str, row: str, field: str, words: str) -> None:
    lines = {"svc-2 drug_code": "00002143481", "svc-2 drug_quantity": "2", "svc-2 drug_unit": "ML"}
    claim = an_office_claim(DETAILED, lines)
    text = broken(claim, before, after)
    findings = structural_findings(structural_errors(text), text, [claim])
    [finding] = [one for one in findings if one.location.field == field]
    assert (finding.location.place, finding.location.id) == (Place.ASSIGNMENT, row)
    assert finding.message.startswith(f"Claim V-2026-0042: {words}")


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        ("*11:A:1*", "*111:A:1*", "details.stay.bill_type"),
        ("CL1*1*1*01", "CL1*1*1*012", "details.stay.patient_status"),
        ("DTP*435*DT*202603011430", "DTP*435*DT*202613011430", "details.stay.admitted_on"),
        ("DTP*096*TM*1000", "DTP*096*TM*2900", "details.stay.discharge_hour"),
        ("SV2*0120**4500*DA*3", "SV2*0120**4500*QQ*3", "details.stay.revenue_lines"),
    ],
)
def test_a_hospitals_fields(before: str, after: str, field: str) -> None:
    assert field in {row[1] for row in found(a_stay_claim(), before, after)}


def test_each_claim_of_a_file_is_named() -> None:
    """two claims under one practice / the second has place of service 98: its own subscriber level comes later in the file"""
    first, second = a_claim(control="FIRST"), a_dependent_claim(control="SECOND", place_of_service="98")
    text = render_837p([second, first], envelope=an_envelope())
    [finding] = structural_findings(structural_errors(text), text, [second, first])
    assert finding.message.startswith("Claim SECOND: The place of service")


def test_a_file_from_elsewhere(tmp_path: Path) -> None:
    """the same words for a file that is only checked"""
    path = tmp_path / "a.edi"
    path.write_text(broken(an_office_claim(), "*11:B:1*", "*98:B:1*"), "ascii")
    [trouble] = [row for row in check_claim_file(path=path, on=TODAY).troubles if row.source == "structure"]
    assert (trouble.claim, trouble.element) == ("V-2026-0042", "CLM05-1")
    assert trouble.sentence == "The place of service (CLM05-1) is not a code of its list."
