"""What a filtered list of claims comes to: how many, how much, and by which insurer it is still unbilled."""

from collections.abc import Sequence

from coderdesk.domain.billing.clean_claims import CleanRate
from coderdesk.domain.values.money import Money
from coderdesk.services.billing_list import BillingRow
from coderdesk.ui.text import tr, tr_count

_NAMED = 3


def total_of(rows: Sequence[BillingRow]) -> Money:
    return Money(sum([row.total.cents for row in rows if row.total is not None]))


def shown_words(rows: Sequence[BillingRow], of: int) -> str:
    """ "12 of 40 shown, $1,204.50"."""
    return tr("{count} of {of} shown, {total}", count=str(len(rows)), of=str(of), total=str(total_of(rows)))


def unbilled_words(rows: Sequence[BillingRow]) -> str:
    """The insurers with the most unbilled, "" when nothing is."""
    of_payer: dict[str, list[BillingRow]] = {}
    for row in rows:
        if row.is_unbilled:
            of_payer.setdefault(row.payer, []).append(row)
    if not of_payer:
        return ""
    largest = sorted(of_payer.items(), key=lambda item: (-total_of(item[1]).cents, item[0]))
    named = [f"{payer} {len(held)} ({total_of(held)})" for payer, held in largest[:_NAMED]]
    others = [row for _, held in largest[_NAMED:] for row in held]
    if others:
        named.append(tr("others {count} ({total})", count=str(len(others)), total=str(total_of(others))))
    return tr("Unbilled: {insurers}", insurers=", ".join(named))


def clean_words(rate: CleanRate) -> str:
    if rate.percent is None:
        return tr("Clean claims: none checked since {day}", day=f"{rate.first:%m/%d/%Y}")
    return tr(
        "Clean claims: {percent} % ({clean} of {checked} since {day})",
        percent=str(rate.percent),
        clean=str(rate.clean),
        checked=str(rate.checked),
        day=f"{rate.first:%m/%d/%Y}",
    )


def clean_help(rate: CleanRate) -> str:
    days = (rate.last - rate.first).days + 1
    return tr(
        "A claim is clean when no edit stops or warns the first time that it is checked, untouched. Counted: claims first "
        "checked in the last {days} days.",
        days=str(days),
    )


def ready_words(count: int, chosen: Sequence[BillingRow]) -> str:
    words = tr_count("{count} claim ready to export", "{count} claims ready to export", count)
    return f"{words}, {total_of(chosen)}"
