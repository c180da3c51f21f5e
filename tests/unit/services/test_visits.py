"""Opening the worklist and a visit: who pays, what it costs, and the findings in the order in which they block."""

from dataclasses import replace

import pytest

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Severity, blocking
from coderdesk.domain.values.ids import EncounterId
from coderdesk.domain.values.money import ZERO, Money
from coderdesk.services import coding
from coderdesk.services.desk import Desk
from coderdesk.services.visits import open_visit
from coderdesk.services.worklist import list_worklist
from coderdesk.storage.trouble import NotInVault
from tests.helpers.demo import MAIN_VISIT
from tests.helpers.demo_visits import (
    AFTER_COVERAGE,
    ASKED,
    CHILD,
    IN_PROGRESS,
    SELF_PAYER,
    WITHOUT_ADDRESS,
    code_main_visit,
    sheet_of,
)


def test_findings_come_hardest_first(demo: Desk) -> None:
    """A question is open, a category was asked about, and a line has no charge."""
    coding.ask_provider(desk=demo, encounter_id=WITHOUT_ADDRESS, system=CodeSystem.ICD10CM, code="N39", note="")
    service = sheet_of(demo, WITHOUT_ADDRESS).visit.services[0]
    coding.set_price(desk=demo, encounter_id=WITHOUT_ADDRESS, assignment_id=service.id, unit_price=ZERO)
    found = [finding.severity for finding in sheet_of(demo, WITHOUT_ADDRESS).findings]
    ranks = [tuple(Severity).index(severity) for severity in found]
    assert ranks == sorted(ranks)
    assert {Severity.STOP, Severity.STOP_OVERRIDE, Severity.ASK} <= set(found)


def test_a_visit_that_waits_has_nothing_against_it_yet(demo: Desk) -> None:
    """Not coded: neither clean nor blocked, and it costs nothing."""
    sheet = sheet_of(demo)
    assert (sheet.findings, sheet.is_clean, sheet.total) == ((), False, ZERO)


def test_a_coded_visit_is_clean_and_has_its_total(demo: Desk) -> None:
    """99213 at $118.00, 96372, J0696 x 2 and 81003: the sum of the charges"""
    sheet = code_main_visit(demo)
    assert sheet.is_clean
    assert sheet.total == Money.sum(charge.amount for charge in sheet.charges.values())
    assert sheet.total > Money.parse("118.00")


def test_an_open_question_is_not_clean_and_not_in_the_total(demo: Desk) -> None:
    sheet = sheet_of(demo, ASKED)
    assert not sheet.is_clean
    assert len(sheet.visit.queries) == 1
    assert sheet.total == Money.sum(sheet.charges[row.id].amount for row in sheet.visit.services)


@pytest.mark.parametrize(
    ("encounter_id", "payer"),
    [
        (CHILD, "Heronwing Service Plan"),
        (EncounterId("visit-20260507-01"), "Federal Senior Medical Program Region 10"),
        (SELF_PAYER, None),
        (AFTER_COVERAGE, None),
    ],
)
def test_who_pays_on_that_day(demo: Desk, encounter_id: EncounterId, payer: str | None) -> None:
    """a mother's policy / Medicare before a second policy / nobody / a policy that ended two weeks before"""
    sheet = sheet_of(demo, encounter_id)
    assert (sheet.payer.name if sheet.payer else None) == payer
    assert (sheet.coverage is None) == (payer is None)


def test_a_self_payer_is_checked_for_the_invoice_and_not_for_a_claim(demo: Desk) -> None:
    assert sheet_of(demo, SELF_PAYER).is_clean
    service = sheet_of(demo, SELF_PAYER).visit.services[0]
    with demo.vault.writing(actor="test", action="lose_price", now=demo.clock.now()) as unit:
        unit.charges.remove(sheet_of(demo, SELF_PAYER).charges[service.id].id)
    (finding,) = blocking(sheet_of(demo, SELF_PAYER).findings)
    assert (finding.rule_id, finding.location.field) == ("invoice-not-priced", "unit_price")


def test_a_visit_that_is_not_there(demo: Desk) -> None:
    with pytest.raises(NotInVault):
        open_visit(desk=demo, encounter_id=EncounterId("gone"))


def test_the_worklist_is_every_visit_oldest_first(demo: Desk) -> None:
    rows = list_worklist(desk=demo)
    assert len(rows) == 30
    assert [row.date_of_service for row in rows] == sorted(row.date_of_service for row in rows)


def test_the_worklist_agrees_with_each_visit(demo: Desk) -> None:
    """Counts, payer, patient and status of every row, against the visit as it opens."""
    for row in list_worklist(desk=demo):
        sheet = sheet_of(demo, row.encounter_id)
        assert (row.diagnoses, row.services, row.queries) == (
            len(sheet.visit.diagnoses),
            len(sheet.visit.services),
            len(sheet.visit.queries),
        )
        assert row.payer == (sheet.payer.name if sheet.payer else "")
        assert row.patient_name == sheet.visit.patient.name.sorted
        assert row.provider == sheet.provider.display
        assert row.status is sheet.visit.encounter.status


def test_an_edit_of_the_day_moves_the_price_and_the_payer(demo: Desk) -> None:
    """The same visit on 10/14/2026 lies after the patient's policy: the patient pays."""
    encounter = sheet_of(demo, IN_PROGRESS).visit.encounter
    later = replace(encounter, date_of_service=sheet_of(demo, AFTER_COVERAGE).visit.date_of_service)
    assert sheet_of(demo, IN_PROGRESS).payer is not None
    with demo.vault.writing(actor="test", action="mend_date", now=demo.clock.now()) as unit:
        unit.encounters.save(later)
    assert sheet_of(demo, IN_PROGRESS).payer is None


def test_status_follows_the_coding(demo: Desk) -> None:
    statuses = {row.encounter_id: row.status for row in list_worklist(desk=demo)}
    assert (statuses[MAIN_VISIT], statuses[IN_PROGRESS], statuses[ASKED], statuses[CHILD]) == (
        EncounterStatus.TO_CODE,
        EncounterStatus.IN_PROGRESS,
        EncounterStatus.QUERY,
        EncounterStatus.CODED,
    )
