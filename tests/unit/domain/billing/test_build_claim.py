"""From a coded visit to a claim: who is who, what gets in, and what is never invented."""

from dataclasses import replace
from decimal import Decimal

import pytest

from coderdesk.domain.billing.build_claim import build_claim
from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits import claim_findings
from coderdesk.domain.billing.payer import Coverage, Relationship
from coderdesk.domain.coding.assignment import AssignmentState, ServiceDetails
from coderdesk.domain.coding.visit import CodedVisit
from coderdesk.domain.values.ids import ClaimId
from coderdesk.domain.values.money import Money
from tests.helpers.claims import (
    CHARGES,
    COVERAGE,
    DIABETES,
    DIPSTICK,
    PATIENT,
    PAYER,
    PRACTICE,
    PROVIDER,
    SPOUSE,
    TODAY,
    UTI,
    VISIT_SERVICE,
    a_claim,
    a_dependent_claim,
    a_visit,
)


def built(visit: CodedVisit, coverage: Coverage = COVERAGE) -> Claim:
    return build_claim(
        claim_id=ClaimId("claim-1"),
        visit=visit,
        charges=CHARGES,
        practice=PRACTICE,
        provider=PROVIDER,
        payer=PAYER,
        coverage=coverage,
    )


@pytest.mark.parametrize("relationship", list(Relationship))
def test_a_complete_visit_passes_every_edit(relationship: Relationship) -> None:
    assert claim_findings(a_dependent_claim(relationship), TODAY) == ()


def test_own_policy() -> None:
    claim = a_claim()
    assert claim.subscriber is not None
    assert claim.subscriber.name == PATIENT.name
    assert claim.patient is None


def test_spouse() -> None:
    claim = a_dependent_claim(Relationship.SPOUSE)
    assert claim.subscriber is not None
    assert claim.subscriber.name == SPOUSE.name
    assert claim.patient is not None
    assert claim.patient.birth_date == PATIENT.birth_date


def test_policy_of_nobody_known() -> None:
    """a child's coverage without its subscriber: nobody is invented, and the edits say so"""
    claim = built(a_visit(), replace(COVERAGE, relationship=Relationship.CHILD, subscriber=None))
    assert claim.subscriber is None
    assert [finding.rule_id for finding in claim_findings(claim, TODAY)] == ["subscriber-named"]


def test_lines_and_total() -> None:
    """99213-25 for $125.00 / 81002 twice for $10.25"""
    claim = a_claim()
    assert [(line.code, line.units, line.charge, line.pointers) for line in claim.lines] == [
        ("99213", Decimal(1), Money(12500), (1, 2)),
        ("81002", Decimal(2), Money(2050), (1,)),
    ]
    assert claim.total == Money(14550)


@pytest.mark.parametrize("state", [AssignmentState.QUERY, AssignmentState.UNPROVEN])
def test_only_billable_assignments_get_in(state: AssignmentState) -> None:
    """99213 documented / 81002 asked of the provider, or no longer proven"""
    claim = built(a_visit(UTI, DIABETES, VISIT_SERVICE, replace(DIPSTICK, state=state)))
    assert [line.code for line in claim.lines] == ["99213"]


def test_what_calls_itself_billable_without_a_standing_passage_stays_out() -> None:
    """81002 in state billable, its passage vanished"""
    claim = built(a_visit(UTI, DIABETES, VISIT_SERVICE, replace(DIPSTICK, evidence=())))
    assert [line.code for line in claim.lines] == ["99213"]


def test_pointer_to_a_diagnosis_that_left_is_found_not_dropped() -> None:
    """99213 points to N39.0 and E11.9 / E11.9 is only asked of the provider"""
    claim = built(a_visit(UTI, replace(DIABETES, state=AssignmentState.QUERY), VISIT_SERVICE))
    assert claim.lines[0].pointers == (1, 0)
    assert [finding.rule_id for finding in claim_findings(claim, TODAY)] == ["line-pointers"]


def test_service_without_details_or_charge() -> None:
    """one unit for $0.00, pointing nowhere: all of it is found"""
    unpriced = replace(DIPSTICK, id=VISIT_SERVICE.id + "x", service=None)
    claim = built(a_visit(UTI, DIABETES, VISIT_SERVICE, unpriced))
    assert (claim.lines[1].units, claim.lines[1].charge, claim.lines[1].pointers) == (Decimal(1), Money(0), ())
    assert {finding.rule_id for finding in claim_findings(claim, TODAY)} == {"line-pointers", "charge-positive"}


def test_units_follow_the_assignment() -> None:
    """the price is for one unit: three strips cost three times $10.25"""
    three = replace(DIPSTICK, service=ServiceDetails(units=Decimal(3), pointers=(UTI.id,)))
    assert built(a_visit(UTI, three)).total == Money(3075)
