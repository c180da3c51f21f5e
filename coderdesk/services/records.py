"""The practice's records: practice, providers, payers, patients, guarantors and coverages."""

from dataclasses import dataclass

from coderdesk.domain.billing.payer import Coverage, Payer
from coderdesk.domain.people.patient import Guarantor, Patient
from coderdesk.domain.people.practice import Practice, Provider
from coderdesk.domain.values.kinds import Kind
from coderdesk.services.changes import Changes
from coderdesk.services.desk import Desk

Record = Practice | Provider | Payer | Patient | Guarantor | Coverage

_PEOPLE = (Kind.PRACTICE, Kind.PROVIDER, Kind.PAYER, Kind.PATIENT, Kind.GUARANTOR, Kind.COVERAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything the records page lists; `practice` is None in a vault that is still empty."""

    practice: Practice | None
    providers: tuple[Provider, ...]
    payers: tuple[Payer, ...]
    patients: tuple[Patient, ...]
    guarantors: tuple[Guarantor, ...]
    coverages: tuple[Coverage, ...]


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
    return Changes.of("Saved", *_PEOPLE, ids=(record.id,))
