"""The clean-claim rate: how many claims passed every edit untouched when they were first looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from coderdesk.domain.values.finding import Finding, Severity
from coderdesk.domain.values.ids import EncounterId

PERIOD_DAYS = 90
_SPOILS = frozenset({Severity.STOP, Severity.STOP_OVERRIDE, Severity.WARN})


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCheck:
    """What came out when a visit's claim was first checked. `findings` are those that stop or warn."""

    encounter_id: EncounterId
    checked_at: datetime
    findings: int

    @property
    def is_clean(self) -> bool:
        return self.findings == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanRate:
    """Of `checked` claims whose first check lies between `first` and `last`, both included, `clean` had no finding."""

    first: date
    last: date
    checked: int
    clean: int

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all; None while nothing was checked."""
        return self.clean * 100 // self.checked if self.checked else None


def spoiling(findings: Iterable[Finding]) -> int:
    """How many findings keep a claim from being clean: those that stop, overridden or not, and warnings."""
    return sum(finding.severity in _SPOILS for finding in findings)


def clean_rate(checks: Iterable[FirstCheck], *, first: date, last: date) -> CleanRate:
    within = [row for row in checks if first <= row.checked_at.astimezone().date() <= last]
    return CleanRate(first=first, last=last, checked=len(within), clean=sum(row.is_clean for row in within))
