"""What was entered for the claim, the worksheet of the level and advance notices in an evidence packet."""

from pathlib import Path

from coderdesk.domain.coding.advance_notice import NoticeChoice
from coderdesk.domain.coding.em_elements import Element
from coderdesk.forms.evidence_packet import render_evidence_packet
from coderdesk.services.advance_notices import propose_notice, sign_notice, store_notice
from coderdesk.services.claim_details import enter_detail
from coderdesk.services.claims import export_claims
from coderdesk.services.coding import Passage, mark_coded, reopen_visit
from coderdesk.services.desk import Desk
from coderdesk.services.em_levels import state_time, tick_element
from coderdesk.services.evidence_packets import evidence_packet
from tests.helpers.demo import MAIN_VISIT, document_of
from tests.helpers.demo_visits import code_main_visit
from tests.unit.services.test_evidence_packets import words_of


def passage(demo: Desk, words: str) -> Passage:
    note = document_of(demo)
    start = note.text.index(words)
    return Passage(note.id, start, start + len(words))


def with_papers(demo: Desk) -> None:
    """The main visit coded, with a worksheet, time, a signed notice and two particulars of the claim."""
    visit = code_main_visit(demo).visit
    reopen_visit(desk=demo, encounter_id=MAIN_VISIT)
    denied = (passage(demo, "Denies fever"),)
    tick_element(desk=demo, encounter_id=MAIN_VISIT, element=Element.THREAT, passages=denied, subject="urosepsis")
    state_time(
        desk=demo,
        encounter_id=MAIN_VISIT,
        minutes=24,
        passages=(passage(demo, "Total time today 24 minutes"),),
    )
    service = visit.services[0]
    notice = propose_notice(desk=demo, encounter_id=MAIN_VISIT, assignment_ids=(service.id,))
    store_notice(desk=demo, notice=notice)
    sign_notice(
        desk=demo,
        notice_id=notice.id,
        choice=NoticeChoice.BILL_PAYER,
        signed_by="Ana Rivera",
        signed_on=notice.issued_on,
    )
    enter_detail(desk=demo, encounter_id=MAIN_VISIT, key="authorization", text="AUTH77", passages=())
    enter_detail(desk=demo, encounter_id=MAIN_VISIT, key="note", text="See the enclosed report", passages=())
    mark_coded(desk=demo, encounter_id=MAIN_VISIT)


def test_the_worksheet_stands_with_its_ticks_their_words_and_the_time(demo: Desk) -> None:
    with_papers(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    assert packet.worksheet is not None
    text = words_of(render_evidence_packet(packet))
    for words in (
        f"The worksheet supports {packet.worksheet.result.code} for a patient",
        f"Version {packet.worksheet.version}, by {demo.actor}",
        ": urosepsis",
        "“Denies fever”",
        "Total time on the day: 24 minutes",
    ):
        assert words in text


def test_a_notice_stands_with_its_service_its_reason_and_who_signed(demo: Desk) -> None:
    with_papers(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    [notice] = packet.notices
    text = words_of(render_evidence_packet(packet))
    assert notice.reason in text
    assert f"{notice.services[0].code} {notice.services[0].words}" in text
    assert f"Signed by Ana Rivera on {notice.issued_on:%m/%d/%Y}." in text
    assert any("notice" in event.what.lower() for event in packet.trail)


def test_the_particulars_of_the_claim_stand_under_their_sections(demo: Desk) -> None:
    with_papers(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    assert {one.value for one in packet.details} == {"AUTH77", "See the enclosed report"}
    text = words_of(render_evidence_packet(packet))
    for one in packet.details:
        assert f"{one.words} {one.value}" in text
        assert one.section in text


def test_a_sent_claim_says_its_diagnoses_and_lines(demo: Desk, tmp_path: Path) -> None:
    visit = code_main_visit(demo).visit
    export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    [claim] = evidence_packet(desk=demo, encounter_id=MAIN_VISIT).claims
    assert claim.diagnoses == tuple(row.code for row in visit.diagnoses)
    text = words_of(render_evidence_packet(evidence_packet(desk=demo, encounter_id=MAIN_VISIT)))
    assert f"Diagnoses {', '.join(claim.diagnoses)}" in text
    assert len(claim.lines) == len(visit.services)
    for line in claim.lines:
        assert line in text


def test_without_papers_there_is_no_empty_section(demo: Desk) -> None:
    code_main_visit(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    assert (packet.details, packet.worksheet, packet.notices) == ((), None, ())
    text = words_of(render_evidence_packet(packet))
    for words in ("Level of the office visit", "Advance notices", "What was entered for the claim"):
        assert words not in text


def test_each_page_says_which_it_is_of_how_many(demo: Desk) -> None:
    with_papers(demo)
    text = words_of(render_evidence_packet(evidence_packet(desk=demo, encounter_id=MAIN_VISIT)))
    pages = text.count("Evidence packet")
    assert pages > 2
    for number in range(1, pages + 1):
        assert f"Page {number} of {pages}" in text
