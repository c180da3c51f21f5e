"""What is doubted in a claim of any origin; each case changes one thing of a claim without doubts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coderdesk.domain.billing.submitted.health_code import HealthCode, HealthCodeGroup
from coderdesk.domain.billing.submitted.kind import ClaimKind
from coderdesk.domain.billing.submitted.party import Party, PartyKind, Reference, Specialty
from coderdesk.domain.billing.submitted.policy import SubmittedPerson, SubmittedPolicy
from coderdesk.domain.billing.submitted.procedure import Procedure
from coderdesk.domain.billing.submitted.provider import BillingProvider
from coderdesk.domain.billing.submitted.service_line import ProfessionalService, SubmittedLine
from coderdesk.domain.billing.submitted.soundness import doubts_of
from coderdesk.domain.billing.submitted.submitted_claim import SubmittedClaim
from coderdesk.domain.billing.submitted.when import Dated, When
from coderdesk.domain.values.finding import Severity

TODAY = date(2026, 3, 9)
ANA = Party(kind=PartyKind.PERSON, name="RIVERA", first="ANA")
CLINIC = Party(kind=PartyKind.ORGANISATION, name="ALDER CREEK", number_kind="XX", number="1992799993")
LINE = SubmittedLine(
    professional=ProfessionalService(
        procedure=Procedure(kind="HC", code="99213"), charge=Decimal("125.50"), quantity=Decimal(1), pointers=(1,)
    ),
    dates=(Dated(kind="472", when=When.on(date(2026, 3, 2))),),
)
CLAIM = SubmittedClaim(
    kind=ClaimKind.PROFESSIONAL,
    billing=BillingProvider(party=CLINIC, specialty=Specialty(function="BI", code_kind="PXC", code="207Q00000X")),
    policy=SubmittedPolicy(
        responsibility="P", subscriber=SubmittedPerson(party=ANA, birth_date=date(1981, 7, 14), sex="F")
    ),
    control="V1",
    charge=Decimal("125.5"),
    frequency="1",
    health_codes=(HealthCodeGroup(codes=(HealthCode(kind="ABK", code="N390"),)),),
    lines=(LINE,),
)


def billed_by(**changes: object) -> SubmittedClaim:
    return replace(CLAIM, billing=replace(CLAIM.billing, **changes))


def taxonomy(code: str) -> Specialty:
    return Specialty(function="BI", code_kind="PXC", code=code)


def with_service(**changes: object) -> SubmittedClaim:
    assert LINE.professional is not None
    return replace(CLAIM, lines=(replace(LINE, professional=replace(LINE.professional, **changes)),))


def born(day: date) -> SubmittedClaim:
    assert CLAIM.policy.subscriber is not None
    return replace(CLAIM, policy=replace(CLAIM.policy, subscriber=replace(CLAIM.policy.subscriber, birth_date=day)))


def diagnosed(kind: str, code: str) -> SubmittedClaim:
    return replace(CLAIM, health_codes=(HealthCodeGroup(codes=(HealthCode(kind=kind, code=code),)),))


def test_nothing_is_doubted_without_reason() -> None:
    """125.50 and 125.5 are one amount"""
    assert doubts_of(CLAIM, TODAY) == ()
    corrected = replace(CLAIM, frequency="7", references=(Reference(kind="F8", value="PAYER9"),))
    assert doubts_of(corrected, TODAY) == ()
    assert doubts_of(diagnosed("BK", "V7389"), TODAY) == ()


@pytest.mark.parametrize(
    ("claim", "rule", "severity"),
    [
        (lambda: billed_by(party=replace(CLINIC, number="1992799994")), "npi_check_digit", Severity.STOP),
        (lambda: billed_by(party=replace(CLINIC, number="9876543213")), "npi_first_digit", Severity.WARN),
        (lambda: billed_by(specialty=taxonomy("203BF")), "taxonomy_form", Severity.STOP),
        (lambda: billed_by(specialty=taxonomy("203BF0100Y")), "taxonomy_end", Severity.WARN),
        (lambda: replace(CLAIM, charge=Decimal(110)), "total", Severity.STOP),
        (lambda: with_service(pointers=(1, 2)), "diagnosis_pointer", Severity.STOP),
        (lambda: with_service(procedure=Procedure(kind="HC", code="9921Z")), "procedure_form", Severity.STOP),
        (lambda: with_service(procedure=Procedure(kind="AD", code="2150")), "procedure_form", Severity.STOP),
        (lambda: diagnosed("ABK", "N39.0"), "diagnosis_form", Severity.STOP),
        (lambda: diagnosed("BK", "ZZZ99"), "diagnosis_form", Severity.STOP),
        (lambda: born(date(2026, 3, 10)), "birth_date", Severity.STOP),
        (lambda: born(date(2026, 3, 3)), "birth_date", Severity.STOP),
        (lambda: replace(CLAIM, frequency="8"), "frequency", Severity.STOP),
    ],
)  # fmt: skip
def test_one_thing_is_doubted(claim: Callable[[], SubmittedClaim], rule: str, severity: Severity) -> None:
    doubts = doubts_of(claim(), TODAY)
    assert [(doubt.rule, doubt.severity) for doubt in doubts] == [(rule, severity)]
    assert doubts[0].sentence.endswith(".")


def test_a_service_to_come_is_doubted() -> None:
    """the 2nd of March, looked at on the 1st"""
    assert [doubt.rule for doubt in doubts_of(CLAIM, date(2026, 3, 1))] == ["service_date"]
