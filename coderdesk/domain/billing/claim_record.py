"""A stored claim and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.values.ids import ClaimId, EncounterId
from coderdesk.domain.values.money import Money


class ClaimState(StrEnum):
    """READY waits for its file, EXPORTED stands in one, WITHDRAWN never left the house.

    REOPENED left and is being followed by another: the payer refused it, or it is replaced or voided.
    """

    READY = "ready"
    EXPORTED = "exported"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """The claim itself never changes; a correction is a claim of its own. `sequel_id` names what it follows another claim by."""

    claim: Claim
    state: ClaimState
    created_at: datetime
    sequel_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSummary:
    """A claim as a list shows it. `patient_name` is written for lists: "Rivera, Ana"."""

    id: ClaimId
    encounter_id: EncounterId
    control: str
    patient_name: str
    payer_name: str
    date_of_service: date
    total: Money
    state: ClaimState
    created_at: datetime
    sequel_id: str | None = None
