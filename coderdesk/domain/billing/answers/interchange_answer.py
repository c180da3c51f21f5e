"""TA1: whether an envelope was accepted."""

from dataclasses import dataclass
from datetime import date

from coderdesk.domain.billing.answers.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class InterchangeAnswer:
    """`control` is our ISA13; `note` the code of what was wrong, "000" for nothing. The date is that of our envelope."""

    control: str
    made_on: date | None
    time: str
    verdict: Verdict
    note: str = ""
