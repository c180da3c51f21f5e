"""Cases of the claim edit "accident told"."""

from coderdesk.domain.billing.claim_edits.accident_told import accident_told
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claims import TODAY, a_claim, coded, places

FIELD = {(Severity.WARN, Place.ASSIGNMENT, "code")}


def test_traffic() -> None:
    """S52.501A / V43.52XA, driver of a car"""
    assert places(accident_told(a_claim(diagnoses=coded("S52.501A", "V43.52XA")), TODAY)) == FIELD


def test_illness() -> None:
    assert places(accident_told(a_claim(), TODAY)) == set()


def test_fall() -> None:
    """looks like traffic, is a fall: W19.XXXA"""
    assert places(accident_told(a_claim(diagnoses=coded("S52.501A", "W19.XXXA")), TODAY)) == set()
