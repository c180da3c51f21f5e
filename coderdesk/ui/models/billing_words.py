"""What stands in each column of the claims list, in words and as what it is sorted by."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.billing.claim_sequel import SequelKind
from coderdesk.services.billing_list import BillingRow, BillingState
from coderdesk.ui.text import tr, tr_count

STATE, PATIENT, ACCOUNT, SERVICE_DAY, PAYER, PROVIDER, FILE_BY, MADE_ON, AMOUNT = range(9)
_NEVER = 1 << 30


def state_words(row: BillingRow) -> str:
    match row.state:
        case BillingState.READY:
            return _ready_words(row)
        case BillingState.INTERRUPTED:
            return tr("Claim being written")
        case BillingState.CLAIM:
            return _sent_words(row)
        case BillingState.REFUSED:
            return tr("Claim refused")
        case BillingState.FOLLOWED:
            return tr("Claim corrected")
        case _:
            return tr("Invoice {number}", number=row.number)


def _ready_words(row: BillingRow) -> str:
    match row.follows:
        case SequelKind.REPLACE:
            return tr("Ready: replacement")
        case SequelKind.VOID:
            return tr("Ready: void")
        case SequelKind.SECONDARY:
            return tr("Ready: next payer")
        case SequelKind.LATE:
            return tr("Ready: late charges")
        case _:
            return tr("Ready: claim") if row.payer else tr("Ready: invoice")


def _sent_words(row: BillingRow) -> str:
    match row.standing:
        case ClaimStanding.RECEIVED:
            return tr("Claim received")
        case ClaimStanding.ACCEPTED:
            return tr("Claim accepted")
        case ClaimStanding.REJECTED:
            return tr("Claim refused")
        case _:
            return tr("Claim exported")


def deadline_words(row: BillingRow) -> str:
    """The countdown to the payer's last day, "" where there is none."""
    left = row.days_left
    if left is None:
        return ""
    if left < 0:
        return tr_count("{count} day late", "{count} days late", -left)
    return tr_count("{count} day left", "{count} days left", left)


def kind_words(row: BillingRow) -> str:
    """The state without what tells one row from the next: every invoice is an "Invoice"."""
    return tr("Invoice") if row.state is BillingState.INVOICE else state_words(row)


def kinds_of(rows: Iterable[BillingRow]) -> list[str]:
    """The kinds that there are among the rows, in the order of the alphabet."""
    examples = {(row.state, row.follows, row.standing, not row.payer): row for row in rows}
    return sorted({kind_words(row) for row in examples.values()})


@lru_cache(maxsize=4096)
def day_words(day: date | None) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}" if day is not None else ""


CELLS: tuple[Callable[[BillingRow], str], ...] = (
    state_words,
    lambda row: row.patient,
    lambda row: row.account,
    lambda row: day_words(row.date_of_service),
    lambda row: row.payer or tr("Self-pay"),
    lambda row: row.provider,
    deadline_words,
    lambda row: day_words(row.made_on),
    lambda row: str(row.total) if row.total is not None else "",
)
"""The text of each column."""

_Key = Callable[[BillingRow], str] | Callable[[BillingRow], int]
SORT_KEYS: tuple[_Key, ...] = (
    state_words,
    lambda row: row.patient,
    lambda row: row.account,
    lambda row: row.date_of_service.toordinal(),
    lambda row: row.payer,
    lambda row: row.provider,
    lambda row: row.days_left if row.days_left is not None else _NEVER,
    lambda row: row.made_on.toordinal() if row.made_on is not None else 0,
    lambda row: row.total.cents if row.total is not None else -1,
)
"""What each column is sorted by: what is late comes first, what has no last day comes last."""


def searched_text(row: BillingRow) -> str:
    """All that stands in a row, in small letters, for the filter field."""
    return "\n".join([cell(row) for cell in CELLS]).casefold()
