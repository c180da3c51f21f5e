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
from coderdesk.services.claims import (
    ClaimAlreadySent,
    DifferentPayers,
    export_by_receiver,
    export_claims,
    finish_interrupted_exports,
    list_claims,
)
from coderdesk.services.code_sets import CodeLibrary
from coderdesk.services.demo_practice import open_demo_desk
from coderdesk.services.desk import Desk
from coderdesk.services.receivers import ReceiverUnfit, list_receivers, route_payer, save_receiver
from coderdesk.shared.clock import FixedClock
from coderdesk.shared.paths import Paths
from tests.helpers.demo import NOW
from tests.helpers.demo_visits import CHILD, OTHER_PAYER, SISTER, sheet_of
from tests.helpers.segments import named

# ends the process without a word at the n-th file that is put in place: before it is there, or after
KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from coderdesk.domain.values.ids import EncounterId
from coderdesk.services.claims import export_claims
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
export_claims(desk=desk, encounter_ids=tuple(EncounterId(one) for one in visits), folder=Path(folder))
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
