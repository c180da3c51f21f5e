"""The providers on a claim, each in a role, and who is paid."""

from dataclasses import dataclass
from enum import StrEnum

from coderdesk.domain.billing.submitted.party import (
    Contact,
    ForeignCurrency,
    Party,
    PostalAddress,
    Reference,
    Specialty,
)


class ProviderRole(StrEnum):
    """The part that somebody, or some place, has in a claim, a service line, or another payer's view of the claim."""

    REFERRING = "DN"
    PRIMARY_CARE = "P3"
    RENDERING = "82"
    FACILITY = "77"
    SUPERVISING = "DQ"
    PICK_UP = "PW"
    DROP_OFF = "45"
    ATTENDING = "71"
    OPERATING = "72"
    OTHER_OPERATING = "ZZ"
    ORDERING = "DK"
    PURCHASED_SERVICE = "QB"
    ASSISTANT_SURGEON = "DD"
    BILLING = "85"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedProvider:
    role: ProviderRole
    party: Party
    specialty: Specialty | None = None
    address: PostalAddress | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayTo:
    """Where the money goes when not to the billing provider's address; for a plan, with what the plan is known by."""

    party: Party
    address: PostalAddress | None = None
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingProvider:
    """Who bills: loops 2000A and 2010AA to 2010AC."""

    party: Party
    specialty: Specialty | None = None
    currency: ForeignCurrency | None = None
    address: PostalAddress | None = None
    references: tuple[Reference, ...] = ()
    contacts: tuple[Contact, ...] = ()
    pay_to: PayTo | None = None
    pay_to_plan: PayTo | None = None


def in_role(providers: tuple[SubmittedProvider, ...], role: ProviderRole) -> SubmittedProvider | None:
    """The first in that role."""
    return next((row for row in providers if row.role is role), None)
