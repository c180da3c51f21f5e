"""The desk's own claim as it is submitted: the same values in the words and characters of a claim file."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim, ClaimPerson
from coderdesk.domain.billing.payer import Payer, Relationship
from coderdesk.domain.billing.submit_codes import health_code_groups
from coderdesk.domain.billing.submit_details import (
    accident_of,
    admission_of,
    attachments_of,
    conditions_of,
    dates_of,
    notes_of,
    orthodontics_of,
    paid_of,
    patient_state,
    providers_of,
    references_of,
    spinal_of,
    transport_of,
)
from coderdesk.domain.billing.submit_lines import revenue_line, service_line
from coderdesk.domain.billing.submit_parts import dollars, organisation, person, postal, specialty
from coderdesk.domain.billing.submit_prior import RESPONSIBILITIES, line_adjudications, other_payers
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Reference
from coderdesk.domain.billing.submitted.policy import (
    PatientState,
    SubmittedDependent,
    SubmittedPayer,
    SubmittedPerson,
    SubmittedPolicy,
)
from coderdesk.domain.billing.submitted.provider import BillingProvider
from coderdesk.domain.billing.submitted.service_line import SubmittedLine
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.practice import Practice
from coderdesk.domain.values.identifiers import digits_of

_SELF = "18"
_PATIENT_IS = {Relationship.SPOUSE: "01", Relationship.CHILD: "19", Relationship.OTHER: "G8"}


def submit_claim(claim: Claim) -> SubmittedClaim:
    """What is missing stays blank, as on the claim. Address and birth date are the subscriber's only when that is the patient."""
    details, is_institutional = claim.details, claim.is_institutional
    causes, state = accident_of(claim)
    return SubmittedClaim(
        kind=claim.kind,
        billing=_billing(claim.billing),
        policy=_policy(claim),
        dependent=_dependent(claim),
        control=x12_text(claim.control),
        charge=dollars(claim.total),
        facility=x12_text(details.stay.bill_type if is_institutional else claim.place_of_service),
        facility_kind="A" if is_institutional else "B",
        frequency=x12_text(claim.frequency),
        provider_signature="" if is_institutional else "Y",
        accepts_assignment="A",
        benefits_assigned="Y",
        release="Y",
        causes=causes,
        accident_state=state,
        special_program="" if is_institutional else details.special_program,
        submission_reason="PB" if claim.kind is ClaimKind.DENTAL and details.dental.is_predetermination else "",
        delay_reason=x12_text(claim.delay_reason),
        dates=dates_of(claim),
        admission=admission_of(claim),
        orthodontics=orthodontics_of(claim),
        tooth_states=details.dental.tooth_states if claim.kind is ClaimKind.DENTAL else (),
        attachments=attachments_of(details.attachments),
        amounts=paid_of(claim),
        references=references_of(claim),
        notes=notes_of(claim),
        transport=transport_of(claim),
        spinal=spinal_of(claim),
        conditions=conditions_of(claim),
        health_codes=health_code_groups(claim),
        providers=providers_of(claim),
        other_payers=other_payers(claim.prior),
        lines=_lines(claim),
    )


def _lines(claim: Claim) -> tuple[SubmittedLine, ...]:
    """Lines without a procedure come first, as accommodation does on a hospital's bill; the numbers run through."""
    before = tuple(revenue_line(number, row) for number, row in enumerate(claim.revenue_lines, start=1))
    coded = tuple(
        replace(
            service_line(number, line, claim),
            adjudications=line_adjudications(claim.prior, number - len(before), line),
        )
        for number, line in enumerate(claim.lines, start=len(before) + 1)
    )
    return before + coded


def _billing(practice: Practice) -> BillingProvider:
    return BillingProvider(
        party=organisation(practice.name, "XX", practice.npi),
        specialty=specialty("BI", practice.taxonomy),
        address=postal(practice.address),
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
        patient=patient_state(claim) if is_patient else None,
        subscriber=_subscriber(claim, claim.subscriber, is_patient=is_patient) if claim.subscriber else None,
        payer=_payer(claim.payer),
    )


def _subscriber(claim: Claim, holder: ClaimPerson, *, is_patient: bool) -> SubmittedPerson:
    party = person(holder.name, "MI", _member_id(claim))
    if not is_patient:
        return SubmittedPerson(party=party)
    return SubmittedPerson(
        party=party,
        address=postal(holder.address),
        birth_date=holder.birth_date,
        sex=holder.sex.value,
    )


def _member_id(claim: Claim) -> str:
    """As on the card; a Medicare Beneficiary Identifier without the hyphens that the card prints for reading."""
    return claim.member_id.replace("-", "") if claim.payer.is_medicare else claim.member_id


def _payer(payer: Payer) -> SubmittedPayer:
    party = organisation(payer.name, "PI", payer.payer_id)
    return SubmittedPayer(party=party, address=postal(payer.address) if payer.address.line1 else None)


def _dependent(claim: Claim) -> SubmittedDependent | None:
    patient = claim.patient
    if patient is None:
        return None
    state = patient_state(claim) or PatientState()
    return SubmittedDependent(
        patient=replace(state, relationship=_PATIENT_IS.get(claim.relationship, "G8")),
        person=SubmittedPerson(
            party=person(patient.name),
            address=postal(patient.address),
            birth_date=patient.birth_date,
            sex=patient.sex.value,
        ),
    )
