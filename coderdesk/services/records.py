"""The practice's records: practice, providers, payers, patients, guarantors and coverages."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coderdesk.domain.billing.fees import ChargeItem, Fee, PricedService, priced_services
from coderdesk.domain.billing.payer import Coverage, Payer, Relationship
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Guarantor, Patient, Sex
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import CoverageId, GuarantorId, PatientId, PayerId, ProviderId
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk
from coderdesk.shared.ids import new_id

if TYPE_CHECKING:
    from coderdesk.storage.unit_of_work import UnitOfWork  # SQLAlchemy, with the first visit that is opened

Record = Practice | Provider | Payer | Patient | Guarantor | Coverage | PricedService

_TOUCHED = (Kind.PRACTICE, Kind.PROVIDER, Kind.PAYER, Kind.PATIENT, Kind.GUARANTOR, Kind.COVERAGE, Kind.FEES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything the records page lists; `practice` is None in a vault that is still empty."""

    practice: Practice | None
    providers: tuple[Provider, ...]
    payers: tuple[Payer, ...]
    patients: tuple[Patient, ...]
    guarantors: tuple[Guarantor, ...]
    coverages: tuple[Coverage, ...]
    services: tuple[PricedService, ...] = ()


def with_record(records: Records, record: Record) -> Records:
    """The same records with one more, which is not stored yet."""
    match record:
        case Provider():
            return replace(records, providers=(*records.providers, record))
        case Payer():
            return replace(records, payers=(*records.payers, record))
        case Patient():
            return replace(records, patients=(*records.patients, record))
        case Guarantor():
            return replace(records, guarantors=(*records.guarantors, record))
        case Coverage():
            return replace(records, coverages=(*records.coverages, record))
        case PricedService():
            return replace(records, services=(*records.services, record))
        case Practice():
            return replace(records, practice=record)


def list_records(*, desk: Desk) -> Records:
    with desk.vault.reading() as unit:
        patients = unit.patients.all()
        return Records(
            practice=unit.practice.find(),
            providers=unit.providers.all(),
            payers=unit.payers.all(),
            patients=patients,
            guarantors=unit.guarantors.all(),
            coverages=tuple(row for patient in patients for row in unit.coverages.of_patient(patient.id)),
            services=priced_services(unit.fees.charge_items(), unit.fees.fees(), desk.clock.today()),
        )


def save_record(*, desk: Desk, record: Record) -> Changes:
    """Insert or update one record. Its form has checked what can be checked alone; claims check the rest."""
    with desk.vault.writing(actor=desk.actor, action="save_record", now=desk.clock.now()) as unit:
        match record:
            case Practice():
                unit.practice.save(record)
            case Provider():
                unit.providers.save(record)
            case Payer():
                unit.payers.save(record)
            case Patient():
                unit.patients.save(record)
            case Guarantor():
                unit.guarantors.save(record)
            case Coverage():
                unit.coverages.save(record)
            case PricedService():
                _save_service(unit, record, desk.clock.today())
    return Changes.of("Saved", *_TOUCHED, ids=(record.id,))


def _save_service(unit: "UnitOfWork", service: PricedService, today: date) -> None:
    """The words, and the standard price from today on; an earlier price keeps its time until yesterday."""
    unit.fees.save_charge_items((service.item,))
    if service.price is None:
        return
    current = [
        fee
        for fee in unit.fees.fees()
        if fee.code == service.item.code and not fee.modifier and fee.payer_id is None and fee.in_force.covers(today)
    ]
    if any(fee.price == service.price for fee in current):
        return
    for fee in current:
        if fee.in_force.start is not None and fee.in_force.start < today:
            ended = Period(fee.in_force.start, today - timedelta(days=1))
            unit.fees.save_fees((replace(fee, in_force=ended),))
    start = today if current else None
    unit.fees.save_fees((Fee(code=service.item.code, price=service.price, in_force=Period(start, None)),))


def new_provider() -> Provider:
    return Provider(id=ProviderId(new_id()), name=PersonName(last="", first=""), credentials="", npi="", taxonomy="")


def new_payer() -> Payer:
    return Payer(id=PayerId(new_id()), name="", payer_id="", filing_indicator="CI", address=Address())


def new_patient() -> Patient:
    """`date.min` stands for a birth date that was not entered yet; the form does not save it."""
    return Patient(
        id=PatientId(new_id()),
        record_number="",
        name=PersonName(last="", first=""),
        birth_date=date.min,
        sex=Sex.UNKNOWN,
        address=Address(),
    )


def new_guarantor() -> Guarantor:
    return Guarantor(id=GuarantorId(new_id()), name=PersonName(last="", first=""), address=Address())


def new_coverage(*, patient_id: PatientId, payer_id: PayerId, priority: int) -> Coverage:
    return Coverage(
        id=CoverageId(new_id()),
        patient_id=patient_id,
        payer_id=payer_id,
        priority=priority,
        relationship=Relationship.SELF,
        member_id="",
    )


def new_service() -> PricedService:
    return PricedService(id=new_id(), item=ChargeItem(system=CodeSystem.CPT, code="", words=""))
