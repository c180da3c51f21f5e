"""Cases of the claim edit "operating provider"."""

from coderdesk.domain.billing.claim_edits.operating_provider import operating_provider
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_operated_stay
from tests.helpers.claims import TODAY, places


def test_operated() -> None:
    """an operation, and nobody operated"""
    assert places(operating_provider(an_operated_stay(), TODAY)) == {
        (Severity.STOP_OVERRIDE, Place.ENCOUNTER, "details.operating.last")
    }


def test_named() -> None:
    """an operation by Dr. Sato"""
    assert (
        places(operating_provider(an_operated_stay({"operating.last": "Sato", "operating.npi": "1760526784"}), TODAY))
        == set()
    )


def test_none() -> None:
    """no operation"""
    assert places(operating_provider(a_stay_claim(), TODAY)) == set()
