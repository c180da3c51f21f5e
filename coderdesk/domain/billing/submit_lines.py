"""A line of the desk's claim as a claim file has it: professional, institutional or dental, with what was entered for it."""

from coderdesk.domain.billing.claim import Claim, ServiceLine
from coderdesk.domain.billing.details.claim_details import LineDetails, RevenueLine
from coderdesk.domain.billing.submit_details import attachments_of, named_provider
from coderdesk.domain.billing.submit_parts import dollars, plain
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Reference
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import ProviderRole
from coderdesk.domain.billing.submitted.service_line import (
    SERVICE,
    DentalService,
    InstitutionalService,
    ProfessionalService,
    SubmittedLine,
)
from coderdesk.domain.billing.submitted.supplements import ConditionAnswer, Note
from coderdesk.domain.billing.submitted.treatment import Drug, EquipmentCertification, EquipmentService
from coderdesk.domain.billing.submitted.when import Dated, When
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.values.money import ZERO

LINE_CONTROL = "6R"
_PRESCRIPTION, _PRIOR_PLACEMENT = "XZ", "441"
_HOSPICE_EMPLOYED = "65"


def service_line(number: int, line: ServiceLine, claim: Claim) -> SubmittedLine:
    """The line's number is its control number, which the payer's answer repeats."""
    references = (Reference(kind=LINE_CONTROL, value=str(number)),)
    match claim.kind:
        case ClaimKind.PROFESSIONAL:
            return _professional(line, claim, references)
        case ClaimKind.INSTITUTIONAL:
            return _institutional(line, references)
        case ClaimKind.DENTAL:
            return _dental(line, references)


def revenue_line(number: int, row: RevenueLine) -> SubmittedLine:
    """Accommodation has its price of a day beside it."""
    return SubmittedLine(
        institutional=InstitutionalService(
            revenue_code=row.revenue_code,
            charge=dollars(row.charge),
            unit=row.unit,
            quantity=plain(row.quantity),
            not_covered=dollars(row.not_covered) if row.not_covered != ZERO else None,
        ),
        references=(Reference(kind=LINE_CONTROL, value=str(number)),),
    )


def _procedure(line: ServiceLine, kind: str) -> Procedure:
    return Procedure(
        kind=kind,
        code=x12_text(line.code),
        modifiers=tuple(x12_text(modifier) for modifier in line.modifiers),
        description=x12_text(line.said.description),
    )


def _dates(line: ServiceLine) -> tuple[Dated, ...]:
    last = line.said.until
    spans = last is not None and last > line.service_date
    when = When.between(line.service_date, last) if spans and last else When.on(line.service_date)
    return (Dated(kind=SERVICE, when=when),)


def _professional(line: ServiceLine, claim: Claim, references: tuple[Reference, ...]) -> SubmittedLine:
    said = line.said
    ordering = claim.details.ordering
    return SubmittedLine(
        professional=ProfessionalService(
            procedure=_procedure(line, "HC"),
            charge=dollars(line.charge),
            unit="MJ" if said.minutes is not None else "UN",
            quantity=plain(line.units) if said.minutes is None else plain(said.minutes),
            place_of_service=x12_text(said.place_of_service),
            pointers=line.pointers,
            emergency=said.emergency,
            epsdt=said.epsdt,
            family_planning=said.family_planning,
        ),
        equipment=_equipment(line),
        attachments=attachments_of(said.attachments),
        certification=_certification(said),
        conditions=_hospice(said),
        dates=_dates(line),
        references=references,
        notes=_notes(said),
        drugs=_drugs(said),
        providers=(named_provider(ProviderRole.ORDERING, ordering),) if ordering.is_named else (),
    )


def _institutional(line: ServiceLine, references: tuple[Reference, ...]) -> SubmittedLine:
    said = line.said
    return SubmittedLine(
        institutional=InstitutionalService(
            revenue_code=x12_text(said.revenue_code),
            procedure=_procedure(line, "HC"),
            charge=dollars(line.charge),
            unit="UN",
            quantity=plain(line.units),
            not_covered=dollars(said.not_covered) if said.not_covered != ZERO else None,
        ),
        attachments=attachments_of(said.attachments),
        dates=_dates(line),
        references=references,
        drugs=_drugs(said),
    )


def _dental(line: ServiceLine, references: tuple[Reference, ...]) -> SubmittedLine:
    said = line.said
    dates: tuple[Dated, ...] = (Dated(kind=SERVICE, when=When.on(line.service_date)),)
    if said.prosthesis_before:
        dates += (Dated(kind=_PRIOR_PLACEMENT, when=When.on(said.prosthesis_before)),)
    return SubmittedLine(
        dental=DentalService(
            procedure=_procedure(line, "AD"),
            charge=dollars(line.charge),
            place_of_service=x12_text(said.place_of_service),
            areas=said.areas,
            prosthesis=said.prosthesis,
            quantity=plain(line.units),
            pointers=line.pointers,
        ),
        teeth=said.teeth,
        dates=dates,
        references=references,
    )


def _drugs(said: LineDetails) -> tuple[Drug, ...]:
    if not said.drug_code:
        return ()
    prescription = x12_text(said.prescription)
    return (
        Drug(
            code_kind="N4",
            code=said.drug_code.replace("-", ""),
            quantity=plain(said.drug_quantity) if said.drug_quantity is not None else None,
            unit=said.drug_unit,
            references=(Reference(kind=_PRESCRIPTION, value=prescription),) if prescription else (),
        ),
    )


def _equipment(line: ServiceLine) -> EquipmentService | None:
    said = line.said
    if said.equipment_days is None:
        return None
    return EquipmentService(
        procedure_kind="HC",
        procedure=x12_text(line.code),
        unit="DA",
        days=plain(said.equipment_days),
        rental_price=dollars(said.rental_price) if said.rental_price != ZERO else None,
        purchase_price=dollars(said.purchase_price) if said.purchase_price != ZERO else None,
        frequency=said.rental_frequency,
    )


def _certification(said: LineDetails) -> EquipmentCertification | None:
    if not said.need_kind:
        return None
    return EquipmentCertification(
        kind=said.need_kind,
        unit="MO" if said.need_months is not None else "",
        duration=plain(said.need_months) if said.need_months is not None else None,
    )


def _hospice(said: LineDetails) -> tuple[ConditionAnswer, ...]:
    if not said.hospice:
        return ()
    return (ConditionAnswer(category="70", answer=said.hospice, conditions=(_HOSPICE_EMPLOYED,)),)


def _notes(said: LineDetails) -> tuple[Note, ...]:
    text = x12_text(said.note)
    return (Note(kind="ADD", text=text),) if text else ()
