"""Cases of the claim edit "details documented"."""

from coderdesk.domain.billing.claim_edits.details_documented import details_documented
from coderdesk.domain.billing.details.claim_details import Unproven
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, VISIT_SERVICE, places

GONE = Unproven(words="minutes of 00142", key="minutes", assignment_id=VISIT_SERVICE.id)


def test_standing() -> None:
    """all words stand"""
    assert places(details_documented(an_office_claim(), TODAY)) == set()


def test_gone() -> None:
    """the words for the minutes were changed"""
    assert places(details_documented(an_office_claim(unproven=(GONE,)), TODAY)) == {
        (Severity.STOP, Place.ASSIGNMENT, "details.minutes")
    }


def test_days_gone() -> None:
    """the words for three days of room were changed"""
    gone = Unproven(words="revenue code 0120", key="stay.revenue_lines")
    assert places(details_documented(an_office_claim(unproven=(gone,)), TODAY)) == {
        (Severity.STOP, Place.ENCOUNTER, "details.stay.revenue_lines")
    }
