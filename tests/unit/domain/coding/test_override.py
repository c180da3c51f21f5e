"""A person's written reason against a rule."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coderdesk.domain.coding.override import Override, settled
from coderdesk.domain.values.finding import Finding, Location, Place, Severity

FINDING = Finding(
    "excludes1",
    Severity.STOP_OVERRIDE,
    "E10.9 and E11.9 exclude each other.",
    Location(Place.ASSIGNMENT, "a-1", "code"),
    "ICD-10-CM Guidelines I.A.12.a",
)
OVERRIDE = Override(
    rule_id="excludes1",
    subject=FINDING.subject,
    reason="unrelated conditions",
    made_by="Ana Coder",
    made_at=datetime(2026, 11, 22, 9, tzinfo=UTC),
)


def test_the_finding_that_was_overridden_informs_and_says_why() -> None:
    """violates: nothing blocks any more, and the reason stands with its author"""
    (after,) = settled((FINDING,), (OVERRIDE,))
    assert after.severity is Severity.INFO
    assert "unrelated conditions" in after.message
    assert "Ana Coder" in after.message


@pytest.mark.parametrize(
    "other",
    [
        replace(OVERRIDE, rule_id="excludes2"),
        replace(OVERRIDE, subject="assignment a-2 code"),
        replace(OVERRIDE, reason=""),
    ],
    ids=["another rule", "another code", "taken back"],
)
def test_an_override_of_something_else_changes_nothing(other: Override) -> None:
    assert settled((FINDING,), (other,)) == (FINDING,)


def test_the_last_word_counts() -> None:
    """overridden and taken back: it blocks; taken back and overridden again: it informs"""
    back = replace(OVERRIDE, reason="")
    assert settled((FINDING,), (OVERRIDE, back)) == (FINDING,)
    assert settled((FINDING,), (OVERRIDE, back, OVERRIDE))[0].severity is Severity.INFO


@pytest.mark.parametrize("severity", [severity for severity in Severity if severity is not Severity.STOP_OVERRIDE])
def test_only_what_may_be_overridden_is(severity: Severity) -> None:
    """looks alike: a plain STOP stays one whatever stands in the table"""
    finding = replace(FINDING, severity=severity)
    assert settled((finding,), (OVERRIDE,)) == (finding,)
