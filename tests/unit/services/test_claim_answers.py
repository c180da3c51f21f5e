"""Answers find the batch and claim that they are about, are kept for ever, and bring refused claims back to the coder."""

from pathlib import Path

import pytest

from coderdesk.domain.billing.answers.kept_answer import FileStanding
from coderdesk.domain.billing.answers.standing import ClaimStanding
from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Place, Severity
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.claim_answers import (
    FolderUnreadable,
    ImportedAnswers,
    import_answers,
    import_folder,
    list_answer_files,
)
from coderdesk.services.claim_timeline import claim_timeline
from coderdesk.services.claims import ClaimAlreadySent, ExportedFile, export_claims, list_claims
from coderdesk.services.coding import mark_coded
from coderdesk.services.desk import Desk
from coderdesk.storage.trouble import NotInVault
from tests.helpers.demo_visits import CHILD, SISTER, sheet_of
from tests.helpers.payer_answers import acknowledgement, claim_status, put, ta1
from tests.helpers.segments import named


def read_in(desk: Desk, path: Path) -> ImportedAnswers:
    return import_answers(vault=desk.vault, clock=desk.clock, actor=desk.actor, path=path)


def account(desk: Desk, encounter_id: EncounterId) -> str:
    return sheet_of(desk, encounter_id).visit.encounter.account


@pytest.fixture
def sent(demo: Desk, tmp_path: Path) -> ExportedFile:
    return export_claims(desk=demo, encounter_ids=(CHILD, SISTER), folder=tmp_path / "out")


def standing(desk: Desk, encounter_id: EncounterId = CHILD) -> ClaimStanding:
    return claim_timeline(desk=desk, encounter_id=encounter_id).standing


def test_accepted_step_by_step(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """TA1, then 999, then 277CA: each moves the claim on, in whichever order a coder looks at them"""
    assert standing(demo) is ClaimStanding.SENT
    read_in(demo, put(tmp_path, "a.ta1", ta1(sent.path)))
    assert standing(demo) is ClaimStanding.RECEIVED
    read_in(demo, put(tmp_path, "b.999", acknowledgement(sent.path)))
    read_in(demo, put(tmp_path, "c.277", claim_status(sent.path, {account(demo, CHILD): "A2:20"}, number="CMH-5501")))
    timeline = claim_timeline(desk=demo, encounter_id=CHILD)
    assert timeline.standing is ClaimStanding.ACCEPTED
    assert timeline.payer_claim_number == "CMH-5501"
    assert standing(demo, SISTER) is ClaimStanding.RECEIVED
    assert [event.what.split(" ")[0] for event in timeline.events] == [
        "Claim", "Envelope", "Group", "File", "File", "Claim",
    ]  # fmt: skip
    assert timeline.events[-1].payer_words == "A2:20"
    assert "taken for a decision" in timeline.events[-1].what


def test_an_envelope_answer_after_the_claims_takes_nothing_back(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    read_in(demo, put(tmp_path, "c.277", claim_status(sent.path, {account(demo, CHILD): "A2:20"})))
    read_in(demo, put(tmp_path, "a.ta1", ta1(sent.path)))
    assert standing(demo) is ClaimStanding.ACCEPTED


def test_a_refused_claim_is_back_with_the_field_to_mend(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """A7:164:IL sends the coder to the member id; the other claim of the file is left alone"""
    text = claim_status(sent.path, {account(demo, CHILD): "A7:164:IL"}, words="ID NOT ON FILE")
    answered = read_in(demo, put(tmp_path, "c.277", text))
    assert len(answered.refused) == 1
    sheet = sheet_of(demo, CHILD)
    assert sheet.visit.encounter.status is EncounterStatus.IN_PROGRESS
    assert not sheet.has_claim
    (finding,) = [row for row in sheet.findings if row.rule_id == "refused-by-payer"]
    assert (finding.severity, finding.location.place, finding.location.field) == (
        Severity.WARN, Place.COVERAGE, "member_id",
    )  # fmt: skip
    assert "ID NOT ON FILE" in finding.message
    assert sheet_of(demo, SISTER).visit.encounter.status is EncounterStatus.BILLED


def test_the_mended_claim_leaves_as_an_original(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """never taken by the payer, so frequency 1; afterwards nothing waits, and the old claim stands as it was"""
    before = {row.id: row for row in list_claims(desk=demo)}
    read_in(demo, put(tmp_path, "c.277", claim_status(sent.path, {account(demo, CHILD): "A3:33:IL"})))
    mark_coded(desk=demo, encounter_id=CHILD)
    again = export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "out")
    assert named(again.path.read_text("ascii"), "CLM")[0][5].split(":")[2] == "1"
    assert [row for row in sheet_of(demo, CHILD).findings if row.rule_id == "refused-by-payer"] == []
    states = {row.id: row.state for row in list_claims(desk=demo) if row.encounter_id == CHILD}
    assert sorted(states.values()) == [ClaimState.EXPORTED, ClaimState.REOPENED]
    assert all(before[key].total == row.total for key, row in before.items())
    with pytest.raises(ClaimAlreadySent):
        export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "out")


@pytest.mark.parametrize("kind", ["ta1", "999"])
def test_a_refused_file_brings_all_its_claims_back(demo: Desk, tmp_path: Path, sent: ExportedFile, kind: str) -> None:
    """the envelope, or the only transaction set, is refused"""
    refused = ta1(sent.path, letter="R", note="006") if kind == "ta1" else acknowledgement(sent.path, letter="R")
    answered = read_in(demo, put(tmp_path, "x", refused))
    assert len(answered.refused) == 2
    for visit in (CHILD, SISTER):
        assert sheet_of(demo, visit).visit.encounter.status is EncounterStatus.IN_PROGRESS
        assert any(row.rule_id == "refused-by-payer" for row in sheet_of(demo, visit).findings)


def test_a_complaint_that_refuses_nothing(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """a 999 that accepts with errors and points at one claim: noted on its timeline, nobody is called back"""
    errors = f"IK3*NM1*12*2010BA*8~CTX*CLM01:{account(demo, CHILD)}~IK4*9*67*I9~"
    answered = read_in(demo, put(tmp_path, "x.999", acknowledgement(sent.path, letter="E", errors=errors)))
    assert answered.refused == ()
    assert standing(demo) is ClaimStanding.RECEIVED
    what = [event.what for event in claim_timeline(desk=demo, encounter_id=CHILD).events]
    assert any("NM1 has a wrong element" in words for words in what)


def test_an_answer_to_the_file_before_does_not_touch_the_new_claim(
    demo: Desk, tmp_path: Path, sent: ExportedFile
) -> None:
    """the refusal of the first file comes a second time after the mended claim left: kept on the first, nothing reopened"""
    first = claim_status(sent.path, {account(demo, CHILD): "A3:33:IL"})
    read_in(demo, put(tmp_path, "c.277", first))
    mark_coded(desk=demo, encounter_id=CHILD)
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "out")
    late = read_in(demo, put(tmp_path, "d.277", first.replace("PAYER-1", "PAYER-2")))
    assert late.refused == ()
    assert standing(demo) is ClaimStanding.SENT
    assert sheet_of(demo, CHILD).visit.encounter.status is EncounterStatus.BILLED


def test_a_clearinghouse_that_forgets_the_batch(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """another reference than ours: the claim is found by its own number"""
    text = claim_status(sent.path, {account(demo, CHILD): "A2:20"}, batch="CLEARING-77")
    assert read_in(demo, put(tmp_path, "c.277", text)).file.standing is FileStanding.READ
    assert standing(demo) is ClaimStanding.ACCEPTED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("not X12 at all", FileStanding.UNREADABLE),
        ("unknown", FileStanding.UNKNOWN),
    ],
)
def test_kept_aside_with_the_reason(
    demo: Desk, tmp_path: Path, sent: ExportedFile, text: str, why: FileStanding
) -> None:
    """no X12 / an answer to somebody else's claim: kept whole, nothing else moves, the file stays"""
    if text == "unknown":
        text = claim_status(sent.path, {"SOMEBODY-ELSE": "A7:562:85"}, batch="000000777000000777")
    path = put(tmp_path, "strange.txt", text)
    answered = read_in(demo, path)
    assert answered.file.standing is why
    assert answered.file.reason.endswith(".")
    assert path.exists()
    with demo.vault.reading() as unit:
        assert unit.claim_answers.content(answered.file.id) == text.encode("ascii")
    assert standing(demo) is ClaimStanding.SENT


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "١٢٣"])
def test_numbers_that_were_never_ours(demo: Desk, tmp_path: Path, number: str) -> None:
    """longer than any integer of the vault, than any that Python reads, or in other digits: kept aside like a stranger's"""
    for name, text in (
        ("a.ta1", ta1(tmp_path / "none", control=number)),
        ("b.999", acknowledgement(tmp_path / "none", control=number, errors=f"IK3*CLM*9~IK4*{number}*1*7~")),
        ("c.277", claim_status(None, {"SOMEBODY-ELSE": "A2:20"}, batch=number[:18])),
    ):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert read_in(demo, path).file.standing is FileStanding.UNKNOWN


def test_a_stranger_in_an_answer_to_our_file(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """a claim that is not in the file is refused: it concerns nobody here, least of all the claims that are in it"""
    text = claim_status(sent.path, {"SOMEBODY-ELSE": "A7:562:85"})
    answered = read_in(demo, put(tmp_path, "c.277", text))
    assert answered.refused == ()
    assert standing(demo) is ClaimStanding.RECEIVED
    with demo.vault.reading() as unit:
        assert [row.control for row in unit.claim_answers.of_file(answered.file.id)][-1] == "SOMEBODY-ELSE"


def test_the_same_file_twice(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """under the same name it is the same file; under another it is kept aside as a duplicate, without its bytes"""
    text = claim_status(sent.path, {account(demo, CHILD): "A2:20"})
    first = read_in(demo, put(tmp_path, "c.277", text))
    assert read_in(demo, tmp_path / "c.277").changes is None
    other = read_in(demo, put(tmp_path, "copy.277", text))
    assert other.file.standing is FileStanding.DUPLICATE
    assert "c.277" in other.file.reason
    assert [row.id for row in list_answer_files(vault=demo.vault)].count(first.file.id) == 1
    assert len(list_answer_files(vault=demo.vault)) == 2
    with demo.vault.reading() as unit, pytest.raises(NotInVault):
        unit.claim_answers.content(other.file.id)


def test_a_watched_folder(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """two answers, one half downloaded: read once, all three stay where they lie"""
    folder = tmp_path / "incoming"
    put(folder, "a.ta1", ta1(sent.path))
    put(folder, "b.999", acknowledgement(sent.path))
    put(folder, "c.277.part", "ISA*00")
    found = import_folder(vault=demo.vault, clock=demo.clock, actor=demo.actor, folder=folder)
    assert [row.file.name for row in found] == ["a.ta1", "b.999"]
    assert import_folder(vault=demo.vault, clock=demo.clock, actor=demo.actor, folder=folder) == ()
    assert sorted(path.name for path in folder.iterdir()) == ["a.ta1", "b.999", "c.277.part"]


def test_a_folder_that_is_not_there(demo: Desk, tmp_path: Path) -> None:
    with pytest.raises(FolderUnreadable):
        import_folder(vault=demo.vault, clock=demo.clock, actor=demo.actor, folder=tmp_path / "gone")
