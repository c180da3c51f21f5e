"""Cases of the claim edit "claim days"."""

from coderdesk.domain.billing.claim_edits.claim_days import claim_days
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, places


def test_onset() -> None:
    """onset a week before"""
    assert places(claim_days(an_office_claim({"days.onset": "02/23/2026"}), TODAY)) == set()


def test_after() -> None:
    """onset after the visit"""
    assert places(claim_days(an_office_claim({"days.onset": "03/03/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.days.onset")
    }


def test_backwards() -> None:
    """out of hospital before in"""
    assert places(
        claim_days(an_office_claim({"days.hospital_from": "02/20/2026", "days.hospital_until": "02/18/2026"}), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "details.days.hospital_until")}


def test_back_to_work() -> None:
    """back to work later is no fault"""
    assert places(claim_days(an_office_claim({"days.back_to_work": "03/20/2026"}), TODAY)) == set()
