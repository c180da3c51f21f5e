"""Who is billed first, and under whose policy."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.people.address import Address
from coderdesk.domain.people.name import PersonName
from coderdesk.domain.people.patient import Sex
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import CoverageId, PatientId, PayerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """`payer_id` is the electronic identifier; `filing_indicator` the SBR09 code ("CI", "MB" for Medicare Part B ...).

    `filing_days` is how long after the service it takes claims, 0 where that is not known; `member_pattern` the form of its
    member ids ("AAA999999": A a letter, 9 a digit, ? either; several by commas), "" where any will do. `kind` tells how it
    wants services told (domain/coding/payer_switches); "" leaves that to the filing indicator and the name.
    """

    id: PayerId
    name: str
    payer_id: str
    filing_indicator: str
    address: Address
    phone: str = ""
    filing_days: int = 0
    member_pattern: str = ""
    kind: str = ""

    @property
    def is_medicare(self) -> bool:
        return self.filing_indicator in ("MA", "MB")


class Relationship(StrEnum):
    """The patient to the subscriber."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """The person who holds the policy, when that is not the patient."""

    name: PersonName
    birth_date: date
    sex: Sex
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A patient's policy with a payer. `priority` 1 is billed first. `subscriber` is None when it is the patient."""

    id: CoverageId
    patient_id: PatientId
    payer_id: PayerId
    priority: int
    relationship: Relationship
    member_id: str
    group_number: str = ""
    plan_name: str = ""
    subscriber: Subscriber | None = None
    in_force: Period = Period()


def primary_on(coverages: tuple[Coverage, ...], date_of_service: date) -> Coverage | None:
    """The coverage that is billed first for a date of service; None means that the patient pays."""
    active = [row for row in coverages if row.in_force.covers(date_of_service)]
    return min(active, key=lambda row: row.priority, default=None)
