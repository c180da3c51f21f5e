"""Diagnoses, procedures, occurrences, values and conditions as a claim lists them."""

from dataclasses import dataclass
from decimal import Decimal

from coderdesk.domain.billing.submitted.when import When

DIAGNOSES = frozenset({"ABK", "BK", "ABF", "BF", "TQ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCode:
    """One entry. `kind` names its list: ABK/ABF diagnoses, ABJ/APR/ABN admitting, reason for visit, external cause, DR the DRG,
    BBR/BBQ procedures, BH/BI occurrences and spans, BE values (with `amount`), BG conditions, TC treatment codes, BP anesthesia.

    Codes stand without a dot. `present_on_admission` is Y, N, U, W or 1.
    """

    kind: str
    code: str = ""
    when: When | None = None
    amount: Decimal | None = None
    quantity: Decimal | None = None
    version: str = ""
    other_code: str = ""
    present_on_admission: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCodeGroup:
    """Those that stand together in one HI segment, up to twelve."""

    codes: tuple[HealthCode, ...]
