"""Cases of the claim edit "duplicate of earlier"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.duplicate_of_earlier import duplicate_of_earlier
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.ids import ClaimId, EncounterId
from tests.helpers.claims import VISIT_SERVICE, a_claim, places

FIELD = {(Severity.WARN, Place.ASSIGNMENT, "modifiers")}


def an_earlier_claim() -> Claim:
    """The same services, sent for another visit record of the same day."""
    return a_claim(id=ClaimId("claim-0"), encounter_id=EncounterId("encounter-0"), control="V-2026-0041")


def test_sent_before() -> None:
    """both services stand on a claim that was sent"""
    found = tuple(duplicate_of_earlier(a_claim(), (an_earlier_claim(),)))
    assert len(found) == 2
    assert found[0].location.id == VISIT_SERVICE.id
    assert "V-2026-0041" in found[0].message
    assert places(found) == FIELD


def test_said_again() -> None:
    """looks double, is not: the line says with 76 that it was done again"""
    claim = a_claim()
    again = replace(claim, lines=tuple(replace(line, modifiers=(*line.modifiers, "76")) for line in claim.lines))
    earlier = replace(an_earlier_claim(), lines=again.lines)
    assert places(duplicate_of_earlier(again, (earlier,))) == set()


def test_another_charge() -> None:
    """another provider's service of the same day"""
    earlier = an_earlier_claim()
    other = replace(earlier, rendering=replace(earlier.rendering, npi="1881018208"))
    assert places(duplicate_of_earlier(a_claim(), (other,))) == set()


def test_the_claim_itself() -> None:
    """the claim of the same visit is a correction, and no double"""
    assert places(duplicate_of_earlier(a_claim(), (a_claim(id=ClaimId("claim-0")),))) == set()
