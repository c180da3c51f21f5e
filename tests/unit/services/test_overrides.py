"""Overriding a finding of a visit: kept, audited, taken back, and never possible for a plain STOP."""

from dataclasses import replace

import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Finding, Location, Place, Severity
from coderdesk.services.coding import attach_code
from coderdesk.services.desk import Desk
from coderdesk.services.overrides import NotOverridden, override_finding, withdraw_override
from coderdesk.services.passage_judgement import RULE
from coderdesk.services.visits import open_visit
from coderdesk.storage.trouble import NeverChanged
from tests.helpers.demo import MAIN_VISIT, passage

REASON = "the provider corrected it on the phone"


def overridden(desk: Desk) -> None:
    attach_code(
        desk=desk,
        encounter_id=MAIN_VISIT,
        system=CodeSystem.ICD10CM,
        code="R50.9",
        passages=(passage(desk, "Denies fever"),),
        reason=REASON,
    )


def said(desk: Desk) -> list[Finding]:
    return [row for row in open_visit(desk=desk, encounter_id=MAIN_VISIT).findings if row.rule_id == RULE]


def test_an_override_is_taken_back_and_the_finding_blocks_again(demo: Desk) -> None:
    overridden(demo)
    (made,) = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.overrides
    withdraw_override(desk=demo, encounter_id=MAIN_VISIT, override=made)
    (finding,) = said(demo)
    assert finding.severity is Severity.STOP_OVERRIDE
    override_finding(desk=demo, encounter_id=MAIN_VISIT, finding=finding, reason=REASON)
    assert said(demo)[0].severity is Severity.INFO
    assert len(open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.overrides) == 3


def test_who_and_when_stand_beside_the_reason(demo: Desk) -> None:
    overridden(demo)
    (made,) = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.overrides
    assert (made.reason, made.made_by, made.made_at) == (REASON, demo.actor, demo.clock.now())


def test_a_plain_stop_is_never_overridden(demo: Desk) -> None:
    stop = Finding("x", Severity.STOP, "No.", Location(Place.ENCOUNTER, MAIN_VISIT), "")
    with pytest.raises(NotOverridden):
        override_finding(desk=demo, encounter_id=MAIN_VISIT, finding=stop, reason=REASON)
    with pytest.raises(NotOverridden):
        override_finding(
            desk=demo, encounter_id=MAIN_VISIT, finding=replace(stop, severity=Severity.STOP_OVERRIDE), reason=" .. "
        )
    assert open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.overrides == ()


@pytest.mark.parametrize("statement", ["UPDATE finding_override SET reason = 'x'", "DELETE FROM finding_override"])
def test_the_database_keeps_every_override_as_it_was_made(demo: Desk, statement: str) -> None:
    overridden(demo)
    with (
        pytest.raises(NeverChanged),
        demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit,
    ):
        unit.connection.exec_driver_sql(statement)
