"""What was entered for a visit's claim, in the segments of a claim file."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.details.claim_details import OtherProvider, Site
from coderdesk.domain.billing.submit_parts import dollars, organisation, person, plain, postal, specialty
from coderdesk.domain.billing.submitted.dental import Orthodontics
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Party, PartyKind, Reference
from coderdesk.domain.billing.submitted.policy import PatientState
from coderdesk.domain.billing.submitted.pricing import KindAmount
from coderdesk.domain.billing.submitted.provider import ProviderRole, SubmittedProvider
from coderdesk.domain.billing.submitted.submitted_claim import PAYER_CLAIM_NUMBER, Admission
from coderdesk.domain.billing.submitted.supplements import Attachment, ConditionAnswer, Note
from coderdesk.domain.billing.submitted.treatment import AmbulanceTransport, SpinalManipulation
from coderdesk.domain.billing.submitted.when import Dated, DateForm, When
from coderdesk.domain.billing.x12_text import x12_text
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.practice import Provider
from coderdesk.domain.values.money import ZERO

# The kinds of dates of 005010X222A1, X223A2 and X224A2, loop 2300
_PROFESSIONAL_DAYS = (
    ("431", "onset"),
    ("454", "initial_treatment"),
    ("304", "last_seen"),
    ("453", "acute"),
    ("484", "last_period"),
    ("455", "last_xray"),
    ("471", "prescription"),
    ("297", "last_worked"),
    ("296", "back_to_work"),
    ("435", "hospital_from"),
    ("096", "hospital_until"),
    ("090", "care_assumed"),
    ("091", "care_given_up"),
    ("444", "first_contact"),
)
_DISABLED = {(True, False): "360", (False, True): "361", (True, True): "314"}
_ACCIDENT, _APPLIANCE, _STATEMENT, _ADMITTED, _DISCHARGED = "439", "452", "434", "435", "096"


def _on(kind: str, day: date | None) -> Iterator[Dated]:
    if day is not None:
        yield Dated(kind=kind, when=When.on(day))


def dates_of(claim: Claim) -> tuple[Dated, ...]:
    match claim.kind:
        case ClaimKind.PROFESSIONAL:
            return tuple(_professional_dates(claim))
        case ClaimKind.INSTITUTIONAL:
            return tuple(_institutional_dates(claim))
        case ClaimKind.DENTAL:
            accident = _on(_ACCIDENT, claim.details.accident_on)
            return (*accident, *_on(_APPLIANCE, claim.details.days.appliance_placed))


def _professional_dates(claim: Claim) -> Iterator[Dated]:
    days = claim.details.days
    for kind, name in _PROFESSIONAL_DAYS:
        yield from _on(kind, getattr(days, name))
        if kind == "453":
            yield from _on(_ACCIDENT, claim.details.accident_on)
        if kind == "471":
            yield from _disability(days.disabled_from, days.disabled_until)


def _disability(first: date | None, last: date | None) -> Iterator[Dated]:
    kind = _DISABLED.get((first is not None, last is not None), "")
    if first is not None and last is not None:
        yield Dated(kind=kind, when=When.between(first, last))
    else:
        yield from _on(kind, first or last)


def _institutional_dates(claim: Claim) -> Iterator[Dated]:
    stay = claim.details.stay
    if stay.discharge_hour:
        yield Dated(kind=_DISCHARGED, when=When(form=DateForm.TIME, time=stay.discharge_hour))
    first = stay.statement_from or min((line.service_date for line in claim.lines), default=None)
    last = stay.statement_until or max((line.last_date for line in claim.lines), default=None)
    if first and last:
        yield Dated(kind=_STATEMENT, when=When.between(first, last))
    if stay.admitted_on and stay.admission_hour:
        admitted = When(form=DateForm.MINUTE, first=stay.admitted_on, time=stay.admission_hour)
        yield Dated(kind=_ADMITTED, when=admitted)
    elif stay.admitted_on:
        yield from _on(_ADMITTED, stay.admitted_on)


def admission_of(claim: Claim) -> Admission | None:
    if not claim.is_institutional:
        return None
    stay = claim.details.stay
    return Admission(kind=stay.admission_type, source=stay.admission_source, patient_status=stay.patient_status)


def accident_of(claim: Claim) -> tuple[tuple[str, ...], str]:
    """Causes and state; a hospital says the same by occurrence codes and REF LU."""
    if claim.is_institutional:
        return (), ""
    return claim.details.causes, x12_text(claim.details.accident_state) if claim.details.causes else ""


def orthodontics_of(claim: Claim) -> Orthodontics | None:
    dental = claim.details.dental
    if claim.kind is not ClaimKind.DENTAL or (dental.total_months is None and dental.months_left is None):
        return None
    return Orthodontics(
        total_months=plain(dental.total_months) if dental.total_months is not None else None,
        months_left=plain(dental.months_left) if dental.months_left is not None else None,
    )


def attachments_of(rows: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(kind=row.kind, sent_by=row.sent_by, control_number=x12_text(row.control_number)) for row in rows
    )


def paid_of(claim: Claim) -> tuple[KindAmount, ...]:
    paid = claim.details.patient_paid
    if paid == ZERO or claim.is_institutional:
        return ()
    return (KindAmount(kind="F5", amount=dollars(paid)),)


def references_of(claim: Claim) -> tuple[Reference, ...]:
    """In the order of the guide. REF F8: which claim of the payer's a replacement or void is about."""
    details = claim.details
    is_professional = claim.kind is ClaimKind.PROFESSIONAL
    numbers = (
        (PAYER_CLAIM_NUMBER, claim.payer_claim_number),
        (
            "G3" if claim.kind is ClaimKind.DENTAL and details.dental.is_predetermination else "G1",
            details.authorization,
        ),
        ("9F", details.referral),
        ("X4", details.clia if is_professional else ""),
        ("LU", details.accident_state if claim.is_institutional else ""),
    )
    return tuple(Reference(kind=kind, value=x12_text(number)) for kind, number in numbers if x12_text(number))


def notes_of(claim: Claim) -> tuple[Note, ...]:
    text = x12_text(claim.details.note)
    return (Note(kind="ADD", text=text),) if text else ()


def patient_state(claim: Claim) -> PatientState | None:
    """None where nothing is said of the patient's body; a hospital says it by codes."""
    details = claim.details
    said = (details.pregnant, details.weight, details.died_on)
    if claim.kind is not ClaimKind.PROFESSIONAL or not any(value is not None and value != "" for value in said):
        return None
    return PatientState(
        died_on=details.died_on,
        weight_unit="01" if details.weight is not None else "",
        weight=plain(details.weight) if details.weight is not None else None,
        pregnant=details.pregnant,
    )


def transport_of(claim: Claim) -> AmbulanceTransport | None:
    ride = claim.details.ride
    if claim.kind is not ClaimKind.PROFESSIONAL or not ride.is_told:
        return None
    return AmbulanceTransport(
        weight_unit="LB" if ride.weight is not None else "",
        weight=plain(ride.weight) if ride.weight is not None else None,
        reason=ride.reason,
        distance_unit="DH" if ride.miles is not None else "",
        distance=plain(ride.miles) if ride.miles is not None else None,
        round_trip_purpose=x12_text(ride.round_trip),
        stretcher_purpose=x12_text(ride.stretcher),
    )


def spinal_of(claim: Claim) -> SpinalManipulation | None:
    condition = claim.details.spinal_condition
    return SpinalManipulation(condition=condition) if condition and claim.kind is ClaimKind.PROFESSIONAL else None


def conditions_of(claim: Claim) -> tuple[ConditionAnswer, ...]:
    details, is_professional = claim.details, claim.kind is ClaimKind.PROFESSIONAL
    found: list[ConditionAnswer] = []
    if is_professional and details.ride.is_told and details.ride.conditions:
        found.append(ConditionAnswer(category="07", answer="Y", conditions=details.ride.conditions[:5]))
    if is_professional and details.homebound:
        found.append(ConditionAnswer(category="75", answer="Y", conditions=("IH",)))
    if details.epsdt and claim.kind is not ClaimKind.DENTAL:
        answer = "N" if details.epsdt == ("NU",) else "Y"
        found.append(ConditionAnswer(category="ZZ", answer=answer, conditions=details.epsdt[:3]))
    return tuple(found)


def providers_of(claim: Claim) -> tuple[SubmittedProvider, ...]:
    match claim.kind:
        case ClaimKind.PROFESSIONAL:
            return tuple(_professional_providers(claim))
        case ClaimKind.INSTITUTIONAL:
            return tuple(_institutional_providers(claim))
        case ClaimKind.DENTAL:
            return tuple(_dental_providers(claim))


def _professional_providers(claim: Claim) -> Iterator[SubmittedProvider]:
    details = claim.details
    yield from _named(ProviderRole.REFERRING, details.referring)
    yield from _rendering(claim)
    yield from _facility(details.facility)
    yield from _named(ProviderRole.SUPERVISING, details.supervising)
    if details.ride.is_told:
        yield from _end_of_ride(ProviderRole.PICK_UP, details.ride.pick_up)
        yield from _end_of_ride(ProviderRole.DROP_OFF, details.ride.drop_off)


def _institutional_providers(claim: Claim) -> Iterator[SubmittedProvider]:
    """The visit's provider attends unless somebody else is named; then they rendered."""
    details = claim.details
    if details.attending.is_named:
        yield named_provider(ProviderRole.ATTENDING, details.attending, function="AT")
    else:
        yield _of_practice(ProviderRole.ATTENDING, claim.rendering, function="AT")
    yield from _named(ProviderRole.OPERATING, details.operating)
    yield from _named(ProviderRole.OTHER_OPERATING, details.other_operating)
    if details.attending.is_named and details.attending.npi != claim.rendering.npi:
        yield _of_practice(ProviderRole.RENDERING, claim.rendering, function="")
    yield from _facility(details.facility)
    yield from _named(ProviderRole.REFERRING, details.referring)


def _dental_providers(claim: Claim) -> Iterator[SubmittedProvider]:
    details = claim.details
    yield from _named(ProviderRole.REFERRING, details.referring, function="RF")
    yield from _rendering(claim)
    yield from _facility(details.facility)
    yield from _named(ProviderRole.ASSISTANT_SURGEON, details.assistant, function="AS")
    yield from _named(ProviderRole.SUPERVISING, details.supervising)


def _rendering(claim: Claim) -> Iterator[SubmittedProvider]:
    if claim.rendering.npi != claim.billing.npi:
        yield _of_practice(ProviderRole.RENDERING, claim.rendering, function="PE")


def _of_practice(role: ProviderRole, provider: Provider, *, function: str) -> SubmittedProvider:
    return SubmittedProvider(
        role=role,
        party=person(provider.name, "XX", provider.npi),
        specialty=specialty(function, provider.taxonomy) if function else None,
    )


def _named(role: ProviderRole, who: OtherProvider, *, function: str = "") -> Iterator[SubmittedProvider]:
    if who.is_named:
        yield named_provider(role, who, function=function)


def named_provider(role: ProviderRole, who: OtherProvider, *, function: str = "") -> SubmittedProvider:
    """The taxonomy stands only in the roles in which the guide has it."""
    name = PersonName(last=who.last, first=who.first)
    return SubmittedProvider(
        role=role,
        party=person(name, "XX" if who.npi else "", who.npi),
        specialty=specialty(function, who.taxonomy) if function else None,
    )


def _facility(site: Site) -> Iterator[SubmittedProvider]:
    if site.is_named:
        party = organisation(site.name, "XX" if site.npi else "", site.npi)
        yield SubmittedProvider(role=ProviderRole.FACILITY, party=party, address=postal(site.address))


def _end_of_ride(role: ProviderRole, site: Site) -> Iterator[SubmittedProvider]:
    if site.is_named:
        party = Party(kind=PartyKind.ORGANISATION, name=x12_text(site.name))
        yield SubmittedProvider(role=role, party=party, address=postal(site.address))
