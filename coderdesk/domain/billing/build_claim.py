"""Turn a coded and priced visit into the claim to its first payer."""

from collections.abc import Iterable

from coderdesk.domain.billing.charge import Charge
from coderdesk.domain.billing.claim import Claim, ClaimDiagnosis, ClaimPerson, ClaimProcedure, ServiceLine
from coderdesk.domain.billing.details.claim_details import VisitDetails
from coderdesk.domain.billing.details.proved import Proved, proved_details
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.coding.assignment import CodeAssignment, ServiceDetails
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.edits.not_documented import missing_evidence
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.people.patient import Patient
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.ids import AssignmentId, ClaimId
from coderdesk.domain.values.money import ZERO

ORIGINAL = "1"
NOWHERE = 0
NO_DETAILS = VisitDetails()


def billable_rows(rows: tuple[CodeAssignment, ...], visit: CodedVisit) -> tuple[CodeAssignment, ...]:
    """Those that may stand on a claim or invoice: billable by state, and their passage still stands in the documents."""
    return tuple(row for row in rows if row.is_billable and not missing_evidence(row, visit))


def kind_of_claim(visit: CodedVisit, details: VisitDetails = NO_DETAILS) -> ClaimKind:
    """As somebody said; else dental where every service is a dental one, institutional for a facility's visit or stay."""
    if details.claim.kind is not None:
        return details.claim.kind
    services = visit.services
    if services and all(row.system is CodeSystem.CDT for row in services):
        return ClaimKind.DENTAL
    is_facility = visit.encounter.setting in (Setting.FACILITY, Setting.INPATIENT)
    return ClaimKind.INSTITUTIONAL if is_facility else ClaimKind.PROFESSIONAL


def build_claim(
    *,
    claim_id: ClaimId,
    visit: CodedVisit,
    charges: Iterable[Charge],
    practice: Practice,
    provider: Provider,
    payer: Payer,
    coverage: Coverage,
    frequency: str = ORIGINAL,
    details: VisitDetails = NO_DETAILS,
) -> Claim:
    """The claim of a visit. What is missing stays blank, for the claim edits to find; nothing is invented.

    A service without a charge gets $0.00; a pointer to a diagnosis that is not on the claim becomes 0. A quantity of the
    details whose words do not stand in the documents is left out and named in `unproven`.
    """
    kind = kind_of_claim(visit, details)
    is_institutional = kind is ClaimKind.INSTITUTIONAL
    proved = proved_details(details, visit, charged=is_institutional)
    diagnoses = billable_rows(visit.diagnoses, visit)
    services = billable_rows(visit.services, visit)
    subscriber, patient = _people(visit.patient, coverage)
    return Claim(
        id=claim_id,
        encounter_id=visit.encounter.id,
        patient_id=visit.patient.id,
        coverage_id=coverage.id,
        control=visit.encounter.account,
        frequency=_frequency(frequency, proved, kind),
        billing=practice,
        rendering=provider,
        payer=payer,
        member_id=coverage.member_id,
        group_number=coverage.group_number,
        plan_name=coverage.plan_name,
        relationship=coverage.relationship,
        subscriber=subscriber,
        patient=patient,
        place_of_service=visit.encounter.place_of_service,
        diagnoses=tuple(ClaimDiagnosis(assignment_id=row.id, code=row.code, poa=row.poa) for row in diagnoses),
        lines=_lines(
            tuple(row for row in services if not (is_institutional and row.system is CodeSystem.ICD10PCS)),
            diagnoses,
            charges,
            visit,
            proved.details,
        ),
        delay_reason=details.claim.delay_reason,
        kind=kind,
        details=proved.details.claim,
        procedures=_procedures(services, proved) if is_institutional else (),
        unproven=proved.unproven,
        in_force=coverage.in_force,
    )


def _frequency(frequency: str, proved: Proved, kind: ClaimKind) -> str:
    """One of a hospital's several bills says so as long as it corrects none."""
    interim = proved.details.claim.stay.interim
    return interim if interim and kind is ClaimKind.INSTITUTIONAL and frequency == ORIGINAL else frequency


def _procedures(services: tuple[CodeAssignment, ...], proved: Proved) -> tuple[ClaimProcedure, ...]:
    return tuple(
        ClaimProcedure(assignment_id=row.id, code=row.code, on=proved.details.line(row.id).performed_on)
        for row in services
        if row.system is CodeSystem.ICD10PCS
    )


def _people(patient: Patient, coverage: Coverage) -> tuple[ClaimPerson | None, ClaimPerson | None]:
    """Subscriber and, when that is another person, patient (loops 2010BA and 2010CA)."""
    treated = ClaimPerson(name=patient.name, birth_date=patient.birth_date, sex=patient.sex, address=patient.address)
    if coverage.relationship is Relationship.SELF:
        return treated, None
    holder = coverage.subscriber
    if holder is None:
        return None, treated
    return ClaimPerson(name=holder.name, birth_date=holder.birth_date, sex=holder.sex, address=holder.address), treated


def _lines(
    services: tuple[CodeAssignment, ...],
    diagnoses: tuple[CodeAssignment, ...],
    charges: Iterable[Charge],
    visit: CodedVisit,
    entered: VisitDetails,
) -> tuple[ServiceLine, ...]:
    numbers = {row.id: number for number, row in enumerate(diagnoses, start=1)}
    prices = {charge.assignment_id: charge.unit_price for charge in charges}
    more = {row.assignment_id: row for row in entered.lines}
    return tuple(
        ServiceLine(
            assignment_id=row.id,
            system=row.system,
            code=row.code,
            words=row.words,
            modifiers=details.modifiers,
            units=details.units,
            charge=prices.get(row.id, ZERO).times(details.units),
            pointers=_pointers(details.pointers, numbers),
            service_date=entered.line(row.id).performed_on or visit.date_of_service,
            details=more.get(row.id),
        )
        for row in services
        for details in (row.service or ServiceDetails(),)
    )


def _pointers(pointers: tuple[AssignmentId, ...], numbers: dict[AssignmentId, int]) -> tuple[int, ...]:
    return tuple(numbers.get(pointer, NOWHERE) for pointer in pointers)
