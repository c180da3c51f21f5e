"""Answers as they come to the window: several at once, from a watched folder once each, and followed by typed figures."""

from datetime import date
from pathlib import Path

import pytest

from coderdesk.domain.billing.answers.kept_answer import FileStanding
from coderdesk.domain.billing.typed_decision import TypedLine
from coderdesk.services.answer_folder import answer_files, take_answers, take_files, take_waiting_answers
from coderdesk.services.claim_following import DecisionUnfit, bill_next_from_remittance, claim_to_follow
from coderdesk.services.claim_sequels import NotSent
from coderdesk.services.claims import ExportedFile, export_claims
from coderdesk.services.desk import Desk
from coderdesk.services.dropped_files import files_apart
from coderdesk.shared.paths import Paths
from tests.helpers.demo_visits import CHILD, SISTER, second_payer
from tests.helpers.payer_answers import acknowledgement, claim_status, put, ta1
from tests.helpers.segments import named
from tests.helpers.submitted_claims import INVENTED


@pytest.fixture
def sent(demo: Desk, tmp_path: Path) -> ExportedFile:
    return export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "out")


def test_several_at_once(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """a TA1, a 999, the same 999 under another name, a file of words, and one that is gone: nothing is lost"""
    files = [
        put(tmp_path, "a.ta1", ta1(sent.path)),
        put(tmp_path, "b.999", acknowledgement(sent.path)),
        put(tmp_path, "c.999", acknowledgement(sent.path)),
        put(tmp_path, "d.txt", "hello"),
        tmp_path / "gone",
    ]
    taken = take_answers(desk=demo, files=files)
    standings = [row.file.standing for row in taken.files]
    assert standings == [FileStanding.READ, FileStanding.READ, FileStanding.DUPLICATE, FileStanding.UNREADABLE]
    assert (taken.claims, taken.refused, len(taken.aside)) == (1, 0, 2)
    assert list(taken.missing) == [tmp_path / "gone"]
    assert all(row.reason for row in taken.aside)
    assert len(answer_files(desk=demo)) == 4


def test_a_folder_is_looked_at_once(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """the second look finds nothing; a file that has grown is another one"""
    folder = tmp_path / "incoming"
    put(folder, "a.999", acknowledgement(sent.path)[:-40])
    first = take_waiting_answers(desk=demo, folder=folder)
    assert [row.file.standing for row in first.files] == [FileStanding.UNREADABLE]
    assert take_waiting_answers(desk=demo, folder=folder).files == ()
    put(folder, "a.999", acknowledgement(sent.path))
    second = take_waiting_answers(desk=demo, folder=folder)
    assert [row.file.standing for row in second.files] == [FileStanding.READ]
    assert take_waiting_answers(desk=demo, folder=folder).changes is None


def test_x12_is_told_from_documents(tmp_path: Path, demo_paths: Paths) -> None:
    """an interchange with a byte order mark and blank lines; a letter that begins with ISA"""
    answer = tmp_path / "answer.txt"
    answer.write_bytes(b"\xef\xbb\xbf\n" + claim_status(None, {"A": "A2:20"}, batch="1").encode("ascii"))
    letter = tmp_path / "letter.txt"
    letter.write_text("ISABEL came today with a cough.", encoding="ascii")
    apart = files_apart(paths=demo_paths, files=[letter, answer])
    assert (apart.answers, apart.documents) == ((answer,), (letter,))


def test_the_next_payer_from_a_typed_remittance(demo: Desk, tmp_path: Path, sent: ExportedFile) -> None:
    """figures that do not come to the charge are refused; those that do leave in 2320 and 2430"""
    with pytest.raises(NotSent):
        claim_to_follow(desk=demo, encounter_id=SISTER)
    assert claim_to_follow(desk=demo, encounter_id=CHILD).next_payer == ""
    second_payer(demo)
    followed = claim_to_follow(desk=demo, encounter_id=CHILD)
    assert followed.next_payer
    assert followed.version == 1
    charges = [line.charge for line in followed.claim.lines]

    def bill(short: str) -> None:
        lines = tuple(
            TypedLine(line=number, charge=charge, paid="0", adjustments=f"CO45 {charge.plain}{short}")
            for number, charge in enumerate(charges, start=1)
        )
        bill_next_from_remittance(
            desk=demo, claim_id=followed.claim.id, decided_on=date(2026, 11, 20), claim_number="ICN 5", lines=lines
        )

    with pytest.raises(DecisionUnfit, match="Line 1"):
        bill("; PR1 0.01")
    bill("")
    text = export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path / "next").path.read_text("ascii")
    assert [row[1] for row in named(text, "SBR")] == ["S", "P"]
    assert [row[1:3] for row in named(text, "CAS")] == [["CO", "45"]] * len(charges)


def test_claims_among_the_answers(demo: Desk, sent: ExportedFile, tmp_path: Path) -> None:
    """a file of claims that somebody drops is read in; found in the watched folder it is kept aside"""
    taken = take_files(desk=demo, files=[INVENTED / "dental.edi", put(tmp_path, "a.999", acknowledgement(sent.path))])
    assert [row.claims for row in taken.held] == [1]
    assert taken.claims == 1
    folder = tmp_path / "incoming"
    put(folder, "ours.edi", sent.path.read_text("ascii"))
    (found,) = take_waiting_answers(desk=demo, folder=folder).files
    assert found.file.standing is FileStanding.UNREADABLE
    assert "none of 999, 997 and 277" in found.file.reason
