"""The practice's charge list and fee schedule: what a service is called here and what it costs."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import PayerId
from coderdesk.domain.values.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeItem:
    """A row of the chargemaster: a service in the practice's own words. `unit_words` says what one unit is."""

    system: CodeSystem
    code: str
    words: str
    unit_words: str = ""
    category: str = ""
    in_force: Period = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A price for one unit of a code. An empty `modifier` or a None `payer_id` stands for "any"."""

    code: str
    price: Money
    modifier: str = ""
    payer_id: PayerId | None = None
    in_force: Period = Period()


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedService:
    """A row of the charge list together with its standard price, as it is entered: one service, one page.

    `id` is the row's place in the list of records ("CPT 99213"); fees by payer or modifier stay beside it untouched.
    """

    id: str
    item: ChargeItem
    price: Money | None = None


def priced_services(items: tuple[ChargeItem, ...], fees: tuple[Fee, ...], on: date) -> tuple[PricedService, ...]:
    """The charge list with the standard price in force on a day."""
    prices = {
        item.code: price_on(fees, code=item.code, modifiers=(), payer_id=None, date_of_service=on) for item in items
    }
    return tuple(
        PricedService(id=f"{item.system} {item.code}", item=item, price=price.unit_price if price else None)
        for item in items
        for price in (prices[item.code],)
    )


@dataclass(frozen=True, slots=True)
class Price:
    """A unit price and, in words, where it comes from."""

    unit_price: Money
    source: str


def price_on(
    fees: tuple[Fee, ...], *, code: str, modifiers: tuple[str, ...], payer_id: PayerId | None, date_of_service: date
) -> Price | None:
    """The price of one unit. The payer's own fee wins over the general one, then the modifier's over the plain code's.

    A modifier or payer without a fee of its own falls back, so that adding a modifier never hides the fee. Among equals the
    latest start wins. None when the schedule has no price for the code on that date.
    """
    fitting = [
        fee
        for fee in fees
        if fee.code == code
        and fee.in_force.covers(date_of_service)
        and fee.payer_id in (None, payer_id)
        and (not fee.modifier or fee.modifier in modifiers)
    ]
    best = max(
        fitting,
        key=lambda fee: (fee.payer_id is not None, bool(fee.modifier), fee.in_force.start or date.min),
        default=None,
    )
    return Price(best.price, _source(best)) if best else None


def _source(fee: Fee) -> str:
    parts = ["payer's fee" if fee.payer_id else "standard fee"]
    if fee.modifier:
        parts.append(f"modifier {fee.modifier}")
    if fee.in_force.start:
        parts.append(f"from {fee.in_force.start:%m/%d/%Y}")
    return ", ".join(parts)
