"""What the desk says of a claim beside the claims that were sent before."""

from dataclasses import replace

from coderdesk.services.claim_check import claim_findings_of
from coderdesk.services.visits import VisitSheet
from tests.helpers.claims import CHARGES, COVERAGE, PAYER, PRACTICE, PROVIDER, TODAY, a_claim, a_visit

SHEET = VisitSheet(
    visit=a_visit(),
    practice=PRACTICE,
    provider=PROVIDER,
    coverage=COVERAGE,
    payer=PAYER,
    charges={charge.assignment_id: charge for charge in CHARGES},
    findings=(),
)


def rules_that_speak(*earlier: str) -> list[str]:
    sent = tuple(
        a_claim(id=f"claim-{control}", encounter_id=f"encounter-{control}", control=control) for control in earlier
    )
    found = claim_findings_of(
        visit=SHEET.visit,
        practice=PRACTICE,
        provider=PROVIDER,
        coverage=COVERAGE,
        payer=PAYER,
        charges=SHEET.charges,
        today=TODAY,
        earlier=sent,
    )
    return [finding.rule_id for finding in found]


def test_a_claim_without_a_double_is_clean() -> None:
    assert rules_that_speak() == []


def test_a_double_of_a_sent_claim_is_pointed_out_line_by_line() -> None:
    assert rules_that_speak("V-1") == ["duplicate-of-earlier", "duplicate-of-earlier"]


def test_a_sheet_knows_no_earlier_claim_unless_it_is_told() -> None:
    assert SHEET.earlier_claims == ()
    assert replace(SHEET, earlier_claims=(a_claim(),)).earlier_claims[0].control == "V-2026-0042"
