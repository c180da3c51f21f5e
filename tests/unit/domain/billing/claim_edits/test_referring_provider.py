"""Cases of the claim edit "referring provider"."""

from dataclasses import replace

from coderdesk.domain.billing.claim import Claim
from coderdesk.domain.billing.claim_edits.referring_provider import referring_provider
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, places


def test_visit() -> None:
    """an office visit"""
    assert places(referring_provider(an_office_claim(), TODAY)) == set()


def consultation(entries: dict[str, str]) -> Claim:
    claim = an_office_claim(entries)
    return replace(claim, lines=(replace(claim.lines[0], code="99244"),))


def test_consultation() -> None:
    """99244, nobody asked"""
    assert places(referring_provider(consultation({}), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.referring.last")
    }


def test_asked() -> None:
    """99244, asked by Dr. Sato"""
    assert places(referring_provider(consultation({"referring.last": "Sato"}), TODAY)) == set()
