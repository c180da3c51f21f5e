"""The level worksheet of the demo visit: ticked on passages, kept version by version, held against the code, printed."""

from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.coding.code import CodeSystem
from coderdesk.domain.coding.em_elements import Column, Element, Mdm, PatientStatus
from coderdesk.domain.values.finding import Severity
from coderdesk.domain.values.ids import DocumentId
from coderdesk.services.coding import Passage, PassageWithoutWords
from coderdesk.services.desk import Desk
from coderdesk.services.em_levels import (
    NoWorksheet,
    TickWithoutPassage,
    open_worksheet,
    set_patient_status,
    state_time,
    tick_element,
    untick,
    worksheet_history,
    write_worksheet_pdf,
)
from coderdesk.services.visits import open_visit
from coderdesk.storage.trouble import ForeignEvidence, NeverChanged
from tests.helpers.demo import MAIN_VISIT, attach, document_of, passage


def ticked(desk: Desk, element: Element, words: str = "Denies fever", subject: str = "") -> None:
    tick_element(desk=desk, encounter_id=MAIN_VISIT, element=element, passages=(passage(desk, words),), subject=subject)


def said(desk: Desk) -> dict[str, Severity]:
    findings = open_visit(desk=desk, encounter_id=MAIN_VISIT).findings
    return {row.rule_id: row.severity for row in findings if row.rule_id.startswith("level-")}


def test_ticks_make_a_level_and_each_change_a_version(demo: Desk) -> None:
    set_patient_status(desk=demo, encounter_id=MAIN_VISIT, status=PatientStatus.ESTABLISHED)
    ticked(demo, Element.WORSE_CHRONIC)
    ticked(demo, Element.PRESCRIPTION)
    ticked(demo, Element.PRESCRIPTION)
    sheet = open_worksheet(desk=demo, encounter_id=MAIN_VISIT)
    assert sheet.result.code == "99214"
    untick(desk=demo, encounter_id=MAIN_VISIT, index=0)
    untick(desk=demo, encounter_id=MAIN_VISIT, index=7)
    history = worksheet_history(desk=demo, encounter_id=MAIN_VISIT)
    assert history[0].number == sheet.version + 1
    assert {row.written_by for row in history} == {demo.actor}
    with demo.vault.reading() as unit:
        assert unit.audit.tail()[0].action == "weigh_visit_level"


def test_nothing_is_ticked_without_words_of_the_visit(demo: Desk) -> None:
    note = document_of(demo)
    for passages, trouble in (
        ((), TickWithoutPassage),
        ((Passage(note.id, 5, 5),), PassageWithoutWords),
        ((Passage(DocumentId("elsewhere"), 0, 5),), ForeignEvidence),
    ):
        with pytest.raises(trouble):
            tick_element(desk=demo, encounter_id=MAIN_VISIT, element=Element.THREAT, passages=passages)
    assert open_worksheet(desk=demo, encounter_id=MAIN_VISIT).version == 0


def test_the_code_on_the_visit_is_held_against_the_worksheet(demo: Desk) -> None:
    """99214 attached: above a worksheet that supports 99212, equal to one that supports 99214, below one for 99215"""
    attach(demo, "99214", "Denies fever", CodeSystem.CPT)
    assert said(demo) == {}
    set_patient_status(desk=demo, encounter_id=MAIN_VISIT, status=PatientStatus.ESTABLISHED)
    ticked(demo, Element.THREAT)
    assert said(demo) == {"level-above-worksheet": Severity.WARN}
    ticked(demo, Element.PRESCRIPTION)
    assert said(demo) == {}
    ticked(demo, Element.HOSPITAL_CARE)
    assert said(demo) == {"level-below-worksheet": Severity.ASK}
    set_patient_status(desk=demo, encounter_id=MAIN_VISIT, status=PatientStatus.NEW)
    assert said(demo) == {"level-other-patient-status": Severity.WARN}


def test_time_that_no_passage_states_supports_nothing(demo: Desk) -> None:
    state_time(desk=demo, encounter_id=MAIN_VISIT, minutes=50, passages=(passage(demo, "Denies fever"),))
    sheet = open_worksheet(desk=demo, encounter_id=MAIN_VISIT)
    assert (sheet.result.by_time, sheet.result.code) == (Mdm.NONE, "")
    state_time(desk=demo, encounter_id=MAIN_VISIT, minutes=0, passages=())
    assert open_worksheet(desk=demo, encounter_id=MAIN_VISIT).worksheet.time is None


def test_the_worksheet_prints_its_quotations_and_what_limits_it(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(NoWorksheet):
        write_worksheet_pdf(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path)
    ticked(demo, Element.THREAT, subject="sepsis <suspected> & shock")
    path = write_worksheet_pdf(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path)
    with pypdfium2.PdfDocument(path) as pages:
        words = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())
    result = open_worksheet(desk=demo, encounter_id=MAIN_VISIT).result
    for wanted in ("“Denies fever”", result.code, "sepsis <suspected> & shock", result.column(Column.RISK).needed):
        assert wanted in words
    again = write_worksheet_pdf(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path).read_bytes()
    assert path.read_bytes() == again


@pytest.mark.parametrize("statement", ["UPDATE em_worksheet SET body = '{}'", "DELETE FROM em_worksheet"])
def test_the_database_keeps_every_version(demo: Desk, statement: str) -> None:
    ticked(demo, Element.THREAT)
    with pytest.raises(NeverChanged), demo.vault.writing(actor="x", action="x", now=demo.clock.now()) as unit:
        unit.connection.exec_driver_sql(statement)
