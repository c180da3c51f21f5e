"""What rows say: in the list, and to a screen reader."""

from datetime import date
from typing import Any

import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.ui.models.rows import CodedRow, FindingRow, missing_words
from tests.helpers.desk_rows import TODAY, worklist_row


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "To code"),
        ({"status": EncounterStatus.IN_PROGRESS, "diagnoses": 2}, "no service"),
        ({"status": EncounterStatus.IN_PROGRESS, "services": 1}, "no diagnosis"),
        ({"status": EncounterStatus.IN_PROGRESS, "diagnoses": 1, "services": 1}, "to finish"),
        ({"status": EncounterStatus.IN_PROGRESS, "diagnoses": 1, "unproven": 2}, "2 unproven"),
        ({"status": EncounterStatus.QUERY, "queries": 1, "oldest_query": date(2026, 8, 8)}, "query 3 d"),
        ({"status": EncounterStatus.CODED, "diagnoses": 1, "services": 1, "unproven": 1}, "Coded"),
        ({"status": EncounterStatus.BILLED}, "Billed"),
    ],
)
def test_what_is_missing(given: dict[str, Any], said: str) -> None:
    assert missing_words(worklist_row(1, **given), TODAY) == said


def coded(**given: Any) -> CodedRow:
    values: dict[str, Any] = {
        "assignment_id": AssignmentId("code"),
        "is_diagnosis": True,
        "letter": "A",
        "code": "N39.0",
        "title": "Urinary tract infection",
        "passages": 2,
        "state": AssignmentState.BILLABLE,
    }
    return CodedRow(**(values | given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "2 passages"),
        ({"passages": 1}, "1 passage"),
        ({"passages": 0, "state": AssignmentState.UNPROVEN}, "no passage"),
        ({"state": AssignmentState.UNPROVEN}, "passage is gone"),
        ({"state": AssignmentState.UNPROVEN, "is_moved": True}, "passage moved"),
        ({"state": AssignmentState.QUERY, "passages": 0}, "asked the provider"),
    ],
)
def test_what_proves_a_code(given: dict[str, Any], said: str) -> None:
    assert coded(**given).evidence_words == said


def test_a_diagnosis_as_it_is_read_out() -> None:
    assert coded(severity=Severity.WARN).words == "A, N39.0, Urinary tract infection, 2 passages, warning"


def test_a_service_as_it_is_read_out() -> None:
    row = coded(
        is_diagnosis=False, letter="1", code="99213", modifiers=("25",), pointers="A,B", units="1", charge=Money(9500)
    )
    assert row.words == "line 1, 99213 25, Urinary tract infection, points to A,B, 1 units, $95.00, 2 passages"


def test_a_finding_as_it_is_read_out() -> None:
    found = Finding("rule", Severity.STOP, "It is not documented.", Location(Place.CLAIM), "I.A.19")
    assert (
        FindingRow(finding=found, fix="Use E11.22").words == "stop. It is not documented. I.A.19. offered: Use E11.22"
    )
