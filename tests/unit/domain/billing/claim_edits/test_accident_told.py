"""Cases of the claim edit "accident told"."""

from dataclasses import replace

from coderdesk.domain.billing.claim_edits.accident_told import accident_told
from coderdesk.domain.values.finding import Place, Severity
from tests.helpers.claim_details import an_office_claim
from tests.helpers.claims import TODAY, a_claim, coded, places

FIELD = {(Severity.WARN, Place.ENCOUNTER, "details.causes")}


def test_traffic() -> None:
    """S52.501A / V43.52XA, driver of a car"""
    assert places(accident_told(a_claim(diagnoses=coded("S52.501A", "V43.52XA")), TODAY)) == FIELD


def test_illness() -> None:
    assert places(accident_told(a_claim(), TODAY)) == set()


def test_fall() -> None:
    """looks like traffic, is a fall: W19.XXXA"""
    assert places(accident_told(a_claim(diagnoses=coded("S52.501A", "W19.XXXA")), TODAY)) == set()


def test_told() -> None:
    """the same crash / the claim says AA, the day and the state"""
    claim = an_office_claim({"causes": "AA", "accident_on": "03/01/2026", "accident_state": "OR"})
    assert places(accident_told(replace(claim, diagnoses=coded("S52.501A", "V43.52XA")), TODAY)) == set()


def test_half_told() -> None:
    """AA without a day or a state"""
    stops = {
        (Severity.STOP, Place.ENCOUNTER, "details.accident_on"),
        (Severity.STOP, Place.ENCOUNTER, "details.accident_state"),
    }
    assert places(accident_told(an_office_claim({"causes": "AA"}), TODAY)) == stops


def test_after_the_service() -> None:
    """seen on 2026-03-02 / accident on 2026-03-03"""
    claim = an_office_claim({"causes": "OA", "accident_on": "03/03/2026"})
    assert places(accident_told(claim, TODAY)) == {(Severity.STOP, Place.ENCOUNTER, "details.accident_on")}


def test_employment() -> None:
    """EM alone has no day: it may be an illness of work"""
    assert places(accident_told(an_office_claim({"causes": "EM"}), TODAY)) == set()
