"""The notice a patient gets before a service that the payer may not cover, and what the patient chose."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coderdesk.domain.values.ids import EncounterId, NoticeId
from coderdesk.domain.values.money import ZERO, Money


class NoticeChoice(StrEnum):
    """The three ways of form CMS-R-131, in its order; NONE until the patient has chosen."""

    NONE = "none"
    BILL_PAYER = "bill_payer"
    PAY_WITHOUT_BILLING = "pay_without_billing"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeService:
    """A service on the notice, in words that a patient understands. `cost` is a good-faith estimate."""

    code: str
    words: str
    cost: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceNotice:
    """`reason` is why the payer may not pay. It is required when denial as not necessary is expected, voluntary for what the
    law excludes. `signed_on` is None while it lies unsigned."""

    id: NoticeId
    encounter_id: EncounterId
    services: tuple[NoticeService, ...]
    reason: str
    issued_on: date
    is_voluntary: bool = False
    choice: NoticeChoice = NoticeChoice.NONE
    signed_by: str = ""
    signed_on: date | None = None
    remarks: str = ""

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None and self.choice is not NoticeChoice.NONE

    @property
    def total(self) -> Money:
        return Money.sum(service.cost for service in self.services)

    def covers(self, code: str, on: date) -> bool:
        """Whether it was signed for that service, on or before its day."""
        signed = self.signed_on
        chosen = self.choice in (NoticeChoice.BILL_PAYER, NoticeChoice.PAY_WITHOUT_BILLING)
        return signed is not None and chosen and signed <= on and any(one.code == code for one in self.services)
