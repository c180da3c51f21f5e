"""A person's word against a rule: the written reason with which a finding that may be overridden stops blocking."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from coderdesk.domain.values.finding import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """It answers the finding of `rule_id` about `subject` in one visit, whoever runs the rule. An empty reason takes an
    earlier one back; of several the last counts."""

    rule_id: str
    subject: str
    reason: str
    made_by: str
    made_at: datetime


def settled(findings: tuple[Finding, ...], overrides: Iterable[Override]) -> tuple[Finding, ...]:
    """The findings, those that were overridden as information with the reason in it; a plain STOP is never overridden."""
    standing = {(one.rule_id, one.subject): one for one in overrides}
    return tuple(_settled(finding, standing.get((finding.rule_id, finding.subject))) for finding in findings)


def _settled(finding: Finding, override: Override | None) -> Finding:
    if override is None or not override.reason or finding.severity is not Severity.STOP_OVERRIDE:
        return finding
    return replace(
        finding,
        severity=Severity.INFO,
        message=f"{finding.message} Overridden by {override.made_by}: {override.reason}",
    )
