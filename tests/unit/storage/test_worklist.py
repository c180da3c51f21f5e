"""The worklist counts what a coder must see at a glance, in one statement."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from coderdesk.domain.billing.payer import primary_on
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.clinical.worklist import WorklistRow
from coderdesk.domain.coding.assignment import AssignmentState
from coderdesk.domain.values.dates import Period
from coderdesk.domain.values.ids import AssignmentId, CoverageId, EncounterId, PayerId
from coderdesk.storage.queries.worklist import worklist_rows
from coderdesk.storage.vault import Vault
from tests.helpers.claims import COVERAGE, PATIENT, PAYER, UTI
from tests.helpers.vaults import ASSIGNMENTS, ENCOUNTER, NOW, OTHER_ENCOUNTER, STRIPS, fill, writing

QUERY = AssignmentState.QUERY


def rows(vault: Vault, *encounter_ids: EncounterId) -> tuple[WorklistRow, ...]:
    with vault.reading() as unit:
        return worklist_rows(unit, encounter_ids or None)


def test_a_row_shows_the_visit(vault: Vault) -> None:
    fill(vault, assignments=ASSIGNMENTS)
    first, second = rows(vault)
    assert first == WorklistRow(
        encounter_id=ENCOUNTER.id,
        patient_id=PATIENT.id,
        account="V-2026-0042",
        patient_last="Rivera",
        patient_first="Ana",
        patient_middle="Maria",
        birth_date=date(1981, 7, 14),
        date_of_service=date(2026, 3, 2),
        provider="Ngozi A. Okafor, MD",
        payer="Cascade Mutual Health",
        reason="",
        status=EncounterStatus.IN_PROGRESS,
        place_of_service="11",
        diagnoses=2,
        services=2,
        unproven=0,
        queries=0,
        oldest_query=None,
    )
    assert first.patient_name == "Rivera, Ana M"
    assert (second.account, second.diagnoses, second.services) == ("V-2026-0043", 0, 0)


def test_unproven_codes_and_waiting_questions_are_counted(vault: Vault) -> None:
    """one code lost its passage; two questions were asked on different days"""
    fill(vault, assignments=ASSIGNMENTS)
    for days in (5, 2):
        question = replace(UTI, id=AssignmentId(f"q{days}"), state=QUERY, evidence=())
        with vault.writing(actor="tester", action="ask", now=NOW - timedelta(days=days)) as unit:
            unit.assignments.add(question)
    with writing(vault) as unit:
        unit.assignments.replace_evidence(STRIPS.id, ())
    (row,) = rows(vault, ENCOUNTER.id)
    assert (row.diagnoses, row.services, row.unproven, row.queries) == (2, 2, 1, 2)
    assert row.oldest_query == (NOW - timedelta(days=5)).date()


def test_a_question_keeps_its_day_until_it_is_answered(vault: Vault) -> None:
    fill(vault)
    with vault.writing(actor="tester", action="ask", now=NOW - timedelta(days=9)) as unit:
        unit.assignments.add(replace(UTI, state=QUERY, evidence=()))
    with writing(vault) as unit:
        waiting = unit.assignments.set_state(UTI.id, QUERY, query_note="still waiting")
        unit.assignments.remove(UTI.id)
        unit.assignments.add(waiting)
    assert rows(vault, ENCOUNTER.id)[0].oldest_query == (NOW - timedelta(days=9)).date()
    with writing(vault) as unit:
        unit.assignments.set_state(UTI.id, AssignmentState.UNPROVEN)
    assert rows(vault, ENCOUNTER.id)[0].oldest_query is None


@pytest.mark.parametrize(
    "periods",
    [
        [],
        [(None, None, 1)],
        [(date(2026, 3, 3), None, 1)],
        [(None, date(2026, 3, 1), 1)],
        [(date(2026, 3, 2), date(2026, 3, 2), 1)],
        [(None, None, 2), (None, None, 1)],
        [(None, date(2026, 2, 28), 1), (date(2026, 3, 1), None, 2)],
    ],
)
def test_the_payer_is_the_primary_one_on_the_date_of_service(vault: Vault, periods: list[tuple]) -> None:
    """no policy, begun too late, ended too early, one day only, two in a row, a first one that has ended"""
    fill(vault, encounter=ENCOUNTER)
    payers = [replace(PAYER, id=PayerId(f"payer-{place}x"), name=f"Payer {place}") for place in range(len(periods))]
    with writing(vault) as unit:
        unit.coverages.save(replace(COVERAGE, in_force=Period(date(1990, 1, 1), date(1990, 1, 2))))
        for place, (start, end, priority) in enumerate(periods):
            unit.payers.save(payers[place])
            unit.coverages.save(
                replace(
                    COVERAGE,
                    id=CoverageId(f"c{place}"),
                    payer_id=payers[place].id,
                    priority=priority,
                    in_force=Period(start, end),
                )
            )
        primary = primary_on(unit.coverages.of_patient(PATIENT.id), ENCOUNTER.date_of_service)
        expected = unit.payers.get(primary.payer_id).name if primary else ""
    assert rows(vault, ENCOUNTER.id)[0].payer == expected


def test_the_oldest_visit_comes_first(practice: Vault) -> None:
    with writing(practice) as unit:
        unit.encounters.save(replace(OTHER_ENCOUNTER, date_of_service=date(2025, 1, 1)))
    assert [row.account for row in rows(practice)] == ["V-2026-0043", "V-2026-0042"]
    assert [row.account for row in rows(practice, ENCOUNTER.id)] == ["V-2026-0042"]


def test_it_takes_one_statement(practice: Vault) -> None:
    statements: list[str] = []
    with practice.reading() as unit:
        assert unit.encounters.get(ENCOUNTER.id) == ENCOUNTER
        engine = unit.connection.engine
        event.listen(engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
        assert len(worklist_rows(unit)) == 2
    assert len(statements) == 1
