"""The desk's own professional claim as it is submitted: the same values in the words and characters of a claim file."""

from dataclasses import replace
from decimal import Decimal

from coderdesk.domain.billing.claim import Claim, ClaimPerson, ServiceLine
from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.billing.submit_prior import RESPONSIBILITIES, line_adjudications, other_payers
from coderdesk.domain.billing.submitted.health_code import HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Party, PartyKind, PostalAddress, Reference, Specialty
from coderdesk.domain.billing.submitted.policy import (
    PatientState,
    SubmittedDependent,
    SubmittedPayer,
    SubmittedPerson,
    SubmittedPolicy,
)
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import BillingProvider, ProviderRole, SubmittedProvider
from coderdesk.domain.billing.submitted.service_line import SERVICE, ProfessionalService, SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import PAYER_CLAIM_NUMBER, SubmittedClaim
from coderdesk.domain.billing.submitted.when import Dated, When
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.coding.code import undotted
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.identifiers import digits_of
from coderdesk.domain.values.money import Money

LINE_CONTROL = "6R"
CODES_OF_A_GROUP = 12
_SELF = "18"
_PATIENT_IS = {Relationship.SPOUSE: "01", Relationship.CHILD: "19", Relationship.OTHER: "G8"}


def submit_claim(claim: Claim) -> SubmittedClaim:
    """What is missing stays blank, as on the claim. Address and birth date are the subscriber's only when that is the patient."""
    diagnoses = tuple(
        HealthCode(kind="ABK" if rank == 0 else "ABF", code=x12_text(undotted(row.code)))
        for rank, row in enumerate(claim.diagnoses)
    )
    return SubmittedClaim(
        kind=ClaimKind.PROFESSIONAL,
        billing=_billing(claim.billing),
        policy=_policy(claim),
        dependent=_dependent(claim),
        control=x12_text(claim.control),
        charge=_amount(claim.total),
        facility=x12_text(claim.place_of_service),
        facility_kind="B",
        frequency=x12_text(claim.frequency),
        provider_signature="Y",
        accepts_assignment="A",
        benefits_assigned="Y",
        release="Y",
        delay_reason=x12_text(claim.delay_reason),
        references=_corrected(claim),
        health_codes=tuple(
            HealthCodeGroup(codes=diagnoses[start : start + CODES_OF_A_GROUP])
            for start in range(0, len(diagnoses), CODES_OF_A_GROUP)
        ),
        providers=(_rendering(claim.rendering),) if claim.rendering.npi != claim.billing.npi else (),
        other_payers=other_payers(claim.prior),
        lines=tuple(
            replace(_line(number, line), adjudications=line_adjudications(claim.prior, number, line))
            for number, line in enumerate(claim.lines, start=1)
        ),
    )


def _corrected(claim: Claim) -> tuple[Reference, ...]:
    """REF F8: which claim of the payer's a replacement or void is about."""
    number = x12_text(claim.payer_claim_number)
    return (Reference(kind=PAYER_CLAIM_NUMBER, value=number),) if number else ()


def _billing(practice: Practice) -> BillingProvider:
    return BillingProvider(
        party=_organisation(practice.name, "XX", practice.npi),
        specialty=_specialty("BI", practice.taxonomy),
        address=_address(practice.address),
        references=(Reference(kind="EI", value=digits_of(practice.tax_id)),),
    )


def _policy(claim: Claim) -> SubmittedPolicy:
    is_patient = claim.patient is None
    return SubmittedPolicy(
        responsibility=RESPONSIBILITIES[min(len(claim.prior), len(RESPONSIBILITIES) - 1)],
        relationship=_SELF if is_patient else "",
        group_number=x12_text(claim.group_number),
        group_name="" if claim.group_number else x12_text(claim.plan_name),
        insurance_type=x12_text(claim.insurance_type),
        filing_indicator=x12_text(claim.payer.filing_indicator),
        subscriber=_subscriber(claim, claim.subscriber, is_patient=is_patient) if claim.subscriber else None,
        payer=_payer(claim.payer),
    )


def _subscriber(claim: Claim, holder: ClaimPerson, *, is_patient: bool) -> SubmittedPerson:
    party = _person(holder.name, "MI", _member_id(claim))
    if not is_patient:
        return SubmittedPerson(party=party)
    return SubmittedPerson(
        party=party,
        address=_address(holder.address),
        birth_date=holder.birth_date,
        sex=holder.sex.value,
    )


def _member_id(claim: Claim) -> str:
    """As on the card; a Medicare Beneficiary Identifier without the hyphens that the card prints for reading."""
    return claim.member_id.replace("-", "") if claim.payer.is_medicare else claim.member_id


def _payer(payer: Payer) -> SubmittedPayer:
    party = _organisation(payer.name, "PI", payer.payer_id)
    return SubmittedPayer(party=party, address=_address(payer.address) if payer.address.line1 else None)


def _dependent(claim: Claim) -> SubmittedDependent | None:
    patient = claim.patient
    if patient is None:
        return None
    return SubmittedDependent(
        patient=PatientState(relationship=_PATIENT_IS.get(claim.relationship, "G8")),
        person=SubmittedPerson(
            party=_person(patient.name),
            address=_address(patient.address),
            birth_date=patient.birth_date,
            sex=patient.sex.value,
        ),
    )


def _rendering(provider: Provider) -> SubmittedProvider:
    party = _person(provider.name, "XX", provider.npi)
    return SubmittedProvider(role=ProviderRole.RENDERING, party=party, specialty=_specialty("PE", provider.taxonomy))


def _line(number: int, line: ServiceLine) -> SubmittedLine:
    """The line's number is its control number, which the payer's answer repeats."""
    return SubmittedLine(
        professional=ProfessionalService(
            procedure=Procedure(
                kind="HC",
                code=x12_text(line.code),
                modifiers=tuple(x12_text(modifier) for modifier in line.modifiers),
            ),
            charge=_amount(line.charge),
            unit="UN",
            quantity=_plain(line.units),
            pointers=line.pointers,
        ),
        dates=(Dated(kind=SERVICE, when=When.on(line.service_date)),),
        references=(Reference(kind=LINE_CONTROL, value=str(number)),),
    )


def _organisation(name: str, number_kind: str, number: str) -> Party:
    return Party(kind=PartyKind.ORGANISATION, name=x12_text(name), number_kind=number_kind, number=x12_text(number))


def _person(name: PersonName, number_kind: str = "", number: str = "") -> Party:
    return Party(
        kind=PartyKind.PERSON,
        name=x12_text(name.last),
        first=x12_text(name.first),
        middle=x12_text(name.middle),
        suffix=x12_text(name.suffix),
        number_kind=number_kind,
        number=x12_text(number),
    )


def _specialty(function: str, taxonomy: str) -> Specialty | None:
    return Specialty(function=function, code_kind="PXC", code=x12_text(taxonomy)) if taxonomy else None


def _address(address: Address) -> PostalAddress:
    return PostalAddress(
        line1=x12_text(address.line1),
        line2=x12_text(address.line2),
        city=x12_text(address.city),
        state=x12_text(address.state),
        zip_code=x12_text(address.zip_code),
    )


def _amount(amount: Money) -> Decimal:
    return _plain(Decimal(amount.cents).scaleb(-2))


def _plain(value: Decimal) -> Decimal:
    """Without idle zeros and without an exponent: "1.50" -> "1.5", "100.00" -> "100"."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
