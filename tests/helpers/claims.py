"""An invented practice with a coded, priced visit, to build claims and invoices from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from coderdesk.domain.billing.build_claim import build_claim
from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.claim import Claim, ClaimDiagnosis
from coderdesk.domain.billing.envelope import Envelope, Usage, envelope_for
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship, Subscriber
from coderdesk.domain.clinical.document import AuthorRole, Document, DocumentKind, content_hash
from coderdesk.domain.clinical.encounter import Encounter, EncounterStatus, Setting
from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.coding.assignment import AssignmentState, CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Guarantor, Patient, Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.finding import Finding, Place, Severity
from coderdesk.domain.values.ids import (
    AssignmentId,
    ChargeId,
    ClaimId,
    CoverageId,
    DocumentId,
    EncounterId,
    GuarantorId,
    PatientId,
    PayerId,
    PracticeId,
    ProviderId,
)
from coderdesk.domain.values.money import Money

VISIT_DAY = date(2026, 3, 2)
TODAY = date(2026, 3, 9)
NOTE = "Urinary tract infection. Type 2 diabetes. Office visit, level 3. Urine dipstick done, 2 strips."

PRACTICE = Practice(
    id=PracticeId("practice-1"),
    name="Alder Creek Family Medicine",
    npi="1234567893",
    tax_id="912345678",
    taxonomy="207Q00000X",
    address=Address(line1="410 Alder Street", line2="Suite 2", city="Portland", state="OR", zip_code="972051234"),
    phone="(503) 555-0142",
    email="billing@aldercreek.example",
    contact="Dana Whitlock",
    submitter_id="ALDER01",
    invoice_note="Pay by card at the desk or by check to Alder Creek Family Medicine.",
)
PROVIDER = Provider(
    id=ProviderId("provider-1"),
    name=PersonName(last="Okafor", first="Ngozi", middle="Ada"),
    credentials="MD",
    npi="1987654328",
    taxonomy="207Q00000X",
)
PAYER = Payer(
    id=PayerId("payer-1"),
    name="Cascade Mutual Health",
    payer_id="CMH77",
    filing_indicator="CI",
    address=Address(line1="PO Box 900", city="Salem", state="OR", zip_code="97301"),
)
PATIENT = Patient(
    id=PatientId("patient-1"),
    record_number="MR-1001",
    name=PersonName(last="Rivera", first="Ana", middle="Maria"),
    birth_date=date(1981, 7, 14),
    sex=Sex.FEMALE,
    address=Address(line1="77 Fir Lane", city="Portland", state="OR", zip_code="97206"),
)
COVERAGE = Coverage(
    id=CoverageId("coverage-1"),
    patient_id=PATIENT.id,
    payer_id=PAYER.id,
    priority=1,
    relationship=Relationship.SELF,
    member_id="CMH-004417",
    group_number="G-88",
)
SPOUSE = Subscriber(
    name=PersonName(last="Rivera", first="Luis"),
    birth_date=date(1979, 2, 3),
    sex=Sex.MALE,
    address=PATIENT.address,
)
GUARANTOR = Guarantor(
    id=GuarantorId("guarantor-1"),
    name=PersonName(last="Rivera", first="Luis"),
    address=Address(line1="PO Box 12", city="Gresham", state="OR", zip_code="97030"),
)
DOCUMENT = Document(
    id=DocumentId("document-1"),
    encounter_id=EncounterId("encounter-1"),
    kind=DocumentKind.PROGRESS_NOTE,
    title="Progress note",
    author="Ngozi Okafor, MD",
    author_role=AuthorRole.PROVIDER,
    written_on=VISIT_DAY,
    is_signed=True,
    version=1,
    text=NOTE,
    hash=content_hash(NOTE),
)


def an_assignment(
    key: str, system: CodeSystem, code: str, words: str, quotation: str, **changes: Any
) -> CodeAssignment:
    """Billable, with the quotation as its passage."""
    start = NOTE.index(quotation)
    return replace(
        CodeAssignment(
            id=AssignmentId(key),
            encounter_id=EncounterId("encounter-1"),
            system=system,
            code=code,
            words=words,
            release="test",
            position=1,
            state=AssignmentState.BILLABLE,
            evidence=(Evidence.quote(DOCUMENT, start, start + len(quotation)),),
        ),
        **changes,
    )


UTI = an_assignment("dx-1", CodeSystem.ICD10CM, "N39.0", "Urinary tract infection", "Urinary tract infection")
DIABETES = an_assignment("dx-2", CodeSystem.ICD10CM, "E11.9", "Type 2 diabetes", "Type 2 diabetes", position=2)
VISIT_SERVICE = an_assignment(
    "svc-1",
    CodeSystem.CPT,
    "99213",
    "Office visit, established patient",
    "Office visit, level 3",
    service=ServiceDetails(modifiers=("25",), pointers=(UTI.id, DIABETES.id)),
)
DIPSTICK = an_assignment(
    "svc-2",
    CodeSystem.CPT,
    "81002",
    "Urine dipstick",
    "Urine dipstick",
    position=2,
    service=ServiceDetails(units=Decimal(2), pointers=(UTI.id,)),
)


def a_visit(*assignments: CodeAssignment, patient: Patient = PATIENT) -> CodedVisit:
    encounter = Encounter(
        id=EncounterId("encounter-1"),
        account="V-2026-0042",
        patient_id=patient.id,
        provider_id=PROVIDER.id,
        date_of_service=VISIT_DAY,
        place_of_service="11",
        setting=Setting.OUTPATIENT,
        status=EncounterStatus.CODED,
    )
    rows = assignments or (UTI, DIABETES, VISIT_SERVICE, DIPSTICK)
    return CodedVisit(encounter=encounter, patient=patient, documents=(DOCUMENT,), assignments=rows)


def a_charge(assignment: CodeAssignment, price: str) -> Charge:
    units = assignment.service.units if assignment.service else Decimal(1)
    return Charge(
        id=ChargeId(f"charge-{assignment.id}"),
        assignment_id=assignment.id,
        unit_price=Money.parse(price),
        units=units,
        source="standard fee",
    )


CHARGES = (a_charge(VISIT_SERVICE, "125.00"), a_charge(DIPSTICK, "10.25"))


def a_claim(**changes: Any) -> Claim:
    """A claim that every edit lets pass, with the changes made to it."""
    claim = build_claim(
        claim_id=ClaimId("claim-1"),
        visit=a_visit(),
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        payer=PAYER,
        coverage=COVERAGE,
    )
    return replace(claim, **changes)


def a_dependent_claim(relationship: Relationship = Relationship.SPOUSE, **changes: Any) -> Claim:
    """The same visit under the husband's policy."""
    claim = build_claim(
        claim_id=ClaimId("claim-2"),
        visit=a_visit(),
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        payer=PAYER,
        coverage=replace(COVERAGE, relationship=relationship, subscriber=SPOUSE),
    )
    return replace(claim, **changes)


def an_envelope(**changes: Any) -> Envelope:
    envelope = envelope_for(
        practice=PRACTICE,
        payer=PAYER,
        usage=Usage.TEST,
        interchange_control=17,
        group_control=5,
        transaction_control=1,
        created=datetime(2026, 3, 9, 14, 30),  # noqa: DTZ001 - the envelope carries local time
    )
    return replace(envelope, **changes)


def coded(*codes: str) -> tuple[ClaimDiagnosis, ...]:
    """Diagnoses of a claim, in this order."""
    return tuple(ClaimDiagnosis(assignment_id=AssignmentId(f"dx-{code}"), code=code) for code in codes)


def places(findings: Iterable[Finding]) -> set[tuple[Severity, Place, str]]:
    """How hard each finding blocks and what it opens; each names a rule, a source and a whole sentence."""
    found = tuple(findings)
    assert all(each.rule_id and each.citation and each.location.id and each.message[-1] in ".:" for each in found)
    assert len({each.rule_id for each in found}) <= 1
    return {(each.severity, each.location.place, each.location.field) for each in found}
