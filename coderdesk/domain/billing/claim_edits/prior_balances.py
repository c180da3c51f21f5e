"""What an earlier payer paid and took off adds up to what was billed, of the claim and of each line."""

from collections.abc import Iterator
from datetime import date

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.prior_adjudication import LineDecision, PriorAdjudication
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.money import Money

RULE = "prior-balances"
CITATION = "005010X222A1 1.4.4.1 Coordination of benefits claim: balancing of claim and lines (2320, 2430)"


def prior_balances(claim: Claim, on: date) -> Iterator[Finding]:  # noqa: ARG001 - every edit has the same form
    """Each stop quotes both sides of the sum that does not come out."""
    for row in claim.prior:
        for message in _doubts(claim, row):
            yield Finding(RULE, Severity.STOP, message, Location(Place.CLAIM, claim.id, "prior"), CITATION)


def _doubts(claim: Claim, row: PriorAdjudication) -> Iterator[str]:
    for decision in row.lines:
        yield from _doubts_of_line(claim, row, decision)
    accounted = row.paid + row.adjusted
    if accounted != claim.total:
        yield (
            f"{row.payer.name} was billed {claim.total}, and what it paid and took off comes to {accounted}: "
            f"{row.paid} paid and {row.adjusted} adjusted."
        )
    if row.lines:
        of_lines = Money.sum(decision.paid for decision in row.lines)
        off_claim = Money.sum(adjustment.amount for adjustment in row.adjustments)
        if of_lines - off_claim != row.paid:
            yield (
                f"{row.payer.name} paid {row.paid}, and its lines come to {of_lines - off_claim}: {of_lines} less "
                f"{off_claim} taken off the claim as a whole."
            )


def _doubts_of_line(claim: Claim, row: PriorAdjudication, decision: LineDecision) -> Iterator[str]:
    if not 1 <= decision.line <= len(claim.lines):
        yield f"{row.payer.name} decided on line {decision.line}, and the claim has {len(claim.lines)}."
        return
    billed = claim.lines[decision.line - 1].charge
    if decision.paid + decision.adjusted != billed:
        yield (
            f"Line {decision.line} was billed at {billed}, and what {row.payer.name} paid ({decision.paid}) and took off "
            f"({decision.adjusted}) comes to {decision.paid + decision.adjusted}."
        )
    if decision.allowed is not None and decision.paid + decision.owed_by_patient != decision.allowed:
        yield (
            f"{row.payer.name} allowed {decision.allowed} for line {decision.line}; paid and owed by the patient come to "
            f"{decision.paid + decision.owed_by_patient}."
        )
