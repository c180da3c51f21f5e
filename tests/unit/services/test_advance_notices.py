"""Advance notices: GA stands only on a line whose notice was signed in time, and the notice prints blank by blank."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.coding.advance_notice import AdvanceNotice, NoticeChoice
from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import AssignmentId
from coderdesk.domain.values.money import Money
from coderdesk.services.advance_notices import (
    NoticeUnfit,
    file_signed_notice,
    notices_of,
    propose_notice,
    sign_notice,
    store_notice,
    write_notice_pdf,
)
from coderdesk.services.coding import mark_coded, set_modifiers
from coderdesk.services.desk import Desk
from coderdesk.services.records import save_record
from coderdesk.services.refused import Refused
from coderdesk.services.visits import open_visit
from coderdesk.storage.trouble import NeverChanged, NotInVault
from tests.helpers.demo import MAIN_VISIT, attach

WORDS = "Denies fever"


def served(desk: Desk, *modifiers: str) -> AssignmentId:
    row = attach(desk, "99213", WORDS, CodeSystem.CPT)
    set_modifiers(desk=desk, encounter_id=MAIN_VISIT, assignment_id=row, modifiers=modifiers)
    return row


def day_of(desk: Desk) -> date:
    return open_visit(desk=desk, encounter_id=MAIN_VISIT).visit.date_of_service


def proposed(desk: Desk, row: AssignmentId) -> AdvanceNotice:
    return propose_notice(desk=desk, encounter_id=MAIN_VISIT, assignment_ids=(row,))


def said(desk: Desk) -> dict[str, Severity]:
    findings = open_visit(desk=desk, encounter_id=MAIN_VISIT).findings
    return {row.rule_id: row.severity for row in findings if "notice" in row.rule_id}


def filed(desk: Desk, row: AssignmentId, choice: NoticeChoice = NoticeChoice.BILL_PAYER, late: int = 0) -> None:
    day = day_of(desk) + timedelta(days=late)
    file_signed_notice(desk=desk, notice=proposed(desk, row), choice=choice, signed_by="Ana Rivera", signed_on=day)


@pytest.fixture
def medicare(demo: Desk) -> Desk:
    """The demo practice with the payer of the main visit set to be Medicare, whose the notices are."""
    payer = open_visit(desk=demo, encounter_id=MAIN_VISIT).payer
    assert payer is not None
    save_record(desk=demo, record=replace(payer, kind="medicare"))
    return demo


def test_ga_needs_the_signed_notice_on_file(medicare: Desk) -> None:
    """without: stops, and the visit is not to be marked coded; drawn up but unsigned: stops; signed: stands"""
    row = served(medicare, "GA")
    assert said(medicare) == {"notice-not-signed": Severity.STOP}
    with pytest.raises(Refused) as refused:
        mark_coded(desk=medicare, encounter_id=MAIN_VISIT)
    assert "notice-not-signed" in {finding.rule_id for finding in refused.value.findings}
    store_notice(desk=medicare, notice=proposed(medicare, row))
    assert said(medicare) == {"notice-not-signed": Severity.STOP}
    filed(medicare, row)
    assert said(medicare) == {}


@pytest.mark.parametrize(("choice", "late"), [(NoticeChoice.DECLINE, 0), (NoticeChoice.BILL_PAYER, 1)])
def test_a_notice_that_was_declined_or_signed_afterwards_does_not_count(
    medicare: Desk, choice: NoticeChoice, late: int
) -> None:
    row = served(medicare, "GA")
    filed(medicare, row, choice, late)
    assert said(medicare) == {"notice-not-signed": Severity.STOP}


def test_gx_and_gz_are_held_against_the_file(medicare: Desk) -> None:
    """GX without a notice warns; GZ with a signed one warns; GY says nothing of notices"""
    row = served(medicare, "GX")
    assert said(medicare) == {"voluntary-notice-missing": Severity.WARN}
    set_modifiers(desk=medicare, encounter_id=MAIN_VISIT, assignment_id=row, modifiers=("GY",))
    assert said(medicare) == {}
    set_modifiers(desk=medicare, encounter_id=MAIN_VISIT, assignment_id=row, modifiers=("GZ",))
    assert said(medicare) == {}
    filed(medicare, row)
    assert said(medicare) == {"signed-notice-not-told": Severity.WARN}


def test_a_notice_means_nothing_to_another_payer(demo: Desk) -> None:
    """a commercial payer: the modifier is warned of beside the missing notice, and still when one is signed"""
    row = served(demo, "GA")
    assert said(demo) == {"notice-not-signed": Severity.STOP, "notice-of-another-payer": Severity.WARN}
    filed(demo, row)
    assert said(demo) == {"notice-of-another-payer": Severity.WARN}


def test_what_no_notice_may_be(demo: Desk) -> None:
    """about nothing, without reason, signed before it is stored, unchosen, nameless, ahead of today, twice"""
    row = served(demo)
    with pytest.raises(NoticeUnfit):
        propose_notice(desk=demo, encounter_id=MAIN_VISIT, assignment_ids=())
    with pytest.raises(NotInVault):
        propose_notice(desk=demo, encounter_id=MAIN_VISIT, assignment_ids=(AssignmentId("gone"),))
    notice, today = proposed(demo, row), demo.clock.today()
    for bad in (replace(notice, services=()), replace(notice, reason=" "), replace(notice, signed_on=today)):
        with pytest.raises(NoticeUnfit):
            store_notice(desk=demo, notice=bad)
    store_notice(desk=demo, notice=notice)
    for choice, name, day in (
        (NoticeChoice.NONE, "Ana", today),
        (NoticeChoice.BILL_PAYER, " ", today),
        (NoticeChoice.BILL_PAYER, "Ana", today + timedelta(days=1)),
        (NoticeChoice.BILL_PAYER, "Ana", today - timedelta(days=1)),
    ):
        with pytest.raises(NoticeUnfit):
            sign_notice(desk=demo, notice_id=notice.id, choice=choice, signed_by=name, signed_on=day)
    sign_notice(desk=demo, notice_id=notice.id, choice=NoticeChoice.DECLINE, signed_by="Ana", signed_on=today)
    with pytest.raises(NoticeUnfit):
        sign_notice(desk=demo, notice_id=notice.id, choice=NoticeChoice.BILL_PAYER, signed_by="Ana", signed_on=today)
    (kept,) = notices_of(desk=demo, encounter_id=MAIN_VISIT)
    assert (kept.choice, kept.signed_by) == (NoticeChoice.DECLINE, "Ana")


def test_the_notice_prints_its_blanks(demo: Desk, tmp_path: Path) -> None:
    row = served(demo)
    notice = proposed(demo, row)
    assert notice.total > Money(0)
    store_notice(desk=demo, notice=notice)
    path = write_notice_pdf(desk=demo, notice_id=notice.id, folder=tmp_path)
    with pypdfium2.PdfDocument(path) as pages:
        assert len(pages) == 1
        words = " ".join(pages[0].get_textpage().get_text_bounded().split())
    patient = open_visit(desk=demo, encounter_id=MAIN_VISIT).visit.patient
    for blank in (
        "A From",
        "B Patient",
        "C Number",
        "D Service",
        "E Why",
        "F Estimated cost",
        "G Options",
        "H More",
        "I Sig",
        "J Date",
    ):
        assert blank in words
    for said_ in (patient.name.full, patient.record_number, "99213", str(notice.total), "Option 3"):
        assert said_ in words
    assert path.read_bytes() == write_notice_pdf(desk=demo, notice_id=notice.id, folder=tmp_path).read_bytes()


def test_the_database_keeps_every_version(demo: Desk) -> None:
    filed(demo, served(demo))
    for statement in ("UPDATE advance_notice SET body = '{}'", "DELETE FROM advance_notice"):
        with pytest.raises(NeverChanged), demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
            unit.connection.exec_driver_sql(statement)
