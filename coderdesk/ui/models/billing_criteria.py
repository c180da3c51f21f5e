"""Which claims and invoices a person asks to see: by state, payer, provider, age and amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.models.billing_words import kind_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """ "" and None stand for all. Ages count from the date of service in days; amounts are included at both ends."""

    state: str = ""
    payer: str = ""
    provider: str = ""
    days: int = 0
    least: Money | None = None
    most: Money | None = None
    unbilled: bool = False

    def narrow(self, places: list[int], rows: Sequence[BillingRow], today: date) -> list[int]:
        """The places of the rows that meet every criterion, in their order."""
        if self.payer:
            places = [at for at in places if rows[at].payer == self.payer]
        if self.provider:
            places = [at for at in places if rows[at].provider == self.provider]
        if self.unbilled:
            places = [at for at in places if rows[at].is_unbilled]
        if self.days:
            last = today - timedelta(days=self.days)
            places = [at for at in places if rows[at].date_of_service <= last]
        if self.least is not None or self.most is not None:
            places = [at for at in places if self._takes_amount(rows[at].total)]
        return [at for at in places if kind_words(rows[at]) == self.state] if self.state else places

    def _takes_amount(self, total: Money | None) -> bool:
        if total is None:
            return False
        above = self.least is None or total.cents >= self.least.cents
        return above and (self.most is None or total.cents <= self.most.cents)
