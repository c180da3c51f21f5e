"""The people named on a claim, each with the place where its particulars are mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from coderdesk.domain.billing.claim import Claim, ClaimPerson
from coderdesk.domain.values.finding import Location, Place


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """`role` begins a sentence ("The patient"); `prefix` leads from the place to the person's fields."""

    role: str
    person: ClaimPerson
    place: Place
    id: str
    prefix: str = ""

    def at(self, field: str) -> Location:
        return Location(self.place, self.id, self.prefix + field)


def treated_person(claim: Claim) -> NamedPerson | None:
    """The patient, whose address and birth date every claim carries."""
    return NamedPerson("The patient", claim.treated, Place.PATIENT, claim.patient_id) if claim.treated else None


def named_persons(claim: Claim) -> Iterator[NamedPerson]:
    """The patient, and the subscriber when that is another person."""
    treated = treated_person(claim)
    if treated is not None:
        yield treated
    if claim.patient is not None and claim.subscriber is not None:
        yield NamedPerson("The subscriber", claim.subscriber, Place.COVERAGE, claim.coverage_id, "subscriber.")
