"""The evidence packet of a demo visit, read back from its text layer and its pixels."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from coderdesk.domain.clinical.evidence import Evidence
from coderdesk.domain.clinical.provider_query import (
    OTHER,
    UNDETERMINED,
    ProviderQuery,
    QueryKind,
    QueryOption,
    QueryState,
)
from coderdesk.domain.coding.override import Override
from coderdesk.domain.values.ids import ProviderQueryId
from coderdesk.forms.evidence_packet import render_evidence_packet
from coderdesk.forms.letter_tints import colours_of
from coderdesk.services.claims import export_claims
from coderdesk.services.desk import Desk
from coderdesk.services.evidence_packets import NothingToDefend, evidence_packet, write_evidence_packet
from coderdesk.services.pages import PageNotWritten
from tests.helpers.demo import MAIN_NOTE, MAIN_VISIT, document_of
from tests.helpers.demo_visits import ASKED, code_main_visit, sheet_of


def words_of(pdf: Path | bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as pages:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def without_blanks(text: str) -> str:
    return "".join(text.split())


def ground_of(pdf: bytes, words: str) -> tuple[int, ...]:
    """The colour between the first word and the second, where the words stand last in the file."""
    with pypdfium2.PdfDocument(pdf) as pages:
        for page in reversed([pages[place] for place in range(len(pages))]):
            textpage = page.get_textpage()
            places = list(iter(textpage.search(words).get_next, None))
            if not places:
                continue
            found = places[-1]
            blank = found[0] + words.index(" ")
            _, low, left, high = textpage.get_charbox(blank - 1)
            right = textpage.get_charbox(blank + 1)[0]
            image = page.render(scale=4).to_pil().convert("RGB")
            across, down = (left + right) / 2, page.get_height() - (low + high) / 2
            pixel = image.getpixel((int(across * 4), int(down * 4)))
            assert isinstance(pixel, tuple)
            return pixel
    raise AssertionError(f"{words} stands nowhere")


def as_rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def test_the_packet_of_a_sent_claim_names_its_file_and_the_hash_of_its_bytes(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    exported = export_claims(desk=demo, encounter_ids=(MAIN_VISIT,), folder=tmp_path)
    text = words_of(write_evidence_packet(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path))
    assert exported.path.name in text
    assert hashlib.sha256(exported.path.read_bytes()).hexdigest() in without_blanks(text)
    assert "$172.00, exported" in text


def test_every_code_stands_with_its_letter_its_passages_and_their_document(demo: Desk, tmp_path: Path) -> None:
    visit = code_main_visit(demo).visit
    text = words_of(write_evidence_packet(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path))
    packed = without_blanks(text)
    for row in visit.assignments:
        assert row.code in text
        for passage in row.evidence:
            assert without_blanks(passage.quotation) in packed
            assert f"characters{passage.start}to{passage.end}" in packed
    for document in visit.documents:
        assert document.title in text
        assert document.author in text
        assert document.hash in packed
    assert "A N39.0 Urinary tract infection, site not specified first listed" in text
    assert "3 J0696 Ceftriaxone sodium injection 2 units for A $13.00 2" in text
    assert "proves the modifier" in text


def test_the_lines_around_a_passage_are_printed_and_the_passage_stands_on_its_letters_tint(demo: Desk) -> None:
    code_main_visit(demo)
    pdf = render_evidence_packet(evidence_packet(desk=demo, encounter_id=MAIN_VISIT))
    assert "ASSESSMENT 1. Urinary tract infection, site not further localised" in words_of(pdf)
    assert ground_of(pdf, "Nausea with vomiting, resolving") == as_rgb(colours_of("B").tint)
    assert ground_of(pdf, "site not further localised") == (255, 255, 255)


def test_rules_overrides_releases_and_the_trail_are_in_it(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    sheet = sheet_of(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    assert packet.findings == sheet.findings
    assert [event.number for event in packet.trail] == sorted({event.number for event in packet.trail})
    assert packet.trail[-1].what == "Mark coded"
    text = words_of(write_evidence_packet(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path))
    for words in (
        "No finding was overridden.",
        "ICD-10-CM FY2026 (April 2026) from 04/01/2026",
        "Mark coded",
        "Times are in UTC",
    ):
        assert words in text
    for event in packet.trail:
        assert event.actor in text


def test_an_override_is_printed_with_its_reason_and_who_wrote_it(demo: Desk) -> None:
    visit = code_main_visit(demo).visit
    one = Override(
        rule_id="some-rule",
        subject=f"assignment {visit.diagnoses[1].id} code",
        reason="Confirmed by the provider on the phone.",
        made_by="Dana Whitlock",
        made_at=demo.clock.now(),
    )
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    packet = replace(packet, visit=replace(packet.visit, overrides=(one, replace(one, reason=""))))
    text = words_of(render_evidence_packet(packet))
    assert "some-rule B R11.2 Confirmed by the provider on the phone. Dana Whitlock, 11/22/2026 10:30 UTC" in text
    assert "Taken back: the finding blocks again." in text


def test_queries_and_their_answers_are_printed(demo: Desk) -> None:
    code_main_visit(demo)
    note = document_of(demo)
    passage = Evidence.quote(note, note.text.index("Nausea"), note.text.index("Nausea") + 20)
    query = ProviderQuery(
        id=ProviderQueryId("query-1"),
        encounter_id=MAIN_VISIT,
        kind=QueryKind.MORE_DETAIL,
        title="Site of the infection",
        question="Please say which part of the urinary tract was infected.",
        options=(QueryOption(words="Bladder"), OTHER, UNDETERMINED),
        indicators=(passage,),
        asked_of="Marisol J. Tenenbrook, MD",
        asked_by="Dana Whitlock",
        asked_on=date(2026, 5, 5),
        state=QueryState.ANSWERED,
        answered_by=MAIN_NOTE,
        closed_on=date(2026, 5, 6),
    )
    packet = replace(evidence_packet(desk=demo, encounter_id=MAIN_VISIT), queries=(query,))
    text = words_of(render_evidence_packet(packet))
    for words in (
        "Please say which part of the urinary tract was infected.",
        "– Bladder",
        "Unable to determine",
        "Asked of Marisol J. Tenenbrook, MD by Dana Whitlock on 05/05/2026",
        f"Answered on 05/06/2026 in {note.title}",
    ):
        assert words in text


def test_a_draft_query_is_told_with_what_was_asked(demo: Desk) -> None:
    packet = evidence_packet(desk=demo, encounter_id=ASKED)
    assert packet.visit.queries
    text = words_of(render_evidence_packet(packet))
    for row in packet.visit.queries:
        assert f"{row.code} {row.words}: draft, asked" in text


def test_a_passage_as_long_as_a_document_runs_over_pages_and_loses_no_word(demo: Desk) -> None:
    visit = code_main_visit(demo).visit
    note = visit.documents_by_id[MAIN_NOTE]
    text = "\n".join(f"line{number} and its words" for number in range(400))
    long = replace(note, text=text, hash="0" * 64)
    row = replace(visit.assignments[0], evidence=(Evidence.quote(long, 0, len(text)),))
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    packet = replace(packet, visit=replace(packet.visit, documents=(long,), assignments=(row,)))
    printed = words_of(render_evidence_packet(packet))
    assert all(f"line{number} " in printed for number in range(400))


def test_the_same_packet_gives_the_same_bytes(demo: Desk) -> None:
    code_main_visit(demo)
    packet = evidence_packet(desk=demo, encounter_id=MAIN_VISIT)
    assert render_evidence_packet(packet) == render_evidence_packet(packet)


def test_a_visit_without_a_code_has_nothing_to_defend(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(NothingToDefend, match="CH-20260504-01"):
        write_evidence_packet(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_a_file_refuses_the_packet(demo: Desk, tmp_path: Path) -> None:
    code_main_visit(demo)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(PageNotWritten):
        write_evidence_packet(desk=demo, encounter_id=MAIN_VISIT, folder=tmp_path / "taken")
