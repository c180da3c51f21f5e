"""How far a visit has come, and whether its coding may change."""

from dataclasses import replace

from coderdesk.domain.clinical.encounter import EncounterStatus
from tests.helpers.claims import a_visit


def test_a_billed_visit_is_closed() -> None:
    """every other status may be coded further"""
    encounter = a_visit().encounter
    closed = [status for status in EncounterStatus if not replace(encounter, status=status).is_open]
    assert closed == [EncounterStatus.BILLED]
