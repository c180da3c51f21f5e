"""Cases of the claim edit "anesthesia minutes"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.anesthesia_minutes import anesthesia_minutes
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import PAYER, TODAY, a_claim, places

FIELD = {(Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "details.minutes")}


def with_code(code: str, *modifiers: str, indicator: str = "CI") -> Claim:
    claim = a_claim(payer=replace(PAYER, filing_indicator=indicator))
    return replace(claim, lines=(replace(claim.lines[0], code=code, modifiers=modifiers),))


def test_anesthesia() -> None:
    """anesthesia for a lens operation"""
    assert places(anesthesia_minutes(with_code("00142", "AA"), TODAY)) == FIELD


def test_surgery() -> None:
    """the operation itself"""
    assert places(anesthesia_minutes(with_code("66984"), TODAY)) == set()


def test_per_session() -> None:
    """looks like time, is a day: management of a drug in the epidural space"""
    assert places(anesthesia_minutes(with_code("01996"), TODAY)) == set()


def test_quality() -> None:
    """looks like anesthesia: a measure with a letter at its end"""
    assert places(anesthesia_minutes(with_code("0001F"), TODAY)) == set()


def test_medicare_by_whom() -> None:
    """Medicare / no modifier says who gave it"""
    found = places(anesthesia_minutes(with_code("00142", indicator="MB"), TODAY))
    assert found == FIELD | {(Severity.STOP_OVERRIDE, Place.ASSIGNMENT, "modifiers")}


def test_minutes() -> None:
    """anesthesia with its minutes"""
    claim = an_office_claim(lines={"svc-1 minutes": "24"})
    line = replace(claim.lines[0], code="00142", modifiers=("AA",))
    assert places(anesthesia_minutes(replace(claim, lines=(line,)), TODAY)) == set()


def test_minutes_of_another_service() -> None:
    """minutes beside an office visit"""
    found = places(anesthesia_minutes(an_office_claim(lines={"svc-1 minutes": "24"}), TODAY))
    assert found == {(Severity.STOP, Place.ASSIGNMENT, "details.minutes")}
