"""The refusal of an action by the rules: carries the findings that say why."""

from coderdesk.domain.values.finding import Finding
from coderdesk.domain.values.trouble import AppError


class Refused(AppError):
    """Nothing was written. `findings` hold at least one that blocks; the sentence is that of the first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings[0].message)
        self.findings = findings
