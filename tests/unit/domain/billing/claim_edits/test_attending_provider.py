"""Cases of the claim edit "attending provider"."""

from coderdesk.domain.billing.claim_edits.attending_provider import attending_provider
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim
from tests.helpers.claims import PRACTICE, TODAY, places


def test_own() -> None:
    """the visit's provider attended"""
    assert places(attending_provider(a_stay_claim(), TODAY)) == set()


def test_other() -> None:
    """Dr. Sato attended"""
    assert (
        places(attending_provider(a_stay_claim({"attending.last": "Sato", "attending.npi": "1760526784"}), TODAY))
        == set()
    )


def test_facility() -> None:
    """the facility's own NPI"""
    assert places(
        attending_provider(a_stay_claim({"attending.last": "Sato", "attending.npi": PRACTICE.npi}), TODAY)
    ) == {(Severity.STOP, Place.ENCOUNTER, "details.attending.npi")}


def test_nobody() -> None:
    """a name without an NPI"""
    assert places(attending_provider(a_stay_claim({"attending.last": "Sato"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.attending.npi")
    }
