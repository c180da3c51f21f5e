"""277CA: what became of each claim at the door of the payer or clearinghouse."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coderdesk.domain.billing.answers.verdict import Verdict
from coderdesk.domain.billing.submitted.party import Party, Reference
from coderdesk.domain.billing.submitted.pricing import KindAmount, KindQuantity

_FORWARDED, _PENDING = "A0", "P"
_ACCEPTED = frozenset({"A1", "A2", "A5"})
_REJECTED = frozenset({"A3", "A4", "A6", "A7", "A8"})
_REJECT = "U"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCode:
    """`category` A1 to A8 is the verdict, `code` says why, `entity` whom it is about ("IL" the subscriber, "85" who bills)."""

    category: str
    code: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """`action` is WQ accept or U reject. `on` is None where the payer gave no day of the calendar."""

    codes: tuple[StatusCode, ...]
    on: date | None = None
    action: str = ""
    charge: Decimal | None = None
    words: str = ""

    @property
    def verdict(self) -> Verdict:
        categories = {code.category for code in self.codes}
        if self.action == _REJECT or categories & _REJECTED:
            return Verdict.REJECTED
        if _FORWARDED in categories:
            return Verdict.FORWARDED
        return Verdict.ACCEPTED if categories & _ACCEPTED else Verdict.PENDING


def verdict_of(statuses: tuple[Status, ...]) -> Verdict:
    """One rejection rejects."""
    verdicts = [status.verdict for status in statuses]
    if Verdict.REJECTED in verdicts:
        return Verdict.REJECTED
    return verdicts[-1] if verdicts else Verdict.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAnswer:
    """`line` is the line item control number that we sent."""

    line: str
    procedure: str
    charge: Decimal | None = None
    statuses: tuple[Status, ...] = ()
    references: tuple[Reference, ...] = ()
    service_dates: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """`control` is our CLM01, `payer_claim_number` the payer's; `service_dates` stand as the payer wrote them."""

    control: str
    patient: Party
    provider: Party | None
    statuses: tuple[Status, ...]
    payer_claim_number: str = ""
    references: tuple[Reference, ...] = ()
    service_dates: str = ""
    lines: tuple[LineAnswer, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.statuses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderAnswer:
    provider: Party
    trace: str = ""
    statuses: tuple[Status, ...] = ()
    amounts: tuple[KindAmount, ...] = ()
    quantities: tuple[KindQuantity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAnswer:
    """One transaction set. `batch` is our BHT03, by which the file is found that it answers; `reference` is the payer's own."""

    reference: str
    made_on: date | None
    source: Party
    receiver: Party | None
    batch: str
    statuses: tuple[Status, ...]
    amounts: tuple[KindAmount, ...] = ()
    quantities: tuple[KindQuantity, ...] = ()
    providers: tuple[ProviderAnswer, ...] = ()
    claims: tuple[ClaimAnswer, ...] = ()

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.statuses)
