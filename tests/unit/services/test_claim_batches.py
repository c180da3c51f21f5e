"""Batches: the sheet beside each file, receivers as data, and a process that is killed at the worst moments."""

import hashlib
import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from coderdesk.domain.billing.claim_record import ClaimState
from coderdesk.domain.billing.receiver import CharacterSet, Leave, Receiver
from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.edi.validate import structural_errors
from coderdesk.services.claim_answers import import_answers
from coderdesk.services.claim_checks import check_claims
from coderdesk.services.claim_file_again import write_file_again
from coderdesk.services.claims import (
    ClaimAlreadySent,
    DifferentPayers,
    ExportStopped,
    export_by_receiver,
    export_claims,
    finish_interrupted_exports,
    list_claims,
)
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.services.first_checks import clean_claims
from coderdesk.services.receivers import ReceiverUnfit, list_receivers, route_payer, save_receiver
from coderdesk.services.refused import Refused
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from tests.helpers.demo import NOW
from tests.helpers.demo_visits import CHILD, OTHER_PAYER, SISTER, WITHOUT_ADDRESS, WITHOUT_MEMBER_ID, sheet_of
from tests.helpers.payer_answers import enclosed, put
from tests.helpers.segments import named

# ends the process without a word at the n-th file that is put in place: before it is there, or after
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.claims import export_by_receiver
from coderdesk.services.code_sets import open_code_sets
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from coderdesk.shared.ports import NoProgress
from coderdesk.shared import files
vaults, codesets, cache, state, folder, now, nth, moment, *visits = sys.argv[1:]
paths = Paths(vaults=Path(vaults), codesets=Path(codesets), cache=Path(cache), state=Path(state))
library = open_code_sets(paths=paths, progress=NoProgress())
desk = open_demo_desk(paths=paths, library=library, clock=FixedClock(datetime.fromisoformat(now)))
put, left = os.replace, [int(nth)]
def die(source, target):
    left[0] -= 1
    if not left[0] and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    put(source, target)
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
files.os.replace = die
export_by_receiver(desk=desk, encounter_ids=tuple(EncounterId(one) for one in visits), folder=Path(folder))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
@pytest.mark.parametrize(("nth", "moment"), [(1, "before"), (1, "after"), (2, "before")])
def test_killed_for_good(demo_paths: Paths, library: CodeLibrary, tmp_path: Path, nth: int, moment: str) -> None:
    """killed before the claim file is in place / right after / before its sheet is in place; then started again"""
    folder = tmp_path / "out"
    places = [demo_paths.vaults, demo_paths.codesets, demo_paths.cache, demo_paths.state, folder, NOW.isoformat()]
    command = [sys.executable, "-c", KILLED, *map(str, places), str(nth), moment, CHILD, SISTER]
    ended = subprocess.run(command, cwd=Path(__file__).parents[3], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    before = {path.name: path.read_bytes() for path in folder.glob("*.edi")}
    assert all(structural_errors(content.decode("ascii")) == () for content in before.values())
    desk = open_demo_desk(paths=demo_paths, library=library, clock=FixedClock(NOW))
    try:
        if nth == 1:
            assert sheet_of(desk, CHILD).visit.encounter.status is EncounterStatus.CODED
        finish_interrupted_exports(desk=desk)
        after = {path.name: path.read_bytes() for path in folder.glob("*.edi")}
        assert len(after) == 1
        assert before.items() <= after.items()
        if nth == 1:
            assert len(list(folder.iterdir())) == 2
        assert [row.state for row in list_claims(desk=desk)] == [ClaimState.EXPORTED] * 2
        with pytest.raises(ClaimAlreadySent):
            export_claims(desk=desk, encounter_ids=(CHILD,), folder=folder)
    finally:
        desk.vault.close()


def test_the_sheet_beside_the_file(demo: Desk, tmp_path: Path) -> None:
    """claims, totals, hash and control numbers; it names no patient"""
    file = export_claims(desk=demo, encounter_ids=(CHILD, SISTER), folder=tmp_path)
    assert file.manifest is not None
    text = file.manifest.read_text("ascii")
    sheet = json.loads(text)
    assert sheet["sha256"] == hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256
    assert (sheet["claims"], sheet["total"]) == (2, file.total.plain)
    assert [row["control"] for row in sheet["each"]] == [row[1] for row in named(file.path.read_text(), "CLM")]
    assert sheet["interchange"] == int(named(file.path.read_text(), "ISA")[0][13])
    assert sheet_of(demo, CHILD).visit.patient.name.last not in text


def clearinghouse(desk: Desk, **changes: object) -> Receiver:
    receiver = replace(
        Receiver(key="house", name="Harbor Clearing", receiver="HARBOR1", receiver_kind="30", acknowledgement="1"),
        **changes,
    )  # type: ignore[arg-type]
    save_receiver(desk=desk, receiver=receiver)
    for visit in (CHILD, OTHER_PAYER):
        payer = sheet_of(desk, visit).payer
        assert payer is not None
        route_payer(desk=desk, payer=payer, key="house")
    return receiver


def test_one_file_to_a_clearinghouse(demo: Desk, tmp_path: Path) -> None:
    """two payers, one file: the envelope names the clearinghouse, each claim its payer"""
    with pytest.raises(DifferentPayers):
        export_claims(desk=demo, encounter_ids=(CHILD, OTHER_PAYER), folder=tmp_path)
    clearinghouse(demo, group_receiver="HARBORGS")
    file = export_claims(desk=demo, encounter_ids=(CHILD, OTHER_PAYER), folder=tmp_path)
    text = file.path.read_text("ascii")
    assert structural_errors(text) == ()
    isa, gs = named(text, "ISA")[0], named(text, "GS")[0]
    assert (isa[7], isa[8].strip(), isa[14], gs[3]) == ("30", "HARBOR1", "1", "HARBORGS")
    payers = {row[9] for row in named(text, "NM1") if row[1] == "PR"}
    assert len(payers) == 2
    assert len(named(text, "CLM")) == 2


def test_one_file_for_each_receiver(demo: Desk, tmp_path: Path) -> None:
    """without a clearinghouse: two payers, two files, never the same control number"""
    files = export_by_receiver(desk=demo, encounter_ids=(CHILD, SISTER, OTHER_PAYER), folder=tmp_path)
    assert [row.claims for row in files] == [2, 1]
    numbers = [named(row.path.read_text("ascii"), "ISA")[0][13] for row in files]
    assert len(set(numbers)) == 2


def test_overrides_are_data(demo: Desk, tmp_path: Path) -> None:
    """a receiver that reads basic characters only, tests first, and wants neither e-mail nor line numbers"""
    clearinghouse(
        demo,
        characters=CharacterSet.BASIC,
        usage="test",
        leave_out=(Leave.SUBMITTER_EMAIL, Leave.LINE_CONTROL, Leave.BILLING_TAXONOMY),
    )
    text = export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path).path.read_text("ascii")
    assert structural_errors(text) == ()
    assert named(text, "ISA")[0][15] == "T"
    assert not set(text) & set("@#$%_[]{}<>|\\")
    assert [row for row in named(text, "REF") if row[1] == "6R"] == []
    assert [row for row in named(text, "PRV") if row[1] == "BI"] == []


def test_what_no_receiver_may_be(demo: Desk) -> None:
    """an id of sixteen characters / a kind of id of one / a route to nobody"""
    for wrong in (Receiver(key="a", receiver="A" * 16), Receiver(key="a", receiver_kind="Z"), Receiver(key=" ")):
        with pytest.raises(ReceiverUnfit):
            save_receiver(desk=demo, receiver=wrong)
    payer = sheet_of(demo, CHILD).payer
    assert payer is not None
    with pytest.raises(ReceiverUnfit):
        route_payer(desk=demo, payer=payer, key="nobody")
    assert [row.key for row in list_receivers(desk=demo)] == ["clearinghouse", "direct", "direct-basic"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
@pytest.mark.parametrize(("nth", "moment"), [(1, "before"), (3, "before"), (3, "after")])
def test_killed_among_several_files(
    demo_paths: Paths, library: CodeLibrary, tmp_path: Path, nth: int, moment: str
) -> None:
    """two receivers; killed at the first file, and before and after the second is in place; then run again: each claim once"""
    folder = tmp_path / "out"
    places = [demo_paths.vaults, demo_paths.codesets, demo_paths.cache, demo_paths.state, folder, NOW.isoformat()]
    command = [sys.executable, "-c", KILLED, *map(str, places), str(nth), moment, CHILD, OTHER_PAYER]
    ended = subprocess.run(command, cwd=Path(__file__).parents[3], check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert all(structural_errors(path.read_text("ascii")) == () for path in folder.glob("*.edi"))
    desk = open_demo_desk(paths=demo_paths, library=library, clock=FixedClock(NOW))
    try:
        finish_interrupted_exports(desk=desk)
        left = {row.encounter_id for row in list_claims(desk=desk) if row.state is ClaimState.EXPORTED}
        rest = tuple(row for row in (CHILD, OTHER_PAYER) if row not in left)
        if rest:
            export_by_receiver(desk=desk, encounter_ids=rest, folder=folder)
        files = [path.read_text("ascii") for path in folder.glob("*.edi")]
        controls = [row[1] for text in files for row in named(text, "CLM")]
        assert len(controls) == len(set(controls)) == 2
        assert len({named(text, "ISA")[0][13] for text in files}) == 2
        assert not list(folder.glob(".*"))
    finally:
        desk.vault.close()


class StopAt:
    """Watched work that is stopped after so many reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    @property
    def is_cancelled(self) -> bool:
        return self.left <= 0

    def report(self, *, done: int, total: int, what: str) -> None:
        assert 0 <= done <= total, what
        self.left -= 1


def test_stopped_before_the_first_file(demo: Desk, tmp_path: Path) -> None:
    """while claims are checked, and when the first file is due: nothing is written and nothing is sent"""
    for reports in (1, 2, 3):
        with pytest.raises(ExportStopped):
            export_by_receiver(
                desk=demo, encounter_ids=(CHILD, OTHER_PAYER), folder=tmp_path / "out", progress=StopAt(reports)
            )
    assert not (tmp_path / "out").exists()
    assert list_claims(desk=demo) == ()


def test_stopped_between_two_files(demo: Desk, tmp_path: Path) -> None:
    """what is written is sent; the rest leaves with the next export"""
    (first,) = export_by_receiver(desk=demo, encounter_ids=(CHILD, OTHER_PAYER), folder=tmp_path, progress=StopAt(4))
    assert first.claims == 1
    (second,) = export_by_receiver(desk=demo, encounter_ids=(OTHER_PAYER,), folder=tmp_path)
    assert len(list(tmp_path.glob("*.edi"))) == 2
    assert first.path != second.path


def test_many_sets_in_a_file(demo: Desk, tmp_path: Path) -> None:
    """one claim in each set: numbers count up, pyx12 accepts, and an answer to one set is one to its claim only"""
    clearinghouse(demo, claims_per_set=1)
    file = export_claims(desk=demo, encounter_ids=(CHILD, SISTER, OTHER_PAYER), folder=tmp_path)
    text = file.path.read_text("ascii")
    assert structural_errors(text) == ()
    sets = [row[2] for row in named(text, "ST")]
    first = int(sets[0])
    assert [int(one) for one in sets] == [first, first + 1, first + 2]
    assert named(text, "GE")[0][1] == "3"
    assert len({row[3] for row in named(text, "BHT")}) == 3
    group = named(text, "GS")[0][6]
    refused = (
        f"ST*999*0001*005010X231A1~AK1*HC*{group}*005010X222A1~AK2*837*{sets[0]}*005010X222A1~IK5*A~"
        f"AK2*837*{sets[1]}*005010X222A1~IK5*R*5~AK2*837*{sets[2]}*005010X222A1~IK5*A~AK9*P*3*3*2~"
    )
    answer = put(tmp_path, "a.999", enclosed("FA", "005010X231A1", refused))
    taken = import_answers(vault=demo.vault, clock=demo.clock, actor="me", path=answer)
    control = named(text, "CLM")[1][1]
    states = {row.control: row.state for row in list_claims(desk=demo)}
    assert [number for number, state in states.items() if state is ClaimState.REOPENED] == [control]
    assert len(taken.refused) == 1


def test_a_file_again_byte_for_byte(demo: Desk, tmp_path: Path) -> None:
    """into another folder, after the practice's receiver was changed; a claim that never left has no file"""
    clearinghouse(demo)
    file = export_claims(desk=demo, encounter_ids=(CHILD, SISTER), folder=tmp_path / "out")
    clearinghouse(demo, receiver="OTHER2", usage="test")
    claim = list_claims(desk=demo)[0]
    again = write_file_again(desk=demo, claim_id=claim.id, folder=tmp_path / "again")
    assert again.path.read_bytes() == file.path.read_bytes()
    assert again.path.name == file.path.name
    assert again.manifest is not None
    assert file.manifest is not None
    assert again.manifest.read_bytes() == file.manifest.read_bytes()
    assert [row.state for row in list_claims(desk=demo)] == [ClaimState.EXPORTED] * 2


def test_what_came_out_of_a_first_check_is_kept(demo: Desk, tmp_path: Path) -> None:
    """one clean, one with an address that is missing; a later check is none, mended or not"""
    assert clean_claims(desk=demo).percent is None
    checked = check_claims(desk=demo, encounter_ids=(CHILD, WITHOUT_ADDRESS, CHILD))
    assert [row.may_leave for row in checked] == [True, False]
    rate = clean_claims(desk=demo)
    assert (rate.checked, rate.clean) == (2, 1)
    export_claims(desk=demo, encounter_ids=(CHILD,), folder=tmp_path)
    check_claims(desk=demo, encounter_ids=(WITHOUT_ADDRESS,))
    assert clean_claims(desk=demo) == rate
    with pytest.raises(Refused):
        export_by_receiver(desk=demo, encounter_ids=(WITHOUT_MEMBER_ID,), folder=tmp_path)
    assert clean_claims(desk=demo).checked == 3
