"""Cases of the claim edit "occurrence days"."""

from coderdesk.domain.billing.claim_edits.occurrence_days import occurrence_days
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import a_stay_claim, an_office_claim
from tests.helpers.claims import TODAY, places


def test_past() -> None:
    """onset on the day of admission"""
    assert places(occurrence_days(a_stay_claim({"stay.occurrences": "11 03/01/2026"}), TODAY)) == set()


def test_future() -> None:
    """an occurrence of next month"""
    assert places(occurrence_days(a_stay_claim({"stay.occurrences": "11 04/01/2026"}), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.occurrences")
    }


def test_span() -> None:
    """an earlier stay"""
    assert places(occurrence_days(a_stay_claim({"stay.spans": "71 02/01/2026 02/03/2026"}), TODAY)) == set()


def test_office() -> None:
    """an office claim"""
    assert places(occurrence_days(an_office_claim(), TODAY)) == set()
